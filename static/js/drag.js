// Dragging a task to another column: a shortcut for the menu of moves, never the only way. The library does not touch
// the document, so drawing stays the only owner of it.

import { draggable, dropTargetForElements } from "drag";
import { moveTo } from "./moves.js";

/** @typedef {import("./types").TaskRow} TaskRow */

/**
 * @param {HTMLElement} board
 * @param {object} tools
 * @param {(id: number) => TaskRow | undefined} tools.task
 * @param {() => string[]} tools.may the commands that may be sent now
 * @param {import("./hold.js").Hold} tools.hold
 * @param {(id: number, move: import("./types").Move) => void} tools.drop
 */
export function createDrag(board, tools) {
  /** @type {Map<Element, () => void>} */
  const bound = new Map();

  /** @param {unknown} id @param {string} column */
  function meant(id, column) {
    const row = tools.task(Number(id));
    return row && moveTo(row, column, tools.may());
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
    for (const column of board.querySelectorAll("[data-col]")) {
      const takes = id !== undefined && meant(id, column.getAttribute("data-col") ?? "");
      column.toggleAttribute("data-takes", Boolean(takes));
    }
  }

  /** @param {HTMLElement} element */
  function bindColumn(element) {
    const column = element.dataset.col ?? "";
    const over = (/** @type {boolean} */ is) => element.toggleAttribute("data-over", is);
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => Boolean(meant(source.data.task, column)),
      onDragEnter: () => over(true),
      onDragLeave: () => over(false),
      onDrop({ source, location }) {
        over(false);
        if (location.current.dropTargets[0]?.element !== element) return;
        const move = meant(source.data.task, column);
        if (move) tools.drop(Number(source.data.task), move);
      },
    });
  }

  return {
    /** After a drawing: bind what is new, let go of what is gone. */
    draw() {
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
