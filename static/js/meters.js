// What an objective's measured values say: where it stands between its start and its target, what changed since the
// value before, and whether that is enough. Values are decimal texts, as people wrote them.

import { figure, tongue, _ } from "./words.js";

/** @typedef {import("./types").ObjectiveRow} ObjectiveRow */
/** @typedef {import("./types").Measure} Measure */
/** @typedef {"ok" | "soon" | "late" | "none"} MeterState */
/**
 * @typedef {object} Meter
 * @property {number | null} value the last one measured
 * @property {number | null} target
 * @property {number} at where the value stands on the bar, 0 to 1
 * @property {number | null} goal where the target stands on it
 * @property {MeterState} state
 * @property {{by: number, since: string} | null} change since the value before, or since the start
 */

/** From here on it is soon there, or soon too much. */
const NEAR_FLOOR = 0.5;
const NEAR_CEILING = 0.75;
/** Room beyond the farthest of value and target, so that neither stands at the edge. */
const ROOM = 1.2;

/** A decimal text as a number; null for none, and for what is none. @param {string | null | undefined} text */
export function decimal(text) {
  if (text === null || text === undefined || text.trim() === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** What somebody typed, comma or point, as the decimal text a command takes; as typed where it is none. @param {string} typed */
export function toDecimal(typed) {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("\u2212", "-");
  return decimal(plain) === null ? typed.trim() : plain.replace(/^\+/, "");
}

/** Values of an objective, oldest first. @param {ObjectiveRow} row @returns {Measure[]} */
export const measuresOf = (row) => [...(row.measures ?? [])].sort((a, b) => (a.at < b.at ? -1 : 1));

/** @param {ObjectiveRow} row @returns {Meter} */
export function meterOf(row) {
  const measures = measuresOf(row).filter((one) => decimal(one.value) !== null);
  const last = measures.at(-1);
  const value = decimal(last?.value ?? row.value);
  const target = decimal(row.target);
  const start = decimal(row.start);
  const [low, high] = rangeOf(row, [value, target, start]);
  /** @param {number | null} number */
  const place = (number) => (number === null || high === low ? 0 : Math.max(0, Math.min(1, (number - low) / (high - low))));
  const change = changeOf(value, measures.at(-2), start);
  // Far, but coming nearer, is on the way: red is for what does not move or moves away.
  const nears = change !== null && (row.sense === "down" ? change.by < 0 : change.by > 0);
  return {
    ...{ value, target, at: place(value), goal: target === null ? null : place(target), change },
    state: value === null || target === null ? "none" : row.sense === "down" ? ceiling(value, target, start, nears) : floor(value, target, start, nears),
  };
}

/** What the whole bar stands for. @param {ObjectiveRow} row @param {(number | null)[]} numbers @returns {[number, number]} */
function rangeOf(row, numbers) {
  const known = numbers.filter((one) => one !== null);
  if (row.unit === "%" && known.every((one) => one >= 0 && one <= 100)) return [0, 100];
  return [Math.min(0, ...known), ROOM * Math.max(0, ...known)];
}

/** To be reached from below. @param {number} value @param {number} target @param {number | null} start @param {boolean} nears @returns {MeterState} */
function floor(value, target, start, nears) {
  if (value >= target) return "ok";
  if (nears) return "soon";
  const done = start !== null && start < target ? (value - start) / (target - start) : target > 0 ? value / target : 0;
  return done >= NEAR_FLOOR ? "soon" : "late";
}

/** Not to be passed, or to be brought down to. @param {number} value @param {number} target @param {number | null} start @param {boolean} nears @returns {MeterState} */
function ceiling(value, target, start, nears) {
  if (start !== null && start > target) {
    if (value <= target) return "ok";
    if (nears) return "soon";
    return (start - value) / (start - target) >= NEAR_FLOOR ? "soon" : "late";
  }
  if (value > target) return "late";
  return target > 0 && value >= NEAR_CEILING * target ? "soon" : "ok";
}

/** @param {number | null} value @param {Measure | undefined} before @param {number | null} start @returns {Meter["change"]} */
function changeOf(value, before, start) {
  if (value === null) return null;
  const former = before ? decimal(before.value) : start;
  return former === null ? null : { by: round(value - former), since: before?.at ?? "" };
}

/** Without the dust of binary fractions. @param {number} number */
const round = (number) => Number(number.toPrecision(12));

/** "71 %", "3,2 j", "4,05 €/kg". @param {number} number @param {string | null} unit */
export function quantity(number, unit) {
  if (!unit) return figure(number);
  return tongue() === "en" && unit === "%" ? `${figure(number)}%` : `${figure(number)}\u00a0${unit}`;
}

/** "+ 9 pts", "− 0,4 j"; a share changes by points. @param {number} by @param {string | null} unit */
export function changed(by, unit) {
  const sign = by > 0 ? "+" : by < 0 ? "\u2212" : "=";
  if (by === 0) return sign;
  return `${sign}\u00a0${quantity(Math.abs(by), unit === "%" ? _("pts") : unit)}`;
}

/** What a meter's state means, in words: its shape and colour are never alone. @param {MeterState} state @param {string | undefined} sense */
export function meterWord(state, sense) {
  if (state === "none") return _("not measured");
  if (sense === "down") return { ok: _("held"), soon: _("close to the ceiling"), late: _("above the ceiling") }[state];
  return { ok: _("reached"), soon: _("on the way"), late: _("far from it") }[state];
}

/** The points of a small curve in a box, from the instants and values of the measures. @param {Measure[]} measures @param {number} width @param {number} height */
export function curve(measures, width, height) {
  const points = measures.map((one) => ({ at: Date.parse(one.at), value: decimal(one.value) })).filter((one) => one.value !== null);
  if (points.length < 2) return "";
  const ats = points.map((one) => one.at);
  const values = points.map((one) => Number(one.value));
  const [from, to, low, high] = [Math.min(...ats), Math.max(...ats), Math.min(...values), Math.max(...values)];
  return points
    .map(({ at, value }) => `${fixed(((at - from) / (to - from || 1)) * width)},${fixed(height - ((Number(value) - low) / (high - low || 1)) * height)}`)
    .join(" ");
}

/** @param {number} number */
const fixed = (number) => number.toFixed(1).replace(/\.0$/, "");
