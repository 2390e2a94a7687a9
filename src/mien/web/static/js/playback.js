// Joins the queue and the players: what plays, what is tried next, what is told of it.
import { Hearing } from "./hearing.js";
import { PlayerPool } from "./player-pool.js";
import { keepChoices } from "./playing-choices.js";
import { consentTo, WaysToTry } from "./ways-to-try.js";

/** Seconds after which Previous leads to the beginning first. */
const BEGINNING_S = 3;

/**
 * What plays. Its events:
 *
 * - `change`: its `state`, or the current entry, or what the player can do, is another one;
 * - `position`: it has got on;
 * - `started`, `finished`, `skipped`, `refused` `{entry, way, position, duration, …}`: of an entry,
 *   for whom it may concern; the end of a preview is neither of the two;
 * - `over`: the queue has ended or was closed.
 *
 * `state` is one of: `idle`, `filled` and after a reload `kept` (a press begins), `loading`,
 * `playing`, `paused`, `needs-press` (in the player itself), `hidden` (it starts when the page is
 * looked at again), `tells-nothing` (the service's frame stands there), `ended` (nothing follows).
 */
export class Playback extends EventTarget {
  state = "idle";
  duration = 0;
  /** @type {import("./players/player.js").Way | null} */
  way = null;
  #pool;
  #ways = null;
  #hearing = new Hearing((name) => this.#report(name));

  /** @param {import("./queue.js").Queue} queue  @param {HTMLElement} place  for the players */
  constructor(queue, place) {
    super();
    this.queue = queue;
    this.#pool = new PlayerPool(place, (name, detail) => this.#hear(name, detail));
    if (queue.current) this.state = "kept";
    queue.addEventListener("change", () => {
      if (this.state === "idle" && queue.current) this.#turn("filled");
    });
    document.addEventListener("visibilitychange", () => {
      if (this.state === "hidden" && document.visibilityState === "visible") this.#begin();
    });
  }

  /** @returns {import("./players/player.js").Capabilities | null} */
  get capabilities() {
    return this.#pool.active?.capabilities ?? null;
  }

  get isPreview() {
    return this.#pool.active?.isPreview ?? false;
  }

  /** Nothing has played yet: only a press begins. */
  get isResting() {
    return this.state === "kept" || this.state === "filled";
  }

  /** Play a list from a place on; the press that asked for it allows its services to be asked. */
  playList(entries, at = 0, source = {}) {
    this.#leave();
    consentTo(entries);
    this.queue.fill(entries, at, source);
    this.#begin({ isPressed: true });
  }

  /** Play something now; what is in the queue follows it. */
  playNow(entry, source = {}) {
    if (!this.queue.current || this.state === "ended") {
      this.playList([entry], 0, source);
      return;
    }
    this.#leave();
    this.queue.addNext([entry]);
    this.queue.next();
    this.#begin({ isPressed: true });
  }

  /** Go to an entry of the queue by a press on it. */
  go(key) {
    this.#leave();
    if (this.queue.go(key)) this.#begin({ isPressed: true });
  }

  next() {
    this.#leave();
    this.#goOn();
  }

  /** To the beginning, or from there to the entry before. */
  previous() {
    const isOn = this.queue.position > BEGINNING_S && this.capabilities?.seek;
    if (isOn || this.queue.index < 1) {
      this.seek(0);
      return;
    }
    this.#leave();
    this.queue.previous();
    this.#begin();
  }

  /** Play or pause, whatever that means just now. */
  toggle() {
    if (this.state === "playing" || this.state === "loading") this.pause();
    else this.resume();
  }

  pause() {
    this.#pool.active?.pause();
    if (this.state === "loading") this.#turn("paused");
  }

  resume() {
    const { state } = this;
    if (state === "paused" || state === "needs-press") this.#pool.active.play();
    else if (this.isResting) this.#begin({ isPressed: true, start: this.queue.position });
    else if (state === "ended" && this.queue.left) this.next();
    else if (state === "ended" || state === "hidden") this.#begin({ isPressed: true });
  }

  /** @param {number} seconds  from the beginning */
  seek(seconds) {
    const to = Math.max(0, this.duration ? Math.min(seconds, this.duration) : seconds);
    this.queue.position = to;
    if (this.capabilities?.seek) this.#pool.active.seek(to);
    this.#tell("position");
  }

  /** @param {number} share  0 to 1 */
  setVolume(share) {
    keepChoices({ volume: share });
    this.#pool.active?.setVolume(share);
  }

  /** Take an entry out; when it plays, the next one does. */
  remove(key) {
    const { queue, state, isResting } = this;
    const isCurrent = key === queue.current?.key;
    const hasFollower = queue.left > 0;
    if (isCurrent) this.#leave();
    queue.remove(key);
    if (!queue.current) this.close();
    else if (isCurrent && isResting) this.#turn(state);
    else if (isCurrent && hasFollower) this.#begin();
    else if (isCurrent) this.#end();
  }

  /** Stop, and forget the queue. */
  close() {
    this.#leave();
    this.#pool.clear();
    this.way = null;
    this.queue.clear();
    this.#turn("idle");
    this.#tell("over");
  }

  #begin(how = {}) {
    const { current } = this.queue;
    this.#ways = new WaysToTry(current);
    this.#hearing.drop();
    this.queue.mark(current.key, false);
    this.#load(how);
  }

  /** Play the first way that is left; without one, the next entry. */
  #load({ isPressed = false, start = 0 } = {}) {
    const entry = this.queue.current;
    const way = this.#ways.next(isPressed);
    if (!way) {
      this.queue.mark(entry.key, true);
      this.#tell("unplayable", { entry });
      this.#goOn();
      return;
    }
    this.way = way;
    this.duration = 0;
    // A player of a service starts only where it is seen.
    if (!isPressed && way.type === "embed" && document.visibilityState === "hidden") {
      this.#pool.quieten();
      this.#turn("hidden");
      return;
    }
    this.#pool.load(way, entry.title, start);
    this.#turn("loading");
  }

  #goOn() {
    this.state = "loading";
    if (this.queue.next()) this.#begin();
    else this.#end();
  }

  #end() {
    this.#pool.quieten();
    this.queue.position = 0;
    this.#turn("ended");
    this.#tell("over");
  }

  /** What plays is over because a person went elsewhere; the next one does not play yet. */
  #leave() {
    this.#hearing.leave(this.queue.position, this.isPreview);
    this.state = "loading";
  }

  #hear(name, detail) {
    if (name === "playing") this.#start();
    else if (name === "paused" && this.state !== "loading") this.#turn("paused");
    else if (name === "needspress") this.#turn("needs-press");
    else if (name === "ready" && !this.capabilities.position) this.#start("tells-nothing");
    else if (name === "ready") this.#tell("change");
    else if (name === "position") {
      this.queue.position = detail.position;
      this.duration = detail.duration;
      this.#tell("position");
    } else if (name === "ended") {
      this.#hearing.finish(detail.preview);
      this.#goOn();
    } else if (name === "refused") this.#tryAnother(detail);
  }

  #start(state = "playing") {
    this.#turn(state);
    this.#hearing.start();
  }

  #tryAnother({ code, reason }) {
    this.#ways.drop(this.way, reason);
    this.#report("refused", { code, reason });
    this.#hearing.drop();
    this.#load();
  }

  #turn(state) {
    this.state = state;
    this.#tell("change");
  }

  #report(name, more = {}) {
    const { way, duration } = this;
    const { current: entry, position } = this.queue;
    this.#tell(name, { entry, way, position, duration, ...more });
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
