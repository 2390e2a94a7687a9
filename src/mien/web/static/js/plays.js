// What is played, and how it is after it: told to the diary, which drops it while it is off.
import { post } from "./api.js";
import { moodOfList } from "./list-mood.js";
import { fetchPage } from "./page.js";
import { text } from "./strings.js";
import { notify } from "./toast.js";

/** A second press on the same item within this time is the same play. */
const SAME_PLAY_MS = 30_000;

const lately = new Map();
/** What was played last in this sitting, and the query of the question after it. */
let last = null;

/** Note what is opened elsewhere, ask how it is after a sitting, let such forms work in place. */
export function wirePlays() {
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("[data-item] a:is(.link, .away)");
    if (link) noteOpened(link.closest("[data-item]").dataset.item);
  });
  document.addEventListener("mien:sitting-over", () => {
    if (last) offer(last.item, last.query);
    last = null;
  });
  document.addEventListener("mien:taken-up", ({ detail }) => {
    offer(detail.itemId, `event=${detail.eventId}`);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(":is(.card, .item, #player-dock) form[data-after]")) return;
    event.preventDefault();
    tell(event.target, event.submitter.value);
  });
}

/**
 * Note that something sounds in this page; the question after it comes at the end of the sitting.
 * @param {string} item  its id
 * @param {() => Promise<Response | null>} tellPlayer  tells the server, which answers with the play
 */
export async function notePlay(item, tellPlayer) {
  const response = await tellPlayer();
  if (!response?.ok) return;
  const { play } = await response.json();
  if (play) last = { item, query: `play=${play.id}` };
}

async function noteOpened(item) {
  document.dispatchEvent(new CustomEvent("mien:play", { detail: { itemId: item } }));
  const now = Date.now();
  if (now - (lately.get(item) ?? -Infinity) < SAME_PLAY_MS) return;
  lately.set(item, now);
  const answer = await answerOf("/api/v1/plays", { item_id: item, ...moodOfList() });
  if (answer?.asks_after) offer(item, `play=${answer.play.id}`);
}

/** Put a closed "How is it now?" under an item, or in the dock, in place of an earlier one. */
async function offer(item, query) {
  const place = document.querySelector(`:is(.card, .item)[data-item="${CSS.escape(item)}"]`);
  const dock = document.querySelector("[data-slot=dock-after]"); // the item is on another page
  try {
    const { ok, page } = await fetchPage(`/diary/after?${query}`);
    const form = page.querySelector("form[data-after]");
    if (!ok || !form) return;
    const box = document.createElement("details");
    box.className = "after";
    const summary = document.createElement("summary");
    summary.textContent = form.querySelector("legend").textContent;
    form.querySelector("legend").className = "visually-hidden";
    box.append(summary, form);
    if (place?.isConnected) {
      place.querySelector(".after")?.remove();
      place.append(box);
    } else dock.replaceChildren(box);
  } catch {
    // The diary page asks again.
  }
}

async function tell(form, emotion) {
  const { after, number } = form.dataset;
  const answer = await answerOf("/api/v1/me/diary", {
    after: { [`${after}_id`]: Number(number) },
    mood: emotion === "same" ? null : { emotion },
  });
  notify(text(answer ? "diary.noted" : "diary.failed"));
  if (!answer) return;
  const box = form.closest(".after");
  const before = box.closest(".card, .item")?.querySelector("form.opinion button");
  (before ?? document.getElementById("main")).focus();
  box.remove();
}

/** @returns {Promise<object | null>} the answer, or null when there is none; leaving the page is fine */
async function answerOf(address, body) {
  try {
    const response = await post(address, body, { keepalive: true });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
