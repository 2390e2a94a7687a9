import { fetchPage, showMain } from "./page.js";
import { text } from "./strings.js";

/** A photo form that sends on choosing and shows the answer, with the photo, on the same page. */
class MienPhoto extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type=file]");
    this.status = this.querySelector("[role=status]");
    this.input.addEventListener("change", () => this.#send());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.addEventListener("dragover", (event) => event.preventDefault());
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.input.files = event.dataTransfer.files;
      this.#send();
    });
  }

  async #send() {
    const [photo] = this.input.files;
    if (!photo) return;
    const fault = this.#faultOf(photo);
    if (fault) {
      this.status.textContent = fault;
      return;
    }
    this.setAttribute("aria-busy", "true");
    this.status.textContent = text("photo.reading");
    try {
      const { page } = await fetchPage(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
      });
      // Another page may have come meanwhile.
      if (!this.isConnected) return;
      showMain(page, "/photo");
      showPhoto(photo);
    } catch {
      this.removeAttribute("aria-busy");
      this.status.textContent = text("picks.failedText");
    }
  }

  /** @param {File} photo  @returns {string} what keeps it from being sent, or "" */
  #faultOf(photo) {
    const limit = Number(this.dataset.limit);
    if (photo.size > limit) {
      const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
      return text("photo.tooLarge", { size: megabytes(photo.size), limit: megabytes(limit) });
    }
    if (photo.type && !photo.type.startsWith("image/")) {
      return text("photo.notPicture", { name: photo.name });
    }
    return "";
  }
}

/** @param {File} photo  the picture that was read; it comes from this browser, not the server */
function showPhoto(photo) {
  const figure = document.querySelector(".seen");
  if (!figure) return;
  const image = figure.querySelector("img");
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  image.src = URL.createObjectURL(photo);
  figure.hidden = false;
}

customElements.define("mien-photo", MienPhoto);
