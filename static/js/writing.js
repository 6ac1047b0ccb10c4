// Who types in which text, said in passing: to the others while we type, at most every two seconds, and to us for as
// long as it may be true. Nothing is locked and nothing is kept.

/** @typedef {import("./types").Writing} Writing */

/** The server takes no more than one in two seconds from a screen; a little more leaves room for slow wires. */
export const EVERY = 2100;
/** Silent for this long, somebody has stopped. */
export const FORGET = 6000;

/**
 * @param {object} tools
 * @param {(ref: string, field: string) => void} tools.say
 * @param {() => void} tools.changed
 * @param {() => number} tools.steady milliseconds that only run forward
 * @param {(ms: number, act: () => void) => void} tools.later
 */
export function createWriting({ say, changed, steady, later }) {
  let said = -Infinity;
  /** @type {Map<string, {told: Writing, until: number}>} */
  const writers = new Map();

  function forget() {
    const before = writers.size;
    for (const [key, one] of writers) if (one.until <= steady()) writers.delete(key);
    if (writers.size !== before) changed();
  }

  return {
    /** This person types; may be called at every key. @param {string} ref @param {string} field */
    send(ref, field) {
      if (steady() - said < EVERY) return;
      said = steady();
      say(ref, field);
    },
    /** Somebody else does. @param {Writing} told */
    hear(told) {
      const key = `${told.by} ${told.ref} ${told.field}`;
      const isNew = !writers.has(key);
      writers.set(key, { told: { ...told, at: steady() }, until: steady() + FORGET });
      later(FORGET + 50, forget);
      if (isNew) changed();
    },
    /** What somebody wrote is in the journal: they are done with these rows. @param {number | null} by @param {string[]} refs */
    done(by, refs) {
      for (const [key, { told }] of writers) if (told.by === by && refs.includes(told.ref)) writers.delete(key);
    },
    /** Who writes where, now. @returns {Writing[]} */
    get list() {
      return [...writers.values()].map((one) => one.told);
    },
  };
}

/** The names of those who write in a row, or in one text of it. @param {Writing[]} list @param {string} ref @param {string} [field] */
export function writersOf(list, ref, field) {
  const found = list.filter((one) => one.ref === ref && (!field || one.field === field));
  return [...new Set(found.map((one) => one.name))];
}
