// The one player of the page; a third party is asked for something only by a press.
import { credits, element, outward } from "./elements.js";
import { serviceOf } from "./players.js";
import { text } from "./strings.js";

const dock = document.getElementById("dock");
const title = dock.querySelector("[data-slot=dock-title]");
const place = dock.querySelector("[data-slot=dock-player]");
const foot = dock.querySelector("[data-slot=dock-foot]");
let opener = null;

/**
 * Play something and show it; what played before stops.
 * @param {object} what
 * @param {{type: string, url: string}} what.player  `audio` and `preview` are sounds, the rest embeds
 * @param {string} what.title
 * @param {string} [what.itemId]  empty for what the catalogue does not have
 * @param {{text: string, url: string}[]} [what.credits]  that of the player first
 * @param {HTMLElement} button  gets the focus back when the dock closes
 */
export function play(what, button) {
  playQuietly(what, button);
  title.focus({ preventScroll: true });
}

/** The same without moving the focus, for what starts while the person is at something else. */
export function playQuietly({ player, title: name, itemId = "", credits: owed = [] }, button) {
  opener = button;
  const service = player.type === "embed" ? serviceOf(player.url) : null;
  title.textContent = name;
  place.replaceChildren(
    player.type === "embed" ? embed(player.url, name, service) : sound(player, name, itemId),
  );
  foot.replaceChildren();
  if (service) foot.append(outward(text("player.open", { service: service.name }), service.page));
  if (owed.length) foot.append(credits(owed.slice(0, 1)));
  dock.hidden = false;
  tellPlayed(itemId);
}

function sound({ type, url }, name, itemId) {
  const audio = document.createElement("audio");
  const tell = (event, detail = {}) =>
    document.dispatchEvent(new CustomEvent(event, { detail: { itemId, type, ...detail } }));
  audio.controls = true;
  audio.src = url;
  audio.setAttribute("aria-label", name);
  audio.addEventListener("loadedmetadata", () => tell("mien:length", { seconds: audio.duration }));
  audio.addEventListener("ended", () => tell("mien:ended"));
  audio.addEventListener("error", () => {
    const words = text("player.failed", { title: name });
    if (audio.isConnected) place.replaceChildren(element("p", words));
  });
  audio.play().catch(() => {});
  return audio;
}

function embed(url, name, service) {
  const frame = document.createElement("iframe");
  frame.title = service ? text("player.frame", { title: name, service: service.name }) : name;
  frame.dataset.shape = service?.shape ?? "film";
  frame.allow = "encrypted-media; fullscreen; picture-in-picture; clipboard-write";
  // YouTube plays only for pages that say who they are: their origin, not their address.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" +
      " allow-presentation allow-forms",
  );
  frame.src = url;
  return frame;
}

/** Stop what plays and put the focus where it was. */
function close() {
  place.replaceChildren();
  foot.replaceChildren();
  dock.hidden = true;
  if (opener?.isConnected) opener.focus();
  else document.getElementById("main").focus({ preventScroll: true });
}

/** Say that a press played something, or opened it at its service. */
function tellPlayed(itemId) {
  if (itemId) document.dispatchEvent(new CustomEvent("mien:play", { detail: { itemId } }));
}

dock.querySelector("[data-action=close-dock]").addEventListener("click", close);
dock.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-item] a.link");
  if (link) tellPlayed(link.closest("[data-item]").dataset.item);
});
