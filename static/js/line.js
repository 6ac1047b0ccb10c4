// One line becomes a task: "Call the mill @ACH @sofia in 45 min !1 #O2". What is understood leaves the title; what is
// not understood stays in it, and is said.

import { findDue } from "./due_words.js";
import { fold } from "./fold.js";

/** @typedef {{slug: string, names: string[]}} KnownDepartment names: its slug, its codes and its names in every language */
/** @typedef {{id: number, name: string}} KnownPerson */
/**
 * @typedef {object} Known What a line may name.
 * @property {KnownDepartment[]} departments
 * @property {KnownPerson[]} people
 * @property {number[]} objectives
 * @property {number[]} decisions
 * @property {number} me
 * @property {number} now
 * @property {Set<string>} [plain] words to leave as they are
 */
/** @typedef {"department" | "owner" | "priority" | "objective" | "decision" | "due_at"} Name */
/** @typedef {{kind: Name, text: string, value: string | number}} Mark */
/** @typedef {{text: string, several: boolean}} Doubt named, but nobody or several answer to it */
/** @typedef {{title: string, marks: Mark[], doubts: Doubt[]}} Line */

const SIGNS = /(?<![\p{L}\p{N}])(@[\p{L}\p{N}][\p{L}\p{N}._'’-]*|![1-3]|#[OoDd]-?\d{1,6})(?![\p{L}\p{N}])/gu;

/** @param {string} text @param {Known} known @returns {Line} */
export function readLine(text, known) {
  /** @type {(Mark & {from: number, to: number})[]} */
  const marks = [];
  /** @type {Doubt[]} */
  const doubts = [];
  const due = findDue(text, known.now);
  if (due && !known.plain?.has(text.slice(due.from, due.to))) {
    marks.push({ kind: "due_at", text: text.slice(due.from, due.to), value: due.at, from: due.from, to: due.to });
  }
  for (const found of text.matchAll(SIGNS)) {
    const sign = found[0].replace(/[.'’-]+$/, "");
    if (known.plain?.has(sign)) continue;
    const meant = meaning(sign, known);
    if (meant === "several" || meant === "none") doubts.push({ text: sign, several: meant === "several" });
    else if (meant && !marks.some((mark) => mark.kind === meant.kind)) marks.push({ ...meant, text: sign, from: found.index, to: found.index + sign.length });
  }
  marks.sort((a, b) => a.from - b.from);
  return { title: without(text, marks), marks: marks.map(({ kind, text: words, value }) => ({ kind, text: words, value })), doubts };
}

/** The arguments of add_task a line brings. @param {Line} line */
export const argsOf = (line) => Object.fromEntries(line.marks.map((mark) => [mark.kind, mark.value]));

/** @param {string} text @param {{from: number, to: number}[]} marks */
function without(text, marks) {
  let rest = "";
  let at = 0;
  for (const { from, to } of marks) {
    rest += `${text.slice(at, from)} `;
    at = Math.max(at, to);
  }
  return (rest + text.slice(at)).replace(/\s+/g, " ").replace(/\s+([,.])/g, "$1").replace(/[\s,;]+$/, "").trim();
}

/** @param {string} sign @param {Known} known @returns {{kind: Name, value: string | number} | "several" | "none" | null} */
function meaning(sign, known) {
  if (sign.startsWith("!")) return { kind: "priority", value: Number(sign[1]) };
  if (sign.startsWith("#")) {
    const number = Number(sign.replace(/\D/g, ""));
    const kind = /^#o/i.test(sign) ? "objective" : "decision";
    const all = kind === "objective" ? known.objectives : known.decisions;
    return all.includes(number) ? { kind, value: number } : "none";
  }
  return named(fold(sign.slice(1)), known);
}

/** A department by its code or name, a person by first or last name; the beginning is enough where one alone has it.
 * @param {string} name @param {Known} known @returns {{kind: Name, value: string | number} | "several" | "none"} */
function named(name, known) {
  if (["me", "moi"].includes(name)) return { kind: "owner", value: known.me };
  /** @type {((given: string) => boolean)[]} */
  const ways = [(given) => given === name, (given) => name.length > 1 && given.startsWith(name)];
  for (const fits of ways) {
    const seats = known.departments.filter((one) => one.names.some((given) => fits(fold(given))));
    if (seats.length === 1) return { kind: "department", value: seats[0].slug };
    const people = known.people.filter((one) => spellings(one.name).some(fits));
    if (people.length === 1 && seats.length === 0) return { kind: "owner", value: people[0].id };
    if (seats.length + people.length > 1) return "several";
  }
  return "none";
}

/** "sofia", "lemaire", "sofia.lemaire", "sofialemaire", "s.lemaire". @param {string} name */
function spellings(name) {
  const words = fold(name).split(/[\s-]+/).filter(Boolean);
  const [first, last] = [words[0] ?? "", words.slice(1).join("")];
  return [...words, `${first}.${last}`, `${first}${last}`, `${first[0] ?? ""}.${last}`];
}
