// Buttons that play something, or put it into the queue. What plays is loaded with the first press.
import { element } from "./elements.js";
import { serviceOf } from "./players.js";
import { withdrawRefused } from "./playing-marks.js";
import { isQueueKept } from "./queue-store.js";
import { text } from "./strings.js";
import { notify } from "./toast.js";

const BUTTONS =
  "[data-action=play-list], [data-action=play], [data-action=play-from-here], " +
  "[data-action=play-next], [data-action=add-to-queue]";

/** Lets a press on Play sound at once. */
const loaded = () => import("./playing.js");

/** Let every Play, "Play from here", "Play next" and "Add" of the page work, now and later. */
export function wirePlayButtons() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(BUTTONS) : null;
    if (button) act(button);
  });
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, prepare);
  document.addEventListener("mien:page", () => withdrawRefused(document));
  withdrawRefused(document);
  if (isQueueKept()) loaded();
}

/** A hand is near Play: what is needed then comes from this server, not from a service. */
function prepare({ target }) {
  if (!(target instanceof Element) || !target.closest(BUTTONS)) return;
  for (const name of ["pointerover", "focusin"]) document.removeEventListener(name, prepare);
  loaded();
}

async function act(button) {
  const { action } = button.dataset;
  const { playback, playerDock } = await loaded();
  const list = listOf(button);
  const entries = list ? entriesOf(list) : [];
  const source = list ? sourceOf(list) : {};
  if (action === "play-list") {
    if (entries.length) playerDock.open(button, () => playback.playList(entries, 0, source));
    return;
  }
  const entry = entryOf(button.closest("[data-item]"));
  if (action === "play") playerDock.open(button, () => playback.playNow(entry, source));
  else if (action === "play-from-here") {
    const at = entries.findIndex(({ id }) => id === entry.id);
    playerDock.open(button, () => playback.playList(entries, at, source));
  } else {
    if (action === "play-next") playback.queue.addNext([entry]);
    else playback.queue.add([entry]);
    playerDock.show();
    notify(text(action === "play-next" ? "dock.isNext" : "dock.isAdded", { title: entry.title }));
  }
}

/**
 * A button that plays something that is no entry of a list.
 * @param {{player: {type: string, url: string}, title: string, itemId?: string, kind?: string,
 *   by?: string, credits?: {text: string, url: string}[]}} what
 */
export function playButton(what) {
  const { player, title, itemId: id = "", by: creators = "", kind = "", credits = [] } = what;
  const button = element("button", "", "link first play-here");
  button.type = "button";
  button.append(words(what), element("span", `: ${title}`, "visually-hidden"));
  const open = serviceOf(player.url)?.page ?? "";
  const entry = { id, title, creators, kind, players: [player], open, credits };
  button.addEventListener("click", async () => {
    const { playback, playerDock } = await loaded();
    playerDock.open(button, () => playback.playNow(entry));
  });
  return button;
}

/**
 * Say of an entry of a list that it can be played in one more way, the best.
 * @param {HTMLElement} entry
 * @param {{type: string, url: string}} player
 * @param {{text: string, url: string}[]} credits  that of the player first
 */
export function offerToPlay(entry, player, credits) {
  const others = JSON.parse(entry.dataset.players).filter(({ url }) => url !== player.url);
  entry.dataset.players = JSON.stringify([player, ...others]);
  entry.dataset.credits = JSON.stringify(credits);
  for (const button of entry.querySelectorAll("[data-action=play]")) {
    button.hidden = false;
    button.querySelector("span").textContent = words({ player, kind: entry.dataset.itemKind });
  }
  for (const link of entry.querySelectorAll(".play.away")) link.classList.add("without-js");
  for (const part of entry.querySelectorAll("[data-slot=queue-buttons]")) part.hidden = false;
  const list = entry.closest("[data-playable-list]");
  for (const button of list?.querySelectorAll("[data-action=play-list]") ?? []) button.hidden = false;
  withdrawRefused(entry.parentElement);
}

/** A list's button stands in it, or names it. */
function listOf(button) {
  const named = document.getElementById(button.getAttribute("aria-controls"));
  return button.closest("[data-playable-list]") ?? named;
}

function entriesOf(list) {
  return [...list.querySelectorAll("[data-item][data-players]")]
    .map(entryOf)
    .filter(({ players }) => players.length);
}

function entryOf({ dataset }) {
  return {
    id: dataset.item,
    title: dataset.itemTitle,
    creators: dataset.itemCreators ?? "",
    kind: dataset.itemKind ?? "",
    players: JSON.parse(dataset.players),
    open: dataset.open ?? "",
    credits: JSON.parse(dataset.credits ?? "[]"),
  };
}

/** A journey ends where it leads to; of the rest there is always more. */
function sourceOf(list) {
  const { listTitle: title = "", listQuery } = list.dataset;
  const isEndless = !list.closest("mien-journey");
  return { title, query: listQuery ? JSON.parse(listQuery) : null, isEndless };
}

function words({ player, kind }) {
  if (player.type === "preview") return text("player.preview");
  const isTrailer = kind === "movie" && serviceOf(player.url)?.name === "YouTube";
  return text(isTrailer ? "player.trailer" : "player.play");
}
