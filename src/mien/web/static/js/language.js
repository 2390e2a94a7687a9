/**
 * Let the language switch come back to what the page shows now, whose address may have changed
 * since the server made it.
 * @param {HTMLFormElement} form
 */
export function wireLanguageSwitch(form) {
  form.addEventListener("submit", () => {
    form.elements.next.value = location.pathname + location.search;
  });
}
