import { enrich } from "./enrich.js";

/** The page of one item, with more like it. */
class MienItem extends HTMLElement {
  connectedCallback() {
    enrich(this, this.dataset.of);
  }
}

customElements.define("mien-item", MienItem);
