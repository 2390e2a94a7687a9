// The camera page as a state machine. Pure: no page, no camera, no clock.

/** @typedef {"intro"|"asking"|"starting"|"live"|"no-face"|"slow"|"paused"|"ended"|"denied"|
 *   "no-camera"|"busy"|"insecure"|"unsupported"|"model-error"} State */

const trouble = {
  denied: "denied",
  missing: "no-camera",
  busy: "busy",
  insecure: "insecure",
  unsupported: "unsupported",
};
const running = { pause: "paused", stop: "ended", lost: "ended", "model-failed": "model-error" };
const again = { start: "asking" };

const TABLE = {
  intro: { ...again },
  asking: { granted: "starting", stop: "intro", ...trouble },
  starting: { playing: "live", stop: "intro", lost: "busy", ...trouble },
  live: { ...running, "face-lost": "no-face", "slowed-down": "slow" },
  "no-face": { ...running, "face-found": "live" },
  slow: { ...running, "sped-up": "live", "face-lost": "no-face" },
  paused: { resume: "live", stop: "ended", lost: "ended" },
  ended: { ...again },
  denied: { ...again },
  "no-camera": { ...again },
  busy: { ...again },
  insecure: { ...again },
  unsupported: { ...again },
  "model-error": { ...again },
};

export const STATES = Object.keys(TABLE);

/**
 * @param {State} state
 * @param {string} event
 * @returns {State} the state after it; events that a state does not know change nothing
 */
export function transition(state, event) {
  return TABLE[state]?.[event] ?? state;
}

/** @param {State} state  @returns {boolean} whether the camera may be on */
export function cameraOn(state) {
  return ["starting", "live", "no-face", "slow", "paused"].includes(state);
}

/** @param {State} state  @returns {"intro"|"stage"|"trouble"|"summary"} the part of the page shown */
export function panelOf(state) {
  if (state === "intro") return "intro";
  if (state === "ended") return "summary";
  return state === "asking" || cameraOn(state) ? "stage" : "trouble";
}

/**
 * @param {string} name  of the DOMException that getUserMedia threw
 * @returns {string} the event it means
 */
export function eventOfFailure(name) {
  return (
    {
      NotAllowedError: "denied",
      NotFoundError: "missing",
      OverconstrainedError: "missing",
      NotReadableError: "busy",
      AbortError: "busy",
      SecurityError: "insecure",
      TypeError: "insecure",
    }[name] ?? "busy"
  );
}
