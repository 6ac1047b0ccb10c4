// One entry as a sentence in the reader's language. The server sends a sentence per kind with {gaps}; here they are
// filled from the entry's facts and the rows it speaks of. A gap nobody can fill reads "…": a journal never breaks.

import { approvalNumber, arbitrationNumber, codeName, contributionNumber, decisionNumber, departmentCode, departmentName, handoffNumber, informationNumber, laneNumber, measureName, objectiveNumber, personName, roleName, statementNumber, statusName, taskNumber, taskTitle } from "./names.js";
import { clockTime, day } from "./when.js";
import { _, sentenceOf, tongue } from "./words.js";

/** @typedef {import("./types").Entry} Entry */
/** @typedef {import("./types").Part} Part */
/** @typedef {import("./names.js").Find} Find */

/** @param {string} words @returns {Part} */
const text = (words) => ({ type: "text", text: words });
/** A number people quote to each other, with the row that it names. @param {string} words @param {string} [ref] @returns {Part} */
const number = (words, ref) => ({ type: "number", text: words, ref });
const UNKNOWN = text("…");
/** The part of a department that has none to give (cell/titles.py stores it). */
const NOTHING = "\u2205";

const PEOPLE = new Set(["by", "owner", "member", "decider", "requester", "account", "former", "speaker"]);
const STAFF = new Set(["holder", "deputy", "sponsor", "called"]);
const PLAIN = new Set(["source", "channel", "unit", "target", "number", "name", "n", "entry", "option", "level", "unblocker", "value"]);
const CODES = new Set(["standing", "state", "stance", "answer", "verdict", "reasonable", "audience"]);

/** The numbers of what passes between departments. @type {Record<string, (n: string) => string>} */
const PASSING = { handoff: handoffNumber, approval: approvalNumber, statement: statementNumber, lane: laneNumber, arbitration: arbitrationNumber, contribution: contributionNumber };

/**
 * @param {Entry} entry @param {Find} find
 * @returns {Part[]}
 */
export function sentenceParts(entry, find) {
  if (entry.kind === "withheld") return [text(_("Content kept for the direction, the loggist and legal."))];
  const template = sentenceOf(entry.kind);
  if (template === undefined) return [text("…")];
  const facts = entry.facts ?? {};
  return template
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== "")
    .flatMap((piece) => (/^\{\w+\}$/.test(piece) ? gap(piece.slice(1, -1), entry, facts, find) : [text(piece)]));
}

/** The same as plain text, for the live region and titles. @param {Entry} entry @param {Find} find */
export function sentenceText(entry, find) {
  return sentenceParts(entry, find)
    .map((part) => (part.type === "quote" ? quoted(part.text) : part.text))
    .join("");
}

/** French quotation marks keep no-break spaces inside. @param {string} words */
export function quoted(words) {
  return tongue() === "fr" ? `«\u00a0${words}\u00a0»` : `“${words}”`;
}

/**
 * @param {string} name @param {Entry} entry @param {Record<string, any>} facts @param {Find} find
 * @returns {Part[]}
 */
function gap(name, entry, facts, find) {
  if (name === "by") return [person(entry.by, find)];
  if (name === "changes") return changes(facts, find);
  if (STAFF.has(name)) return [staff(facts[name])];
  if (name === "answer" && facts.coming_at) return [text(`${codeName(facts.answer)}, ${instant(facts.coming_at)}`)];
  // Who goes on in the line was named, and no reason was given: a withdrawal would have taken the name as well.
  if (name === "reason" && facts.line && !facts.reason) return [];
  if (name === "line") return [text(facts.line ?? _("nobody"))];
  if (name === "suspension") return suspension(facts, find);
  if (name === "at") return [text(facts.at ? instant(String(facts.at)) : _("none"))]; // no next point is planned
  const value = name in facts ? facts[name] : fromRow(name, facts, find);
  if (value === undefined) return [UNKNOWN];
  if (name === "on") return waitedOn(value, find);
  if (name === "title" && entry.kind === "task.added" && typeof value === "string") return [{ type: "quote", text: taskTitle(find, { title: value, decision: facts.decision ?? null }) }];
  if (name === "text" && entry.kind === "contribution.given" && value === NOTHING) return [text(_("Nothing to report"))];
  if (name === "missing" && value?.length === 0) return [text(_("none"))];
  if (Array.isArray(value)) return departments(value, find);
  if (PEOPLE.has(name)) return [value === null ? text(_("nobody")) : person(value, find)];
  if (value === null || typeof value === "object") return departmentObject(value, find);
  return [single(name, value, find)];
}

/** @param {string} name @param {string | number | boolean} value @param {Find} find @returns {Part} */
function single(name, value, find) {
  if (name === "task" || name === "of") return { type: "task", text: taskNumber(Number(value)), ref: `task:${value}` };
  if (["department", "to", "first", "second"].includes(name)) return departmentPart(String(value), find);
  if (name === "decision" || name === "successor") return number(decisionNumber(String(value)), `decision:${value}`);
  if (name === "information") return number(informationNumber(String(value)));
  if (name === "objective") return text(objectiveNumber(String(value)));
  if (name === "object") return objectPart(String(value));
  if (Object.hasOwn(PASSING, name)) return number(PASSING[name](String(value)), `${name}:${value}`);
  if (name === "measure") return text(measureName(String(value)));
  if (name === "criterion") return number(`C-${value}`);
  if (name === "lesson" && typeof value === "number") return number(`L-${value}`);
  if (name === "met") return text(codeName(value ? "met" : "not_met"));
  if (name === "role") return text(roleName(String(value)));
  if (name === "status") return text(statusName(String(value)));
  if (CODES.has(name)) return text(codeName(String(value)));
  if (name === "t0" || name.endsWith("_at")) return text(instant(String(value)));
  if (typeof value !== "string" || PLAIN.has(name)) return text(String(value));
  return { type: "quote", text: value };
}

/** Whose indicator a ruling suspends, and until when; nothing where none is. @param {Record<string, any>} facts @param {Find} find @returns {Part[]} */
function suspension(facts, find) {
  const side = facts.suspended ? find(`arbitration:${facts.arbitration}`)?.[facts.suspended] : undefined;
  if (!side || !facts.until) return [];
  const known = { department: departmentName(find, side.department), time: instant(String(facts.until)) };
  const words = side.indicator
    ? _("; the indicator of {department} ({indicator}) is suspended until {time}", { ...known, indicator: side.indicator })
    : _("; the indicator of {department} is suspended until {time}", known);
  return [text(words)];
}

/** What a clock is about: the number people know a row by; of a department, the call it got. @param {string} ref @returns {Part} */
function objectPart(ref) {
  const [noun, id] = ref.split(":");
  if (noun === "task") return { type: "task", text: taskNumber(id), ref };
  const known = PASSING[noun]?.(id) ?? (noun === "decision" ? decisionNumber(id) : undefined);
  return known === undefined ? text(_("call")) : number(known, ref);
}

/** What an entry leaves unsaid stands in the row it touched: the title of the task that was acknowledged.
 * @param {string} name @param {Record<string, any>} facts @param {Find} find */
function fromRow(name, facts, find) {
  for (const noun of ["task", "decision", "information"]) {
    const row = facts[noun] === undefined ? undefined : find(`${noun}:${facts[noun]}`);
    if (row && name in row) return row[name];
  }
  return undefined;
}

/** @param {number | null | undefined} id @param {Find} find @returns {Part} */
function person(id, find) {
  return { type: "person", text: personName(find, id), ref: id == null ? undefined : `member:${id}` };
}

/** Who stands for a department need not be in the cell: the name comes along, unless it was withdrawn.
 * @param {{name?: string | null} | null | undefined} one @returns {Part} */
const staff = (one) => (one ? text(one.name ?? "…") : text(_("nobody")));

/** @param {string} slug @param {Find} find @returns {Part} */
function departmentPart(slug, find) {
  return { type: "department", text: departmentCode(find, slug), ref: `department:${slug}` };
}

/** A department that joins comes with its whole seat, since no row was known before. @param {any} value @param {Find} find */
function departmentObject(value, find) {
  return value?.id ? [text(departmentName(find, value.id))] : [UNKNOWN];
}

/** @param {any[]} values @param {Find} find @returns {Part[]} */
function departments(values, find) {
  if (values.length === 0) return [text(_("nobody"))];
  return values.flatMap((value, index) => {
    const part = departmentPart(typeof value === "string" ? value : value.id, find);
    return index === 0 ? [part] : [text(" "), part];
  });
}

/** @param {any} on @param {Find} find @returns {Part[]} */
export function waitedOn(on, find) {
  if (on?.department) return [departmentPart(on.department, find)];
  if (on?.task) return [single("task", on.task, find)];
  if (on?.outside) return [{ type: "quote", text: on.outside }];
  return [UNKNOWN];
}

/** What an edit changed, each field with its new value. @param {Record<string, any>} facts @param {Find} find @returns {Part[]} */
function changes(facts, find) {
  const names = /** @type {string[]} */ (facts.fields ?? []);
  if (names.length === 0) return [UNKNOWN];
  return names.flatMap((name, index) => [text(`${index > 0 ? ", " : ""}${codeName(name)}\u00a0`), ...valueOf(name, facts[name] ?? null, find)]);
}

/** @param {string} name @param {any} value @param {Find} find @returns {Part[]} */
function valueOf(name, value, find) {
  if (value === null) return [text(name === "owner" ? _("nobody") : _("none"))];
  return [PEOPLE.has(name) ? person(value, find) : single(name, value, find)];
}

/** An instant, or a date alone, which is never given an hour. @param {string} value */
function instant(value) {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) return "…";
  return value.length <= 10 ? day(ms) : `${day(ms)} ${clockTime(ms)}`;
}
