// One short notice at a time, read out politely; its Undo is the next stop of Tab after what it undoes.
import { text } from "./strings.js";

const SHOWN_MS = 12_000;

const box = document.querySelector("[data-slot=toast-box]");
const words = document.querySelector("[data-slot=toast-text]");
const live = document.querySelector("[data-slot=toast-live]");
const undoButton = box.querySelector("[data-action=undo]");
let timer = 0;
let undo = null;
let cause = null;

/**
 * @param {string} message
 * @param {(() => void) | null} [onUndo]  called when Undo is pressed; without it there is no Undo
 * @param {HTMLElement | null} [pressed]  what Undo takes back; Tab leads from there to Undo
 */
export function notify(message, onUndo = null, pressed = null) {
  undo = onUndo;
  cause = onUndo && pressed;
  words.textContent = message;
  announce(onUndo ? `${message} ${text("toast.undoHint")}` : message);
  undoButton.hidden = !onUndo;
  box.hidden = false;
  wait();
}

/**
 * Say something that the page shows elsewhere to screen readers only.
 * @param {string} message
 */
export function announce(message) {
  live.textContent = message;
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(close, SHOWN_MS);
}

function close() {
  if (box.matches(":hover, :focus-within")) wait();
  else box.hidden = true;
}

/** From what was pressed Tab goes to Undo, and from Undo on to what follows what was pressed. */
function followTab(event) {
  if (event.key !== "Tab" || event.altKey || event.ctrlKey || event.metaKey) return;
  if (box.hidden || !cause?.isConnected) return;
  if (event.target === cause && !event.shiftKey) {
    event.preventDefault();
    undoButton.focus();
  } else if (event.target === undoButton) {
    // Without Shift the browser itself goes on from here.
    if (event.shiftKey) event.preventDefault();
    cause.focus();
  }
}

document.addEventListener("keydown", followTab);
undoButton.addEventListener("click", () => {
  const act = undo;
  undo = null;
  box.hidden = true;
  act?.();
});
