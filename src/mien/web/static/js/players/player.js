// What all players have in common: what they tell, and the wait for the first sound.
const PRESS_MS = 3000;
const LOOK_AGAIN_MS = 1000;
const STALLED_MS = 20_000;

/**
 * A way to play something.
 *
 * @typedef {object} Way
 * @property {"embed" | "audio" | "video" | "preview"} type
 * @property {string} url
 * @property {number} [duration]  seconds that the catalogue states for the whole
 */

/**
 * @typedef {object} LoadOptions
 * @property {string} [title]  of what plays, for people who hear the page
 * @property {number} [start]  seconds from the beginning
 * @property {boolean} [autoplay]  false loads it and waits for `play()`
 */

/**
 * @typedef {object} Capabilities  what a player tells and takes; the rest of its methods do nothing
 * @property {boolean} position
 * @property {boolean} duration
 * @property {boolean} seek
 * @property {boolean} volume
 * @property {boolean} autoAdvance  it tells when it has ended
 */

/**
 * One player, which plays one way after the other. Its events are CustomEvents:
 *
 * - `ready`: once for each way, when the player answers or has loaded;
 * - `playing`, `paused`: when that changes, whoever did it;
 * - `position` `{position, duration, preview}`: seconds; duration is 0 while it isn't known;
 * - `ended` `{preview}`: once for each time that it is played to its end;
 * - `needspress`: the browser wants a press inside the player, or nothing was heard for 3 s;
 * - `refused` `{code, reason}`: it can't play here; only `load` goes on from there. `code` is the
 *   service's own, `reason` is `gone`, `not-embeddable`, `no-referrer`, `no-answer` or `unknown`.
 */
export class Player extends EventTarget {
  /** @type {Capabilities} */
  capabilities = Object.freeze({
    position: true,
    duration: true,
    seek: true,
    volume: true,
    autoAdvance: true,
  });
  /** What plays is a part of the whole, for people who aren't known to the service. */
  isPreview = false;
  /** The player fetches what it is to play. */
  isBuffering = false;
  #state = "loading";
  #timer = 0;
  #isReady = false;
  #position = "";

  /** @returns {"loading" | "playing" | "paused" | "ended" | "refused"} */
  get state() {
    return this.#state;
  }

  /** @param {Way} way  @returns {boolean} whether `load` takes it; else another player must */
  accepts(way) {
    return this.constructor.plays(way);
  }

  /** A way is loaded: what was told of the one before is over. */
  begin() {
    this.stopWaiting();
    this.#state = "loading";
    this.isBuffering = false;
    this.#isReady = false;
    this.#position = "";
  }

  /** The player has been told to play: wait for the first sound. */
  awaitSound() {
    if (this.#state === "refused") return;
    this.stopWaiting();
    if (this.#state !== "playing") this.#look(PRESS_MS, 0);
  }

  stopWaiting() {
    clearTimeout(this.#timer);
  }

  /** While it buffers nobody has to press anything; but not for ever. */
  #look(wait, waited) {
    this.#timer = setTimeout(() => {
      if (!this.isBuffering) this.tellNeedsPress();
      else if (waited + wait < STALLED_MS) this.#look(LOOK_AGAIN_MS, waited + wait);
      else this.tellRefused("stalled", "no-answer");
    }, wait);
  }

  tellReady() {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#tell("ready");
  }

  tellPlaying() {
    if (this.#turn("playing")) this.#tell("playing");
  }

  tellPaused() {
    if (this.#state !== "ended" && this.#turn("paused")) this.#tell("paused");
  }

  /** @param {number} position  seconds  @param {number} duration  seconds, 0 if not known */
  tellPosition(position, duration) {
    const told = `${position} ${duration} ${this.isPreview}`;
    if (this.#state === "refused" || told === this.#position) return;
    this.#position = told;
    this.#tell("position", { position, duration, preview: this.isPreview });
  }

  /** Only what was heard can end. */
  tellEnded() {
    if (this.#state === "loading") return;
    if (this.#turn("ended")) this.#tell("ended", { preview: this.isPreview });
  }

  tellNeedsPress() {
    this.stopWaiting();
    if (!["playing", "refused"].includes(this.#state)) this.#tell("needspress");
  }

  /** @param {string | number} code  @param {string} reason */
  tellRefused(code, reason) {
    if (this.#turn("refused")) this.#tell("refused", { code, reason });
  }

  #turn(state) {
    if (this.#state === "refused" || this.#state === state) return false;
    this.stopWaiting();
    this.#state = state;
    return true;
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
