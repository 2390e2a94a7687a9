// The service worker, served as /sw.js with two constants before it: VERSION, FILES.
// It keeps the static files and the page for "offline", and nothing else: no page that a person
// asked for, no answer of the API, no picture.
/* global VERSION, FILES */

const LANGUAGE = new URL(location.href).searchParams.get("language") ?? "en";
const CACHE = `mien-${VERSION}-${LANGUAGE}`;
const OFFLINE = `/offline?language=${encodeURIComponent(LANGUAGE)}`;

addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(offlinePage));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(kept(request).then((answer) => answer ?? fetch(request)));
  }
});

async function keep() {
  const cache = await caches.open(CACHE);
  // Without cookies, so that the page kept is nobody's.
  await cache.addAll([...FILES, new Request(OFFLINE, { credentials: "omit" })]);
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function offlinePage() {
  return (await kept(OFFLINE)) ?? Response.error();
}

function kept(request) {
  return caches.match(request, { ignoreVary: true });
}
