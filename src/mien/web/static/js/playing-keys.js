// Keys of the dock. Letters act only while the focus is in it, so that nobody who talks to the
// computer, or types elsewhere, sets them off.

const STEP_S = 10;
const TYPED_INTO = "input:not([type=range], [type=checkbox]), textarea, select, [contenteditable]";
const PRESSED = "button, a, summary, input[type=checkbox]";

/** @param {HTMLElement} dock  @param {import("./playback.js").Playback} playback */
export function wirePlayingKeys(dock, playback) {
  const { queue } = playback;
  const acts = {
    " ": () => playback.toggle(),
    k: () => playback.toggle(),
    j: () => playback.seek(queue.position - STEP_S),
    l: () => playback.seek(queue.position + STEP_S),
    ArrowLeft: () => playback.seek(queue.position - STEP_S),
    ArrowRight: () => playback.seek(queue.position + STEP_S),
    n: () => playback.next(),
    p: () => playback.previous(),
  };
  dock.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (!(key in acts) || target.matches(TYPED_INTO)) return;
    if (key === " " && target.matches(PRESSED)) return;
    if (key.startsWith("Arrow") && target.matches("input")) return;
    event.preventDefault();
    acts[key]();
  });
}
