// What outside sources add to a list that stands: asked for once, by the server, for titles only.
import { post } from "./api.js";
import { credits, element, outward } from "./elements.js";
import { offerToPlay, playButton } from "./play-button.js";
import { withdrawRefused } from "./playing-marks.js";
import { text } from "./strings.js";

const WAIT_MS = 800;

/** A credit of more letters that several items share stands once below them, not at each. */
const LONG = 60;

/**
 * @param {HTMLElement} root  holds the items; nothing is asked when no source is on
 * @param {string | null} [similarTo]  id of an item; sources are also asked what is like it
 * @returns {Promise<object[]>} the items with what was added; empty when nothing was
 */
export async function enrich(root, similarTo = null) {
  withdrawRefused(root);
  const line = root.querySelector("[data-slot=sources]");
  if (!line) return [];
  const places = new Map();
  for (const place of root.querySelectorAll("[data-item]")) places.set(place.dataset.item, place);
  let answer;
  try {
    const response = await post("/api/v1/enrich", {
      item_ids: [...places.keys()],
      wait_ms: WAIT_MS,
      ...(similarTo && { similar_to: similarTo }),
    });
    if (!response.ok) throw new Error("refused");
    answer = await response.json();
  } catch {
    line.replaceChildren(element("li", text("outside.failed")));
    return [];
  }
  const shared = sharedCredits(answer.items);
  for (const item of answer.items) addTo(places.get(item.id), item, shared);
  showSources(line, answer.sources, shared);
  showRows(root.querySelector("[data-slot=shelf]"), answer.shelf.map(shelfRow));
  showRows(root.querySelector("[data-slot=similar]"), similarRows(answer.similar ?? []));
  return answer.items;
}

/** @returns {Map<string, object>} the long credits that several items have, by their words */
function sharedCredits(items) {
  const seen = items.flatMap((item) => item.credits).filter(({ text: words }) => words.length > LONG);
  const isShared = ({ text: words }) => seen.filter((each) => each.text === words).length > 1;
  return new Map(seen.filter(isShared).map((credit) => [credit.text, credit]));
}

function showSources(line, sources, shared) {
  for (const { name, status, message } of sources) {
    const row = line.querySelector(`[data-source="${CSS.escape(name)}"]`);
    if (!row) continue;
    row.dataset.status = status;
    row.querySelector("span").textContent = [text(`sources.${status}`), message]
      .filter(Boolean)
      .join(". ");
  }
  for (const credit of shared.values()) {
    line.querySelector(`[data-source="${CSS.escape(credit.source)}"]`)?.append(credits([credit]));
  }
}

function addTo(place, item, shared) {
  const drawing = place.querySelector(".art");
  if (item.artwork && drawing) showArtwork(drawing, item.artwork);
  const links = place.querySelector(".links");
  if (item.player) offerToPlay(place, item.player, item.credits);
  if (item.offers.length) links.after(offers(item.offers));
  const owed = item.credits.map((credit) =>
    shared.has(credit.text) ? { ...credit, text: sourceTitle(credit.source) } : credit,
  );
  if (!owed.length) return;
  place.querySelector(".credits")?.remove(); // the page had one of them already
  place.querySelector("[data-slot=body]").append(credits(owed));
}

function sourceTitle(name) {
  const row = document.querySelector(`[data-source="${CSS.escape(name)}"] strong`);
  return row?.textContent ?? name;
}

function showArtwork(drawing, address) {
  const picture = new Image();
  picture.className = "art picture";
  picture.alt = "";
  picture.addEventListener("load", () => drawing.replaceWith(picture), { once: true });
  picture.src = address;
}

function offers(found) {
  const line = element("p", `${text("outside.watch")} `, "offers");
  found.forEach(({ service, terms, url }, index) => {
    if (index) line.append(", ");
    line.append(outward(`${service} (${text(`outside.terms.${terms}`)})`, url));
  });
  return line;
}

function showRows(place, rows) {
  place.hidden = !rows.length;
  place.querySelector("ul").replaceChildren(...rows);
}

function shelfRow(entry) {
  const row = document.createElement("li");
  row.append(outward(entry.title, entry.url), entry.by ? ` ${entry.by} ` : " ");
  if (entry.player) row.append(playButton({ ...entry, credits: [entry.credit] }));
  row.append(credits([entry.credit]));
  return row;
}

/** What a source names stays in its order; its credit stands once, below. */
function similarRows(entries) {
  const rows = entries.map((entry) => {
    const row = document.createElement("li");
    const words = entry.year ? `${entry.title} (${entry.year})` : entry.title;
    if (entry.item_id) {
      const link = element("a", words);
      link.href = `/items/${encodeURIComponent(entry.item_id)}`;
      row.append(link);
    } else row.append(outward(words, entry.url));
    return row;
  });
  const owed = new Map(entries.map(({ credit }) => [credit.source, credit]));
  if (owed.size) rows.at(-1).append(credits([...owed.values()]));
  return rows;
}
