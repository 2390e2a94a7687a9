// The camera itself: opening it, watching it, turning it off for good.
import { eventOfFailure } from "./state.js";

const WISHES = {
  video: {
    facingMode: "user",
    width: { ideal: 640 },
    height: { ideal: 480 },
    frameRate: { ideal: 15, max: 30 },
  },
  audio: false,
};

/** Why the camera did not open; `event` is one that the state machine knows. */
export class CameraError extends Error {
  constructor(event) {
    super(event);
    this.event = event;
  }
}

/**
 * Ask for the camera and show it in `video`.
 * @param {HTMLVideoElement} video
 * @param {() => void} lost  called when the camera ends without being asked to
 * @returns {Promise<() => void>} turns it off
 * @throws {CameraError}
 */
export async function openCamera(video, lost) {
  if (!globalThis.isSecureContext) throw new CameraError("insecure");
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError("unsupported");
  const stream = await ask();
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  for (const track of stream.getVideoTracks()) track.addEventListener("ended", lost);
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    close();
    throw new CameraError("busy");
  }
  return close;
}

async function ask() {
  try {
    return await navigator.mediaDevices.getUserMedia(WISHES);
  } catch (error) {
    if (error.name !== "OverconstrainedError" && error.name !== "AbortError") {
      throw new CameraError(eventOfFailure(error.name));
    }
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video: true, audio: false });
  } catch (error) {
    throw new CameraError(eventOfFailure(error.name));
  }
}
