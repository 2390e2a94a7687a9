// The queue as a list: play, move by buttons or by dragging, remove, clear.
import { element } from "./elements.js";
import { nameOf, waysLeft } from "./playing-choices.js";
import { text } from "./strings.js";

const SIGNS = { up: "↑", down: "↓", remove: "×" };

export class QueueView {
  #list;
  #count;
  #playback;
  #say;
  #dragged = null;

  /**
   * @param {HTMLElement} box
   * @param {import("./playback.js").Playback} playback
   * @param {(words: string) => void} say  to people who hear the page
   */
  constructor(box, playback, say) {
    this.#list = box.querySelector("ol");
    this.#count = box.querySelector("[data-slot=dock-count]");
    this.#playback = playback;
    this.#say = say;
    this.#list.addEventListener("click", ({ target }) => this.#act(target.closest("button")));
    this.#wireDragging();
    box.querySelector("[data-action=dock-clear]").addEventListener("click", () => this.#clear());
    playback.queue.addEventListener("change", () => this.#show());
    this.#show();
  }

  #show() {
    if (this.#dragged) return;
    const { entries, index } = this.#playback.queue;
    const { key, act } = this.#focused();
    this.#count.textContent = entries.length
      ? text("dock.count", { number: index + 1, total: entries.length })
      : "";
    this.#list.replaceChildren(
      ...entries.map((entry, place) => row(entry, place, entries.length, place === index)),
    );
    if (key) this.#focus(key, act);
  }

  #focused() {
    const button = this.#list.contains(document.activeElement) && document.activeElement;
    return button ? { key: button.closest("li").dataset.key, act: button.dataset.act } : {};
  }

  /** Back to the same button of the same entry; to its neighbour where that is not there. */
  #focus(key, act) {
    const found = this.#list.querySelector(`[data-key="${key}"]`) ?? this.#list.lastElementChild;
    const button = found?.querySelector(`[data-act=${act}]:not(:disabled)`);
    (button ?? found?.querySelector("[data-act=play]"))?.focus();
  }

  #act(button) {
    if (!button) return;
    const { queue } = this.#playback;
    const key = Number(button.closest("li").dataset.key);
    const place = queue.entries.findIndex((entry) => entry.key === key);
    const { title } = queue.entries[place];
    const { act } = button.dataset;
    if (act === "play") this.#playback.go(key);
    if (act === "up") this.#move(key, place - 1);
    if (act === "down") this.#move(key, place + 1);
    if (act !== "remove") return;
    const follower = queue.entries[place + 1] ?? queue.entries[place - 1];
    if (follower) this.#focus(follower.key, "remove");
    this.#playback.remove(key);
    this.#say(text("dock.removed", { title }));
  }

  #move(key, to) {
    const { queue } = this.#playback;
    queue.move(key, to);
    const number = queue.entries.findIndex((entry) => entry.key === key) + 1;
    const { title } = queue.entries[number - 1];
    this.#say(text("dock.moved", { title, number, total: queue.entries.length }));
  }

  /** All but what plays. */
  #clear() {
    const { queue } = this.#playback;
    for (const { key } of queue.entries) if (key !== queue.current.key) queue.remove(key);
    this.#say(text("dock.cleared"));
  }

  #wireDragging() {
    this.#list.addEventListener("pointerdown", (event) => {
      const handle = event.target.closest(".handle");
      if (!handle || event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      this.#dragged = handle.closest("li");
      this.#dragged.classList.add("dragged");
    });
    this.#list.addEventListener("pointermove", ({ clientY }) => {
      if (this.#dragged) this.#carry(clientY);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      this.#list.addEventListener(name, () => this.#drop());
    }
  }

  /** The others make room; the dragged row itself stays in the document, and so does its pointer. */
  #carry(y) {
    for (const other of this.#list.children) {
      const { top, bottom } = other.getBoundingClientRect();
      if (other === this.#dragged || y < top || y > bottom) continue;
      const rows = [...this.#list.children];
      const isBelow = rows.indexOf(other) > rows.indexOf(this.#dragged);
      const between = rows.slice(...[rows.indexOf(this.#dragged), rows.indexOf(other)].sort(order));
      // Rows between are carried over it one by one, from the far side.
      if (isBelow) for (const each of [...between.slice(1), other]) this.#dragged.before(each);
      else for (const each of [...between].reverse()) this.#dragged.after(each);
      return;
    }
  }

  #drop() {
    const row = this.#dragged;
    if (!row) return;
    this.#dragged = null;
    row.classList.remove("dragged");
    this.#move(Number(row.dataset.key), [...this.#list.children].indexOf(row));
  }
}

function order(one, other) {
  return one - other;
}

function row(entry, place, total, isCurrent) {
  const { key, title, creators, isRefused } = entry;
  const made = document.createElement("li");
  made.dataset.key = key;
  if (isCurrent) made.setAttribute("aria-current", "true");
  made.classList.toggle("refused", Boolean(isRefused));
  const handle = element("span", "⠿", "handle");
  handle.setAttribute("aria-hidden", "true");
  const play = button("play", "");
  play.append(element("strong", title), " ", element("span", creators, "small"));
  const [left] = isRefused ? waysLeft(entry.players) : [];
  if (isRefused) {
    const words = left ? text("dock.playWith", { service: nameOf(left.url) }) : text("dock.refused");
    play.append(" ", element("span", words, "refusal small"));
  }
  play.disabled = Boolean(isRefused) && !left;
  const up = button("up", text("dock.up", { title }));
  up.disabled = place === 0;
  const down = button("down", text("dock.down", { title }));
  down.disabled = place === total - 1;
  made.append(handle, play, up, down, button("remove", text("dock.remove", { title })));
  return made;
}

function button(act, words) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.act = act;
  if (words) {
    made.append(element("span", SIGNS[act]), element("span", words, "visually-hidden"));
    made.firstChild.setAttribute("aria-hidden", "true");
  }
  return made;
}
