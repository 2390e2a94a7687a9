// Pages change in place, so that what plays goes on: Turbo follows links and forms, and only the
// main part of the page is another one. The dock is never moved: a frame that is loads anew.
import { showsInPlace } from "./page.js";
import { announce } from "./toast.js";

/** Longer than any page takes: Turbo's bar would need a style of its own. */
const NEVER_MS = 2 ** 31 - 1;
/** Addresses that aren't pages, or lead to another host. */
const NO_PAGE = /^\/(api|static|list|artwork|previews|language)(\/|$)|^\/sources\/[^/]+\/login/;

let turbo = null;

/**
 * Change pages in place from now on.
 * @param {() => boolean} isWanted  asked at each link and form; else pages load as usual
 */
export async function navigateInPlace(isWanted) {
  const refuse = (event, address) => {
    const { origin, pathname } = new URL(address, location.href);
    if (!isWanted() || origin !== location.origin || NO_PAGE.test(pathname)) event.preventDefault();
  };
  document.addEventListener("turbo:click", (event) => refuse(event, event.detail.url));
  document.addEventListener("turbo:before-render", ({ detail }) => {
    detail.render = swapMain;
  });
  document.addEventListener("turbo:before-fetch-response", takePageOfForm);
  document.addEventListener("turbo:load", arrive);
  turbo = await loadTurbo();
  turbo.config.drive.progressBarDelay = NEVER_MS;
  document.addEventListener("submit", (event) => leaveForm(event, isWanted), { capture: true });
  showsInPlace((path) => turbo.navigator.history.push(new URL(path, location.href)));
}

/** Turbo puts a style into the page, which the policy of Mien's pages does not take. */
async function loadTurbo() {
  const { head } = document;
  head.insertBefore = (node, place) =>
    node instanceof HTMLStyleElement ? node : Node.prototype.insertBefore.call(head, node, place);
  try {
    return await import("../vendor/turbo.js");
  } finally {
    delete head.insertBefore;
  }
}

/** A form that leads to a file, or to another host, is the browser's. */
function leaveForm(event, isWanted) {
  const form = event.target;
  const action = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  const { pathname } = new URL(action, location.href);
  if (!isWanted() || NO_PAGE.test(pathname)) form.dataset.turbo = "false";
}

/** Turbo wants forms to be led on; a page that comes as their answer is shown, too. */
async function takePageOfForm(event) {
  const { fetchResponse } = event.detail;
  const isForm = event.target instanceof HTMLFormElement && event.target.method === "post";
  if (!isForm || !fetchResponse.succeeded || fetchResponse.redirected || !fetchResponse.isHTML) {
    return;
  }
  event.preventDefault();
  const { statusCode, location: url } = fetchResponse;
  const responseHTML = await fetchResponse.responseHTML;
  turbo.visit(url, { response: { statusCode, responseHTML, redirected: false } });
}

/** @param {HTMLElement} body  of this page  @param {HTMLElement} next  of the one that comes */
function swapMain(body, next) {
  document.getElementById("main").replaceWith(next.querySelector("#main"));
  const header = document.querySelector("header.site");
  const comes = next.querySelector("header.site");
  const nav = header.querySelector("nav");
  nav.replaceWith(comes.querySelector("nav"));
  header.querySelector(".whose")?.remove();
  const whose = comes.querySelector(".whose");
  if (whose) header.querySelector("nav").after(whose);
}

/** The page has changed: say so, and put the focus where it begins. */
function arrive() {
  document.dispatchEvent(new CustomEvent("mien:page"));
  if (!hasChanged()) return;
  announce(document.title);
  const main = document.getElementById("main");
  if (location.hash && document.getElementById(location.hash.slice(1))) return;
  if (main.contains(document.activeElement)) return;
  const heading = main.querySelector("h1") ?? main;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

let shown = document.getElementById("main");

function hasChanged() {
  const before = shown;
  shown = document.getElementById("main");
  return shown !== before;
}
