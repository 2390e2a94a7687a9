// YouTube as a frame that is driven by messages; no script of YouTube runs on this page.
import { addressOf } from "./address.js";
import { makeFrame } from "./frame.js";
import { Player } from "./player.js";
import * as yt from "./youtube-messages.js";

const TICK_MS = 250;
/** Seconds that the time may be guessed beyond the last one told. */
const GUESSED_S = 1;
/** Milliseconds within which the frame can still speak of the video before. */
const LEFTOVER_MS = 1000;
const BEFORE_PLAYING = [yt.UNSTARTED, yt.BUFFERING, yt.CUED];

export class YouTubePlayer extends Player {
  #frame;
  #messages;
  #origin;
  #inAddress;
  #loads = 0;
  #ticking = 0;
  #wanted = false;
  #volume = null;
  #video = "";
  /** @type {yt.News} all that was told of the video */
  #info = {};
  #loadedAt = 0;
  #isOfBefore = false;
  #retried = false;

  /** @param {import("./player.js").Way} way */
  static plays(way) {
    return yt.videoOf(way) !== null;
  }

  /**
   * @param {import("./player.js").Way} way
   * @param {import("./player.js").LoadOptions & {host: HTMLElement}} options
   */
  constructor(way, { host, title = "", start = 0, autoplay = true }) {
    super();
    const { origin, base } = addressOf(way.url);
    this.#origin = origin;
    this.#take(way, { start, autoplay });
    this.#inAddress = { video: this.#video, start };
    this.#frame = makeFrame(title, "film");
    this.#messages = new yt.YouTubeMessages(this.#frame, origin, {
      answer: () => this.#connect(),
      silence: () => this.tellRefused("silent", "no-answer"),
      news: (news) => this.#learn(news),
      error: (code) => this.#fail(code),
      block: () => this.tellNeedsPress(),
    });
    this.#frame.addEventListener("load", () => this.#greetAgain());
    this.#frame.src = yt.frameAddress(base, this.#video, { start, autoplay });
    host.append(this.#frame);
    this.#messages.greet();
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  accepts(way) {
    return super.accepts(way) && addressOf(way.url).origin === this.#origin;
  }

  /** Play another video in the same document, which a press inside it has already allowed. */
  load(way, { title = this.#frame.title, start = 0, autoplay = true } = {}) {
    if (!this.accepts(way)) throw new RangeError(`This player does not play ${way.url}`);
    this.#frame.title = title;
    this.#take(way, { start, autoplay });
    this.#isOfBefore = this.#messages.isOpen;
    this.#loadedAt = performance.now();
    if (this.#messages.isOpen) this.#order();
    else this.#messages.greet();
  }

  play() {
    this.#wanted = true;
    this.#messages.command("playVideo");
    if (this.#messages.isOpen) this.awaitSound();
  }

  pause() {
    this.#wanted = false;
    this.stopWaiting();
    this.#messages.command("pauseVideo");
  }

  seek(seconds) {
    this.#info.currentTime = Math.max(0, seconds);
    this.#info.toldAt = Date.now() / 1000;
    // A video that waits would start when it is led to another place.
    if (BEFORE_PLAYING.includes(this.#info.playerState)) this.#order();
    else this.#messages.command("seekTo", this.#info.currentTime, true);
  }

  setVolume(share) {
    this.#volume = Math.round(100 * Math.min(1, Math.max(0, share)));
    if (this.#volume && this.#info.muted) this.#messages.command("unMute");
    this.#messages.command("setVolume", this.#volume);
  }

  destroy() {
    this.stopWaiting();
    clearInterval(this.#ticking);
    this.#messages.close();
    this.#frame.remove();
  }

  #take(way, { start, autoplay }) {
    this.begin();
    this.#video = yt.videoOf(way);
    this.#info = { currentTime: start, toldAt: Date.now() / 1000, muted: this.#info.muted };
    this.#wanted = autoplay;
    this.#retried = false;
  }

  /** Start the video over from the current place, or lay it ready there. */
  #order() {
    if (!this.#messages.isOpen) return;
    const place = { videoId: this.#video, startSeconds: this.#info.currentTime };
    this.#messages.command(this.#wanted ? "loadVideoById" : "cueVideoById", place);
    if (this.#wanted) this.awaitSound();
  }

  /** A document that loads a second time, because a person reloaded it, has forgotten all. */
  #greetAgain() {
    this.#loads += 1;
    if (this.#loads > 1 || !this.#messages.isOpen) this.#messages.greet();
  }

  #connect() {
    if (this.#volume !== null) this.setVolume(this.#volume / 100);
    const { video, start } = this.#inAddress;
    if (video !== this.#video || start !== this.#info.currentTime) this.#order();
    else if (this.#wanted) this.play();
    this.tellReady();
  }

  #learn(news) {
    if (this.#isOfBefore && !this.#isFirstOf(news)) return;
    const playerState = news.playerState ?? this.#guessState(news);
    Object.assign(this.#info, news, playerState === undefined ? {} : { playerState });
    this.#tick();
    if (playerState !== undefined) this.isBuffering = playerState === yt.BUFFERING;
    if (playerState === yt.PLAYING) this.tellPlaying();
    if (playerState === yt.PAUSED) this.tellPaused();
    if (playerState === yt.ENDED) this.tellEnded();
  }

  /** Where nothing was told of the state, time that goes on tells that it plays. */
  #guessState({ currentTime }) {
    const goesOn = this.#info.playerState === undefined && currentTime > this.#info.currentTime;
    return goesOn ? yt.PLAYING : undefined;
  }

  /** After a `load` the frame still speaks of the video before, and tells its end twice. */
  #isFirstOf({ playerState, video }) {
    const isLate = performance.now() - this.#loadedAt > LEFTOVER_MS && playerState !== yt.ENDED;
    if (!isLate && !BEFORE_PLAYING.includes(playerState) && video !== this.#video) return false;
    this.#isOfBefore = false;
    this.tellReady();
    return true;
  }

  #tick() {
    if (!this.#messages.isOpen || this.#isOfBefore) return;
    const { currentTime, toldAt, duration = 0, playbackRate = 1 } = this.#info;
    const since = this.state === "playing" ? (Date.now() / 1000 - toldAt) * playbackRate : 0;
    const position = currentTime + Math.min(GUESSED_S, Math.max(0, since));
    this.tellPosition(duration ? Math.min(position, duration) : position, duration);
  }

  #fail(code) {
    if (code !== yt.HTML5_ERROR || this.#retried) {
      this.tellRefused(code, yt.reasonOf(code));
    } else {
      this.#retried = true;
      this.#order();
    }
  }
}
