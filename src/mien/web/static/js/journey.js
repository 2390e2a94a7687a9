import { enrich } from "./enrich.js";
import { fetchPage } from "./page.js";
import { text } from "./strings.js";
import { notify } from "./toast.js";

/** A planned journey; swapping a stop changes it in place. */
class MienJourney extends HTMLElement {
  connectedCallback() {
    enrich(this);
    this.addEventListener("submit", (event) => {
      if (!event.target.matches("form.swap")) return;
      event.preventDefault();
      this.#swap(event.target, event.submitter);
    });
  }

  async #swap(form, button) {
    const number = button.value;
    this.setAttribute("aria-busy", "true");
    try {
      const body = new FormData(form, button);
      const { ok, page } = await fetchPage(form.action, { method: "POST", body });
      if (!this.isConnected) return;
      const next = page.getElementById("journey");
      if (!ok || !next) {
        notify(page.querySelector(".problem .lead")?.textContent ?? text("picks.failedText"));
        return;
      }
      const title = next.querySelectorAll(".stop h3")[number - 1].textContent;
      this.replaceWith(next);
      next.querySelector(`button[name=swap][value="${number}"]`).focus();
      notify(text("journey.swapped", { number, title }));
    } catch {
      notify(text("picks.failedText"));
    } finally {
      this.removeAttribute("aria-busy");
    }
  }
}

customElements.define("mien-journey", MienJourney);
