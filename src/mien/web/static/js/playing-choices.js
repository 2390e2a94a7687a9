// What a person chose about playing, and what this browser has learned: which services may be
// asked, what can't be played here, how loud. The server keeps the choices for that person, too.
import { askedBy, isKnownService, serviceOf } from "./players.js";

const NAME = "mien-playing";
const MOST_REFUSED = 500;
const CHOICES = "/api/v1/me/playback";

let hasConsented = false;

const usual = { consented: [], refused: [], keepsGoing: true, volume: 1 };

/** @returns {{consented: string[], refused: string[], keepsGoing: boolean, volume: number}} */
export function playingChoices() {
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(NAME)) };
  } catch {
    return { ...usual };
  }
}

/** @param {Partial<ReturnType<typeof playingChoices>>} changed */
export function keepChoices(changed) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...playingChoices(), ...changed }));
  } catch {
    // Storage may be turned off; then each press is asked for anew.
  }
}

/** @param {string[]} services  that a press has just allowed to be asked */
export function consent(services) {
  const { consented } = playingChoices();
  const fresh = new Set(services.filter((service) => service && !consented.includes(service)));
  if (!fresh.size) return;
  keepChoices({ consented: [...consented, ...fresh] });
  hasConsented = true;
  const given = [...fresh].filter(isKnownService).map((service) => [service, true]);
  if (!given.length) return;
  fetch(CHOICES, {
    method: "PATCH",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ consented: Object.fromEntries(given) }),
    keepalive: true,
  }).catch(() => {});
}

/** @param {string} url  of a player  @returns {boolean} whether its service may be asked */
export function isAllowed(url) {
  const service = askedBy(url);
  return !service || playingChoices().consented.includes(service);
}

/** Take over what the server knows of this person, unless a press here has said more since. */
export async function learnChoices() {
  const answer = await fetch(CHOICES).catch(() => null);
  if (!answer?.ok) return;
  const { consented } = await answer.json();
  if (!hasConsented) keepChoices({ consented });
}

/** @param {string} url  of a player that can't play here */
export function refuse(url) {
  const { refused } = playingChoices();
  if (!refused.includes(url)) keepChoices({ refused: [...refused, url].slice(-MOST_REFUSED) });
}

/**
 * @param {import("./players/player.js").Way[]} ways
 * @returns {import("./players/player.js").Way[]} those that aren't known to be refused
 */
export function waysLeft(ways) {
  const { refused } = playingChoices();
  return ways.filter(({ url }) => !refused.includes(url));
}

/** @param {string} url  of a player  @returns {string} the service's name for people */
export function nameOf(url) {
  return serviceOf(url)?.name ?? new URL(url, location.href).host;
}
