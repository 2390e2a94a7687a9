// Lock screen and headset keys, for sounds of this page; a service's frame answers to them itself.

const KEPT = ["audio", "video", "preview"];
const STEP_S = 10;

/** @param {import("./playback.js").Playback} playback */
export function wireMediaKeys(playback) {
  const session = navigator.mediaSession;
  if (!session) return;
  const handlers = {
    play: () => playback.resume(),
    pause: () => playback.pause(),
    stop: () => playback.close(),
    nexttrack: () => playback.next(),
    previoustrack: () => playback.previous(),
    seekto: ({ seekTime }) => playback.seek(seekTime),
    seekforward: () => playback.seek(playback.queue.position + STEP_S),
    seekbackward: () => playback.seek(playback.queue.position - STEP_S),
  };
  let isOurs = false;
  const show = () => {
    const { current } = playback.queue;
    const wasOurs = isOurs;
    isOurs = Boolean(current) && KEPT.includes(playback.way?.type);
    if (isOurs !== wasOurs) {
      for (const [name, handle] of Object.entries(handlers)) {
        session.setActionHandler(name, isOurs ? handle : null);
      }
    }
    session.playbackState = isOurs ? (playback.state === "playing" ? "playing" : "paused") : "none";
    session.metadata = isOurs ? metadataOf(current, playback.queue.source) : null;
  };
  playback.addEventListener("change", show);
  playback.addEventListener("position", () => {
    const { duration, queue } = playback;
    if (!isOurs || !duration) return;
    session.setPositionState({ duration, position: Math.min(queue.position, duration) });
  });
}

function metadataOf({ title, creators }, source) {
  return new MediaMetadata({ title, artist: creators, album: source.title });
}
