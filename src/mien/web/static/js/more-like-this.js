// "Keep going": asks the server for more like the list when little of it is left.
import { post } from "./api.js";
import { isAllowed, playingChoices, waysLeft } from "./playing-choices.js";

const LEAST_LEFT = 3;
const AT_ONCE = 10;
/** The server takes that many ids; the oldest may come back after a day of music. */
const MOST_EXCLUDED = 1000;

/** @param {import("./playback.js").Playback} playback  whose queue then never runs dry */
export function keepGoing(playback) {
  const { queue } = playback;
  /** All that was ever in it, so that nothing comes twice even when it was taken out. */
  const known = new Set();
  let isAsking = false;
  const look = () => {
    for (const { id } of queue.entries) known.add(id);
    const goes = playingChoices().keepsGoing && queue.source.isEndless && queue.current;
    if (!goes || queue.left > LEAST_LEFT || isAsking || playback.isResting) return;
    isAsking = true;
    const { source } = queue;
    more(queue, known)
      .then((entries) => {
        if (!entries.length || queue.source !== source) return;
        queue.add(entries);
        isAsking = false;
        if (playback.state === "ended") playback.next();
      })
      // It is not asked again until a person fills the queue anew.
      .catch(() => {});
  };
  let before = queue.source;
  queue.addEventListener("change", () => {
    if (queue.source !== before) {
      isAsking = false;
      known.clear();
    }
    before = queue.source;
    look();
  });
  playback.addEventListener("change", look);
}

async function more(queue, known) {
  const exclude = [...known].filter(Boolean).slice(-MOST_EXCLUDED);
  const { query } = queue.source;
  const last = queue.entries.findLast(({ id }) => id);
  if (!query && !last) return [];
  const response = query
    ? await post("/api/v1/recommendations", { ...query, limit: AT_ONCE, exclude })
    : await fetch(`/api/v1/items/${encodeURIComponent(last.id)}/similar?limit=50`);
  if (!response.ok) return [];
  const { items } = await response.json();
  return items
    .filter(({ id }) => !known.has(id))
    .map(entryFrom)
    .filter(isPlayable)
    .slice(0, AT_ONCE);
}

/** @param {object} item  as the API gives it */
function entryFrom({ id, title, creators, kind, players, player, links }) {
  const ways = players ?? (player ? [player] : []);
  const [open = ""] = Object.values(links ?? {});
  return { id, title, creators: creators.join(", "), kind, players: ways, open };
}

/** What comes by itself may ask only services that a person has allowed. */
function isPlayable({ players }) {
  return waysLeft(players).some(({ url }) => isAllowed(url));
}
