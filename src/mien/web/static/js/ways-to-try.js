// The exact ways to play one entry, one after the other, as far as they may be asked.
import { consent, isAllowed, refuse, waysLeft } from "./playing-choices.js";
import { askedBy } from "./players.js";

/** Reasons that may be others the next time; the rest never plays here. */
const PASSING = new Set(["no-answer", "no-referrer"]);

export class WaysToTry {
  #ways;
  #tried = new Set();

  /** @param {import("./queue.js").Entry} entry */
  constructor(entry) {
    this.#ways = entry.players;
  }

  /**
   * @param {boolean} isPressed  a press on this very entry allows its service to be asked
   * @returns {import("./players/player.js").Way | null} null when nothing is left
   */
  next(isPressed) {
    const ways = waysLeft(this.#ways).filter(({ url }) => !this.#tried.has(url));
    const way = ways.find(({ url }) => isPressed || isAllowed(url));
    if (way && isPressed) consent([askedBy(way.url)]);
    return way ?? null;
  }

  /** @param {import("./players/player.js").Way} way  that was refused  @param {string} reason */
  drop({ url }, reason) {
    this.#tried.add(url);
    if (!PASSING.has(reason)) refuse(url);
  }
}

/** @param {import("./queue.js").Entry[]} entries  of a list that a person pressed Play of */
export function consentTo(entries) {
  const first = entries.flatMap(({ players }) => waysLeft(players).slice(0, 1));
  consent(first.map(({ url }) => askedBy(url)));
}
