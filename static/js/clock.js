// Durations and clocks in words. Seconds show under two minutes only: a crisis needs calm figures.

import { briefDay, clockTime, sameDay, shortMoment } from "./when.js";
import { _ } from "./words.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {"ok" | "soon" | "late" | "met" | "none"} ClockState */
/** @typedef {{state: ClockState, text: string, at: string}} Clock */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/** A duration: "45 s", "38 min", "2 h 10", "1 d 05 h". @param {number} ms */
export function lasting(ms) {
  const span = Math.max(0, ms);
  if (span < 2 * MINUTE) return _("{n} s", { n: Math.floor(span / SECOND) });
  if (span < HOUR) return _("{n} min", { n: Math.floor(span / MINUTE) });
  if (span < DAY) return _("{h} h {m}", { h: Math.floor(span / HOUR), m: two(Math.floor((span % HOUR) / MINUTE)) });
  return _("{d} d {h} h", { d: Math.floor(span / DAY), h: two(Math.floor((span % DAY) / HOUR)) });
}

/** Time since T0, always to the minute: "1 d 05 h 12". @param {number} ms */
export function sinceStart(ms) {
  const span = Math.max(0, ms);
  const m = two(Math.floor((span % HOUR) / MINUTE));
  if (span < DAY) return _("{h} h {m}", { h: Math.floor(span / HOUR), m });
  return _("{d} d {h} h {m}", { d: Math.floor(span / DAY), h: two(Math.floor((span % DAY) / HOUR)), m });
}

/** ISO 8601 for the datetime attribute of an elapsed time. @param {number} ms */
export function isoDuration(ms) {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE);
  return `PT${Math.floor(minutes / 60)}H${minutes % 60}M`;
}

/** Whether a task's time is over. @param {TaskRow} task @param {number} now */
export function isLate(task, now) {
  return isOpen(task) && task.due_at !== null && Date.parse(task.due_at) < now;
}

/** The instant every clock is read at: those of a closed cell stand where they stood when it was closed.
 * @param {{closed_at?: string | null} | undefined} cell @param {number} now */
export const clocksAt = (cell, now) => (cell?.closed_at ? Date.parse(cell.closed_at) : now);

/** @param {TaskRow} task */
export const isOpen = (task) => task.status !== "done" && task.status !== "dropped";

/**
 * The clock a task shows: its hour while there is time, what is left in the last quarter, then how late it is; and
 * until it is taken in hand, how long nobody has taken it, against the level's target where there is one.
 * @param {TaskRow} task @param {number} now @param {number | null} [target] in seconds @returns {Clock | null}
 */
export function taskClock(task, now, target = null) {
  if (!isOpen(task)) return endClock(task, now);
  if (task.status === "to_acknowledge" && target !== null) {
    const untaken = targetClock(task.since, target, now);
    if (task.due_at === null || Date.parse(task.since) + target * SECOND <= Date.parse(task.due_at)) return untaken;
  }
  if (task.due_at !== null) return dueClock(task.due_at, task.added_at, now);
  if (task.status !== "to_acknowledge") return null;
  return { state: "none", text: lasting(now - Date.parse(task.since)), at: task.since };
}

/** How long something has gone unanswered: its age while there is time, what is left, then how late it is.
 * @param {string} since @param {number} target in seconds @param {number} now @returns {Clock} */
export function targetClock(since, target, now) {
  const due = new Date(Date.parse(since) + target * SECOND).toISOString();
  const clock = dueClock(due, since, now);
  return clock.state === "ok" ? { ...clock, text: lasting(now - Date.parse(since)), at: since } : clock;
}

/** When it was over: the hour today, the day before that, the month of another year. @param {TaskRow} task @param {number} now @returns {Clock} */
function endClock(task, now) {
  const end = Date.parse(task.since);
  return { state: task.status === "done" ? "met" : "none", text: sameDay(end, now) ? clockTime(end) : briefDay(end, now), at: task.since };
}

/** @param {string} dueAt @param {string} from @param {number} now @returns {Clock} */
export function dueClock(dueAt, from, now) {
  const due = Date.parse(dueAt);
  const left = due - now;
  if (left <= 0) return { state: "late", text: _("late {age}", { age: lasting(-left) }), at: dueAt };
  if (left <= (due - Date.parse(from)) / 4) return { state: "soon", text: _("{age} left", { age: lasting(left) }), at: dueAt };
  return { state: "ok", text: shortMoment(due, now), at: dueAt };
}

/** The word that goes with a state, for those who do not see its shape. @param {ClockState} state */
export function stateWord(state) {
  return { ok: _("on time"), soon: _("soon"), late: _("late"), met: _("done"), none: _("no due time") }[state];
}

