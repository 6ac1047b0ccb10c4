// From a column to the command that brings a task there, and what must be asked first. The server alone knows whether
// the move is allowed now; this says only which of its commands a person means.

import { _ } from "./words.js";

/** @typedef {import("./types").Move} Move */
/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").Status} Status */

/** Statuses from which each command makes sense. @type {Record<string, Status[]>} */
const FROM = {
  acknowledge_task: ["to_acknowledge"],
  resume_task: ["waiting"],
  return_task: ["to_validate"],
  reopen_task: ["done", "dropped"],
  wait_task: ["to_acknowledge", "in_progress", "to_validate"],
  submit_task: ["in_progress", "waiting"],
  validate_task: ["to_validate"],
  complete_task: ["in_progress", "waiting"],
  drop_task: ["to_acknowledge", "in_progress", "waiting", "to_validate"],
  edit_task: ["to_acknowledge", "in_progress", "waiting", "to_validate"],
  link_duplicate: ["to_acknowledge", "in_progress", "waiting", "to_validate", "done", "dropped"],
  unlink_duplicate: ["to_acknowledge", "in_progress", "waiting", "to_validate", "done", "dropped"],
};

/** Every move there is, in the order of the columns; made once, when the words are known. @type {Move[]} */
let moves = [];

function all() {
  if (moves.length > 0) return moves;
  moves = [
    { command: "acknowledge_task", column: "in_progress", label: _("Acknowledge"), asks: "nothing" },
    { command: "resume_task", column: "in_progress", label: _("Resume"), asks: "nothing" },
    { command: "return_task", column: "in_progress", label: _("Return with a reason…"), asks: "reason" },
    { command: "reopen_task", column: "in_progress", label: _("Reopen"), asks: "nothing" },
    { command: "wait_task", column: "waiting", label: _("Waiting on…"), asks: "wait" },
    { command: "submit_task", column: "to_validate", label: _("Submit for validation"), asks: "nothing" },
    { command: "validate_task", column: "done", label: _("Validate"), asks: "nothing" },
    { command: "complete_task", column: "done", label: _("Complete…"), asks: "result" },
    { command: "edit_task", column: null, label: _("Hand to another department…"), asks: "department" },
    { command: "link_duplicate", column: null, label: _("Link as a duplicate…"), asks: "duplicate" },
    { command: "unlink_duplicate", column: null, label: _("Unlink the duplicate"), asks: "nothing" },
    { command: "drop_task", column: "dropped", label: _("Drop…"), asks: "reason" },
  ];
  return moves;
}

/** What can be done with a task from where it stands, by somebody with these rights. @param {TaskRow} task @param {string[]} may */
export function movesFrom(task, may) {
  const moot = task.duplicate_of ? "link_duplicate" : "unlink_duplicate";
  return all().filter((move) => may.includes(move.command) && move.command !== moot && FROM[move.command].includes(task.status));
}

/** The move that a drop on a column means, if any. @param {TaskRow} task @param {string} column @param {string[]} may */
export function moveTo(task, column, may) {
  return task.status === column ? undefined : movesFrom(task, may).find((move) => move.column === column);
}

/** Handing a task to another department, if it may be done. @param {TaskRow} task @param {string[]} may */
export const handing = (task, may) => movesFrom(task, may).find((move) => move.asks === "department");

/** Where a command leads a task, for the mark of one on its way. @param {string} command */
export const columnOf = (command) => all().find((move) => move.command === command)?.column;
