// Pages of this server, fetched to take parts of them: the server renders, the script only swaps.

/**
 * @param {string | URL} address
 * @param {RequestInit} [options]
 * @returns {Promise<{ok: boolean, page: Document}>}
 */
export async function fetchPage(address, options = {}) {
  const response = await fetch(address, { ...options, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { ok: response.ok, page };
}

let shownFor = null;

/** How an address gets into the history; another one while pages change in place. */
let push = (path) => {
  history.pushState(null, "", path);
  shownFor = path;
};

/** @param {(path: string) => void} pushInPlace  used from now on */
export function showsInPlace(pushInPlace) {
  push = pushInPlace;
}

/**
 * Show another page's main part in place of this one's.
 * @param {Document} page
 * @param {string} path  address to show for it
 */
export function showMain(page, path) {
  document.title = page.title;
  push(path);
  const main = document.getElementById("main");
  main.replaceChildren(...page.getElementById("main").childNodes);
  scrollTo({ top: 0 });
  main.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("mien:page"));
}

addEventListener("popstate", ({ state }) => {
  if (shownFor && !state?.turbo && location.pathname !== shownFor) location.reload();
});
