// All of playing, loaded when something plays for the first time or a queue is kept.
import { navigateInPlace } from "./navigation.js";
import { PlayerDock } from "./player-dock.js";
import { Playback } from "./playback.js";
import { reportPlaying } from "./playing-reports.js";
import { keepGoing } from "./more-like-this.js";
import { learnChoices } from "./playing-choices.js";
import { wireMediaKeys } from "./media-keys.js";
import { wirePlayingKeys } from "./playing-keys.js";
import { keepQueue, keptQueue } from "./queue-store.js";
import { markPlaying } from "./playing-marks.js";

const dock = document.getElementById("dock");

export const playback = new Playback(
  keptQueue(),
  dock.querySelector("[data-slot=dock-players]"),
);
export const playerDock = new PlayerDock(dock, playback);

reportPlaying(playback);
keepGoing(playback);
wireMediaKeys(playback);
wirePlayingKeys(dock, playback);
markPlaying(playback);
learnChoices();

const keep = () => keepQueue(playback.queue);
let second = 0;
playback.queue.addEventListener("change", keep);
playback.addEventListener("position", () => {
  const now = Math.floor(playback.queue.position);
  if (now !== second) keep();
  second = now;
});
addEventListener("pagehide", keep);

/** Pages change in place as soon as there is something to keep. */
function stay() {
  if (playback.state === "idle") return;
  playback.removeEventListener("change", stay);
  navigateInPlace(() => playback.state !== "idle");
}

playback.addEventListener("change", stay);
stay();
