import { fromApi, text } from "../strings.js";
import { CameraError, openCamera } from "./camera.js";
import { followFaces, inView, nobody } from "./follow.js";
import { fetchPart, moodField } from "./parts.js";
import { ReadingError, readFrames } from "./reader.js";
import { steadied } from "./smooth.js";
import { Stage } from "./stage.js";
import { cameraOn, panelOf, transition } from "./state.js";
import { showSummary } from "./summary.js";

/** Seconds without a face before the page says so. */
const PATIENCE = 1.2;
/** Milliseconds for one reading above which the page says that it is slow. */
const SLOW = 1500;
/** Failed readings in a row after which the camera is turned off. */
const MOST_FAILURES = 3;

/** The camera page: runs the state machine and tells the stage and the summary what to show. */
class MienLive extends HTMLElement {
  connectedCallback() {
    this.state = "intro";
    this.emotions = [...this.querySelectorAll("[data-face]")]
      .map((each) => each.dataset.face)
      .filter((name) => name !== "unsure");
    this.unsureBelow = Number(this.dataset.unsureBelow);
    this.video = this.querySelector("video");
    this.stage = new Stage(this, this.emotions);
    this.addEventListener("click", (event) => {
      const action = event.target.closest("[data-action]")?.dataset.action;
      if (action) this.#act(action);
    });
    this.here = new AbortController();
    const { signal } = this.here;
    addEventListener("pagehide", () => this.#turnOff(), { signal });
    // A page that the browser kept whole would come back with "Camera on" and no camera.
    addEventListener("pageshow", (event) => event.persisted && location.reload(), { signal });
    const pause = () => document.hidden && this.#send("pause");
    document.addEventListener("visibilitychange", pause, { signal });
  }

  disconnectedCallback() {
    this.here.abort();
    this.#turnOff();
  }

  #act(action) {
    if (action === "start") this.#start();
    else if (action === "offer") this.#offer();
    else if (action === "pause") this.#send(this.state === "paused" ? "resume" : "pause");
    else this.#send(action);
  }

  async #start() {
    this.samples = [];
    this.steady = null;
    this.following = nobody();
    this.failures = 0;
    this.stage.clear();
    this.#withdraw();
    this.querySelector("[data-slot=lost]").hidden = true;
    this.#send("start");
    try {
      this.close = await openCamera(this.video, () => this.#lose());
    } catch (error) {
      this.#send(error instanceof CameraError ? error.event : "busy");
      return;
    }
    this.#send("granted");
    this.began = performance.now();
    this.lastFace = this.#now();
    this.#send("playing");
    if (!cameraOn(this.state)) this.#turnOff();
  }

  /** @param {string} event */
  #send(event) {
    const before = this.state;
    this.state = transition(before, event);
    if (this.state !== before) this.#enter(this.state, before);
  }

  #enter(state, before) {
    this.dataset.state = state;
    const panel = panelOf(state);
    for (const each of this.querySelectorAll("[data-panel]")) {
      each.hidden = each.dataset.panel !== panel;
    }
    this.stage.showState(state);
    const reads = cameraOn(state) && state !== "paused" && state !== "starting";
    if (reads && !this.loop) this.#read();
    if (!reads) this.#stopReading();
    if (!cameraOn(state) && cameraOn(before)) this.#turnOff();
    if (panel === "trouble") this.#showTrouble(state);
    if (state === "ended") this.#finish();
  }

  async #read() {
    this.loop = new AbortController();
    const { signal } = this.loop;
    this.lastFace = this.#now();
    for await (const outcome of readFrames(this.video, signal)) {
      if (outcome.reading) this.#take(outcome);
      else if (outcome.error instanceof ReadingError && outcome.error.code === "no-face") {
        this.#miss();
      } else this.#fail(outcome.error);
      this.#send(outcome.latency > SLOW ? "slowed-down" : "sped-up");
    }
  }

  #take({ reading, size }) {
    const now = this.#now();
    const { mood, faces } = reading;
    const probabilities = this.emotions.map((name) => mood.emotions[name]);
    this.samples.push({ at: now, probabilities, valence: mood.valence, arousal: mood.arousal });
    this.steady = steadied(this.steady, probabilities, now, this.unsureBelow);
    this.#follow(faces, now);
    this.failures = 0;
    this.lastFace = now;
    this.#send("face-found");
    this.stage.showFaces(inView(this.following), size);
    this.stage.showMood(this.steady, faces.length, now);
    if (!this.offered && this.steady.headline.label !== null) this.#offer();
  }

  /** Something to play while the camera goes on; it changes only when asked to. */
  async #offer() {
    this.offered = true;
    const part = await fetchPart("/session", moodField(this.emotions, this.steady.average));
    if (!cameraOn(this.state)) return;
    this.querySelector("[data-slot=first-picks]").replaceChildren(part);
    this.querySelector("[data-slot=offer]").hidden = false;
  }

  #withdraw() {
    this.offered = false;
    this.querySelector("[data-slot=first-picks]").replaceChildren();
    this.querySelector("[data-slot=offer]").hidden = true;
  }

  #follow(faces, now) {
    const seen = faces.map(({ box, mood }) => ({
      box,
      probabilities: this.emotions.map((name) => mood.emotions[name]),
    }));
    this.following = followFaces(this.following, seen, now, this.unsureBelow);
  }

  #lose() {
    this.querySelector("[data-slot=lost]").hidden = false;
    this.#send("lost");
  }

  #miss() {
    this.failures = 0;
    this.#follow([], this.#now());
    if (this.#now() - this.lastFace > PATIENCE) this.#send("face-lost");
  }

  #fail(error) {
    this.failures += 1;
    this.failure = error;
    if (this.failures >= MOST_FAILURES) this.#send("model-failed");
  }

  #showTrouble(state) {
    const title = this.querySelector("[data-slot=trouble-title]");
    title.textContent = text(`live.trouble.${state}.title`);
    const detail = this.failure instanceof ReadingError ? fromApi(this.failure.message, "") : "";
    this.querySelector("[data-slot=trouble-text]").textContent = text(
      `live.trouble.${state}.text`,
      { detail },
    );
    title.focus();
  }

  async #finish() {
    this.#withdraw();
    this.querySelector("#summary-title").focus();
    await showSummary(this, this.emotions, this.samples);
  }

  #stopReading() {
    this.loop?.abort();
    this.loop = null;
  }

  #turnOff() {
    this.#stopReading();
    this.close?.();
    this.close = null;
  }

  #now() {
    return (performance.now() - this.began) / 1000;
  }
}

customElements.define("mien-live", MienLive);
