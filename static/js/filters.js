// What part of the board is looked at, and how. Kept in the page's address, so that a view can be sent to somebody.

import { isLate, isOpen } from "./clock.js";
import { fold } from "./fold.js";
import { taskNumber } from "./names.js";
import { COLUMN_OF } from "./strip.js";

/** @typedef {import("./types").Filters} Filters */
/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {"mine" | "late" | "aimless" | "blocked"} Switch */
/** @typedef {"department" | "objective" | "owner" | "text" | "clock"} Choice */

/** @type {Switch[]} */
export const SWITCHES = ["mine", "late", "aimless", "blocked"];
/** @type {Choice[]} */
export const CHOICES = ["department", "objective", "owner", "text", "clock"];
/** Names in the address that are not the filter's own. @type {Record<string, string>} */
const ADDRESS = { text: "q" };

/** @type {Filters} */
export const NO_FILTERS = Object.freeze({ view: "columns", mine: false, late: false, aimless: false, blocked: false, department: null, objective: null, owner: null, text: null, clock: null });

/** @param {string} search the query part of an address @returns {Filters} */
export function readFilters(search) {
  const asked = new URLSearchParams(search);
  /** @param {string} name */
  const number = (name) => (/^\d{1,9}$/.test(asked.get(name) ?? "") ? Number(asked.get(name)) : null);
  const clock = asked.get("clock");
  return {
    view: asked.get("view") === "lanes" ? "lanes" : "columns",
    ...{ mine: asked.has("mine"), late: asked.has("late"), aimless: asked.has("aimless"), blocked: asked.has("blocked") },
    department: asked.get("department") || null,
    objective: number("objective"),
    owner: number("owner"),
    text: asked.get("q")?.trim() || null,
    clock: clock !== null && Object.hasOwn(COLUMN_OF, clock) ? /** @type {Filters["clock"]} */ (clock) : null,
  };
}

/** The query part for these filters; whatever else it held stays. @param {Filters} filters @param {string} search */
export function writeFilters(filters, search) {
  const asked = new URLSearchParams(search);
  /** @param {string} name @param {string | number | null} value */
  const put = (name, value) => (value === null ? asked.delete(name) : asked.set(name, String(value)));
  put("view", filters.view === "lanes" ? "lanes" : null);
  for (const name of SWITCHES) put(name, filters[name] ? 1 : null);
  for (const name of CHOICES) put(ADDRESS[name] ?? name, filters[name] ?? null);
  return asked.size > 0 ? `?${asked}` : "";
}

/** Which filters are on, in the order they are shown. @param {Filters} filters */
export const chosen = (filters) => CHOICES.filter((name) => (filters[name] ?? null) !== null);

/** @param {Filters} filters */
export const isFiltered = (filters) => SWITCHES.some((name) => filters[name]) || chosen(filters).length > 0;

/**
 * @param {Filters} filters @param {import("./types").Me} me @param {number} now
 * @returns {(task: TaskRow) => boolean}
 */
export function wantedBy(filters, me, now) {
  const words = fold(filters.text ?? "").split(/\s+/).filter(Boolean);
  return (task) =>
    (!filters.mine || isMine(task, me)) &&
    (!filters.late || isLate(task, now)) &&
    (!filters.aimless || isAimless(task)) &&
    (!filters.blocked || task.status === "waiting") &&
    (!filters.clock || task.status === COLUMN_OF[filters.clock]) &&
    (filters.department === null || concerns(task, filters.department)) &&
    (filters.objective === null || task.objective === filters.objective) &&
    (filters.owner === null || isWith(task, filters.owner)) &&
    says(task, words);
}

/** Mine: I answer for it, I help, or it stands before my department and nobody does. @param {TaskRow} task @param {import("./types").Me} me */
export function isMine(task, me) {
  return isWith(task, me.id) || (isOpen(task) && task.owner === null && me.department !== null && task.department === me.department);
}

/** Work that serves no objective of the cell, as long as it is going on. @param {TaskRow} task */
export const isAimless = (task) => isOpen(task) && task.objective === null;

/** @param {TaskRow | undefined} task @param {number} person */
export const isWith = (task, person) => task !== undefined && (task.owner === person || (task.helpers ?? []).includes(person));

/** A department is concerned by what it holds and by what waits on it. @param {TaskRow} task @param {string} slug */
function concerns(task, slug) {
  return task.department === slug || task.waiting?.on.department === slug;
}

/** @param {TaskRow} task @param {string[]} words */
function says(task, words) {
  if (words.length === 0) return true;
  const said = fold([taskNumber(task.id), task.title, task.waiting?.reason, task.reason, task.result].join(" "));
  return words.every((word) => said.includes(word));
}
