// What a person can do on the board. A move asks what it needs first, whichever way it was made: dragged, chosen from
// the menu, sent by a figure or found in the palette.

import { focusTask } from "./focus.js";
import { handing, moveTo } from "./moves.js";
import { statusName, taskNumber } from "./names.js";
import { toast } from "./toast.js";
import { _ } from "./words.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").Outcome} Outcome */

/**
 * @param {object} tools
 * @param {(id: number) => TaskRow | undefined} tools.task
 * @param {() => string[]} tools.mayHere by right
 * @param {() => string[]} tools.mayNow by right, and because the link carries it
 * @param {(name: string, args: Record<string, unknown>, ref: string | null) => Promise<Outcome>} tools.run
 * @param {import("./pending.js").PendingList} tools.pending
 * @param {ReturnType<typeof import("./look.js").createLook>} tools.look
 * @param {() => ReturnType<typeof import("./sheet.js").createSheet>} tools.sheet
 * @param {() => ReturnType<typeof import("./menu.js").createMenu>} tools.menu
 * @param {() => void} tools.changed
 */
export function createActs(tools) {
  const { look, task } = tools;

  /** @param {number} id @param {import("./types").Move} move */
  function move(id, move) {
    look.reveal(id);
    if (move.asks === "nothing") void tools.run(move.command, { task: id }, `task:${id}`);
    else tools.sheet().open(id, move);
  }

  /** @param {number} id @param {HTMLElement} button */
  function menu(id, button) {
    const row = task(id);
    look.reveal(id);
    if (row) tools.menu().open(row, tools.mayHere(), button);
  }

  return {
    /** @param {number} id */
    open(id) {
      tools.sheet().open(id);
      look.reveal(id);
    },
    move,
    menu,
    /** @param {number} id */
    dismiss(id) {
      look.reveal(id);
      tools.pending.dismiss(`task:${id}`);
      tools.changed();
      focusTask(id);
    },
    /** To a column, by its figure: what is not possible is said. @param {number} id @param {string} column */
    send(id, column) {
      const row = task(id);
      if (!row || row.status === column || tools.mayNow().length === 0) return;
      const meant = moveTo(row, column, tools.mayNow());
      if (meant) move(id, meant);
      else toast(_("{task} cannot go from “{status}” to “{column}”.", { task: taskNumber(id), status: statusName(row.status), column: statusName(column) }));
    },
    /** @param {number} id */
    acknowledge(id) {
      const row = task(id);
      const meant = row && moveTo(row, "in_progress", tools.mayNow());
      if (meant?.command === "acknowledge_task") move(id, meant);
    },
    /** Validate or return: both stand in the menu of a task handed in. @param {number} id */
    check(id) {
      const button = document.querySelector(`#task-${id} [data-part="menu"]`);
      if (task(id)?.status === "to_validate" && button instanceof HTMLElement) menu(id, button);
    },
    /** To another department: to this one, or to one that is asked for. @param {number} id @param {string} [slug] */
    hand(id, slug) {
      const row = task(id);
      const meant = row && handing(row, tools.mayNow());
      if (meant && slug) void tools.run(meant.command, { task: id, department: slug }, `task:${id}`);
      else if (meant) move(id, meant);
    },
    /** @param {import("./filters.js").Switch} name */
    toggle: (name) => look.filter({ [name]: !look.parts.filters[name] }),
    /** @param {string | null} slug */
    department: (slug) => look.filter({ department: slug }),
    filter: look.filter,
    narrow: look.narrow,
    clear: look.clear,
    show: look.show,
    reveal: look.reveal,
    /** More of a long column; the first that comes gets the focus, so that one reads on from there. @param {string} place */
    unfold(place) {
      const before = new Set(look.parts.listed.get(place));
      look.unfold(place);
      const first = look.parts.listed.get(place)?.find((id) => !before.has(id));
      if (first !== undefined) focusTask(first);
    },
    release() {
      look.letAll();
      tools.changed();
    },
  };
}
