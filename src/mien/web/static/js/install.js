// Lets the browser keep the static files, and a page that says so when the server is out of reach.

/** Register the service worker once the page stands; without one all works but the offline page. */
export function registerWorker() {
  if (!("serviceWorker" in navigator)) return;
  const address = `/sw.js?language=${encodeURIComponent(document.documentElement.lang)}`;
  addEventListener("load", () => navigator.serviceWorker.register(address).catch(() => {}));
}
