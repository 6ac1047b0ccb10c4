// Dragging a task to another column, or to another department's row: a shortcut for the menu of moves, never the only way. The library does not touch
// the document, so drawing stays the only owner of it.

import { draggable, dropTargetForElements } from "drag";
import { handing, moveTo } from "./moves.js";

/** @typedef {import("./types").TaskRow} TaskRow */

/**
 * @param {HTMLElement} board
 * @param {object} tools
 * @param {(id: number) => TaskRow | undefined} tools.task
 * @param {() => string[]} tools.may the commands that may be sent now
 * @param {import("./hold.js").Hold} tools.hold
 * @param {(id: number, move: import("./types").Move) => void} tools.drop
 * @param {(id: number, slug: string) => void} tools.hand
 */
export function createDrag(board, tools) {
  /** @type {Map<Element, () => void>} */
  const bound = new Map();
  // Most drawings change words only: then there is nothing to bind anew.
  let isBound = false;
  const watch = new MutationObserver(() => void (isBound = false));
  watch.observe(board, { childList: true, subtree: true });

  /** What a drop there means: a move along the row, or the hand-over to another department as it stands.
   * @param {unknown} id @param {HTMLElement} place @returns {(() => void) | undefined} */
  function meant(id, place) {
    const { col = "", lane } = place.dataset;
    const row = tools.task(Number(id));
    if (!row) return undefined;
    if (lane !== undefined && lane !== row.department) return row.status === col && handing(row, tools.may()) ? () => tools.hand(row.id, lane) : undefined;
    const move = moveTo(row, col, tools.may());
    return move && (() => tools.drop(row.id, move));
  }

  /** @param {HTMLElement} element */
  function bindTask(element) {
    return draggable({
      element,
      canDrag: () => tools.may().length > 0 && element.dataset.pending === undefined,
      getInitialData: () => ({ task: element.dataset.task }),
      onDragStart() {
        element.dataset.dragged = "";
        tools.hold.drag(element.closest("[data-col]")?.getAttribute("data-col") ?? "");
        mark(element.dataset.task);
      },
      onDrop() {
        delete element.dataset.dragged;
        mark(undefined);
        tools.hold.drag("");
      },
    });
  }

  /** Show which columns would take it. @param {string | undefined} id */
  function mark(id) {
    for (const column of /** @type {NodeListOf<HTMLElement>} */ (board.querySelectorAll("[data-col]"))) {
      column.toggleAttribute("data-takes", id !== undefined && meant(id, column) !== undefined);
    }
  }

  /** @param {HTMLElement} element */
  function bindColumn(element) {
    const over = (/** @type {boolean} */ is) => element.toggleAttribute("data-over", is);
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => meant(source.data.task, element) !== undefined,
      onDragEnter: () => over(true),
      onDragLeave: () => over(false),
      onDrop({ source, location }) {
        over(false);
        if (location.current.dropTargets[0]?.element !== element) return;
        meant(source.data.task, element)?.();
      },
    });
  }

  return {
    /** After a drawing: bind what is new, let go of what is gone. */
    draw() {
      if (watch.takeRecords().length === 0 && isBound) return;
      isBound = true;
      for (const [element, release] of bound) {
        if (!element.isConnected) {
          release();
          bound.delete(element);
        }
      }
      for (const element of board.querySelectorAll("[data-task], [data-col]")) {
        if (!(element instanceof HTMLElement) || bound.has(element)) continue;
        bound.set(element, element.dataset.task === undefined ? bindColumn(element) : bindTask(element));
      }
    },
  };
}
