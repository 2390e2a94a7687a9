// Small parts that several scripts build.
import { text } from "./strings.js";

/**
 * @param {string} name  of the tag
 * @param {string} words
 * @param {string} [className]
 */
export function element(name, words, className = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

/** @returns {HTMLAnchorElement | string} a link that opens a new tab; the bare words without one */
export function outward(words, url) {
  if (!/^https?:\/\//.test(url)) return words;
  const link = element("a", words);
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.append(element("span", ` ${text("outside.newTab")}`, "visually-hidden"));
  return link;
}

/** @param {{text: string, url: string}[]} found  what sources ask to be shown beside their content */
export function credits(found) {
  const line = element("p", "", "credits");
  found.forEach((credit, index) => {
    if (index) line.append(" · ");
    line.append(outward(credit.text, credit.url));
  });
  return line;
}
