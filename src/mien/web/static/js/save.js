// Saving a list at a source: the server answers with a page, of which the result is shown in place.
import { fetchPage } from "./page.js";
import { text } from "./strings.js";
import { notify } from "./toast.js";

/** Let every form that saves at a source work in place. */
export function wireSaving() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.save-there")) return;
    event.preventDefault();
    save(event.target);
  });
}

/** @param {HTMLFormElement} form */
async function save(form) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    const { page } = await fetchPage(form.action, { method: "POST", body: new FormData(form) });
    const result = page.getElementById("saved");
    if (!result) {
      const lines = [...page.querySelectorAll(".problem p:not(.small)")];
      const words = lines.map((line) => line.textContent.trim()).slice(0, 2);
      notify(words.join(" ") || text("save.failed"));
      return;
    }
    result.querySelector(".back")?.remove();
    document.getElementById("saved")?.remove();
    form.closest(".saving").querySelector("[data-slot=saved]").replaceChildren(result);
    result.querySelector("h1").focus();
  } catch {
    notify(text("save.failed"));
  } finally {
    form.removeAttribute("aria-busy");
  }
}
