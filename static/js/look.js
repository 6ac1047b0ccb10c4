// How this reader looks at the board: filters, the column a phone shows, and what has settled where.

import { arrange, settle, settleLanes } from "./arrange.js";
import { NO_FILTERS, readFilters, wantedBy, writeFilters } from "./filters.js";
import { byLane, createFolds } from "./folds.js";

/** @typedef {import("./types").Filters} Filters */
/** @typedef {import("./types").TaskRow} TaskRow */

/** @param {import("./hold.js").Hold} hold @param {() => void} changed */
export function createLook(hold, changed) {
  const folds = createFolds();
  let filters = readFilters(location.search);
  /** @type {import("./arrange.js").Arrangement} */
  let shown = new Map();
  /** @type {Map<number, string>} */
  let lanes = new Map();
  let column = "to_acknowledge";
  /** @type {import("./arrange.js").Arrangement} */
  let listed = new Map();
  let narrowing = false;
  let letsAll = true;
  /** Tasks this reader moved, with the number of the entry: they go at once, even from under the pointer. @type {Map<number, number>} */
  const own = new Map();

  /** @param {Partial<Filters>} change */
  function filter(change) {
    filters = { ...filters, ...change };
    history.replaceState(null, "", location.pathname + writeFilters(filters, location.search) + location.hash);
    letsAll = true;
    changed();
  }

  return {
    get parts() {
      return { filters, shown, lanes, listed, column, narrowing };
    },
    /**
     * What stands where now, what of it is drawn, and how many changes wait.
     * @param {import("./state.js").State} state @param {number} now @param {(id: number) => boolean} keeps tasks never folded away
     */
    settle(state, now, keeps) {
      const tasks = /** @type {TaskRow[]} */ (state.rowsOf("task"));
      const wanted = arrange(tasks, wantedBy(filters, state.me, now));
      const free = new Set([...own].filter(([, seq]) => seq <= state.seq).map(([id]) => id));
      const held = letsAll ? new Set(/** @type {string[]} */ ([])) : hold.columns();
      const settled = settle(shown, wanted, held, free, new Set(tasks.map((task) => task.id)));
      shown = settled.shown;
      const rows = filters.view === "lanes" ? settleLanes(lanes, tasks, shown, held, free) : { lanes: new Map(), waiting: 0 };
      lanes = rows.lanes; // in columns nobody stands in a row, and whoever turns to the rows finds nothing held
      free.forEach((id) => own.delete(id));
      listed = folds.settle(filters.view === "lanes" ? byLane(shown, lanes) : shown, held, keeps);
      letsAll = false;
      return { wanted, held: settled.waiting + rows.waiting };
    },
    /** @param {number} id @param {number} seq */
    moved(id, seq) {
      own.set(id, seq);
      folds.reveal(id);
    },
    /** The next drawing holds nothing back. */
    letAll: () => void (letsAll = true),
    filter,
    /** Every filter off; the way the board is laid out stays. */
    clear: () => filter({ ...NO_FILTERS, view: filters.view }),
    narrow() {
      narrowing = !narrowing;
      changed();
      if (narrowing) document.getElementById("narrow-department")?.focus();
    },
    /** @param {string} which */
    show(which) {
      column = which;
      changed();
    },
    /** More of a long column, or of a department's part of one. @param {string} place */
    unfold(place) {
      folds.unfold(place);
      changed();
    },
    /** A task that somebody goes to is drawn, however far down it stands. @param {number} id */
    reveal(id) {
      folds.reveal(id);
      if (![...listed.values()].some((ids) => ids.includes(id))) changed();
    },
    /** On paper nothing is folded. @param {boolean} is */
    whole(is) {
      folds.whole(is);
      changed();
    },
  };
}
