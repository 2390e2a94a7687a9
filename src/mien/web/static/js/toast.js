// One short notice at a time, read out politely, with an Undo that stays in reach.
import { text } from "./strings.js";

const SHOWN_MS = 12_000;

const box = document.querySelector("[data-slot=toast-box]");
const words = document.querySelector("[data-slot=toast-text]");
const live = document.querySelector("[data-slot=toast-live]");
const undoButton = box.querySelector("[data-action=undo]");
let timer = 0;
let undo = null;

/**
 * @param {string} message
 * @param {(() => void) | null} [onUndo]  called when Undo is pressed; without it there is no Undo
 */
export function notify(message, onUndo = null) {
  undo = onUndo;
  words.textContent = message;
  live.textContent = onUndo ? `${message} ${text("toast.undoHint")}` : message;
  undoButton.hidden = !onUndo;
  box.hidden = false;
  wait();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(close, SHOWN_MS);
}

function close() {
  if (box.matches(":hover, :focus-within")) wait();
  else box.hidden = true;
}

undoButton.addEventListener("click", () => {
  const act = undo;
  undo = null;
  box.hidden = true;
  act?.();
});
