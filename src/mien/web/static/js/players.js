// What is known of the services whose players a page embeds: by the address of the player.
const SERVICES = [
  {
    name: "YouTube",
    player: /youtube-nocookie\.com\/embed\/([\w-]+)/,
    page: ([, id]) => `https://www.youtube.com/watch?v=${id}`,
    shape: () => "film",
  },
  {
    name: "Spotify",
    player: /open\.spotify\.com\/embed\/(\w+)\/(\w+)/,
    page: ([, kind, id]) => `https://open.spotify.com/${kind}/${id}`,
    shape: ([, kind]) => (["track", "episode"].includes(kind) ? "track" : "album"),
  },
  {
    name: "Internet Archive",
    player: /archive\.org\/embed\/([^/?#]+)/,
    page: ([, id]) => `https://archive.org/details/${id}`,
    shape: () => "film",
  },
];

/**
 * @param {string} url  of an embedded player
 * @returns {{name: string, page: string, shape: "film" | "track" | "album"} | null}
 */
export function serviceOf(url) {
  for (const { name, player, page, shape } of SERVICES) {
    const found = player.exec(url);
    if (found) return { name, page: page(found), shape: shape(found) };
  }
  return null;
}
