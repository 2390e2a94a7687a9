// Words for a place on the mood map, the same as mien/web/wording.py gives.
import { text } from "./strings.js";

const CLEARLY = 0.15;

/** @param {number} valence  @param {number} arousal  @returns {string} */
export function placeWords(valence, arousal) {
  const word = (value, high, low, middle) =>
    text(`live.places.${value > CLEARLY ? high : value < -CLEARLY ? low : middle}`);
  const feeling = word(valence, "bright", "dark", "mixed");
  const energy = word(arousal, "lively", "calm", "steady");
  return text("live.places.join", { feeling, energy });
}
