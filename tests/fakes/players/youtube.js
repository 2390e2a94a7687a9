// YouTube's side of the messages, as `listening` starts them.
import { Sound, onPress, told } from "./sound.js";

const [UNSTARTED, ENDED, PLAYING, PAUSED, BUFFERING, CUED] = [-1, 0, 1, 2, 3, 5];
const LATE_S = 0.5;
const SMALLEST = 200;
const API = ["playVideo", "pauseVideo", "seekTo", "loadVideoById", "cueVideoById", "setVolume"];

const asked = new URLSearchParams(location.search);
const subscribed = new Set();
/** For tests: the commands that came, how many were lost, and the last time that was told. */
window.heard = [];
window.unheard = 0;
window.lastTime = 0;

let behaviour = told.behaviour;
let video = told.content;
let state = UNSTARTED;
let id = null;
let isDeaf = true;
let wasPressed = false;
let inAd = false;
let hasFailed = false;
let greetings = 0;
let loads = 0;

const sound = new Sound({
  playing: () => turn(PLAYING),
  pause: () => sound.ended || turn(PAUSED),
  ended: () => turn(ENDED),
});

function send(event, info = null) {
  if (id === null || asked.get("enablejsapi") !== "1") return;
  const message = JSON.stringify({ event, info, id, channel: "widget" });
  parent.postMessage(message, asked.get("origin") ?? "*");
}

/** The end and each other state go through two channels. */
function turn(next) {
  state = next;
  send("infoDelivery", { playerState: state, ...times() });
  if (state === PLAYING) send("infoDelivery", { duration: duration(), videoData: data() });
  if (subscribed.has("onStateChange")) send("onStateChange", state);
}

function times() {
  window.lastTime = inAd ? 0 : sound.time;
  return { currentTime: window.lastTime, currentTimeLastUpdated_: Date.now() / 1000 };
}

function duration() {
  if (inAd) return behaviour.ad_seconds;
  if (state !== PLAYING && sound.time === 0) return 0;
  return behaviour.late_duration && sound.time < LATE_S ? 0 : sound.length;
}

function data() {
  return { video_id: video, title: `Video ${video}`, author: "A Fake - Topic", isLive: false };
}

function errorCode() {
  if (!document.referrer) return 153;
  const isBare = /^(\[|\d+(\.\d+){3}$)/.test(new URL(document.referrer).hostname);
  if (behaviour.refuses_bare_addresses && isBare) return 150;
  if (innerWidth < SMALLEST || innerHeight < SMALLEST) return 150;
  return behaviour.recovers && loads ? null : behaviour.error;
}

/** An error is told once for each load. */
function refuse() {
  const code = errorCode();
  if (code && !hasFailed && subscribed.has("onError")) {
    hasFailed = true;
    send("onError", code);
  }
  return Boolean(code);
}

function load(start, plays) {
  sound.load(behaviour.seconds, behaviour.speed, start);
  turn(plays ? UNSTARTED : CUED);
  if (plays) play();
}

async function play() {
  if (inAd || refuse() || (behaviour.blocked && !wasPressed)) return;
  if (behaviour.stalls) {
    turn(BUFFERING);
    return;
  }
  const thisLoad = loads;
  if (behaviour.ad_seconds && sound.time === 0) await showAd();
  if (thisLoad !== loads) return;
  if (state !== PLAYING) turn(BUFFERING);
  try {
    await sound.play();
  } catch (error) {
    if (error.name !== "NotAllowedError") return;
    if (!behaviour.tells_block) turn(UNSTARTED);
    else if (subscribed.has("onAutoplayBlocked")) send("onAutoplayBlocked");
  }
}

function showAd() {
  inAd = true;
  turn(PLAYING);
  return new Promise((done) => {
    setTimeout(() => {
      inAd = false;
      done();
    }, behaviour.ad_seconds * 1000);
  });
}

async function loadById([wish, second = 0], plays) {
  const { videoId = wish, startSeconds = second } = wish;
  video = videoId;
  loads += 1;
  hasFailed = false;
  const thisLoad = loads;
  inAd = false;
  sound.pause();
  const answer = await fetch(new URL(`behaviour/${video}`, import.meta.url));
  const found = await answer.json();
  if (thisLoad !== loads) return;
  behaviour = found;
  load(startSeconds, plays);
}

const COMMANDS = {
  playVideo: () => play(),
  pauseVideo: () => sound.pause(),
  loadVideoById: (args) => loadById(args, true),
  cueVideoById: (args) => loadById(args, false),
  addEventListener: ([name]) => {
    subscribed.add(name);
    if (name === "onError") refuse();
  },
  seekTo: ([seconds]) => {
    if (inAd) return;
    sound.time = seconds;
    send("infoDelivery", times());
    if (state === CUED) play();
  },
  setVolume: ([percent]) => {
    sound.volume = percent / 100;
    send("infoDelivery", { volume: percent, muted: sound.muted });
  },
  mute: () => (sound.muted = true),
  unMute: () => (sound.muted = false),
};

function greet(greeting) {
  if (behaviour.handshake === "silence") return;
  id = greeting.id ?? null;
  greetings += 1;
  if (behaviour.handshake === "readyToListen" && greetings === 1) {
    send("readyToListen");
    return;
  }
  if (behaviour.noise) makeNoise();
  const all = { apiInterface: API, playerState: state, ...times(), duration: duration() };
  if (behaviour.handshake === "alreadyInitialized") send("alreadyInitialized");
  else send("initialDelivery", all);
  send("onReady");
  send("infoDelivery", { muted: sound.muted, volume: 100 });
}

/** Harmful where the length, the shape, the number or the window of a message is not checked. */
function makeNoise() {
  const end = { event: "onStateChange", info: 0, id, channel: "widget" };
  const gone = { event: "onError", info: 100, id, channel: "widget" };
  const noise = [
    "no JSON",
    '{"event":"onError","info":',
    12,
    null,
    ["onError", 100],
    { event: 7, info: {} },
    // An end of what has not begun.
    end,
    { ...gone, channel: "other" },
    { ...gone, id: 99 },
    { ...end, info: "0" },
    { ...end, event: "infoDelivery", info: { playerState: "0", currentTime: "9", duration: -5 } },
    { ...end, event: "infoDelivery", info: { currentTime: null, duration: Infinity } },
    { ...end, event: "infoDelivery", info: { playbackRate: NaN, videoData: 7 } },
    { ...end, event: "infoDelivery", info: "x" },
    JSON.stringify({ ...gone, padding: "x".repeat(200_000) }),
  ];
  for (const each of noise) parent.postMessage(each, "*");
  const other = document.createElement("iframe");
  other.src = new URL("impostor", import.meta.url);
  document.body.append(other);
}

addEventListener("message", ({ source, data: message }) => {
  if (source !== parent || typeof message !== "string") return;
  if (isDeaf) {
    window.unheard += 1;
    return;
  }
  const { event, func, args, channel, ...rest } = JSON.parse(message);
  if (channel !== "widget") return;
  if (event === "listening") greet(rest);
  if (event !== "command" || id === null) return;
  window.heard.push([func, ...args]);
  COMMANDS[func]?.(args);
});

onPress(() => {
  wasPressed = true;
  if (state === PLAYING) sound.pause();
  else play();
});

setInterval(() => {
  if (state === PLAYING) send("infoDelivery", { ...times(), duration: duration() });
}, behaviour.info_ms);
setTimeout(() => (isDeaf = false), behaviour.deaf_ms);
load(Number(asked.get("start") ?? 0), asked.get("autoplay") === "1");
