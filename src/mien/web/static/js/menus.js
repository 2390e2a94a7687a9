// The menus of cards: `details` that close when one goes elsewhere, as menus do.

const OPEN = "details.menu[open]";

/** Let every menu of the page close by Escape, by a press beside it, and when the focus moves on. */
export function wireMenus() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeByKey(event);
  });
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
  document.addEventListener("toggle", show, { capture: true });
}

function closeByKey(event) {
  const menu = document.activeElement?.closest(OPEN) ?? document.querySelector(OPEN);
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
}

/** What is said at the bottom of the page belongs to the menu: its Undo leads back there. */
function leave({ target }) {
  if (!(target instanceof Element) || target.closest(".bottom")) return;
  for (const menu of document.querySelectorAll(OPEN)) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function show({ target }) {
  if (!(target instanceof Element) || !target.matches(OPEN)) return;
  target.querySelector(".menu-box").scrollIntoView({ block: "nearest" });
}
