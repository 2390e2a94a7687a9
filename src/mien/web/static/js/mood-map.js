// The mood map as a thing to press: it moves the two sliders of a form, which do the same by keys.
import { placeWords } from "./place.js";

/** Pixels of the drawing from the middle to 1. */
const UNIT = 100;
const STEP = 0.05;

/** A map for the sliders `valence` and `arousal` of the form that `data-form` names. */
class MienMap extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.dot = this.querySelector(".chosen-dot");
    this.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      this.setPointerCapture(event.pointerId);
      this.#choose(event);
    });
    this.addEventListener("pointermove", (event) => {
      if (this.hasPointerCapture(event.pointerId)) this.#choose(event);
    });
    this.addEventListener("pointerup", (event) => {
      if (this.hasPointerCapture(event.pointerId)) this.#settle(event);
    });
    document.addEventListener("input", this.#follow);
  }

  disconnectedCallback() {
    document.removeEventListener("input", this.#follow);
  }

  /** @returns {HTMLFormElement | null} */
  get form() {
    return document.getElementById(this.dataset.form);
  }

  #choose({ clientX, clientY }) {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(
      this.svg.getScreenCTM().inverse(),
    );
    const { valence, arousal } = this.form.elements;
    valence.value = inside(x / UNIT);
    arousal.value = inside(-y / UNIT);
    valence.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A press on one of the seven faces takes its mood, where the page has a link for it. */
  #settle({ clientX, clientY }) {
    if ("go" in this.form.dataset) {
      const face = document.elementFromPoint(clientX, clientY)?.closest("[data-emotion]");
      const link = document.querySelector(`a.mood[href$="emotion=${face?.dataset.emotion}"]`);
      if (link) link.click();
      else this.form.requestSubmit();
    }
    else this.form.elements.valence.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #follow = ({ target }) => {
    if (!this.form || target.form !== this.form) return;
    const valence = Number(this.form.elements.valence.value);
    const arousal = Number(this.form.elements.arousal.value);
    this.dot.removeAttribute("hidden");
    this.dot.setAttribute("cx", valence * UNIT);
    this.dot.setAttribute("cy", -arousal * UNIT);
    const words = this.form.querySelector("[data-slot=place]");
    if (words) words.textContent = placeWords(valence, arousal);
  };
}

function inside(value) {
  const kept = Math.min(1, Math.max(-1, value));
  return (Math.round(kept / STEP) * STEP).toFixed(2);
}

customElements.define("mien-map", MienMap);
