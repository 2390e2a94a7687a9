import { enrich } from "./enrich.js";
import { fetchPage } from "./page.js";
import { text } from "./strings.js";
import { Through } from "./journey-player.js";
import { notify } from "./toast.js";

/** A planned journey; swapping a stop changes it in place, and it can be played through. */
class MienJourney extends HTMLElement {
  connectedCallback() {
    this.through = new Through(this);
    enrich(this).then((items) => this.through.learn(items));
    this.addEventListener("submit", (event) => {
      if (!event.target.matches("form.swap")) return;
      event.preventDefault();
      this.#swap(event.target, event.submitter);
    });
  }

  disconnectedCallback() {
    this.was = this.through.end();
  }

  async #swap(form, button) {
    const number = button.value;
    this.setAttribute("aria-busy", "true");
    try {
      const body = new FormData(form, button);
      const { ok, page } = await fetchPage(form.action, { method: "POST", body });
      const next = page.getElementById("journey");
      if (!ok || !next) {
        notify(page.querySelector(".problem .lead")?.textContent ?? text("picks.failedText"));
        return;
      }
      const title = next.querySelectorAll(".stop h3")[number - 1].textContent;
      this.replaceWith(next);
      next.through.goOn(this.was);
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
