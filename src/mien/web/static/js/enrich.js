// What outside sources add to a list that stands: asked for once, by the server, for titles only.
import { play } from "./dock.js";
import { text } from "./strings.js";

const WAIT_MS = 800;

/** @param {HTMLElement} root  the list; nothing is asked when no source is on */
export async function enrich(root) {
  const line = root.querySelector("[data-slot=sources]");
  if (!line) return;
  const cards = new Map([...root.querySelectorAll(".card")].map((card) => [card.dataset.item, card]));
  let answer;
  try {
    const response = await fetch("/api/v1/enrich", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ item_ids: [...cards.keys()], wait_ms: WAIT_MS }),
    });
    if (!response.ok) throw new Error("refused");
    answer = await response.json();
  } catch {
    line.replaceChildren(element("li", text("outside.failed")));
    return;
  }
  for (const item of answer.items) addTo(cards.get(item.id), item);
  showSources(line, answer.sources);
  showShelf(root.querySelector("[data-slot=shelf]"), answer.shelf);
}

function showSources(line, sources) {
  for (const { name, status, message } of sources) {
    const row = line.querySelector(`[data-source="${CSS.escape(name)}"]`);
    if (!row) continue;
    row.dataset.status = status;
    row.querySelector("span").textContent = [text(`sources.${status}`), message]
      .filter(Boolean)
      .join(". ");
  }
}

function addTo(card, item) {
  if (item.artwork) showArtwork(card.querySelector(".art"), item.artwork);
  const links = card.querySelector(".links");
  if (item.player) {
    links.querySelector(".link.first")?.classList.remove("first");
    const row = document.createElement("li");
    row.append(playButton(item.player, item.title));
    links.prepend(row);
  }
  if (item.offers.length) links.after(offers(item.offers));
  if (item.credits.length) card.querySelector(".card-body").append(credits(item.credits));
}

function showArtwork(drawing, address) {
  const picture = new Image();
  picture.className = "art picture";
  picture.alt = "";
  picture.addEventListener("load", () => drawing.replaceWith(picture), { once: true });
  picture.src = address;
}

function playButton(player, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link first play-here";
  const words = text(player.type === "preview" ? "player.preview" : "player.play");
  button.append(words, element("span", `: ${title}`, "visually-hidden"));
  button.addEventListener("click", () => play(player, title, button));
  return button;
}

function offers(found) {
  const line = element("p", `${text("outside.watch")} `, "offers");
  found.forEach(({ service, terms, url }, index) => {
    if (index) line.append(", ");
    line.append(outward(`${service} (${text(`outside.terms.${terms}`)})`, url));
  });
  return line;
}

function credits(found) {
  const line = element("p", "", "credits");
  found.forEach((credit, index) => {
    if (index) line.append(" · ");
    line.append(outward(credit.text, credit.url));
  });
  return line;
}

function showShelf(place, entries) {
  place.hidden = !entries.length;
  place.querySelector("ul").replaceChildren(
    ...entries.map((entry) => {
      const row = document.createElement("li");
      row.append(outward(entry.title, entry.url), entry.by ? ` ${entry.by} ` : " ");
      if (entry.player) row.append(playButton(entry.player, entry.title));
      row.append(credits([entry.credit]));
      return row;
    }),
  );
}

function outward(words, url) {
  if (!/^https?:\/\//.test(url)) return words;
  const link = element("a", words);
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.append(element("span", ` ${text("outside.newTab")}`, "visually-hidden"));
  return link;
}

function element(name, words, className = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}
