import { text } from "./strings.js";

const ORDER = ["auto", "light", "dark"];

/**
 * Let a button walk through the themes: that of the system, light, dark.
 * @param {HTMLButtonElement} button
 */
export function wireThemeButton(button) {
  const root = document.documentElement;
  const show = () => {
    const label = text(`theme.${root.dataset.theme ?? "auto"}`);
    button.querySelector("span").textContent = label;
    button.title = label;
  };
  show();
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? "auto") + 1) % ORDER.length];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem("mien-theme", next);
    } catch {
      // The choice then lasts as long as the page.
    }
    show();
  });
}
