// Where a player lies: at its service, or at what stands in for its service on this machine.
//
// For tests and for `make run-demo` one server on this machine plays the whole outside world
// (`MIEN_PROVIDERS__ORIGIN`). What is `https://HOST/PATH` elsewhere is there
// `http://localhost:PORT/HOST/PATH`. Mien's server writes such addresses itself and names that one
// origin in the policy of the page. So the address alone says which service it is and which origin
// its messages have, and no adapter needs a setting. Outside of that the policy blocks the frame.
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * @typedef {object} Address
 * @property {string} host  of the service, as in "www.youtube-nocookie.com"; empty for Mien's own
 * @property {string} path  at that host, with the first slash
 * @property {URLSearchParams} query
 * @property {string} origin  that messages of a frame have
 * @property {string} base  what stands before `path`
 */

/**
 * @param {string} url  of a way to play
 * @returns {Address | null} null for what no player may be loaded from
 */
export function addressOf(url) {
  const parsed = parse(url);
  if (!parsed) return null;
  const { protocol, host, hostname, origin, pathname, searchParams: query } = parsed;
  if (origin === location.origin) return { host: "", path: pathname, query, origin, base: origin };
  if (protocol === "https:") return { host, path: pathname, query, origin, base: origin };
  const inside = /^\/([^/]+)(\/.*)$/.exec(pathname);
  if (protocol !== "http:" || !LOOPBACK.has(hostname) || !inside) return null;
  return { host: inside[1], path: inside[2], query, origin, base: `${origin}/${inside[1]}` };
}

function parse(url) {
  try {
    return new URL(url, location.href);
  } catch {
    return null;
  }
}
