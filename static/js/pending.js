// Commands on their way, and refusals not yet read. A task stays where it is, marked, until its own entry comes back;
// an answer alone moves nothing.

/** @typedef {import("./types").Pending} Pending */

/** After this long a mark says that it is still waiting. */
export const SLOW = 5000;

/** @param {() => void} changed @param {(ms: number, act: () => void) => void} [later] */
export function createPending(changed, later = (ms, act) => setTimeout(act, ms)) {
  /** @type {Map<string, Pending>} */
  const list = new Map();

  return {
    /** @param {string} key @param {string | null} ref @param {string} name @param {Record<string, unknown>} args @param {number} now */
    begin(key, ref, name, args, now) {
      if (ref !== null) this.dismiss(ref);
      list.set(key, { key, ref, name, args, sent: now, slow: false, seq: null, refused: null });
      later(SLOW, () => {
        const one = list.get(key);
        if (one && !one.refused) list.set(key, { ...one, slow: true });
        changed();
      });
      changed();
    },
    /** The answer: an entry to wait for, or a refusal to show. @param {string} key @param {import("./types").Outcome} outcome @param {number} seen */
    end(key, outcome, seen) {
      const one = list.get(key);
      if (!one) return;
      if (!outcome.ok && one.ref !== null) list.set(key, { ...one, refused: outcome.refused });
      else if (!outcome.ok || outcome.seq <= seen) list.delete(key);
      else list.set(key, { ...one, seq: outcome.seq });
      changed();
    },
    /** Entries up to `seq` are on the screen. @param {number} seq */
    seen(seq) {
      for (const [key, one] of list) if (one.seq !== null && one.seq <= seq) list.delete(key);
    },
    /** A refusal was read, or another attempt replaces it. @param {string} ref */
    dismiss(ref) {
      for (const [key, one] of list) if (one.ref === ref && one.refused) list.delete(key);
    },
    /** @param {string} ref @returns {Pending | undefined} */
    of: (ref) => [...list.values()].find((one) => one.ref === ref),
    /** Tasks that do not exist yet. @returns {Pending[]} */
    added: () => [...list.values()].filter((one) => one.name === "add_task"),
  };
}

/** @typedef {ReturnType<typeof createPending>} PendingList */
