// The departments' seats: who sits there, whether they are here, what they wait on and who waits on them. Only counted
// and grouped from rows; who waits on whom was computed by the server.

import { isLate, isOpen } from "./clock.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").MemberRow} MemberRow */
/** @typedef {import("./types").DepartmentRow} DepartmentRow */
/**
 * @typedef {object} Seat
 * @property {DepartmentRow} department
 * @property {MemberRow | null} holder
 * @property {boolean} isHere
 * @property {{on: string, since: string} | null} waits the oldest wait of this department on another
 * @property {string[]} waitedBy departments that wait on this one, longest first
 * @property {number} open
 * @property {number} late
 */

/**
 * @param {DepartmentRow[]} departments @param {MemberRow[]} members those in the cell now
 * @param {TaskRow[]} tasks @param {Set<number>} here ids of those present @param {number} now
 * @returns {Seat[]}
 */
export function seatsOf(departments, members, tasks, here, now) {
  const open = tasks.filter(isOpen);
  const waits = open.filter((task) => task.waiting?.on.department).sort((a, b) => (since(a) < since(b) ? -1 : 1));
  return departments.map((department) => {
    const own = open.filter((task) => task.department === department.id);
    const holder = holderOf(members, department.id, here);
    const first = waits.find((task) => task.department === department.id);
    const by = waits.filter((task) => task.waiting?.on.department === department.id).map((task) => task.department);
    return {
      department,
      holder,
      isHere: holder !== null && here.has(holder.id),
      waits: first?.waiting?.on.department ? { on: first.waiting.on.department, since: since(first) } : null,
      waitedBy: [...new Set(by)].filter((slug) => slug !== department.id),
      open: own.length,
      late: own.filter((task) => isLate(task, now)).length,
    };
  });
}

/** @param {TaskRow} task */
const since = (task) => task.waiting?.since ?? "";

/** Who speaks for a department: somebody who is here before somebody who is not. @param {MemberRow[]} members @param {string} slug @param {Set<number>} here */
function holderOf(members, slug, here) {
  const able = members.filter((member) => member.department === slug && member.role !== "observer");
  return able.find((member) => here.has(member.id)) ?? able[0] ?? null;
}
