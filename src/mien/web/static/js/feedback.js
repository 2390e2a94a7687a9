// Like, not for me, hide: told to the server at once; the list itself changes with the next request.
import { post } from "./api.js";
import { moodOfList } from "./list-mood.js";
import { fromApi, text } from "./strings.js";
import { notify } from "./toast.js";

/** Let every opinion form of the page work in place. */
export function wireOpinions() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.opinion")) return;
    event.preventDefault();
    give(event.target, event.submitter.dataset.action, event.submitter.value);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} button  which button: like, dislike or hide
 * @param {string} action  what to send: the same, or undo
 */
async function give(form, button, action) {
  const { of: item, title } = form.dataset;
  let answer;
  try {
    const response = await post("/api/v1/feedback", { item_id: item, action, ...moodOfList() });
    answer = await response.json();
    if (!response.ok) {
      notify(fromApi(answer.detail, text("opinion.refused")));
      return;
    }
  } catch {
    notify(text("opinion.failed"));
    return;
  }
  for (const each of document.querySelectorAll(`form.opinion[data-of="${CSS.escape(item)}"]`)) {
    show(each, answer);
  }
  if (answer.asks_after) {
    const detail = { itemId: item, eventId: answer.event.id };
    document.dispatchEvent(new CustomEvent("mien:taken-up", { detail }));
  }
  if (action === "undo") notify(text("opinion.undone", { title }));
  else {
    const takeBack = () => {
      give(form, button, "undo");
      (buttonOf(item, button) ?? document.getElementById("main")).focus();
    };
    notify(text(`opinion.${action}`, { title }), takeBack, buttonOf(item, button));
  }
}

/** @returns {HTMLButtonElement | null} the button as it stands now; the list may be a new one */
function buttonOf(item, button) {
  return document.querySelector(
    `form.opinion[data-of="${CSS.escape(item)}"] [data-action=${button}]`,
  );
}

function show(form, { liking, hidden }) {
  const pressed = { like: liking === "like", dislike: liking === "dislike", hide: hidden };
  for (const button of form.querySelectorAll("button")) {
    const { action } = button.dataset;
    button.setAttribute("aria-pressed", String(pressed[action]));
    button.value = pressed[action] ? "undo" : action;
  }
  form.closest(".card")?.classList.toggle("leaving", pressed.dislike || pressed.hide);
}
