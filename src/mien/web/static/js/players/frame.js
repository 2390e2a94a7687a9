// A service's player as a frame, and the messages that go between it and this page.
const LONGEST = 64_000;
const SANDBOX = [
  "allow-scripts",
  "allow-same-origin",
  "allow-popups",
  "allow-popups-to-escape-sandbox",
  "allow-presentation",
  "allow-forms",
  "allow-storage-access-by-user-activation",
].join(" ");
const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture; clipboard-write";

/**
 * Make the frame of a player. It must stay where it is put: a frame that is moved loads anew.
 * @param {string} title  for people who hear the page
 * @param {"film" | "track" | "album"} shape  for the style sheet, which keeps it ≥ 200×200
 * @returns {HTMLIFrameElement} without an address
 */
export function makeFrame(title, shape) {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.dataset.shape = shape;
  frame.width = "356";
  frame.height = "200";
  frame.allow = ALLOW;
  // YouTube plays only for pages that say who they are: their origin, not their address.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.setAttribute("sandbox", SANDBOX);
  return frame;
}

/**
 * Lead a frame to another address without a step in the history: back stays the page's own.
 * @param {HTMLIFrameElement} frame  @param {string} url
 */
export function leadFrame(frame, url) {
  if (frame.isConnected && frame.src) frame.contentWindow.location.replace(url);
  else frame.src = url;
}

/** Messages to and from one frame, and nobody else. */
export class Channel {
  #frame;
  #origin;
  #timer = 0;
  #listening = new AbortController();

  /**
   * @param {HTMLIFrameElement} frame
   * @param {string} origin  that messages must come from, and the only one they go to
   * @param {(message: object) => void} receive  gets objects, from strings of JSON too; their
   *   fields are not checked
   */
  constructor(frame, origin, receive) {
    this.#frame = frame;
    this.#origin = origin;
    const { signal } = this.#listening;
    window.addEventListener(
      "message",
      ({ source, origin: from, data }) => {
        if (!source || source !== frame.contentWindow || from !== origin) return;
        const message = typeof data === "string" ? parse(data) : data;
        if (isRecord(message)) receive(message);
      },
      { signal },
    );
  }

  /** @param {object | string} message  a service wants either the one or the other */
  send(message) {
    this.#frame.contentWindow?.postMessage(message, this.#origin);
  }

  /**
   * Wait for an answer until `settle()`.
   * @param {() => void} giveUp
   * @param {{every: number, times: number, ask?: () => void}} how  milliseconds between two asks
   */
  wait(giveUp, { every, times, ask = () => {} }) {
    this.settle();
    if (!times) {
      giveUp();
      return;
    }
    ask();
    this.#timer = setTimeout(() => this.wait(giveUp, { every, times: times - 1, ask }), every);
  }

  settle() {
    clearTimeout(this.#timer);
  }

  close() {
    this.settle();
    this.#listening.abort();
  }
}

/** @returns {boolean} whether something has fields */
export function isRecord(what) {
  return typeof what === "object" && what !== null && !Array.isArray(what);
}

/** @returns {boolean} whether something is a time or a length: finite and not negative */
export function isAmount(what) {
  return Number.isFinite(what) && what >= 0;
}

function parse(text) {
  if (text.length > LONGEST) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
