// Keeps the queue of this tab over a reload; it ends with the tab.
import { Queue } from "./queue.js";

const NAME = "mien-queue";

/** @returns {boolean} whether a queue is kept */
export function isQueueKept() {
  return read() !== null;
}

/** @returns {Queue} the one kept, or an empty one */
export function keptQueue() {
  try {
    return Queue.from(JSON.parse(read()));
  } catch {
    return new Queue();
  }
}

/** @param {Queue} queue  an empty one is not kept */
export function keepQueue(queue) {
  try {
    if (queue.current) sessionStorage.setItem(NAME, JSON.stringify(queue));
    else sessionStorage.removeItem(NAME);
  } catch {
    // Storage may be full or turned off; the queue then lasts as long as the page.
  }
}

function read() {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}
