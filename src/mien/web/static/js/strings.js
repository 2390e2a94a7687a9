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

/**
 * @param {string} path  of a text that counts: `one` and `other` lie below it
 * @param {number} count  chooses between them
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function counted(path, count, values = {}) {
  const form = new Intl.PluralRules(language()).select(count) === "one" ? "one" : "other";
  return text(`${path}.${form}`, { count, ...values });
}

/**
 * @param {string} [words]  what the API says in English
 * @param {string} instead  for pages in another language
 * @returns {string}
 */
export function fromApi(words, instead) {
  return words && language() === "en" ? words : instead;
}

/** @returns {string} the code of the language of this page */
function language() {
  return document.documentElement.lang;
}

/** @param {string} emotion  @returns {string} the word for it, with a capital */
export function emotionWord(emotion) {
  const word = text(`emotions.${emotion}`);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** @param {number} share  0 to 1  @returns {string} */
export function percent(share) {
  if (share > 0 && share < 0.01) return text("numbers.underOnePercent");
  return text("numbers.percent", { number: Math.round(share * 100) });
}
