// Ten seconds to think again: what this person last did to a task can be taken back, by a new entry. The offer stays
// while the pointer or the focus is on it, within the minute that the server allows.

import { html, nothing, render } from "lit";
import { icon } from "./draw/marks.js";
import { statusName, taskNumber } from "./names.js";
import { columnOf } from "./moves.js";
import { _ } from "./words.js";

export const OFFERED = 10_000;
const LONGEST = 55_000;
const UNDOABLE = new Set(["add_task", "edit_task", "join_task", "leave_task", "link_duplicate", "unlink_duplicate"]);

/** @typedef {{task: number, entry: number, words: string, at: number}} Done */

/**
 * @param {HTMLElement} place
 * @param {object} tools
 * @param {(task: number, entry: number) => Promise<import("./types").Outcome>} tools.undo
 * @param {(task: number) => void} tools.show
 * @param {() => boolean} tools.may
 */
export function createUndo(place, tools) {
  /** @type {Done | null} */
  let last = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {number} ms */
  function leaveAfter(ms) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const isLooked = place.matches(":hover") || place.contains(document.activeElement);
      if (isLooked && last && performance.now() - last.at < LONGEST) leaveAfter(2000);
      else forget();
    }, ms);
  }

  function forget() {
    clearTimeout(timer);
    last = null;
    draw();
  }

  async function take() {
    if (!last) return;
    const { task, entry } = last;
    forget();
    const outcome = await tools.undo(task, entry);
    if (outcome.ok) tools.show(task);
  }

  function draw() {
    place.hidden = last === null;
    if (last === null) return render(nothing, place);
    const { task } = last;
    const [undo, see, keys] = [_("Undo"), _("See"), _("Ctrl Z")];
    render(
      html`<p>${icon("check")}<span>${last.words}</span></p>
        <button class="btn btn--small" type="button" id="undo-see" @click=${() => tools.show(task)}>${see}</button>
        <button class="btn btn--small btn--primary" type="button" id="undo-take" @click=${take}>${icon("return")}${undo} <kbd aria-hidden="true">${keys}</kbd></button>
        <i class="undo__left" data-entry=${last.entry} aria-hidden="true"></i>`,
      place,
    );
  }

  return {
    /** This person has just done something to a task. @param {string} name @param {number} task @param {number} entry */
    did(name, task, entry) {
      const words = said(name, task);
      if (words === null || !tools.may()) return;
      last = { task, entry, words, at: performance.now() };
      draw();
      leaveAfter(OFFERED);
    },
    /** Somebody else touched the task: there is nothing left to take back. @param {number} task */
    touched(task) {
      if (last?.task === task) forget();
    },
    take,
    get offered() {
      return last !== null;
    },
  };
}

/** What was done, in words; null for what cannot be taken back. @param {string} name @param {number} task */
function said(name, task) {
  const number = taskNumber(task);
  const column = columnOf(name);
  if (name === "acknowledge_task") return _("{task} is yours: acknowledged.", { task: number });
  if (column) return _("{task} is now in “{column}”.", { task: number, column: statusName(column) });
  if (name === "add_task") return _("{task} added.", { task: number });
  return UNDOABLE.has(name) ? _("{task} changed.", { task: number }) : null;
}
