// Spotify's side of the messages, as `ready` starts them.
import { Sound, onPress, told } from "./sound.js";

const UPDATE_MS = 250;
const { content, behaviour, preview_s: previewSeconds } = told;
const [, kind] = /\/embed\/(\w+)\//.exec(location.pathname);
const isList = !["track", "episode"].includes(kind);
/** For tests: the commands that came. */
window.heard = [];

let track = 1;
let wasPressed = false;
let isBuffering = false;
let isOver = false;

const sound = new Sound({
  playing: () => {
    isBuffering = false;
    isOver = false;
    if (!behaviour.old) send("playback_started", { playingURI: uri() });
    update();
  },
  pause: () => sound.ended || update(),
  ended: end,
});

function send(type, payload) {
  parent.postMessage(payload ? { type, payload } : { type }, "*");
}

function uri() {
  return isList ? `spotify:track:${content}-${track}` : `spotify:${kind}:${content}`;
}

function update(times = { position: sound.time, isPaused: sound.paused }) {
  const { position, isPaused } = times;
  send("playback_update", {
    isPaused,
    isBuffering,
    duration: Math.round(sound.length * 1000),
    position: Math.round(position * 1000),
    ...(behaviour.old ? {} : { playingURI: uri() }),
  });
}

/** There is no word for the end: the time stands at the length, and then at the start. */
function end() {
  update({ position: sound.length, isPaused: false });
  if (isList && track < behaviour.tracks) {
    track += 1;
    loadTrack(0);
    play();
    return;
  }
  isOver = true;
  update({ position: 0, isPaused: true });
}

function loadTrack(start) {
  const seconds = behaviour.preview ? previewSeconds : behaviour.seconds;
  sound.load(seconds, behaviour.speed, start);
}

async function play() {
  if (behaviour.error) {
    isBuffering = true;
    update({ position: 0, isPaused: true });
    const payload = { code: "playback_error", message: behaviour.error, recoverable: false };
    send("error", payload);
    return;
  }
  if (behaviour.blocked && !wasPressed) {
    update({ position: 0, isPaused: true });
    return;
  }
  isBuffering = true;
  update();
  if (behaviour.stalls) return;
  try {
    await sound.play();
  } catch {
    isBuffering = false;
    update();
  }
}

const COMMANDS = {
  load_complete_ack: () => {},
  resume: () => play(),
  play: () => ((sound.time = 0), play()),
  play_from_start: () => ((sound.time = 0), play()),
  pause: () => sound.pause(),
  toggle: () => (sound.paused ? play() : sound.pause()),
  seek: ({ timestamp }) => {
    sound.time = parseInt(timestamp, 10);
    update();
  },
};

/** Harmful where the shape or the window of a message is not checked. */
function makeNoise() {
  const noise = [
    "no JSON",
    null,
    7,
    [],
    { type: "playback_update" },
    { type: "playback_update", payload: "x" },
    { type: "playback_update", payload: { isPaused: "yes", position: 1, duration: 1 } },
    { type: "playback_update", payload: { isPaused: false, position: NaN, duration: 1 } },
    { type: "playback_update", payload: { isPaused: false, position: 1, duration: -1 } },
    { type: "error", payload: { code: "playback_error", message: "again", recoverable: true } },
    { type: "error" },
    JSON.stringify({ type: "error", payload: { message: "x".repeat(200_000) } }),
  ];
  for (const each of noise) parent.postMessage(each, "*");
  const other = document.createElement("iframe");
  other.src = new URL("impostor", import.meta.url);
  document.body.append(other);
}

addEventListener("message", ({ source, data: message }) => {
  if (source !== parent || typeof message !== "object" || message === null) return;
  window.heard.push(message);
  COMMANDS[message.command]?.(message);
});

onPress(() => {
  wasPressed = true;
  if (sound.paused) play();
  else sound.pause();
});

setInterval(() => {
  if (!sound.paused && !isOver) update();
}, UPDATE_MS);
loadTrack(Number(new URLSearchParams(location.search).get("t") ?? 0));
if (behaviour.ready_ms >= 0) {
  setTimeout(() => {
    send("ready");
    if (behaviour.noise) makeNoise();
  }, behaviour.ready_ms);
}
