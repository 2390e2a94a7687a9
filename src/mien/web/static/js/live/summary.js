// What is shown when a session is over: facts, chart, table, picks.
import { fetchPage } from "../page.js";
import { emotionWord, percent, text } from "../strings.js";
import { leading, stretches, summarise } from "./session.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 640;
const HEIGHT = 180;
const ROWS = 12;
const POINTS = 60;
/** Seconds that a point of the chart stands for, at least. */
const SHORTEST = 0.25;
const CLEARLY = 0.15;

/**
 * @param {HTMLElement} root
 * @param {string[]} emotions
 * @param {import("./session.js").Sample[]} samples
 */
export async function showSummary(root, emotions, samples) {
  const slot = (name) => root.querySelector(`[data-slot="${name}"]`);
  slot("picks").replaceChildren();
  slot("rows").replaceChildren();
  slot("chart").replaceChildren();
  for (const part of root.querySelectorAll(".twin, .chart")) part.hidden = !samples.length;
  if (!samples.length) {
    slot("most").textContent = text("live.summary.nothing");
    slot("weighted").textContent = "";
    return;
  }
  const whole = summarise(samples);
  slot("most").textContent = text("live.summary.most", {
    emotion: emotionWord(emotions[whole.most]),
    count: whole.mostCount,
    total: whole.count,
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
  slot("picks").append(...(await picksFor(whole.probabilities, emotions)));
}

/** The reading travels in the body of a POST, never in an address. */
async function picksFor(probabilities, emotions) {
  const shares = emotions.map((name, index) => [name, Number(probabilities[index].toFixed(4))]);
  const body = new FormData();
  body.set("mood", JSON.stringify({ emotions: Object.fromEntries(shares) }));
  body.set("kind", "music");
  const { page } = await fetchPage("/picks", { method: "POST", body });
  const picks = page.getElementById("picks") ?? page.querySelector(".problem");
  return picks ? [picks] : [];
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
  chart.setAttribute(
    "aria-label",
    text("live.summary.chart", { seconds: Math.max(1, Math.round(seconds)) }),
  );
  const end = parts.at(-1).to;
  const x = (time) => 8 + (time / end) * (WIDTH - 16);
  const y = (value) => HEIGHT / 2 - value * (HEIGHT / 2 - 8);
  chart.append(element("path", { class: "chart-zero", d: `M8 ${y(0)}H${WIDTH - 8}` }));
  for (const name of ["valence", "arousal"]) {
    const points = parts.map((part) => `${x((part.from + part.to) / 2)} ${y(part[name])}`);
    const line = points.length > 1 ? points.join("L") : `${points[0]}h.1`;
    chart.append(element("path", { class: `chart-line chart-${name}`, d: `M${line}` }));
  }
  for (const part of parts) {
    chart.append(
      element("rect", {
        class: `chart-strip mood-${emotions[part.best]}`,
        x: x(part.from),
        y: HEIGHT + 8,
        width: Math.max(1, x(part.to) - x(part.from) - 1),
        height: 12,
        rx: 2,
      }),
    );
  }
  return chart;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function placeWords(valence, arousal) {
  const word = (value, high, low, middle) =>
    text(`live.places.${value > CLEARLY ? high : value < -CLEARLY ? low : middle}`);
  const feeling = word(valence, "bright", "dark", "mixed");
  const energy = word(arousal, "lively", "calm", "steady");
  return text("live.places.join", { feeling, energy });
}
