import { play } from "./player-dock.js";
import { element } from "./elements.js";
import { serviceOf } from "./players.js";
import { text } from "./strings.js";

/**
 * A button that plays something in the dock.
 * @param {{player: {type: string, url: string}, title: string, itemId?: string, kind?: string,
 *   credits?: {text: string, url: string}[]}} what
 */
export function playButton(what) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link first play-here";
  button.append(words(what), element("span", `: ${what.title}`, "visually-hidden"));
  button.addEventListener("click", () => play(what, button));
  return button;
}

function words({ player, kind }) {
  if (player.type === "preview") return text("player.preview");
  const isTrailer = kind === "movie" && serviceOf(player.url)?.name === "YouTube";
  return text(isTrailer ? "player.trailer" : "player.play");
}
