// What things are called on screen: numbers, people, departments, states. One place, so that a name never varies.

import { _, inTongue } from "./words.js";

/** @typedef {import("./types").Row} Row */
/** @typedef {(ref: string) => Row | undefined} Find */

// Numbers are the same in both languages, so that two people can quote them to each other.
/** "A-12". @param {number | string} n */
export const taskNumber = (n) => `A-${n}`;
/** "D-0003". @param {number | string} n */
export const decisionNumber = (n) => `D-${String(n).padStart(4, "0")}`;
/** "H-0003". @param {number | string} n */
export const handoffNumber = (n) => `H-${String(n).padStart(4, "0")}`;
/** "V-0003". @param {number | string} n */
export const approvalNumber = (n) => `V-${String(n).padStart(4, "0")}`;
/** "S-0003". @param {number | string} n */
export const statementNumber = (n) => `S-${String(n).padStart(4, "0")}`;
/** "R-0003". @param {number | string} n */
export const arbitrationNumber = (n) => `R-${String(n).padStart(4, "0")}`;
/** "P-0003". @param {number | string} n */
export const contributionNumber = (n) => `P-${String(n).padStart(4, "0")}`;
/** "F-1". @param {number | string} n */
export const laneNumber = (n) => `F-${n}`;
/** @param {number | string} n */
export const informationNumber = (n) => `I-${n}`;
/** "O1". @param {number | string} n */
export const objectiveNumber = (n) => `O${n}`;

/** A task by its title. Those of a review and of an arbitration are stored as a sign and a number, and are said here in the reader's language.
 * @param {Find} find @param {{title: string | null, decision: number | null}} row */
export function taskTitle(find, row) {
  if (row.title === null) return _("Text withdrawn");
  const ruling = /^\u21bb (R-\d{4,9})$/.exec(row.title);
  if (ruling) return _("Rule again on {number}: the suspension has ended", { number: ruling[1] ?? "" });
  if (row.decision === null || row.title !== `\u21bb ${decisionNumber(row.decision)}`) return row.title;
  const about = find(`decision:${row.decision}`);
  const words = about?.taken?.choice ?? about?.question;
  return words ? _("Review {number}: {words}", { number: decisionNumber(row.decision), words }) : _("Review {number}", { number: decisionNumber(row.decision) });
}

/** @param {Find} find @param {number | null | undefined} id */
export function personName(find, id) {
  if (id === null || id === undefined) return _("the clock");
  return find(`member:${id}`)?.name ?? _("somebody");
}

/** "Sofia Lemaire" as "S. Lemaire", where room is short. @param {string} name */
export function shortName(name) {
  const [first, ...rest] = name.trim().split(/\s+/);
  return rest.length > 0 ? `${first[0]}. ${rest.join(" ")}` : first;
}

/** @param {string} name */
export function initials(name) {
  const words = name.trim().split(/[\s-]+/).filter(Boolean);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

/** @param {Find} find @param {string} slug */
export const departmentName = (find, slug) => inTongue(find(`department:${slug}`)?.name ?? { en: slug, fr: slug });

/** @param {Find} find @param {string} slug */
export function departmentCode(find, slug) {
  return inTongue(find(`department:${slug}`)?.code ?? { en: slug, fr: slug }).toUpperCase();
}

/** @param {string} status */
export function statusName(status) {
  /** @type {Record<string, string>} */
  const names = {
    to_acknowledge: _("To acknowledge"),
    in_progress: _("In progress"),
    waiting: _("Waiting"),
    to_validate: _("To validate"),
    done: _("Done"),
    dropped: _("Dropped"),
  };
  return names[status] ?? status;
}

/** @param {string} role */
export function roleName(role) {
  /** @type {Record<string, string>} */
  const names = {
    director: _("Crisis director"),
    coordinator: _("Coordinator"),
    loggist: _("Loggist"),
    communications: _("Communications"),
    member: _("Department member"),
    observer: _("Observer"),
  };
  return names[role] ?? role;
}

/** @param {string} measure */
export function measureName(measure) {
  /** @type {Record<string, string>} */
  const names = {
    mobilise: _("time to mobilise"),
    acknowledge: _("time to acknowledge"),
    decide: _("time to decide"),
    know: _("time to know"),
    approve: _("time to validate"),
    handoff: _("time to unblock"),
    accept: _("time to take over"),
    contribute: _("time to contribute"),
  };
  return names[measure] ?? measure;
}

/** The state of a decision: its word, its colour, its shape. @param {import("./types").DecisionRow["status"]} status */
export function decisionStatus(status) {
  return {
    asked: { words: _("to settle"), badge: "badge badge--soon", sign: "question" },
    in_force: { words: _("in force"), badge: "badge badge--ok", sign: "met" },
    superseded: { words: _("superseded"), badge: "badge", sign: "handoff" },
    revoked: { words: _("revoked"), badge: "badge", sign: "cross" },
    dropped: { words: _("not settled here"), badge: "badge", sign: "cross" },
  }[status];
}

/** Words for the closed lists that entries carry as codes. @param {string} code */
export function codeName(code) {
  /** @type {Record<string, string>} */
  const names = {
    fact: _("fact"),
    assumption: _("assumption"),
    rumour: _("rumour"),
    to_verify: _("to verify"),
    verified: _("verified"),
    false: _("false"),
    for: _("for"),
    against: _("against"),
    reserved: _("reserved"),
    met: _("met"),
    not_met: _("not met"),
    yes: _("yes"),
    partly: _("partly"),
    no: _("no"),
    text: _("wording"),
    keep: _("it still holds"),
    replace: _("to be replaced"),
    revoke: _("revoked"),
    here: _("here"),
    coming: _("coming"),
    cannot: _("cannot come"),
    employees: _("Employees"),
    customers: _("Customers"),
    suppliers: _("Suppliers"),
    partners: _("Partners"),
    media: _("Media"),
    public: _("General public"),
    authorities: _("Authorities"),
    unions: _("Staff representatives"),
    shareholders: _("Shareholders"),
    acknowledge: _("To take in hand"),
    approve: _("Waiting for validation"),
    hold: _("Waiting on"),
    title: _("title"),
    department: _("department"),
    owner: _("owner"),
    due_at: _("due time"),
    priority: _("priority"),
    objective: _("objective"),
    decision: _("decision"),
  };
  return names[code] ?? code;
}
