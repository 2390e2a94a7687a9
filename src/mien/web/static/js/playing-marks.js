// Marks on the page what plays, and takes Play away from what can't be played here.
import { waysLeft } from "./playing-choices.js";

/** @param {import("./playback.js").Playback} playback */
export function markPlaying(playback) {
  const show = () => {
    const id = playback.state === "idle" ? "" : playback.queue.current?.id;
    for (const each of document.querySelectorAll("[data-item][aria-current]")) {
      if (each.dataset.item !== id) each.removeAttribute("aria-current");
    }
    if (!id) return;
    for (const each of document.querySelectorAll(`#main [data-item="${CSS.escape(id)}"]`)) {
      each.setAttribute("aria-current", "true");
    }
  };
  playback.addEventListener("change", show);
  playback.addEventListener("refused", () => withdrawRefused(document));
  document.addEventListener("mien:page", show);
}

/**
 * Offer nothing as playable that is known not to play here: its link takes the place of Play.
 * @param {ParentNode} root
 */
export function withdrawRefused(root) {
  for (const entry of root.querySelectorAll("[data-item][data-players]")) {
    const ways = JSON.parse(entry.dataset.players);
    const left = waysLeft(ways);
    if (left.length === ways.length) continue;
    entry.dataset.players = JSON.stringify(left);
    if (left.length) continue;
    for (const button of entry.querySelectorAll("[data-action^=play], [data-slot=queue-buttons]")) {
      button.hidden = true;
    }
    for (const link of entry.querySelectorAll(".play.away")) link.classList.remove("without-js");
  }
}
