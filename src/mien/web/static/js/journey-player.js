// Playing a journey through: one stop after the other, with a timer for what plays elsewhere.
import { playQuietly } from "./player-dock.js";
import { element } from "./elements.js";
import { playButton } from "./play-button.js";
import { text } from "./strings.js";

const TICK_MS = 1000;

/** Steps through the stops of a journey; nothing is loaded from a third party by itself. */
export class Through {
  #at = -1;
  #left = 0;
  #length = 0;
  #since = 0;
  #ticking = 0;
  #added = new Map();

  /** @param {HTMLElement} journey  holds the stops, the map and the panel */
  constructor(journey) {
    this.journey = journey;
    this.stops = [...journey.querySelectorAll(".stop")];
    this.dots = [...journey.querySelectorAll(".stop-dot")];
    this.panel = journey.querySelector("[data-slot=through]");
    this.startButton = journey.querySelector("[data-action=through-start]");
    this.pauseButton = this.#action("pause");
    this.#on("start", () => this.start(0));
    this.#on("back", () => this.start(this.#at - 1));
    this.#on("next", () => this.start(this.#at + 1));
    this.#on("pause", () => (this.#ticking ? this.#pause() : this.#resume()));
    this.#on("close", () => this.#close());
    this.#minutes().addEventListener("change", () => this.#setLength(this.#chosenLength()));
    this.wired = new AbortController();
    const { signal } = this.wired;
    document.addEventListener("mien:length", (event) => this.#learnLength(event.detail), { signal });
    document.addEventListener("mien:ended", (event) => this.#ended(event.detail), { signal });
  }

  /** @param {object[]} items  with the players that sources gave */
  learn(items) {
    for (const item of items) if (item.player) this.#added.set(item.id, item);
    if (this.#at >= 0) this.#showWays();
  }

  /** Stop ticking and listening. @returns {{at: number, minutes: string}} where it was */
  end() {
    clearInterval(this.#ticking);
    this.wired.abort();
    return { at: this.#at, minutes: this.#minutes().value };
  }

  /** Go on where another one ended, in silence and paused. @param {{at: number, minutes: string}} was */
  goOn({ at, minutes }) {
    this.#minutes().value = minutes;
    if (at < 0) return;
    this.#show(Math.min(at, this.stops.length - 1));
    this.#pause();
  }

  /** @param {number} at  place of the stop to go to, from 0 */
  start(at) {
    const fresh = this.#at < 0;
    if (at < 0 || at >= this.stops.length) return;
    this.#show(at);
    this.#resume();
    this.#say(
      text("through.now", {
        number: at + 1,
        total: this.stops.length,
        title: this.#title(),
        makers: this.#makers(),
      }),
    );
    if (fresh) this.panel.querySelector("[data-slot=through-title]").focus();
    const button = this.panel.querySelector(".play-here");
    const item = this.#added.get(this.stops[at].dataset.item);
    if (button && this.panel.querySelector("[name=open-players]").checked) {
      playQuietly({ ...item, itemId: item.id }, button);
    }
  }

  #show(at) {
    this.#at = at;
    this.panel.hidden = false;
    this.startButton.hidden = true;
    this.stops.forEach((stop, index) => {
      if (index === at) stop.setAttribute("aria-current", "step");
      else stop.removeAttribute("aria-current");
    });
    this.dots.forEach((dot, index) => dot.classList.toggle("now", index === at));
    this.#put("number", text("through.stop", { number: at + 1, total: this.stops.length }));
    this.#put("name", this.#title());
    this.#put("makers", this.#makers());
    this.#enable("back", at > 0);
    this.#enable("next", at < this.stops.length - 1);
    this.#showWays();
    this.#left = 0;
    this.#setLength(this.#chosenLength());
  }

  /** The player of the stop if there is one, else its links. */
  #showWays() {
    const ways = this.panel.querySelector("[data-slot=through-ways]");
    const item = this.#added.get(this.stops[this.#at].dataset.item);
    const links = [...this.stops[this.#at].querySelectorAll(".links a")];
    ways.dataset.item = this.stops[this.#at].dataset.item;
    const rows = item
      ? [playButton({ ...item, itemId: item.id })]
      : links.map((link) => link.cloneNode(true));
    const list = element("ul", "", "links");
    for (const way of rows) {
      const row = document.createElement("li");
      row.append(way);
      list.append(row);
    }
    ways.replaceChildren(list);
    if (!item) ways.append(element("p", text("through.elsewhere"), "small"));
  }

  #setLength(seconds) {
    const gone = this.#length ? this.#length - this.#now() : 0;
    this.#length = seconds;
    this.#left = this.#left ? Math.max(1, seconds - gone) : seconds;
    this.#since = Date.now();
    this.#showTime();
  }

  #learnLength({ itemId, type, seconds }) {
    if (type !== "audio" || !this.#plays(itemId) || !Number.isFinite(seconds)) return;
    this.#left = 0;
    this.#setLength(Math.ceil(seconds));
  }

  #ended({ itemId, type }) {
    if (type === "audio" && this.#plays(itemId) && this.#ticking) this.#moveOn();
  }

  #plays(itemId) {
    return this.#at >= 0 && this.stops[this.#at].dataset.item === itemId;
  }

  #now() {
    return this.#ticking ? this.#left - (Date.now() - this.#since) / 1000 : this.#left;
  }

  #tick() {
    if (!this.journey.isConnected) this.end();
    else if (this.#now() <= 0) this.#moveOn();
    else this.#showTime();
  }

  #moveOn() {
    if (this.#at < this.stops.length - 1) {
      this.start(this.#at + 1);
      return;
    }
    this.#pause();
    this.#left = 0;
    this.#showTime();
    this.#say(text("through.over"));
  }

  #pause() {
    this.#left = Math.max(0, this.#now());
    clearInterval(this.#ticking);
    this.#ticking = 0;
    this.pauseButton.textContent = text("through.resume");
    this.#showTime();
  }

  #resume() {
    if (this.#left <= 0) this.#left = this.#length;
    clearInterval(this.#ticking);
    this.#since = Date.now();
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.pauseButton.textContent = text("through.pause");
    this.#showTime();
  }

  #close() {
    clearInterval(this.#ticking);
    this.#ticking = 0;
    this.#at = -1;
    this.#length = 0;
    this.panel.hidden = true;
    this.startButton.hidden = false;
    for (const stop of this.stops) stop.removeAttribute("aria-current");
    for (const dot of this.dots) dot.classList.remove("now");
    this.startButton.focus();
  }

  #showTime() {
    const left = Math.max(0, Math.round(this.#now()));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    this.#put("left", text("through.left", { time }));
    const bar = this.panel.querySelector("[data-slot=through-bar]");
    bar.max = this.#length;
    bar.value = this.#length - left;
  }

  #chosenLength() {
    const { value, min, max } = this.#minutes();
    return 60 * Math.min(Number(max), Math.max(Number(min), Number(value) || Number(min)));
  }

  #minutes() {
    return this.panel.querySelector("[name=minutes]");
  }

  #title() {
    return this.stops[this.#at].querySelector("h3").textContent;
  }

  #makers() {
    return this.stops[this.#at].querySelector(".makers").textContent;
  }

  #say(words) {
    this.panel.querySelector("[data-slot=through-live]").textContent = words;
  }

  #put(slot, words) {
    this.panel.querySelector(`[data-slot=through-${slot}]`).textContent = words;
  }

  /** A button that is switched off must not take the focus with it. */
  #enable(name, enabled) {
    const button = this.#action(name);
    if (!enabled && document.activeElement === button) this.pauseButton.focus();
    button.disabled = !enabled;
  }

  #action(name) {
    return this.journey.querySelector(`[data-action=through-${name}]`);
  }

  #on(name, act) {
    this.#action(name).addEventListener("click", act);
  }
}
