// Parts of a drawing.
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name  of the SVG tag
 * @param {Record<string, string | number>} attributes
 */
export function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
