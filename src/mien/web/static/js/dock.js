// The one player of the page; a third party is asked for something only by a press.
import { text } from "./strings.js";

const dock = document.getElementById("dock");
const title = dock.querySelector("[data-slot=dock-title]");
const place = dock.querySelector("[data-slot=dock-player]");
let opener = null;

/**
 * @param {{type: string, url: string}} player  `audio` and `preview` are sounds, the rest embeds
 * @param {string} name
 * @param {HTMLElement} button  gets the focus back when the dock closes
 */
export function play(player, name, button) {
  opener = button;
  title.textContent = name;
  place.replaceChildren(player.type === "embed" ? embed(player.url, name) : sound(player.url, name));
  dock.hidden = false;
  title.focus({ preventScroll: true });
}

function sound(url, name) {
  const audio = document.createElement("audio");
  audio.controls = true;
  audio.src = url;
  audio.setAttribute("aria-label", name);
  audio.addEventListener("error", () => {
    title.textContent = text("player.failed", { title: name });
  });
  audio.play().catch(() => {});
  return audio;
}

function embed(url, name) {
  const frame = document.createElement("iframe");
  frame.src = url;
  frame.title = name;
  frame.allow = "encrypted-media; fullscreen; picture-in-picture";
  frame.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-popups allow-presentation allow-forms",
  );
  return frame;
}

dock.querySelector("[data-action=close-dock]").addEventListener("click", () => {
  place.replaceChildren();
  dock.hidden = true;
  if (opener?.isConnected) opener.focus();
});
