// Which player plays what.
import { MediaPlayer } from "./media.js";
import { SpotifyPlayer } from "./spotify.js";
import { TilePlayer } from "./tile.js";
import { YouTubePlayer } from "./youtube.js";

// The first that plays something is taken: a tile takes any frame.
const PLAYERS = [YouTubePlayer, SpotifyPlayer, MediaPlayer, TilePlayer];

/** @param {import("./player.js").Way} way  @returns {boolean} whether there is a player for it */
export function isPlayable(way) {
  return PLAYERS.some((player) => player.plays(way));
}

/**
 * Make a player and let it play, in the same task as the press that asked for it. From here on
 * its service is contacted.
 * @param {import("./player.js").Way} way
 * @param {import("./player.js").LoadOptions & {host: HTMLElement}} options  `host` gets the frame
 *   or element; neither may be moved afterwards
 * @returns {import("./player.js").Player}
 * @throws {RangeError} there is no player for it
 */
export function createPlayer(way, options) {
  const Adapter = PLAYERS.find((each) => each.plays(way));
  if (!Adapter) throw new RangeError(`Nothing plays ${way.type} at ${way.url}`);
  return new Adapter(way, options);
}
