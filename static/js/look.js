// How this reader looks at the board: filters, the column a phone shows, and what has settled where.

import { arrange, settle } from "./arrange.js";
import { readFilters, wantedBy, writeFilters } from "./filters.js";

/** @typedef {import("./types").Filters} Filters */
/** @typedef {import("./types").TaskRow} TaskRow */

/** @param {import("./hold.js").Hold} hold @param {() => void} changed */
export function createLook(hold, changed) {
  let filters = readFilters(location.search);
  /** @type {import("./arrange.js").Arrangement} */
  let shown = new Map();
  let column = "to_acknowledge";
  let allDone = false;
  let letsAll = true;
  /** Tasks this reader moved, with the number of the entry: they go at once, even from under the pointer. @type {Map<number, number>} */
  const own = new Map();

  return {
    get parts() {
      return { filters, shown, column, allDone };
    },
    /**
     * What stands where now, and how many changes wait.
     * @param {import("./state.js").State} state @param {number} now
     */
    settle(state, now) {
      const tasks = /** @type {TaskRow[]} */ (state.rowsOf("task"));
      const wanted = arrange(tasks, wantedBy(filters, state.me, now));
      const free = new Set([...own].filter(([, seq]) => seq <= state.seq).map(([id]) => id));
      const held = letsAll ? new Set(/** @type {string[]} */ ([])) : hold.columns();
      const settled = settle(shown, wanted, held, free, new Set(tasks.map((task) => task.id)));
      shown = settled.shown;
      free.forEach((id) => own.delete(id));
      letsAll = false;
      return { wanted, held: settled.waiting };
    },
    /** @param {number} id @param {number} seq */
    moved: (id, seq) => void own.set(id, seq),
    /** The next drawing holds nothing back. */
    letAll: () => void (letsAll = true),
    /** @param {Partial<Filters>} change */
    filter(change) {
      filters = { ...filters, ...change };
      history.replaceState(null, "", location.pathname + writeFilters(filters, location.search) + location.hash);
      letsAll = true;
      changed();
    },
    /** @param {string} which */
    show(which) {
      column = which;
      changed();
    },
    more() {
      allDone = true;
      changed();
    },
  };
}
