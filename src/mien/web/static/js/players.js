// What is known of the services whose players a page embeds: by the address of the player.
const SERVICES = [
  {
    id: "youtube",
    name: "YouTube",
    player: /youtube-nocookie\.com\/embed\/([\w-]+)/,
    page: ([, id]) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    id: "spotify",
    name: "Spotify",
    player: /open\.spotify\.com\/embed\/(\w+)\/(\w+)/,
    page: ([, kind, id]) => `https://open.spotify.com/${kind}/${id}`,
  },
  {
    id: "internet-archive",
    name: "Internet Archive",
    player: /archive\.org\/(?:embed|download)\/([^/?#]+)/,
    page: ([, id]) => `https://archive.org/details/${id}`,
  },
  {
    id: "deezer",
    name: "Deezer",
    player: /widget\.deezer\.com\/widget\/\w+\/(\w+)\/(\d+)/,
    page: ([, kind, id]) => `https://www.deezer.com/${kind}/${id}`,
  },
  { id: "deezer", name: "Deezer", player: /\/previews\/deezer\//, page: () => "" },
  { id: "itunes", name: "iTunes", player: /\/previews\/itunes\//, page: () => "" },
];

/**
 * @param {string} url  of a player
 * @returns {{id: string, name: string, page: string} | null} null for one of Mien's own files, or
 *   of a service that isn't known; `page` is empty when the service has none for it
 */
export function serviceOf(url) {
  for (const { id, name, player, page } of SERVICES) {
    const found = player.exec(url);
    if (found) return { id, name, page: page(found) };
  }
  return null;
}

/**
 * @param {string} url  of a player
 * @returns {string} who is asked when it plays: a service, or the host; empty for Mien itself
 */
export function askedBy(url) {
  const service = serviceOf(url);
  if (service) return service.id;
  const { origin, host } = new URL(url, location.href);
  return origin === location.origin ? "" : host;
}

/** @param {string} id  @returns {boolean} whether it is a service that is known by its name */
export function isKnownService(id) {
  return SERVICES.some((service) => service.id === id);
}
