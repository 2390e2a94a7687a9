// What the list on this page, or the one that led to it, is for; only a diary keeps it.

const PICKS = "/picks?";

/** @returns {{mood?: object, goal?: string}} */
export function moodOfList() {
  const fields = document.getElementById("controls")?.elements;
  if (fields) return asked((name) => fields[name]?.value);
  const back = new URLSearchParams(location.search).get("back") ?? "";
  if (!back.startsWith(PICKS)) return {};
  const query = new URLSearchParams(back.slice(PICKS.length));
  return asked((name) => query.get(name));
}

function asked(value) {
  const mood = moodFrom(value);
  const goal = value("goal");
  if (!mood) return {};
  return goal && goal !== "counteract" ? { mood, goal } : { mood };
}

function moodFrom(value) {
  if (value("mood")) return JSON.parse(value("mood"));
  if (value("emotion")) return { emotion: value("emotion") };
  const [valence, arousal] = [value("valence"), value("arousal")];
  if (!valence && !arousal) return null;
  return { valence: Number(valence ?? 0), arousal: Number(arousal ?? 0) };
}
