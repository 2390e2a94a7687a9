// Sending frames and getting readings: one in flight, the newest frame wins.

import { RULES } from "./rules.js";

const WIDTH = 480;
const QUALITY = 0.85;
const SHORTEST = 60;
const LONGEST = 2000;

/** An answer of the server that is no reading. */
export class ReadingError extends Error {
  /** @param {{code: string, detail: string}} problem */
  constructor({ code, detail }) {
    super(detail);
    this.code = code;
  }
}

/**
 * Read frames of `video` until `signal` aborts.
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<{reading?: object, error?: Error, size: number[], latency: number}>}
 */
export async function* readFrames(video, signal) {
  const canvas = document.createElement("canvas");
  let boxes = [];
  let searched = -Infinity;
  while (!signal.aborted) {
    await nextFrame(video);
    if (signal.aborted) return;
    const began = performance.now();
    // Newcomers are found only when the whole picture is searched, now and then.
    if (began - searched >= RULES.full_search_every_seconds * 1000) boxes = [];
    if (!boxes.length) searched = began;
    const outcome = await readOne(video, canvas, boxes, signal);
    if (signal.aborted) return;
    boxes = outcome.reading?.faces.map((face) => face.box) ?? [];
    const latency = performance.now() - began;
    yield { ...outcome, size: [canvas.width, canvas.height], latency };
    const interval = Math.min(LONGEST, Math.max(SHORTEST, 1.5 * latency));
    await pause(interval - (performance.now() - began));
  }
}

async function readOne(video, canvas, boxes, signal) {
  try {
    const picture = await capture(video, canvas);
    return { reading: await send(picture, boxes, signal) };
  } catch (error) {
    return { error };
  }
}

function capture(video, canvas) {
  canvas.width = Math.min(WIDTH, video.videoWidth);
  canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no frame"))), "image/jpeg", QUALITY),
  );
}

async function send(picture, boxes, signal) {
  const hint = boxes.map((box) => box.join(",")).join(";");
  const response = await fetch(`/api/v1/mood${hint && `?hint=${hint}`}`, {
    method: "POST",
    headers: { "Content-Type": "image/jpeg" },
    body: picture,
    signal,
  });
  const answer = await response.json();
  if (!response.ok) throw new ReadingError(answer);
  return answer;
}

function nextFrame(video) {
  return new Promise((done) =>
    "requestVideoFrameCallback" in video
      ? video.requestVideoFrameCallback(done)
      : requestAnimationFrame(done),
  );
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, Math.max(0, milliseconds)));
}
