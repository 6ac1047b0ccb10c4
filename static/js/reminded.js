// What the clock said of a row, as long as it is still so: it stays written on the row when the wait is over.

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").DecisionRow} DecisionRow */
/** @typedef {import("./types").DepartmentRow} DepartmentRow */
/** @typedef {import("./types").Reminded} Reminded */

/** Which clock runs in which status. @type {Record<string, string>} */
const MEASURE = { to_acknowledge: "acknowledge", to_validate: "approve", waiting: "handoff" };

/** Who was called last for a task that still waits, or null. @param {TaskRow} task @returns {Reminded | null} */
export function calledFor(task) {
  const since = task.waiting?.since ?? task.since;
  const now = (task.reminded ?? []).filter((one) => one.measure === MEASURE[task.status] && one.at >= since && one.to !== null);
  return now.at(-1) ?? null;
}

/** The same for a question nobody settles, or a decision somebody does not know. @param {DecisionRow} one @returns {Reminded | null} */
export function calledForDecision(one) {
  const isMeant = (/** @type {Reminded} */ mark) =>
    one.status === "asked" ? mark.measure === "decide" : one.status === "in_force" && mark.measure === "know" && one.informed[mark.on ?? ""] === null;
  return (one.reminded ?? []).filter((mark) => mark.to !== null && isMeant(mark)).at(-1) ?? null;
}

/** The same for a department nobody has come from. @param {DepartmentRow} one @returns {Reminded | null} */
export function calledForDepartment(one) {
  return one.mobilised_at ? null : ((one.reminded ?? []).filter((mark) => mark.to !== null).at(-1) ?? null);
}
