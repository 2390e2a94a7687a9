// Questions to the API of this server.

/**
 * @param {string} address
 * @param {object} body  sent as JSON
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
export function post(address, body, options = {}) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...options,
  });
}
