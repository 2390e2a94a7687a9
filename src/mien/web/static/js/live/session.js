// What a session was: most frequent emotion, time-weighted mood, mood over time. Pure functions, the
// same rules as mien/services/session.py.
import { RULES } from "./rules.js";

/** @typedef {{at: number, probabilities: number[], valence: number, arousal: number}} Sample
 *  `at` in seconds since the session began. */

/** @param {Sample[]} samples  @returns {number[]} seconds that each stands for */
export function weights(samples) {
  return samples.map((sample, index) => {
    const next = samples[index + 1];
    const before = samples[index - 1];
    const until = next ? next.at - sample.at : before ? sample.at - before.at : 1;
    return Math.min(RULES.longest_reading_seconds, Math.max(0.001, until));
  });
}

/**
 * @param {Sample[]} samples  at least one
 * @returns {{seconds: number, count: number, most: number, mostCount: number,
 *   probabilities: number[], valence: number, arousal: number}}
 */
export function summarise(samples) {
  const share = weights(samples);
  const whole = share.reduce((sum, each) => sum + each, 0);
  const mean = (of) => samples.reduce((sum, each, i) => sum + of(each) * share[i], 0) / whole;
  const counts = samples[0].probabilities.map(() => 0);
  for (const { probabilities } of samples) counts[leading(probabilities)] += 1;
  const most = leading(counts);
  return {
    seconds: whole,
    count: samples.length,
    most,
    mostCount: counts[most],
    probabilities: counts.map((_, index) => mean((each) => each.probabilities[index])),
    valence: mean((each) => each.valence),
    arousal: mean((each) => each.arousal),
  };
}

/**
 * Cut a session into stretches of equal length.
 * @param {Sample[]} samples
 * @param {number} most  how many stretches at most
 * @param {number} shortest  of a stretch, in seconds
 * @returns {{from: number, to: number, best: number, share: number, valence: number,
 *   arousal: number}[]} only those with a reading in them
 */
export function stretches(samples, most, shortest = 1) {
  if (!samples.length) return [];
  const end = samples.at(-1).at + 0.001;
  const length = Math.max(shortest, end / most);
  const parts = new Map();
  for (const sample of samples) {
    const index = Math.floor(sample.at / length);
    parts.set(index, [...(parts.get(index) ?? []), sample]);
  }
  return [...parts].map(([index, inside]) => {
    const { probabilities, valence, arousal } = summarise(inside);
    const best = leading(probabilities);
    const from = index * length;
    return { from, to: from + length, best, share: probabilities[best], valence, arousal };
  });
}

/** @param {number[]} values  @returns {number} place of the highest */
export function leading(values) {
  return values.indexOf(Math.max(...values));
}
