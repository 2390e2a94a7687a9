// Sound and film from files, played by the browser itself: the Archive's, previews, a person's own.
import { addressOf } from "./address.js";
import { Player } from "./player.js";

const TAGS = new Map([
  ["audio", "audio"],
  ["preview", "audio"],
  ["video", "video"],
]);
/** One element of each kind: what a press has allowed to sound may go on with the next file. */
const elements = new Map();

export class MediaPlayer extends Player {
  #element;
  #wired = new AbortController();

  /** @param {import("./player.js").Way} way */
  static plays({ type, url }) {
    return TAGS.has(type) && addressOf(url) !== null;
  }

  /**
   * @param {import("./player.js").Way} way
   * @param {import("./player.js").LoadOptions & {host: HTMLElement}} options
   */
  constructor(way, { host, ...options }) {
    super();
    this.#element = elementOf(TAGS.get(way.type));
    this.#listen();
    host.append(this.#element);
    this.load(way, { title: "", ...options });
  }

  accepts(way) {
    return super.accepts(way) && TAGS.get(way.type) === this.#element.localName;
  }

  load(way, { title, start = 0, autoplay = true } = {}) {
    if (!this.accepts(way)) throw new RangeError(`This player does not play ${way.url}`);
    this.begin();
    this.isPreview = way.type === "preview";
    if (title !== undefined) this.#element.setAttribute("aria-label", title);
    this.#element.src = way.url;
    // Before the length is known this is where it will start.
    this.#element.currentTime = start;
    if (autoplay) this.play();
  }

  play() {
    this.awaitSound();
    this.#element.play().catch((error) => {
      if (error.name === "NotAllowedError") this.tellNeedsPress();
    });
  }

  pause() {
    this.stopWaiting();
    this.#element.pause();
  }

  seek(seconds) {
    this.#element.currentTime = Math.max(0, seconds);
  }

  setVolume(share) {
    this.#element.volume = Math.min(1, Math.max(0, share));
  }

  destroy() {
    this.stopWaiting();
    this.#wired.abort();
    this.#element.pause();
    this.#element.removeAttribute("src");
    this.#element.load();
    this.#element.remove();
  }

  #listen() {
    const element = this.#element;
    const hears = {
      loadedmetadata: () => this.tellReady(),
      waiting: () => (this.isBuffering = true),
      playing: () => {
        this.isBuffering = false;
        this.tellPlaying();
      },
      // It stops before it says that it has ended.
      pause: () => element.ended || this.tellPaused(),
      timeupdate: () => this.#tellPosition(),
      durationchange: () => this.#tellPosition(),
      ended: () => this.tellEnded(),
      error: () => this.#fail(element.error),
    };
    for (const [name, hear] of Object.entries(hears)) {
      element.addEventListener(name, hear, { signal: this.#wired.signal });
    }
  }

  #tellPosition() {
    const { currentTime, duration } = this.#element;
    this.tellPosition(currentTime, Number.isFinite(duration) ? duration : 0);
  }

  /** Whether a file is gone or only of an unknown kind, a browser does not tell. */
  #fail(error) {
    if (!error || error.code === error.MEDIA_ERR_ABORTED) return;
    const isCut = error.code === error.MEDIA_ERR_NETWORK || !navigator.onLine;
    this.tellRefused(error.code, isCut ? "no-answer" : "unknown");
  }
}

function elementOf(tag) {
  if (!elements.has(tag)) {
    const element = document.createElement(tag);
    element.preload = "auto";
    if (tag === "video") {
      element.controls = true;
      element.playsInline = true;
    }
    elements.set(tag, element);
  }
  return elements.get(tag);
}
