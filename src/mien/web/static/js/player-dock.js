// The bar in which things play: it is made by the server, never moved, and shows what plays.
import { credits, outward } from "./elements.js";
import { QueueView } from "./queue-view.js";
import { keepChoices, nameOf, playingChoices } from "./playing-choices.js";
import { serviceOf } from "./players.js";
import { text } from "./strings.js";

const NAMES = ["title", "makers", "status", "seek", "volume", "foot", "live", "time"];

export class PlayerDock {
  #dock;
  #playback;
  #slots;
  #opener = null;
  #isSeeking = false;
  #said = null;
  /** What is said of an entry that was skipped, until the next one plays. */
  #lost = "";

  /** @param {HTMLElement} dock  @param {import("./playback.js").Playback} playback */
  constructor(dock, playback) {
    this.#dock = dock;
    this.#playback = playback;
    const slot = (name) => dock.querySelector(`[data-slot=dock-${name}]`);
    this.#slots = Object.fromEntries(NAMES.map((name) => [name, slot(name)]));
    new QueueView(dock.querySelector(".dock-queue"), playback, (words) => this.#say(words));
    this.#wire();
    playback.addEventListener("change", () => this.#show());
    playback.queue.addEventListener("change", () => this.#show());
    playback.addEventListener("position", () => this.#showTime());
    playback.addEventListener("unplayable", ({ detail: { entry } }) => {
      this.#lost = text("dock.unplayable", { title: entry.title });
      this.#say(this.#lost);
    });
    playback.addEventListener("started", () => {
      this.#lost = "";
      this.#show();
    });
    new ResizeObserver(() => this.#makeRoom()).observe(dock.parentElement);
    document.addEventListener("mien:page", forgetQuestion);
    this.#show();
    if (playback.queue.current) this.show();
  }

  /**
   * Open the dock by a press and start what it asked for.
   * @param {HTMLElement} opener  gets the focus back when the dock is closed
   * @param {() => void} start
   */
  open(opener, start) {
    this.#opener = opener;
    this.show();
    forgetQuestion();
    start();
    this.#slots.title.focus({ preventScroll: true });
  }

  show() {
    this.#dock.hidden = false;
    this.#makeRoom();
  }

  #wire() {
    const { seek, volume } = this.#slots;
    const acts = {
      "dock-previous": () => this.#playback.previous(),
      "dock-toggle": () => this.#playback.toggle(),
      "dock-next": () => this.#playback.next(),
      "close-dock": () => this.#playback.close(),
    };
    this.#dock.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-action]:not([aria-disabled=true])");
      acts[button?.dataset.action]?.();
    });
    this.#dock.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#playback.close();
    });
    seek.addEventListener("input", () => {
      this.#isSeeking = true;
      this.#showClock(Number(seek.value));
    });
    seek.addEventListener("change", () => {
      this.#isSeeking = false;
      this.#playback.seek(Number(seek.value));
    });
    volume.value = playingChoices().volume;
    volume.addEventListener("input", () => this.#playback.setVolume(Number(volume.value)));
    const goesOn = this.#dock.querySelector("[name=keep-going]");
    goesOn.checked = playingChoices().keepsGoing;
    goesOn.addEventListener("change", () => {
      keepChoices({ keepsGoing: goesOn.checked });
      this.#playback.queue.dispatchEvent(new Event("change"));
    });
  }

  /** The queue is empty: put the focus where it was. */
  #hide() {
    const hadFocus = this.#dock.contains(document.activeElement);
    this.#dock.hidden = true;
    this.#makeRoom();
    if (!hadFocus) return;
    if (this.#opener?.isConnected) this.#opener.focus();
    else document.getElementById("main").focus({ preventScroll: true });
  }

  #show() {
    const { state, queue, way, capabilities } = this.#playback;
    const { current: entry } = queue;
    if (!entry) {
      this.#hide();
      return;
    }
    this.#dock.dataset.state = state;
    this.#slots.title.textContent = entry.title;
    this.#slots.makers.textContent = entry.creators;
    this.#slots.status.textContent = [this.#lost, this.#words(state, way)].filter(Boolean).join(" ");
    this.#showButtons(state, queue);
    this.#slots.seek.disabled = !capabilities?.seek;
    this.#slots.volume.closest("label").hidden = !capabilities?.volume;
    this.#slots.time.hidden = capabilities ? !capabilities.position : false;
    this.#showFoot(entry, way);
    this.#showTime();
    this.#tellWhatPlays(state, entry);
  }

  #words(state, way) {
    const service = way ? nameOf(way.url) : "";
    if (state === "tells-nothing") return text("dock.tellsNothing", { service });
    if (state === "needs-press") return text("dock.needsPress");
    if (state === "playing" && this.#playback.isPreview) return text("dock.preview", { service });
    const words = { kept: "kept", loading: "loading", hidden: "hidden", ended: "ended" }[state];
    return words ? text(`dock.${words}`) : "";
  }

  #showButtons(state, queue) {
    const sounds = state === "playing" || state === "loading";
    const toggle = this.#dock.querySelector("[data-action=dock-toggle]");
    const word = sounds ? "pause" : state === "kept" ? "resume" : "play";
    toggle.querySelector("[data-slot=dock-toggle-words]").textContent = text(`dock.${word}`);
    toggle.hidden = state === "tells-nothing";
    toggle.dataset.shows = sounds ? "pause" : "play";
    const next = this.#dock.querySelector("[data-action=dock-next]");
    // A button that is disabled would lose the focus.
    next.setAttribute("aria-disabled", String(!queue.left));
  }

  #showFoot(entry, way) {
    const page = (way && serviceOf(way.url)?.page) || "";
    const told = `${entry.key} ${page} ${entry.open}`;
    const { foot } = this.#slots;
    if (foot.dataset.of === told) return;
    foot.dataset.of = told;
    foot.replaceChildren();
    if (page) foot.append(outward(text("player.open", { service: nameOf(way.url) }), page));
    else if (entry.open) foot.append(outward(text("dock.open"), entry.open));
    if (entry.credits.length) foot.append(credits(entry.credits.slice(0, 1)));
  }

  #showTime() {
    const { duration, queue } = this.#playback;
    const { seek } = this.#slots;
    if (this.#isSeeking) return;
    seek.max = Math.max(1, Math.ceil(duration || queue.position));
    seek.value = queue.position;
    this.#showClock(queue.position);
  }

  #showClock(position) {
    const { duration } = this.#playback;
    const [at, of] = [clock(position), duration ? clock(duration) : ""];
    this.#dock.querySelector("[data-slot=dock-at]").textContent = at;
    this.#dock.querySelector("[data-slot=dock-of]").textContent = of;
    const words = of ? text("dock.place", { at, of }) : at;
    if (this.#slots.seek.getAttribute("aria-valuetext") !== words) {
      this.#slots.seek.setAttribute("aria-valuetext", words);
    }
  }

  /** Once for each entry, and for a state that wants something of the person. */
  #tellWhatPlays(state, entry) {
    const said = state === "playing" ? `${entry.key}` : state;
    if (!["playing", "needs-press", "ended"].includes(state) || said === this.#said) return;
    this.#said = said;
    const { title, creators: makers } = entry;
    if (state !== "playing") this.#say(this.#slots.status.textContent);
    else this.#say(text(makers ? "dock.nowBy" : "dock.now", { title, makers }));
  }

  #say(words) {
    this.#slots.live.textContent = words;
  }

  /** What has the focus must not lie behind the dock, nor a notice before it. */
  #makeRoom() {
    const height = this.#dock.parentElement.offsetHeight;
    document.documentElement.style.setProperty("--dock-height", `${height}px`);
  }
}

/** How it is after what was played was not said; the diary asks again. */
function forgetQuestion() {
  document.querySelector("[data-slot=dock-after]").replaceChildren();
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
