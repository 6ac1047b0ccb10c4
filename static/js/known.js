// What a line may name, taken from the rows of the cell; and what is offered after an "@".

import { tile } from "./draw/marks.js";
import { objectivesOf, peopleOf } from "./draw/view.js";
import { departmentCode, departmentName, roleName } from "./names.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./types").DepartmentRow} DepartmentRow */

/** @param {View} view @param {Set<string>} plain words the writer took back @returns {import("./line.js").Known} */
export function knownTo(view, plain) {
  const departments = /** @type {DepartmentRow[]} */ (view.state.rowsOf("department"));
  return {
    departments: departments.map((one) => ({ slug: one.id, names: [one.id, ...Object.values(one.code), ...Object.values(one.name)] })),
    people: peopleOf(view).map((member) => ({ id: member.id, name: member.name ?? "" })),
    objectives: objectivesOf(view).map((one) => one.id),
    decisions: view.state.rowsOf("decision").map((row) => row.id),
    me: view.me.id,
    now: view.now,
    plain,
  };
}

/** Departments by code, then people. @param {View} view @returns {import("./suggest.js").Option[]} */
export function lineOptions(view) {
  const departments = /** @type {DepartmentRow[]} */ (view.state.rowsOf("department"));
  return [
    ...departments.map((one) => ({ insert: departmentCode(view.find, one.id), label: departmentName(view.find, one.id), hint: departmentCode(view.find, one.id), mark: tile(view.find, one.id) })),
    ...peopleOptions(view).map((one) => ({ ...one, insert: one.label.trim().replace(/\s+/g, ".") })),
  ];
}

/** @param {View} view @returns {import("./suggest.js").Option[]} */
export function peopleOptions(view) {
  return peopleOf(view)
    .filter((member) => member.name)
    .map((member) => {
      const hint = member.department ? departmentName(view.find, member.department) : roleName(member.role);
      return { insert: member.name ?? "", label: member.name ?? "", hint, mark: member.department ? tile(view.find, member.department) : undefined };
    });
}
