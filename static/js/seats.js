// The departments' seats: who holds them and who stands in, who is here, what they wait on and who waits on them. Only
// counted and grouped from rows and presence.

import { isLate, isOpen } from "./clock.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").MemberRow} MemberRow */
/** @typedef {import("./types").DepartmentRow} DepartmentRow */
/** @typedef {import("./types").Staff} Staff */
/** @typedef {import("./strip.js").Case} Case */
/** @typedef {{ref: string, id: number, text: string | null, from: string, on: string, since: string, deadline?: string | null}} SeatWait a
 * department that waits on another, and over what; without a `deadline` the level's own time for such a wait holds */
/**
 * @typedef {object} Seat
 * @property {DepartmentRow} department
 * @property {{id: number, name: string | null} | null} holder who speaks for it now: the holder, the deputy, or a member
 * @property {boolean} isHere whether that person is
 * @property {boolean} isDeputy
 * @property {Staff | null} deputy who is called when nobody sits there
 * @property {MemberRow[]} members
 * @property {string | null} emptySince nobody has been there since
 * @property {boolean} isEmpty an empty chair: nobody was ever seated, or nobody is there and somebody waits
 * @property {{on: string, since: string, deadline?: string | null} | null} waits the oldest answer this department waits for, else
 *   the oldest work it asked for
 * @property {SeatWait[]} waitsOn answers, then work under way, oldest first
 * @property {SeatWait[]} waited others' waits on this department, oldest first
 * @property {string[]} waitedBy departments that wait on this one, longest first
 * @property {number} open
 * @property {number} late
 */

/** Away for less than this, a chair is not called empty: people walk to a printer. */
export const AWAY = 600_000;

/**
 * @param {DepartmentRow[]} departments @param {MemberRow[]} members those in the cell now
 * @param {TaskRow[]} tasks @param {Set<number>} here ids of those present @param {number} now
 * @param {Record<string, string>} [empty] since when nobody of a department has been here
 * @param {Case[]} [cases] what else awaits an answer (strip.js) @param {SeatWait[]} [asked] work under way for another department
 * @returns {Seat[]}
 */
export function seatsOf(departments, members, tasks, here, now, empty = {}, cases = [], asked = []) {
  const open = tasks.filter(isOpen);
  const held = waitsAmong(open);
  const waits = [...[...held, ...between(cases)].sort(oldestFirst), ...[...asked].sort(oldestFirst)];
  return departments.map((department) => {
    const own = open.filter((task) => task.department === department.id);
    const able = members.filter((member) => member.department === department.id && member.role !== "observer");
    const speaker = speakerOf(department, able, here);
    const isHere = speaker !== null && here.has(speaker.id);
    const waitsOn = waits.filter((wait) => wait.from === department.id);
    const waited = waits.filter((wait) => wait.on === department.id && wait.from !== department.id);
    const isHeldUp = held.some((wait) => wait.on === department.id && wait.from !== department.id);
    const emptySince = isHere ? null : (empty[department.id] ?? null);
    return {
      ...{ department, holder: speaker, isHere, members: able, emptySince, waitsOn, waited },
      deputy: department.deputy ?? null,
      isDeputy: speaker !== null && speaker.id === department.deputy?.id && speaker.id !== department.holder?.id,
      isEmpty: !isHere && (able.length === 0 || (isHeldUp && isLong(emptySince, now))),
      waits: waitsOn.length > 0 ? aged(waitsOn[0]) : null,
      waitedBy: [...new Set(waited.map((wait) => wait.from))],
      open: own.length,
      late: own.filter((task) => isLate(task, now)).length,
    };
  });
}

/** @param {string | null} since @param {number} now */
const isLong = (since, now) => since !== null && now - Date.parse(since) >= AWAY;

/** The waits between departments, oldest first; who waits on a task waits on the department that holds it.
 * @param {TaskRow[]} open @returns {SeatWait[]} */
function waitsAmong(open) {
  const holders = new Map(open.map((task) => [task.id, task.department]));
  return open
    .map((task) => ({ ref: `task:${task.id}`, id: task.id, text: task.title, from: task.department, on: task.waiting?.on.department ?? holders.get(task.waiting?.on.task ?? 0) ?? "", since: task.waiting?.since ?? "" }))
    .filter((wait) => wait.on !== "")
    .sort(oldestFirst);
}

/** Of what awaits an answer, what one department owes another. @param {Case[]} cases @returns {SeatWait[]} */
const between = (cases) => cases.flatMap(({ from, on, ...rest }) => (from && on.department && from !== on.department ? [{ ...rest, from, on: on.department }] : []));

/** What another department has in hand for the one that asked. @param {TaskRow[]} tasks
 * @param {(person: number | null) => string | null} departmentOf @returns {SeatWait[]} */
export function underWay(tasks, departmentOf) {
  return tasks
    .filter((task) => task.status === "in_progress")
    .map((task) => ({ ref: `task:${task.id}`, id: task.id, text: task.title, from: departmentOf(task.requester) ?? "", on: task.department, since: task.added_at, deadline: task.due_at }))
    .filter((wait) => wait.from !== "" && wait.from !== wait.on);
}

/** @param {{since: string}} a @param {{since: string}} b */
const oldestFirst = (a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0);

/** @param {SeatWait} wait */
const aged = ({ on, since, deadline }) => (deadline === undefined ? { on, since } : { on, since, deadline });

/** Who is here speaks before who is not: the holder, then the deputy, then whoever sits there.
 * @param {DepartmentRow} department @param {MemberRow[]} able @param {Set<number>} here */
function speakerOf(department, able, here) {
  const seated = new Set(able.map((member) => member.id));
  const named = [department.holder, department.deputy].filter((one) => one && seated.has(one.id));
  const ranked = /** @type {{id: number, name: string | null}[]} */ ([...named, ...able]);
  return ranked.find((one) => here.has(one.id)) ?? ranked[0] ?? null;
}
