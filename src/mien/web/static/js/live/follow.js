// Who is who from frame to frame. Pure functions, the same rules as mien/vision/follow.py.
import { RULES } from "./rules.js";
import { steadied } from "./smooth.js";

/** A face does not double or halve its side between two readings. */
const MOST_GROWTH = 2;

/** @typedef {{number: number, box: number[], steady: import("./smooth.js").Steady}} FollowedFace
 *  `number` is the face's own in this session, from 1. */

/** @typedef {{faces: FollowedFace[], seen: number, at: number}} Following
 *  The faces in view and those lost a moment ago. */

/** @returns {Following} that of nobody yet */
export function nobody() {
  return { faces: [], seen: 0, at: -Infinity };
}

/**
 * @param {Following} before
 * @param {{box: number[], probabilities: number[]}[]} faces  of the new frame
 * @param {number} at  seconds
 * @param {number} unsureBelow
 * @returns {Following}
 */
export function followFaces(before, faces, at, unsureBelow) {
  const known = before.faces.filter(
    (face) => at - face.steady.at <= RULES.forgotten_after_seconds,
  );
  const matched = matches(
    known.map((face) => face.box),
    faces.map((face) => face.box),
  );
  let { seen } = before;
  const current = faces.map(({ box, probabilities }, index) => {
    const former = known[matched.get(index)];
    if (!former) seen += 1;
    const steady = steadied(former?.steady ?? null, probabilities, at, unsureBelow);
    return { number: former?.number ?? seen, box, steady };
  });
  const taken = new Set(matched.values());
  const lost = known.filter((_, place) => !taken.has(place));
  return { faces: [...current, ...lost], seen, at };
}

/** @param {Following} following  @returns {FollowedFace[]} the faces of the latest frame */
export function inView({ faces, at }) {
  return faces.filter((face) => face.steady.at === at);
}

/** The nearest pairs first; for each new box that has one, the place of its former box. */
function matches(former, boxes) {
  const pairs = [];
  former.forEach((old, place) =>
    boxes.forEach((box, index) => {
      const apart = distance(old, box);
      if (apart <= RULES.same_face_sides) pairs.push([apart, place, index]);
    }),
  );
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const matched = new Map();
  const taken = new Set();
  for (const [, place, index] of pairs) {
    if (taken.has(place) || matched.has(index)) continue;
    matched.set(index, place);
    taken.add(place);
  }
  return matched;
}

/** The distance of the centres over the mean side; infinite for unlike sizes. */
function distance(first, second) {
  const sides = [first, second].map(([x1, y1, x2, y2]) =>
    Math.sqrt(Math.max(0, (x2 - x1) * (y2 - y1))),
  );
  const [small, large] = [Math.min(...sides), Math.max(...sides)];
  if (small * MOST_GROWTH < large || large === 0) return Infinity;
  const across = (first[0] + first[2] - second[0] - second[2]) / 2;
  const down = (first[1] + first[3] - second[1] - second[3]) / 2;
  return Math.hypot(across, down) / ((sides[0] + sides[1]) / 2);
}
