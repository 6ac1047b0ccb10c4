// From the fields of the sheet's forms to the arguments of a command.

import { fromField, toField } from "./when.js";

/** @typedef {import("./types").TaskRow} TaskRow */

/** @param {FormData} data @param {string} name */
const text = (data, name) => String(data.get(name) ?? "").trim();

/** @param {FormData} data @param {import("./types").Move} move @param {string} kind of what is waited on */
export function readMove(data, move, kind) {
  if (move.asks === "result") return text(data, "result") ? { result: text(data, "result") } : {};
  if (move.asks === "reason") return { reason: text(data, "reason") };
  if (move.asks === "duplicate") return { of: Number(text(data, "of")) };
  if (move.asks === "department") return { department: text(data, "department") };
  const on = kind === "task" ? { task: Number(text(data, "on")) } : { [kind]: text(data, "on") };
  const unblocker = text(data, "unblocker");
  return { reason: text(data, "reason"), on, ...(unblocker ? { unblocker } : {}) };
}

/** Only what was changed against the task as it was when the form opened. @param {FormData} data @param {TaskRow} base */
export function readEdit(data, base) {
  /** @type {Record<string, unknown>} */
  const args = {};
  if (text(data, "title") !== (base.title ?? "")) args.title = text(data, "title");
  if (text(data, "department") !== base.department) args.department = text(data, "department");
  if (text(data, "owner") !== String(base.owner ?? "")) args.owner = text(data, "owner") ? Number(text(data, "owner")) : null;
  if (text(data, "priority") !== String(base.priority)) args.priority = Number(text(data, "priority"));
  for (const name of /** @type {const} */ (["objective", "decision"])) {
    if (data.has(name) && text(data, name) !== String(base[name] ?? "")) args[name] = text(data, name) ? Number(text(data, name)) : null;
  }
  if (text(data, "due_at") !== toField(base.due_at)) args.due_at = fromField(text(data, "due_at"));
  return args;
}

/** The line that adds a task: only what was filled in. @param {FormData} data */
export function readTask(data) {
  /** @type {Record<string, unknown>} */
  const args = { title: text(data, "title"), department: text(data, "department") };
  if (text(data, "owner")) args.owner = Number(text(data, "owner"));
  if (text(data, "due_at")) args.due_at = fromField(text(data, "due_at"));
  if (text(data, "priority")) args.priority = Number(text(data, "priority"));
  if (text(data, "objective")) args.objective = Number(text(data, "objective"));
  return args;
}
