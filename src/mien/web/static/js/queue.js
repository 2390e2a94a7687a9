// What plays, what has played and what follows: only this order, nothing of the page.

/**
 * @typedef {object} Entry
 * @property {number} key  its own in this queue; the same item may stand in it twice
 * @property {string} id  of the item; empty for what the catalogue does not have
 * @property {string} title
 * @property {string} creators
 * @property {string} kind
 * @property {import("./players/player.js").Way[]} players  the ways to play it, best first
 * @property {string} open  address at which it opens elsewhere; empty when there is none
 * @property {{text: string, url: string}[]} credits
 * @property {boolean} [isRefused]  it could not be played here
 */

/**
 * @typedef {object} Source  the list that the queue began with
 * @property {string} title
 * @property {object | null} query  what `POST /recommendations` is asked for more like it
 * @property {boolean} isEndless  more may follow the last entry
 */

const NO_SOURCE = Object.freeze({ title: "", query: null, isEndless: true });

/** Entries in order, one of which is the current; tells `change` after each change. */
export class Queue extends EventTarget {
  /** @type {Entry[]} */
  #entries = [];
  #at = -1;
  #lastKey = 0;
  /** @type {Source} */
  source = NO_SOURCE;
  /** Seconds from the beginning of the current entry. */
  position = 0;

  get entries() {
    return [...this.#entries];
  }

  get index() {
    return this.#at;
  }

  /** @returns {Entry | null} */
  get current() {
    return this.#entries[this.#at] ?? null;
  }

  /** @returns {number} how many entries follow the current one */
  get left() {
    return Math.max(0, this.#entries.length - this.#at - 1);
  }

  /**
   * Put a list in place of all that is there.
   * @param {Omit<Entry, "key">[]} entries  @param {number} at  the current one
   * @param {Partial<Source>} [source]
   */
  fill(entries, at = 0, source = {}) {
    this.#entries = entries.map((entry) => this.#keyed(entry));
    this.source = { ...NO_SOURCE, ...source };
    this.#goTo(Math.min(at, entries.length - 1));
  }

  /** @param {Omit<Entry, "key">[]} entries  to play after all others */
  add(entries) {
    this.#insert(this.#entries.length, entries);
  }

  /** @param {Omit<Entry, "key">[]} entries  to play after the current one */
  addNext(entries) {
    this.#insert(this.#at + 1, entries);
  }

  /** @param {number} key  @returns {boolean} whether it was the current one; then the next is */
  remove(key) {
    const place = this.#placeOf(key);
    if (place < 0) return false;
    this.#entries.splice(place, 1);
    if (place === this.#at) {
      this.#goTo(Math.min(place, this.#entries.length - 1));
      return true;
    }
    if (place < this.#at) this.#at -= 1;
    this.#tell();
    return false;
  }

  /** @param {number} key  @param {number} to  index that it gets; what plays goes on */
  move(key, to) {
    const place = this.#placeOf(key);
    if (place < 0) return;
    const current = this.current;
    const [entry] = this.#entries.splice(place, 1);
    this.#entries.splice(Math.min(Math.max(0, to), this.#entries.length), 0, entry);
    this.#at = this.#entries.indexOf(current);
    this.#tell();
  }

  /** @param {number} key  @returns {Entry | null} the current one from now on */
  go(key) {
    const place = this.#placeOf(key);
    return place < 0 ? null : this.#goTo(place);
  }

  /** @returns {Entry | null} the one after the current, which it is from now on; null at the end */
  next() {
    return this.left ? this.#goTo(this.#at + 1) : null;
  }

  /** @returns {Entry | null} the one before the current, which it is from now on */
  previous() {
    return this.#at > 0 ? this.#goTo(this.#at - 1) : null;
  }

  /** @param {number} key  @param {boolean} isRefused  whether it can't be played here */
  mark(key, isRefused) {
    const entry = this.#entries[this.#placeOf(key)];
    if (!entry || Boolean(entry.isRefused) === isRefused) return;
    entry.isRefused = isRefused;
    this.#tell();
  }

  clear() {
    this.fill([]);
  }

  /** @returns {object} all of it, for `Queue.from` */
  toJSON() {
    const { source, position } = this;
    return { entries: this.#entries, at: this.#at, source, position };
  }

  /** @param {object} kept  what `toJSON` gave  @returns {Queue} */
  static from({ entries, at, source, position }) {
    const queue = new Queue();
    queue.fill(entries, at, source);
    queue.position = position;
    return queue;
  }

  #keyed(entry) {
    this.#lastKey += 1;
    return { credits: [], ...entry, key: this.#lastKey };
  }

  #insert(place, entries) {
    this.#entries.splice(place, 0, ...entries.map((entry) => this.#keyed(entry)));
    if (this.#at < 0 && this.#entries.length) this.#at = 0;
    this.#tell();
  }

  #placeOf(key) {
    return this.#entries.findIndex((entry) => entry.key === key);
  }

  #goTo(place) {
    this.#at = place;
    this.position = 0;
    this.#tell();
    return this.current;
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
