// What the drawing functions are given: everything they may show, and what they may ask for. Drawing reads, never
// writes. Words are taken outside the templates, where the collector of translations finds them.

/**
 * @typedef {object} Act What a person can do on the cell's page.
 * @property {(id: number) => void} open show a task
 * @property {(id: number, move: import("../types").Move) => void} move
 * @property {(id: number, button: HTMLElement) => void} menu the moves of a task, beside its button
 * @property {(id: number) => void} dismiss a refusal was read
 * @property {(name: import("../filters.js").Switch) => void} toggle a filter
 * @property {(slug: string | null) => void} department look at one department, or at all
 * @property {() => void} clear all filters off
 * @property {() => void} compose open the line that adds a task
 * @property {() => void} journal show or hide the journal where it is a drawer
 * @property {() => void} release apply the changes that wait
 * @property {() => void} retry
 * @property {(column: string) => void} show on a phone, one column
 * @property {() => void} more all tasks that are done
 * @property {() => void} earlier older entries
 * @property {() => void} latest down to the last entry
 */
/**
 * @typedef {object} View
 * @property {import("../state.js").State} state
 * @property {import("../names.js").Find} find
 * @property {import("../types").Me} me
 * @property {number} now
 * @property {import("../types").Link} link
 * @property {{since: number, nextTry: number, missed: number}} cut since when the link is down, and how much was missed
 * @property {import("../types").Person[]} people
 * @property {import("../types").Filters} filters
 * @property {import("../arrange.js").Arrangement} shown
 * @property {import("../arrange.js").Arrangement} wanted
 * @property {number} held changes that wait for the hand to move away
 * @property {string} column the one shown on a phone
 * @property {boolean} allDone whether all finished tasks are listed
 * @property {Map<string, {until: number, words: string}>} fresh rows changed just now
 * @property {import("../pending.js").PendingList} pending
 * @property {Record<string, string>} levels
 * @property {number} unread entries below what is read
 * @property {boolean} earlier whether older entries exist
 * @property {Act} act
 */

/** Whether this person may write now: by right, and because the link carries it. @param {View} view @param {string} command */
export function canWrite(view, command) {
  return view.link === "live" && view.me.may.includes(command);
}

/** @param {View} view @returns {import("../types").CellRow} */
export const cellOf = (view) => /** @type {import("../types").CellRow} */ (view.find("cell") ?? {});

/** @param {View} view @returns {import("../types").TaskRow[]} */
export const tasksOf = (view) => /** @type {import("../types").TaskRow[]} */ (view.state.rowsOf("task"));
