// What is played, and how it is after it: told to the diary, which drops it while it is off.
import { post } from "./api.js";
import { moodOfList } from "./list-mood.js";
import { fetchPage } from "./page.js";
import { text } from "./strings.js";
import { notify } from "./toast.js";

/** A second press on the same item within this time is the same play. */
const SAME_PLAY_MS = 30_000;

const lately = new Map();

/** Note plays, offer to say how it is after them, and let such forms work in place. */
export function wirePlays() {
  document.addEventListener("mien:play", ({ detail }) => note(detail.itemId));
  document.addEventListener("mien:taken-up", ({ detail }) => {
    offer(detail.itemId, `event=${detail.eventId}`);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".card form[data-after], .item form[data-after]")) return;
    event.preventDefault();
    tell(event.target, event.submitter.value);
  });
}

async function note(item) {
  const now = Date.now();
  if (now - (lately.get(item) ?? -Infinity) < SAME_PLAY_MS) return;
  lately.set(item, now);
  const answer = await answerOf("/api/v1/plays", { item_id: item, ...moodOfList() });
  if (answer?.asks_after) offer(item, `play=${answer.play.id}`);
}

/** Put a closed "How is it now?" under an item, in place of an earlier one. */
async function offer(item, query) {
  const place = document.querySelector(`:is(.card, .item)[data-item="${CSS.escape(item)}"] form.opinion`);
  if (!place) return;
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
    if (place.nextElementSibling?.matches(".after")) place.nextElementSibling.remove();
    place.after(box);
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
  box.previousElementSibling.querySelector("button").focus();
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
