// Calming the readings without lagging behind the face. Pure functions, the same rules as
// mien/vision/smooth.py.
import { RULES } from "./rules.js";

/** @typedef {{label: number | null, rival: number | null, since: number | null}} Headline
 *  `label` and `rival` are places in the list of emotions; null stands for "not sure". `since` is
 *  when the rival began to lead (seconds), null when there is none. */

/** @typedef {{at: number, average: number[], headline: Headline}} Steady
 *  A calmed reading; `at` in seconds. */

/**
 * @param {Steady | null} before  of the same face; null, or one too old, starts afresh
 * @param {number[]} reading
 * @param {number} at  seconds
 * @param {number} unsureBelow  highest share under which nothing is named
 * @returns {Steady}
 */
export function steadied(before, reading, at, unsureBelow) {
  if (!before || at - before.at > RULES.forgotten_after_seconds) {
    return { at, average: [...reading], headline: settledOn(leaderOf(reading, unsureBelow)) };
  }
  const average = smooth(before.average, reading, at - before.at);
  return { at, average, headline: follow(before.headline, average, at, unsureBelow) };
}

/**
 * Exponential average that knows how long the pause between two readings was.
 * @param {number[]} average
 * @param {number[]} reading
 * @param {number} seconds  since the reading before
 * @returns {number[]}
 */
export function smooth(average, reading, seconds) {
  const weight = -Math.expm1(-Math.max(0, seconds) / RULES.smoothing_seconds);
  return average.map((value, index) => value + weight * (reading[index] - value));
}

/**
 * Follow the leader, but only once it has led for a while.
 * @param {Headline} headline
 * @param {number[]} average
 * @param {number} now  seconds
 * @param {number} unsureBelow
 * @returns {Headline}
 */
export function follow(headline, average, now, unsureBelow) {
  const leader = leaderOf(average, unsureBelow);
  if (leader === headline.label) return settledOn(leader);
  if (headline.since === null || leader !== headline.rival) {
    return { label: headline.label, rival: leader, since: now };
  }
  return now - headline.since >= RULES.lead_seconds ? settledOn(leader) : headline;
}

/**
 * @param {number | null} label
 * @returns {Headline} one that nothing challenges
 */
export function settledOn(label) {
  return { label, rival: null, since: null };
}

/**
 * @param {number[]} average
 * @param {number} unsureBelow
 * @returns {number | null} place of the highest share, or null where it is too low to name
 */
export function leaderOf(average, unsureBelow) {
  const best = average.indexOf(Math.max(...average));
  return average[best] >= unsureBelow ? best : null;
}

/**
 * @param {number[]} average
 * @returns {number[]} places of the three highest, best first
 */
export function topThree(average) {
  return average
    .map((_, index) => index)
    .sort((a, b) => average[b] - average[a])
    .slice(0, 3);
}
