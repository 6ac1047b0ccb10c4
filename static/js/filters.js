// What part of the board is looked at. Kept in the page's address, so that a view can be sent to somebody.

import { isLate, isOpen } from "./clock.js";

/** @typedef {import("./types").Filters} Filters */
/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {"mine" | "late" | "blocked"} Switch */

/** @type {Switch[]} */
export const SWITCHES = ["mine", "late", "blocked"];

/** @param {string} search the query part of an address @returns {Filters} */
export function readFilters(search) {
  const asked = new URLSearchParams(search);
  return {
    mine: asked.has("mine"),
    late: asked.has("late"),
    blocked: asked.has("blocked"),
    department: asked.get("department"),
  };
}

/** The query part for these filters; whatever else it held stays. @param {Filters} filters @param {string} search */
export function writeFilters(filters, search) {
  const asked = new URLSearchParams(search);
  for (const name of SWITCHES) {
    if (filters[name]) asked.set(name, "1");
    else asked.delete(name);
  }
  if (filters.department) asked.set("department", filters.department);
  else asked.delete("department");
  return asked.size > 0 ? `?${asked}` : "";
}

/** @param {Filters} filters */
export const isFiltered = (filters) => SWITCHES.some((name) => filters[name]) || filters.department !== null;

/**
 * @param {Filters} filters @param {import("./types").Me} me @param {number} now
 * @returns {(task: TaskRow) => boolean}
 */
export function wantedBy(filters, me, now) {
  return (task) =>
    (!filters.mine || isMine(task, me)) &&
    (!filters.late || isLate(task, now)) &&
    (!filters.blocked || task.status === "waiting") &&
    (filters.department === null || concerns(task, filters.department));
}

/** Mine: I answer for it, or it stands before my department and nobody does. @param {TaskRow} task @param {import("./types").Me} me */
export function isMine(task, me) {
  return task.owner === me.id || (isOpen(task) && task.owner === null && me.department !== null && task.department === me.department);
}

/** A department is concerned by what it holds and by what waits on it. @param {TaskRow} task @param {string} slug */
function concerns(task, slug) {
  return task.department === slug || task.waiting?.on.department === slug;
}
