// What is shown when a session is over: facts, chart, table, picks.
import { placeWords } from "../place.js";
import { counted, emotionWord, percent, text } from "../strings.js";
import { element } from "./drawing.js";
import { fetchPart, moodField } from "./parts.js";
import { RULES } from "./rules.js";
import { leading, stretches, summarise } from "./session.js";

const WIDTH = 640;
const HEIGHT = 180;
const ROWS = 12;
const POINTS = 60;
/** Seconds that a point of the chart stands for, at least. */
const SHORTEST = 0.25;

/**
 * @param {HTMLElement} root
 * @param {string[]} emotions
 * @param {import("./session.js").Sample[]} samples
 */
export async function showSummary(root, emotions, samples) {
  const slot = (name) => root.querySelector(`[data-slot="${name}"]`);
  slot("picks").replaceChildren();
  slot("take-along").replaceChildren();
  slot("rows").replaceChildren();
  slot("chart").replaceChildren();
  for (const part of root.querySelectorAll(".twin, .chart")) part.hidden = !samples.length;
  if (!samples.length) {
    slot("most").textContent = text("live.summary.nothing");
    slot("weighted").textContent = "";
    return;
  }
  const whole = summarise(samples);
  slot("most").textContent = counted("live.summary.most", whole.count, {
    emotion: emotionWord(emotions[whole.most]),
    times: whole.mostCount,
  });
  const best = leading(whole.probabilities);
  slot("weighted").textContent = text("live.summary.weighted", {
    emotion: emotionWord(emotions[best]),
    percent: percent(whole.probabilities[best]),
    place: placeWords(whole.valence, whole.arousal),
    seconds: Math.max(1, Math.round(whole.seconds)),
  });
  slot("chart").append(drawChart(stretches(samples, POINTS, SHORTEST), emotions, whole.seconds));
  slot("rows").append(...stretches(samples, ROWS).map((part) => tableRow(part, emotions)));
  const mood = moodField(emotions, whole.probabilities);
  const along = fetchPart("/session", mood);
  const picks = fetchPart("/picks", mood);
  slot("take-along").append(await along);
  slot("picks").append(await picks);
}

function tableRow(part, emotions) {
  const row = document.createElement("tr");
  const cells = [
    text("live.summary.rowTime", { from: Math.round(part.from), to: Math.round(part.to) }),
    emotionWord(emotions[part.best]),
    percent(part.share),
    part.valence.toFixed(2),
    part.arousal.toFixed(2),
  ];
  row.append(
    ...cells.map((words, index) => {
      const cell = document.createElement(index ? "td" : "th");
      if (!index) cell.scope = "row";
      cell.textContent = words;
      return cell;
    }),
  );
  return row;
}

/** Two lines over time, and below them a strip of the most likely emotion. */
function drawChart(parts, emotions, seconds) {
  const chart = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT + 26}`, role: "img" });
  const label = counted("live.summary.chart", Math.max(1, Math.round(seconds)));
  chart.setAttribute("aria-label", label);
  const end = parts.at(-1).to;
  const x = (time) => 8 + (time / end) * (WIDTH - 16);
  const y = (value) => HEIGHT / 2 - value * (HEIGHT / 2 - 8);
  chart.append(element("path", { class: "chart-zero", d: `M8 ${y(0)}H${WIDTH - 8}` }));
  for (const name of ["valence", "arousal"]) {
    const points = parts.map((part) => `${x((part.from + part.to) / 2)} ${y(part[name])}`);
    const line = points.length > 1 ? points.join("L") : `${points[0]}h.1`;
    chart.append(element("path", { class: `chart-line chart-${name}`, d: `M${line}` }));
  }
  for (const [index, part] of parts.entries()) {
    const until = Math.min(parts[index + 1]?.from ?? part.to, part.to + RULES.longest_reading_seconds);
    chart.append(
      element("rect", {
        class: `chart-strip mood-${emotions[part.best]}`,
        x: x(part.from),
        y: HEIGHT + 8,
        width: Math.max(1, x(until) - x(part.from) - 1),
        height: 12,
        rx: 2,
      }),
    );
  }
  return chart;
}
