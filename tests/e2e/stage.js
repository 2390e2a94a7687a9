// A bare page for one player: what it does goes to the console, so that a test can wait for it.
// Nothing is asked of the page before the press: asking would count as a press of the person.
import { createPlayer } from "/static/now/js/players/index.js";

const EVENTS = ["ready", "playing", "paused", "position", "ended", "refused", "needspress"];
const wish = JSON.parse(new URLSearchParams(location.search).get("wish"));
const host = document.getElementById("host");

function tell(name, detail) {
  console.log(`event ${JSON.stringify([name, detail])}`);
}

function start() {
  const player = createPlayer(wish.way, { host, title: "A Song", ...wish.options });
  for (const name of EVENTS) player.addEventListener(name, ({ detail }) => tell(name, detail));
  // As a queue does it: the next one at once, in the handler of the end.
  const later = [...(wish.then ?? [])];
  player.addEventListener("ended", () => later.length && player.load(later.shift()));
  player.addEventListener("refused", () => later.length && player.load(later.shift()));
  if (wish.size) Object.assign(host.querySelector("iframe"), wish.size);
  window.player = player;
}

addEventListener("message", ({ data }) => {
  if (data === "impostor was here") tell("impostor", null);
});
document.getElementById("press").addEventListener("click", start);
if (wish.atOnce) start();
