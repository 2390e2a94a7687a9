// Parts of pages that the server makes for a reading.
import { fetchPage } from "../page.js";
import { text } from "../strings.js";

/**
 * @param {string[]} emotions
 * @param {number[]} probabilities
 * @returns {string} the reading as the server takes it
 */
export function moodField(emotions, probabilities) {
  const shares = emotions.map((name, index) => [name, Number(probabilities[index].toFixed(4))]);
  return JSON.stringify({ emotions: Object.fromEntries(shares) });
}

/**
 * The reading travels in the body of a POST, never in an address.
 * @param {string} path
 * @param {string} mood
 * @returns {Promise<Element>} the part, or a line that says why there is none
 */
export async function fetchPart(path, mood) {
  const body = new FormData();
  body.set("mood", mood);
  try {
    const { page } = await fetchPage(path, { method: "POST", body });
    const part = page.querySelector("#take-along, #picks, .problem");
    if (part) return part;
  } catch {
    // Said below.
  }
  const line = document.createElement("p");
  line.className = "failure";
  line.textContent = text("picks.failedText");
  return line;
}
