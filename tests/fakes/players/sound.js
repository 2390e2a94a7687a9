// What the fakes play: a real sound, under the browser's own rules on autoplay.

const [script] = document.querySelectorAll("script[type='application/json']");
export const told = JSON.parse(script.textContent);

/** A sound whose time can run faster than the clock; all times are seconds of its own time. */
export class Sound {
  #audio = document.querySelector("audio");
  #speed = 1;
  length = 0;

  /** @param {Record<string, () => void>} hears  what to do at events of the element */
  constructor(hears) {
    for (const [name, hear] of Object.entries(hears)) this.#audio.addEventListener(name, hear);
  }

  load(length, speed, start = 0) {
    this.length = length;
    this.#speed = speed;
    this.#audio.src = new URL(`sound.wav?seconds=${length / speed}`, import.meta.url);
    this.#audio.currentTime = start / speed;
  }

  play() {
    return this.#audio.play();
  }

  pause() {
    this.#audio.pause();
  }

  get time() {
    const time = this.#audio.currentTime * this.#speed;
    return this.#audio.ended ? this.length : Math.min(this.length, time);
  }

  set time(seconds) {
    this.#audio.currentTime = seconds / this.#speed;
  }

  get ended() {
    return this.#audio.ended;
  }

  get paused() {
    return this.#audio.paused;
  }

  set volume(share) {
    this.#audio.volume = share;
  }

  set muted(muted) {
    this.#audio.muted = muted;
  }

  get muted() {
    return this.#audio.muted;
  }
}

/** Do something at a press of a person on the button of the page. */
export function onPress(act) {
  document.querySelector("button").addEventListener("click", (event) => {
    if (event.isTrusted) act();
  });
}
