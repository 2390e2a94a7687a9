// Tells the server what became of what was played: it becomes feedback and a play in the diary.
import { post } from "./api.js";
import { moodOfList } from "./list-mood.js";
import { notePlay } from "./plays.js";

const EVENTS = ["finished", "skipped", "refused"];

/** @param {import("./playback.js").Playback} playback */
export function reportPlaying(playback) {
  const noted = new Set();
  playback.addEventListener("started", ({ detail: { entry, way } }) => {
    if (!entry.id) return;
    document.dispatchEvent(new CustomEvent("mien:play", { detail: { itemId: entry.id } }));
    // Played once more from its beginning it is still the same thing of this queue.
    if (noted.has(entry.key)) return;
    noted.add(entry.key);
    notePlay(entry.id, () => tell("started", entry, way, 0, moodOfList()));
  });
  for (const name of EVENTS) {
    playback.addEventListener(name, ({ detail: { entry, way, position, code } }) => {
      if (entry.id) tell(name, entry, way, position, code !== undefined && { code: `${code}` });
    });
  }
  playback.addEventListener("over", () => {
    noted.clear();
    document.dispatchEvent(new CustomEvent("mien:sitting-over"));
  });
}

function tell(event, { id }, { url }, position, more) {
  const body = { item_id: id, event, player_url: url, position_s: position, ...more };
  return post("/api/v1/playback", body, { keepalive: true }).catch(() => null);
}
