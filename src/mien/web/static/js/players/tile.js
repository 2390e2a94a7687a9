// Services whose frames say nothing: the person presses play in them, and Mien knows no more.
import { addressOf } from "./address.js";
import { leadFrame, makeFrame } from "./frame.js";
import { Player } from "./player.js";

/** Widgets that are lists high or as wide as a film; the rest are as high as a track. */
const SHAPES = [
  [/^archive\.org\/embed\//, "film"],
  [/\/(album|playlist|artist|show)\//, "album"],
];

export class TilePlayer extends Player {
  #frame;

  /** @param {import("./player.js").Way} way */
  static plays({ type, url }) {
    return type === "embed" && Boolean(addressOf(url)?.host);
  }

  /**
   * @param {import("./player.js").Way} way
   * @param {import("./player.js").LoadOptions & {host: HTMLElement}} options
   */
  constructor(way, { host, title = "" }) {
    super();
    this.capabilities = Object.freeze({
      position: false,
      duration: false,
      seek: false,
      volume: false,
      autoAdvance: false,
    });
    this.#frame = makeFrame(title, shapeOf(way));
    this.#frame.addEventListener("load", () => this.tellReady());
    leadFrame(this.#frame, way.url);
    host.append(this.#frame);
  }

  load(way, { title = this.#frame.title } = {}) {
    this.begin();
    this.#frame.title = title;
    this.#frame.dataset.shape = shapeOf(way);
    leadFrame(this.#frame, way.url);
  }

  play() {}

  pause() {}

  seek() {}

  setVolume() {}

  destroy() {
    this.#frame.remove();
  }
}

function shapeOf({ url }) {
  const { host, path } = addressOf(url);
  return SHAPES.find(([pattern]) => pattern.test(host + path))?.[1] ?? "track";
}
