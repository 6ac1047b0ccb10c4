// Which task stands in which column and in which order; and what of it may be shown now, when a column is held because
// somebody's hand or eye is on it. No task ever jumps under the pointer.

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {Map<string, number[]>} Arrangement */

export const COLUMNS = ["to_acknowledge", "in_progress", "waiting", "to_validate", "done", "dropped"];
/** Columns of work that is over: latest first. */
const OVER = new Set(["done", "dropped"]);

/** @param {TaskRow[]} tasks @param {(task: TaskRow) => boolean} wanted @returns {Arrangement} */
export function arrange(tasks, wanted) {
  /** @type {Map<string, TaskRow[]>} */
  const columns = new Map(COLUMNS.map((column) => [column, []]));
  for (const task of tasks) if (wanted(task)) columns.get(task.status)?.push(task);
  for (const [column, list] of columns) list.sort(OVER.has(column) ? latestFirst : mostPressingFirst);
  return new Map([...columns].map(([column, list]) => [column, list.map((task) => task.id)]));
}

/** @param {TaskRow} a @param {TaskRow} b */
function mostPressingFirst(a, b) {
  return a.priority - b.priority || compare(a.due_at ?? "9", b.due_at ?? "9") || compare(a.since, b.since) || a.id - b.id;
}

/** @param {TaskRow} a @param {TaskRow} b */
function latestFirst(a, b) {
  return compare(b.since, a.since) || b.id - a.id;
}

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What to show: the wanted arrangement, except that nothing enters, leaves or changes place in a held column. Tasks in
 * `free` were moved by this very person and go at once; those not in `known` are gone for good.
 * @param {Arrangement} shown @param {Arrangement} wanted
 * @param {Set<string>} held @param {Set<number>} free @param {Set<number>} known
 * @returns {{shown: Arrangement, waiting: number}} and how many changes wait
 */
export function settle(shown, wanted, held, free, known) {
  if (held.size === 0) return { shown: wanted, waiting: 0 };
  const from = columnOf(shown);
  const to = columnOf(wanted);
  const stays = new Set([...from.keys()].filter((id) => known.has(id) && !free.has(id) && mustStay(id)));
  const comes = new Set([...to.keys()].filter((id) => !from.has(id) && !free.has(id) && held.has(String(to.get(id)))));

  /** @param {number} id */
  function mustStay(id) {
    const [here, there] = [String(from.get(id)), to.get(id)];
    return here !== there && (held.has(here) || (there !== undefined && held.has(there)));
  }

  const result = new Map(
    COLUMNS.map((column) => {
      const before = shown.get(column) ?? [];
      const want = (wanted.get(column) ?? []).filter((id) => !stays.has(id) && !comes.has(id));
      return [column, held.has(column) ? frozen(before, want, stays) : withStayers(before, want, stays)];
    }),
  );
  return { shown: result, waiting: stays.size + comes.size };
}

/** A held column keeps its order; only what may come now is put at its end. @param {number[]} before @param {number[]} want @param {Set<number>} stays */
function frozen(before, want, stays) {
  const kept = before.filter((id) => stays.has(id) || want.includes(id));
  return [...kept, ...want.filter((id) => !kept.includes(id))];
}

/** A free column takes its new order; a task that must stay keeps about its place. @param {number[]} before @param {number[]} want @param {Set<number>} stays */
function withStayers(before, want, stays) {
  const list = [...want];
  before.forEach((id, index) => stays.has(id) && list.splice(Math.min(index, list.length), 0, id));
  return list;
}

/**
 * In which department's row each task is shown: its own, except that a task of a held column stays in its row.
 * @param {Map<number, string>} before @param {TaskRow[]} tasks @param {Arrangement} shown
 * @param {Set<string>} held @param {Set<number>} free
 * @returns {{lanes: Map<number, string>, waiting: number}}
 */
export function settleLanes(before, tasks, shown, held, free) {
  const at = columnOf(shown);
  let waiting = 0;
  const lanes = new Map(
    tasks.map((task) => {
      const was = before.get(task.id);
      const stays = was !== undefined && was !== task.department && !free.has(task.id) && held.has(at.get(task.id) ?? "");
      waiting += stays ? 1 : 0;
      return /** @type {[number, string]} */ ([task.id, stays ? was : task.department]);
    }),
  );
  return { lanes, waiting };
}

/** @param {Arrangement} arrangement @returns {Map<number, string>} */
function columnOf(arrangement) {
  const columns = new Map();
  for (const [column, ids] of arrangement) for (const id of ids) columns.set(id, column);
  return columns;
}
