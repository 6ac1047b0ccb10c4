// The clock strip: what nobody has taken in hand, what is to be settled, what is to be validated, who waits, what nobody
// has taken over, approved or contributed, who does not know yet and who has not come. Of each the most pressing case, against the target of the cell's level. Only counted
// and compared from rows.

import { hours, offered, unapproved, ungiven } from "./passing.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").DecisionRow} DecisionRow */
/** @typedef {import("./types").On} On */
/** @typedef {import("./types").DepartmentRow} DepartmentRow */
/** @typedef {import("./types").InformationRow} InformationRow */
/** @typedef {import("./types").HandoffRow} HandoffRow */
/** @typedef {import("./types").ApprovalRow} ApprovalRow */
/** @typedef {import("./types").ContributionRow} ContributionRow */
/** @typedef {"acknowledge" | "decide" | "approve" | "hold" | "pass" | "know" | "mobilise"} Delay */
/** @typedef {"ok" | "soon" | "late" | "none"} DelayState */
/**
 * @typedef {object} Case One thing that somebody owes somebody.
 * @property {string} ref
 * @property {number} id 0 where it is a department
 * @property {string | null} text
 * @property {string | null} from the department that waits
 * @property {On} on what it waits on
 * @property {string} since
 * @property {string | null} deadline when it is late, or null without a target
 * @property {boolean} dated whether somebody set that hour, rather than the level
 */
/** @typedef {{name: Delay, cases: Case[], target: number | null}} Tile `target` in seconds; cases most pressing first */

/** Which target of the level holds for which delay. @type {Record<Delay, string>} */
const TARGETS = { acknowledge: "acknowledge_s", decide: "decide_s", approve: "approve_s", hold: "handoff_s", pass: "handoff_s", know: "know_s", mobilise: "mobilise_s" };
/** What mostly is not so is shown where it is. @type {Delay[]} */
const RARE = ["pass", "know", "mobilise"];

/** Which column of the board shows a delay's tasks. @type {Record<string, string>} */
export const COLUMN_OF = { acknowledge: "to_acknowledge", approve: "to_validate", hold: "waiting" };

/**
 * @param {{tasks: TaskRow[], decisions: DecisionRow[], departments?: DepartmentRow[], informations?: InformationRow[],
 *   handoffs?: HandoffRow[], approvals?: ApprovalRow[], contributions?: ContributionRow[], find?: import("./names.js").Find, targets: Record<string, number> | null | undefined,
 *   departmentOf: (person: number | null) => string | null, holderOf: (task: number) => string | null}} board
 * @returns {Tile[]}
 */
export function tilesOf({ tasks, decisions, departments = [], informations = [], handoffs = [], approvals = [], contributions = [], find = () => undefined, targets, departmentOf, holderOf }) {
  /** @param {string} status */
  const at = (status) => tasks.filter((task) => task.status === status);
  /** @type {Record<Delay, Omit<Case, "deadline" | "dated">[]>} */
  const lists = {
    acknowledge: at("to_acknowledge").map((task) => ({ ...about(task), from: departmentOf(task.requester), on: { department: task.department }, since: task.since })),
    decide: decisions.filter((one) => one.status === "asked").map((one) => ({
      ...{ ref: `decision:${one.id}`, id: one.id, text: one.question, since: one.asked_at },
      ...{ from: departmentOf(one.asked_by), on: { department: departmentOf(one.decider) } },
    })),
    approve: at("to_validate").map((task) => ({ ...about(task), from: task.department, on: { department: departmentOf(task.requester) }, since: task.since })),
    hold: at("waiting").map((task) => ({ ...about(task), from: task.department, on: heldBy(task.waiting?.on, holderOf), since: task.waiting?.since ?? task.since })),
    pass: [...offered(handoffs), ...unapproved(approvals, departmentOf, find), ...ungiven(contributions, departmentOf)],
    know: [
      ...decisions.filter((one) => one.status === "in_force").flatMap((one) => unknownOf(one, departmentOf(one.taken?.decider ?? null))),
      ...informations.flatMap((one) => unreadOf(one, departmentOf)),
    ],
    mobilise: departments.flatMap((one) => {
      const since = awaitedSince(one);
      return since ? [{ ref: `department:${one.id}`, id: 0, text: null, since, from: null, on: { department: one.id } }] : [];
    }),
  };
  const asked = decisions.filter((one) => one.status === "asked");
  const neededBy = new Map([...asked.map((one) => /** @type {[string, string | null]} */ ([`decision:${one.id}`, one.needed_by])), ...hours(handoffs, approvals, contributions)]);
  const made = /** @type {Delay[]} */ (Object.keys(lists)).map((name) => {
    const target = targets?.[TARGETS[name]] ?? null;
    const cases = lists[name].map((one) => ({ ...one, ...deadlineOf(one.since, neededBy.get(one.ref) ?? null, promised(one.ref, targets, target)) }));
    return { name, target, cases: cases.sort(mostPressingFirst) };
  });
  return made.filter((one) => one.cases.length > 0 || !RARE.includes(one.name));
}

/** Since when nobody is there for a department: since it was called, or since the last of its people left. @param {DepartmentRow} one */
export const awaitedSince = (one) => (one.mobilised_at ? one.emptied_at : one.called_at) ?? null;

/** What the level promises for a case: nothing for information, and for an approval its own time.
 * @param {string} ref @param {Record<string, number> | null | undefined} targets @param {number | null} target of the tile */
function promised(ref, targets, target) {
  if (ref.startsWith("information:")) return null;
  return ref.startsWith("approval:") ? (targets?.approve_s ?? null) : target;
}

/** The departments that must know a decision and have not said so. @param {DecisionRow} one @param {string | null} from */
function unknownOf(one, from) {
  const slugs = Object.keys(one.informed ?? {}).filter((slug) => one.informed[slug] === null);
  const since = (/** @type {string} */ slug) => one.told_at?.[slug] ?? String(one.taken?.recorded_at ?? one.asked_at);
  return slugs.map((slug) => ({ ref: `decision:${one.id}`, id: one.id, text: one.taken?.choice ?? one.question, from, on: { department: slug }, since: since(slug) }));
}

/** The departments that have yet to say they know a piece of information as it is held now, each with since when; what
 * is false need not be learnt by who never knew it (cell/board/information.py says the same). @param {InformationRow} one */
export function unknowing(one) {
  const owed = Object.keys(one.informed ?? {}).filter((slug) => one.informed?.[slug] === null && (one.state !== "false" || one.told_at?.[slug]));
  return owed.map((slug) => ({ slug, since: one.told_at?.[slug] ?? one.recorded_at }));
}

/** Nothing promises a time for it. @param {InformationRow} one @param {(person: number | null) => string | null} departmentOf */
function unreadOf(one, departmentOf) {
  /** @param {string} slug */
  const from = (slug) => departmentOf(one.told_at?.[slug] ? (one.checked_by ?? null) : one.by);
  return unknowing(one).map(({ slug, since }) => ({ ref: `information:${one.id}`, id: one.id, text: one.text, from: from(slug), on: { department: slug }, since }));
}

/** @param {TaskRow} task */
const about = (task) => ({ ref: `task:${task.id}`, id: task.id, text: task.title });

/** Who waits on a task waits on the department that holds it. @param {On | undefined} on @param {(task: number) => string | null} holderOf @returns {On} */
function heldBy(on, holderOf) {
  if (!on?.task) return on ?? {};
  return { task: on.task, department: holderOf(on.task) };
}

/** @param {string} since @param {string | null} neededBy @param {number | null} target */
function deadlineOf(since, neededBy, target) {
  if (neededBy !== null) return { deadline: neededBy, dated: true };
  return { deadline: target === null ? null : new Date(Date.parse(since) + target * 1000).toISOString(), dated: false };
}

/** By what is late first; without an hour, by age. @param {Case} a @param {Case} b */
function mostPressingFirst(a, b) {
  return compare(a.deadline ?? "9", b.deadline ?? "9") || compare(a.since, b.since) || a.id - b.id;
}

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Where a case stands: soon begins in the last quarter of its time. @param {{since: string, deadline: string | null}} one @param {number} now @returns {DelayState} */
export function stateOf({ since, deadline }, now) {
  if (deadline === null) return "none";
  const [from, until] = [Date.parse(since), Date.parse(deadline)];
  if (now >= until) return "late";
  return until - now <= (until - from) / 4 ? "soon" : "ok";
}

/** @param {Tile} tile @param {number} now */
export const lateOf = (tile, now) => tile.cases.filter((one) => stateOf(one, now) === "late").length;
