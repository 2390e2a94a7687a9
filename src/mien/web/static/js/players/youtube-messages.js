// What this page and a frame of YouTube say to each other.
//
// The page speaks first and repeats itself until the frame answers. Commands and events are those
// of the IFrame player API; how they are written is what YouTube's own script sends.
import { addressOf } from "./address.js";
import { Channel, isAmount, isRecord } from "./frame.js";

const HOST = "www.youtube-nocookie.com";
const VIDEO = /^\/embed\/([\w-]{1,64})$/;
const ID = 1;
const GREETING = { every: 250, times: 60 };
const EVENTS = ["onReady", "onStateChange", "onError", "onAutoplayBlocked"];
const ANSWERS = new Set(["initialDelivery", "alreadyInitialized", "infoDelivery", ...EVENTS]);
const REASONS = new Map([
  [2, "gone"],
  [100, "gone"],
  [101, "not-embeddable"],
  [150, "not-embeddable"],
  [152, "not-embeddable"],
  [153, "no-referrer"],
]);
/** Seconds after which the time of a message can't be that of its news. */
const STALE_S = 10;

export const [UNSTARTED, ENDED, PLAYING, PAUSED, BUFFERING, CUED] = [-1, 0, 1, 2, 3, 5];
export const HTML5_ERROR = 5;

/**
 * What has changed; the frame tells no more than that.
 *
 * @typedef {object} News
 * @property {number} [playerState]
 * @property {number} [currentTime]  seconds, at the moment `toldAt`
 * @property {number} [toldAt]  seconds since 1970
 * @property {number} [duration]  seconds, 0 while it isn't known
 * @property {number} [playbackRate]
 * @property {boolean} [muted]
 * @property {string} [video]  its id
 */

export class YouTubeMessages {
  #channel;
  #heard;
  #isOpen = false;

  /**
   * @param {HTMLIFrameElement} frame
   * @param {string} origin
   * @param {object} heard
   * @param {() => void} heard.answer  the frame listens: commands reach it from now on
   * @param {() => void} heard.silence  it has not answered for 15 s
   * @param {(news: News) => void} heard.news
   * @param {(code: number) => void} heard.error
   * @param {() => void} heard.block  the browser lets nothing play without a press in the frame
   */
  constructor(frame, origin, heard) {
    this.#heard = heard;
    this.#channel = new Channel(frame, origin, (message) => this.#receive(message));
  }

  get isOpen() {
    return this.#isOpen;
  }

  /** Speak to a document that has heard nothing yet. */
  greet() {
    this.#isOpen = false;
    const ask = () => this.#say({ event: "listening" });
    this.#channel.wait(this.#heard.silence, { ...GREETING, ask });
  }

  /** Nothing is sent to a frame that does not listen yet. */
  command(func, ...args) {
    if (this.#isOpen) this.#say({ event: "command", func, args });
  }

  close() {
    this.#channel.close();
  }

  #say(message) {
    this.#channel.send(JSON.stringify({ ...message, id: ID, channel: "widget" }));
  }

  #receive({ event, info, id = ID, channel = "widget" }) {
    if (id !== ID || channel !== "widget") return;
    if (event === "readyToListen") this.#say({ event: "listening" });
    if (!ANSWERS.has(event)) return;
    if (!this.#isOpen) this.#open();
    if (event === "initialDelivery" || event === "infoDelivery") this.#heard.news(newsOf(info));
    if (event === "onStateChange") this.#heard.news(newsOf({ playerState: info }));
    if (event === "onError") this.#heard.error(Number(info));
    if (event === "onAutoplayBlocked") this.#heard.block();
  }

  #open() {
    this.#isOpen = true;
    this.#channel.settle();
    for (const name of EVENTS) this.command("addEventListener", name);
    this.#heard.answer();
  }
}

/** @param {import("./player.js").Way} way  @returns {string | null} the id of its video */
export function videoOf({ type, url }) {
  const address = type === "embed" ? addressOf(url) : null;
  return (address?.host === HOST && VIDEO.exec(address.path)?.[1]) || null;
}

/** @returns {string} the address of a frame that plays a video and listens to this page */
export function frameAddress(base, video, { start, autoplay }) {
  const asked = { enablejsapi: 1, origin: location.origin, playsinline: 1, rel: 0, controls: 1 };
  if (autoplay) asked.autoplay = 1;
  if (start) asked.start = Math.floor(start);
  if (document.documentElement.lang) asked.hl = document.documentElement.lang;
  return `${base}/embed/${video}?${new URLSearchParams(asked)}`;
}

/** @param {number} code  of an error of YouTube */
export function reasonOf(code) {
  return REASONS.get(code) ?? "unknown";
}

/** @returns {News} the fields that are what they should be */
function newsOf(info) {
  const news = {};
  if (!isRecord(info)) return news;
  for (const name of ["currentTime", "duration", "playbackRate"]) {
    if (isAmount(info[name])) news[name] = info[name];
  }
  if ("currentTime" in news) news.toldAt = momentOf(info.currentTimeLastUpdated_);
  if (Number.isInteger(info.playerState)) news.playerState = info.playerState;
  if (typeof info.muted === "boolean") news.muted = info.muted;
  if (isRecord(info.videoData)) news.video = info.videoData.video_id;
  return news;
}

/** @returns {number} seconds since 1970: the moment that was told, or now if that can't be right */
function momentOf(told) {
  const now = Date.now() / 1000;
  return isAmount(told) && told <= now + 1 && told > now - STALE_S ? told : now;
}
