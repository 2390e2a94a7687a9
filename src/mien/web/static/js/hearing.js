// What is to be told of one entry: that it started, and that it was heard to its end or skipped.

const SKIPPED_S = 30;

export class Hearing {
  #tell;
  #isOn = false;

  /** @param {(name: "started" | "finished" | "skipped") => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Nothing is heard, because it could not be, or for no reason that says anything of it. */
  drop() {
    this.#isOn = false;
  }

  /** It sounds: told once, however often it is paused. */
  start() {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#tell("started");
  }

  /** @param {boolean} isPreview  of which nobody knows how the whole would have been heard */
  finish(isPreview) {
    if (this.#isOn && !isPreview) this.#tell("finished");
    this.#isOn = false;
  }

  /** @param {number} position  seconds, at which a person left it  @param {boolean} isPreview */
  leave(position, isPreview) {
    if (this.#isOn && !isPreview && position < SKIPPED_S) this.#tell("skipped");
    this.#isOn = false;
  }
}
