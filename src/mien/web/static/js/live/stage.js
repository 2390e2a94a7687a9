// What is shown while the camera is on: boxes, headline, bars, banner.
import { emotionWord, percent, text } from "../strings.js";
import { element } from "./drawing.js";
import { topThree } from "./smooth.js";

/** Seconds between two announcements to screen readers, at least. */
const QUIET = 5;

export class Stage {
  /**
   * @param {HTMLElement} root
   * @param {string[]} emotions
   */
  constructor(root, emotions) {
    this.root = root;
    this.emotions = emotions;
    this.announced = { words: "", at: -QUIET };
  }

  /** @param {string} state  of the machine */
  showState(state) {
    const banner = this.#slot("banner");
    const words = text(`live.states.${state}`);
    banner.hidden = words.startsWith("live.");
    banner.textContent = banner.hidden ? "" : words;
    this.#slot("pause").textContent = text(state === "paused" ? "live.resume" : "live.pause");
    if (state === "no-face") this.showFaces([], [1, 1]);
  }

  /** Back to the state before the first reading. */
  clear() {
    this.showFaces([], [1, 1]);
    this.#slot("headline").textContent = text("live.waiting");
    this.#slot("detail").textContent = "";
    this.#slot("face").replaceChildren(this.#face("unsure"));
    for (const row of this.#slot("bars").children) row.hidden = true;
  }

  /**
   * @param {import("./follow.js").FollowedFace[]} faces  in view; named when there are several
   * @param {number[]} size  of the frame, whose pixels the boxes count
   */
  showFaces(faces, [width, height]) {
    const overlay = this.root.querySelector("svg.boxes");
    overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const shapes = faces.map(({ box: [x1, y1, x2, y2] }) =>
      element("rect", { x: x1, y: y1, width: x2 - x1, height: y2 - y1, rx: (x2 - x1) / 12 }),
    );
    const names = faces.length > 1 ? faces.map((face) => this.#caption(face)) : [];
    overlay.replaceChildren(...shapes, ...names);
  }

  /** The overlay is mirrored with the picture; words are turned back. */
  #caption({ box: [x1, , x2, y2], steady }) {
    const { label } = steady.headline;
    const size = Math.max(14, (x2 - x1) / 7);
    const place = `translate(${(x1 + x2) / 2} ${y2 + 1.2 * size}) scale(-1 1)`;
    const caption = element("text", { transform: place, "font-size": size });
    caption.textContent =
      label === null ? text("live.unsure") : text(`emotions.${this.emotions[label]}`);
    return caption;
  }

  /**
   * @param {import("./smooth.js").Steady} steady
   * @param {number} faces  how many
   * @param {number} now  seconds
   */
  showMood({ average, headline: { label } }, faces, now) {
    const top = topThree(average);
    const name = label === null ? "unsure" : this.emotions[label];
    const headline =
      label === null
        ? text("live.unsure")
        : text("live.looks", { emotion: text(`emotions.${name}`) });
    this.#slot("headline").textContent = headline;
    this.#slot("detail").textContent = this.#detail(label, average, top, faces);
    const face = this.#slot("face");
    if (face.dataset.shows !== name) {
      face.dataset.shows = name;
      face.replaceChildren(this.#face(name));
    }
    this.#showBars(average, top);
    this.#announce(headline, now);
  }

  #detail(label, average, top, faces) {
    const words = top.map((index) => text(`emotions.${this.emotions[index]}`));
    const first =
      label === null
        ? text("live.unsureDetail", { first: words[0], second: words[1] })
        : text("live.sure", { percent: percent(average[label]) });
    return faces > 1 ? `${first} ${text("live.faces", { count: faces })}` : first;
  }

  #showBars(average, top) {
    [...this.#slot("bars").children].forEach((row, place) => {
      const name = this.emotions[top[place]];
      const share = average[top[place]];
      row.hidden = false;
      if (row.dataset.shows !== name) {
        row.className = `bar mood-${name}`;
        row.dataset.shows = name;
        row.querySelector("[data-slot=bar-face]").replaceChildren(this.#face(name));
        row.querySelector(".bar-word").textContent = emotionWord(name);
        row.querySelector("meter").setAttribute("aria-label", emotionWord(name));
      }
      row.querySelector("meter").value = share;
      row.querySelector(".share-fill").setAttribute("width", (share * 100).toFixed(1));
      row.querySelector(".bar-share").textContent = percent(share);
    });
  }

  #announce(words, now) {
    const { announced } = this;
    if (words === announced.words || now - announced.at < QUIET) return;
    this.announced = { words, at: now };
    this.#slot("announce").textContent = words;
  }

  #face(name) {
    return this.root.querySelector(`[data-face="${name}"] svg`).cloneNode(true);
  }

  #slot(name) {
    return this.root.querySelector(`[data-slot="${name}"]`);
  }
}
