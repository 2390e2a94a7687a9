import { enrich } from "./enrich.js";
import { fetchPage } from "./page.js";
import { text } from "./strings.js";
import { announce } from "./toast.js";

/** Pixels that the chosen goal keeps from the edge of its row. */
const EDGE = 16;

/** Controls and list; a change of a control fetches the page for it and swaps this element. */
class MienPicks extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("#controls");
    this.addEventListener("change", () => this.#update());
    this.addEventListener("submit", (event) => {
      if (event.target !== this.form) return;
      event.preventDefault();
      this.#update(event.submitter);
    });
    enrich(this);
    this.#showChosenGoal();
  }

  /** The page may be another one by the time the answer comes. */
  disconnectedCallback() {
    this.request?.abort();
  }

  /** On small screens the goals stand in a row that scrolls; the page itself must not move. */
  #showChosenGoal() {
    const row = this.querySelector(".goal-row");
    const goal = row.querySelector(":checked")?.parentElement;
    if (!goal) return;
    const right = (each) => each.getBoundingClientRect().right;
    row.scrollLeft += right(goal) + EDGE - right(row);
  }

  /** @param {HTMLElement | null} [button]  the one pressed, if any */
  async #update(button = null) {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    this.setAttribute("aria-busy", "true");
    try {
      const { address, options } = this.#ask(button);
      const { ok, page } = await fetchPage(address, { ...options, signal });
      if (signal.aborted) return;
      const next = page.getElementById("picks");
      if (!ok || !next) throw new RefusedError(page);
      if (!options.method) history.replaceState(history.state, "", address);
      this.#swap(next);
      if (!options.method) document.title = page.title;
    } catch (error) {
      if (error.name !== "AbortError") this.#showFailure(error, button);
    }
  }

  #ask(button) {
    const fields = new FormData(this.form, button?.form === this.form ? button : null);
    if (this.form.method === "post") {
      return { address: this.form.action, options: { method: "POST", body: fields } };
    }
    const address = new URL(this.form.action);
    for (const [name, value] of fields) if (value) address.searchParams.append(name, value);
    return { address, options: {} };
  }

  /** @param {HTMLElement} next */
  #swap(next) {
    const focused = this.#focusedControl();
    for (const part of next.querySelectorAll("details[id]")) {
      part.open ||= this.querySelector(`#${part.id}`)?.open ?? false;
    }
    this.#renameHeading(next);
    this.replaceWith(next);
    const same = focused && next.querySelector(focused);
    same?.focus({ preventScroll: true });
    const said = next.querySelectorAll("#results-title, #results-status");
    announce([...said].map((each) => each.textContent.trim()).join(". "));
  }

  #focusedControl() {
    const { name, value } = document.activeElement ?? {};
    if (!name || !this.contains(document.activeElement)) return null;
    const sameName = `[name="${CSS.escape(name)}"]`;
    const byValue = ["radio", "checkbox"].includes(document.activeElement.type);
    return byValue ? `${sameName}[value="${CSS.escape(value)}"]` : sameName;
  }

  /** When the chosen mood changed, the heading above the list says so. */
  #renameHeading(next) {
    const heading = next.ownerDocument.querySelector("h1.picks-title");
    if (heading) document.querySelector("h1.picks-title")?.replaceWith(heading);
  }

  #showFailure(error, button) {
    this.removeAttribute("aria-busy");
    const results = this.querySelector(".results");
    const box = document.createElement("div");
    box.className = "failure";
    box.setAttribute("role", "alert");
    const title = document.createElement("h3");
    title.textContent = error.title ?? text("picks.failed");
    const reason = document.createElement("p");
    reason.textContent = error.reason ?? text("picks.failedText");
    const retry = document.createElement("button");
    retry.type = "button";
    retry.className = "button";
    retry.textContent = text("picks.retry");
    retry.addEventListener("click", () => this.#update(button));
    box.append(title, reason, retry);
    results.querySelector(".failure")?.remove();
    results.prepend(box);
  }
}

/** The server answered with an error page. */
class RefusedError extends Error {
  /** @param {Document} page */
  constructor(page) {
    super("refused");
    this.title = page.querySelector("h1")?.textContent;
    this.reason = [...page.querySelectorAll(".problem p")].map((line) => line.textContent).join(" ");
  }
}

customElements.define("mien-picks", MienPicks);
