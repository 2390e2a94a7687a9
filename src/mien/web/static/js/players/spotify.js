// Spotify as a frame that is driven by messages; no script of Spotify runs on this page.
//
// The frame speaks first, once, when it listens. Messages are objects; times from it are
// milliseconds, times to it whole seconds. It tells no end: that follows from its times. Who is
// not logged in there hears about 30 s of a track.
import { addressOf } from "./address.js";
import { Channel, isAmount, isRecord, leadFrame, makeFrame } from "./frame.js";
import { Player } from "./player.js";

const HOST = "open.spotify.com";
const CONTENT = /^\/embed\/(track|episode|album|playlist|artist|show)\/(\w{1,64})$/;
const SINGLE = new Set(["track", "episode"]);
const ANSWER = { every: 10_000, times: 1 };
/** Seconds that a preview is about as long as. */
const PREVIEW_S = { from: 25, to: 32 };
/** Seconds before the end from which a stop is the end; its times come in steps. */
const LAST_S = { paused: 1, rewound: 3 };
/** Milliseconds that a list has for its next track. */
const NEXT_TRACK_MS = 5000;

export class SpotifyPlayer extends Player {
  #frame;
  #channel;
  #origin;
  #isOpen = false;
  #wanted = false;
  #stated = 0;
  #isList = false;
  #at = { position: 0, duration: 0 };
  #ending = 0;

  /** @param {import("./player.js").Way} way */
  static plays(way) {
    return contentOf(way) !== null;
  }

  /**
   * @param {import("./player.js").Way} way
   * @param {import("./player.js").LoadOptions & {host: HTMLElement}} options
   */
  constructor(way, { host, title = "", start = 0, autoplay = true }) {
    super();
    this.capabilities = Object.freeze({ ...this.capabilities, volume: false });
    this.#origin = addressOf(way.url).origin;
    this.#frame = makeFrame(title, SINGLE.has(contentOf(way).kind) ? "track" : "album");
    this.#channel = new Channel(this.#frame, this.#origin, (message) => this.#receive(message));
    this.#lead(way, { start, autoplay });
    host.append(this.#frame);
  }

  accepts(way) {
    return super.accepts(way) && addressOf(way.url).origin === this.#origin;
  }

  /** Lead the same frame to something else: a new document, which has to get ready. */
  load(way, { title = this.#frame.title, start = 0, autoplay = true } = {}) {
    if (!this.accepts(way)) throw new RangeError(`This player does not play ${way.url}`);
    this.#frame.title = title;
    this.#frame.dataset.shape = SINGLE.has(contentOf(way).kind) ? "track" : "album";
    this.#lead(way, { start, autoplay });
  }

  play() {
    this.#wanted = true;
    this.#command("resume");
    if (this.#isOpen) this.awaitSound();
  }

  pause() {
    this.#wanted = false;
    this.stopWaiting();
    this.#command("pause");
  }

  seek(seconds) {
    this.#command("seek", { timestamp: Math.floor(Math.max(0, seconds)) });
  }

  setVolume() {}

  destroy() {
    this.stopWaiting();
    clearTimeout(this.#ending);
    this.#channel.close();
    this.#frame.remove();
  }

  #lead(way, { start, autoplay }) {
    this.begin();
    clearTimeout(this.#ending);
    this.#ending = 0;
    const { kind, id } = contentOf(way);
    this.#isOpen = false;
    this.#wanted = autoplay;
    this.#stated = way.duration ?? 0;
    this.#isList = !SINGLE.has(kind);
    this.isPreview = false;
    this.#at = { position: start, duration: 0 };
    const place = start ? `?t=${Math.floor(start)}` : "";
    this.#channel.wait(() => this.tellRefused("silent", "no-answer"), ANSWER);
    leadFrame(this.#frame, `${addressOf(way.url).base}/embed/${kind}/${id}${place}`);
  }

  #command(command, more = {}) {
    if (this.#isOpen) this.#channel.send({ command, ...more });
  }

  /** The document before this one can still speak until this one is ready. */
  #receive({ type, payload }) {
    if (type === "ready" || type === "player_ready") this.#open();
    if (!this.#isOpen || !isRecord(payload)) return;
    if (type === "playback_update") this.#learn(payload);
    if (type === "error" && payload.recoverable !== true) this.#fail(payload);
  }

  #open() {
    this.#isOpen = true;
    this.#channel.settle();
    this.#command("load_complete_ack");
    this.tellReady();
    if (this.#wanted) this.play();
  }

  #learn({ isPaused, isBuffering = false, position, duration }) {
    if (typeof isPaused !== "boolean" || !isAmount(position) || !isAmount(duration)) return;
    const before = this.#at;
    this.#at = { position: position / 1000, duration: duration / 1000 };
    this.isBuffering = isBuffering === true;
    this.isPreview = this.#isPreview();
    if (!isPaused && !this.isBuffering) this.#begun();
    if (this.state === "loading") return;
    if (this.state !== "ended") this.tellPosition(this.#at.position, this.#at.duration);
    if (this.#isAtEnd(isPaused, before)) this.#end();
    else if (isPaused && !this.#ending) this.tellPaused();
  }

  #begun() {
    if (this.#at.duration && this.#at.position >= this.#at.duration) return;
    clearTimeout(this.#ending);
    this.#ending = 0;
    this.tellPlaying();
  }

  /** At its end a track stops there, or goes back to its beginning and stops. */
  #isAtEnd(isPaused, before) {
    const { position, duration } = this.#at;
    if (!duration) return false;
    if (position >= duration) return true;
    const isRewound = position === 0 && before.position >= duration - LAST_S.rewound;
    return isPaused && (isRewound || position >= duration - LAST_S.paused);
  }

  /** A list has ended when nothing follows. */
  #end() {
    if (!this.#isList) this.tellEnded();
    else this.#ending ||= setTimeout(() => this.tellEnded(), NEXT_TRACK_MS);
  }

  #isPreview() {
    const { duration } = this.#at;
    const isShort = duration >= PREVIEW_S.from && duration <= PREVIEW_S.to;
    return isShort && (this.#stated === 0 || this.#stated > PREVIEW_S.to);
  }

  #fail({ code, message }) {
    const words = [code, message].filter((word) => typeof word === "string").join(": ");
    this.tellRefused(words.slice(0, 200) || "error", "unknown");
  }
}

/** @returns {{kind: string, id: string} | null} what a way of Spotify plays */
function contentOf({ type, url }) {
  const address = type === "embed" ? addressOf(url) : null;
  const found = address?.host === HOST ? CONTENT.exec(address.path) : null;
  return found && { kind: found[1], id: found[2] };
}
