// One player for each service and kind of file: made once, then led from one thing to the next.
import { createPlayer } from "./players/index.js";
import { askedBy, serviceOf } from "./players.js";
import { playingChoices } from "./playing-choices.js";
import { text } from "./strings.js";

const EVENTS = ["ready", "playing", "paused", "position", "ended", "refused", "needspress"];

export class PlayerPool {
  #place;
  #hear;
  /** @type {Map<string, {player: import("./players/player.js").Player, host: HTMLElement}>} */
  #made = new Map();
  #active = null;

  /**
   * @param {HTMLElement} place  gets a box for each player, which stays where it is
   * @param {(name: string, detail: object | null) => void} hear  gets what the active player tells
   */
  constructor(place, hear) {
    this.#place = place;
    this.#hear = hear;
  }

  /** @returns {import("./players/player.js").Player | null} */
  get active() {
    return this.#active;
  }

  /**
   * Play a way; what played before stops.
   * @param {import("./players/player.js").Way} way
   * @param {string} title  of what plays
   * @param {number} start  seconds from its beginning
   */
  load(way, title, start) {
    const options = { title: titleOf(way, title), start };
    const name = way.type === "embed" ? askedBy(way.url) : way.type === "video" ? "video" : "audio";
    this.#quieten(name);
    const made = this.#made.get(name);
    if (made?.player.accepts(way)) {
      made.host.hidden = false;
      this.#active = made.player;
      made.player.load(way, options);
    } else this.#make(name, way, options);
    this.#active.setVolume(playingChoices().volume);
  }

  /** Stop everything and forget the players. */
  clear() {
    this.#active = null;
    for (const { player, host } of this.#made.values()) {
      player.destroy();
      host.remove();
    }
    this.#made.clear();
  }

  /** Stop all but one. */
  quieten() {
    this.#quieten("");
    this.#active = null;
  }

  #make(name, way, options) {
    this.#made.get(name)?.player.destroy();
    this.#made.get(name)?.host.remove();
    const host = document.createElement("div");
    host.dataset.player = name;
    this.#place.append(host);
    const player = createPlayer(way, { host, ...options });
    this.#made.set(name, { player, host });
    this.#active = player;
    for (const each of EVENTS) {
      player.addEventListener(each, ({ detail }) => this.#tell(player, each, detail));
    }
  }

  #tell(player, name, detail) {
    if (player === this.#active) this.#hear(name, detail);
    // Somebody pressed play in a player whose turn is over.
    else if (name === "playing") player.pause();
  }

  #quieten(but) {
    for (const [name, { player, host }] of this.#made) {
      if (name === but) continue;
      player.pause();
      host.hidden = true;
    }
  }
}

/** What people who hear the page are told of a player. */
function titleOf({ type, url }, title) {
  const service = type === "embed" && serviceOf(url)?.name;
  return service ? text("player.frame", { title, service }) : title;
}
