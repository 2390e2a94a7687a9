// Words of the pages, as the server put them into the document.
const words = JSON.parse(document.getElementById("strings")?.textContent ?? "{}");

/**
 * @param {string} path  where the text lies, as in "live.looks"
 * @param {Record<string, string | number>} [values]  for the {names} in it
 * @returns {string}
 */
export function text(path, values = {}) {
  const found = path.split(".").reduce((place, name) => place?.[name], words);
  if (typeof found !== "string") return path;
  return found.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} emotion  @returns {string} the word for it, with a capital */
export function emotionWord(emotion) {
  const word = text(`emotions.${emotion}`);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** @param {number} share  0 to 1  @returns {string} */
export function percent(share) {
  return share > 0 && share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`;
}
