// "20 min ago", "il y a 1 h 30", "hier 18h", "14:05": when something happened, as people say it in both languages.
// Whoever reads a French screen may well type English, so both are always understood.

import { fold } from "./fold.js";
import { fromField, toField } from "./when.js";

const MINUTE = 60_000;
const DAY = 86_400_000;
const UNITS = { m: MINUTE, h: 60 * MINUTE, d: DAY, j: DAY };
/** Amounts that are said in words. @type {[RegExp, number][]} */
const SAID = [
  [/^(une? demi-?e?|half an)$/, 0.5],
  [/^(un quart d'|(a )?quarter of an)$/, 0.25],
  [/^(an?|une?)$/, 1],
];

const AMOUNT = String.raw`(\d{1,3}|an?|une?|half an|une? demi-?e?|(?:a )?quarter of an|un quart d')\s*`;
const UNIT = String.raw`(minutes?|mins?|mn|m|heures?|hours?|hrs?|h|days?|d|jours?|j)`;
const SPAN = new RegExp(`^(?:il y a|y a|depuis)?\\s*${AMOUNT}${UNIT}(?:\\s*(\\d{1,2})(?:\\s*(?:min|mn|m))?)?\\s*(ago)?$`);
const CLOCK = /^(?:(today|aujourd'hui|yesterday|hier|avant-hier|\d{1,2}\/\d{1,2}(?:\/\d{4})?|\d{4}-\d{2}-\d{2})[\s,t]*)?(?:at|a|vers|around)?\s*(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)\s*(am|pm)?$/;

/** @param {string} text @param {number} now @returns {string | null} the instant it means; never one to come */
export function findPast(text, now) {
  const said = fold(text).trim().replace(/\s+/g, " ");
  if (/^(now|just now|maintenant|a l'instant)$/.test(said)) return iso(now);
  const at = ago(SPAN.exec(said), said, now) ?? clock(CLOCK.exec(said), now);
  return at !== null && Date.parse(at) <= now + MINUTE ? at : null;
}

/** @param {RegExpExecArray | null} found @param {string} said @param {number} now */
function ago(found, said, now) {
  if (!found) return null;
  const [, amount, unit, more] = found;
  // "14 h" and "14 h 05" alone are hours of the clock.
  const isAgo = found[4] !== undefined || /^(il y a|y a|depuis)/.test(said);
  if (/^h/.test(unit) && !isAgo) return null;
  const count = /^\d/.test(amount) ? Number(amount) : (SAID.find(([words]) => words.test(amount.trim()))?.[1] ?? 1);
  const size = UNITS[/** @type {keyof typeof UNITS} */ (unit[0])];
  if (more !== undefined && !/^h/.test(unit)) return null;
  return iso(now - count * size - Number(more ?? 0) * MINUTE);
}

/** @param {RegExpExecArray | null} found @param {number} now */
function clock(found, now) {
  if (!found) return null;
  const [, day, hours, minutes, half] = found;
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = half ? (Number(hours) % 12) + (half === "pm" ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes ?? 0) > 59) return null;
  const time = (hour * 60 + Number(minutes ?? 0)) * MINUTE;
  const today = Math.floor(wallOf(now) / DAY) * DAY;
  if (day === undefined) return atWall(today + time > wallOf(now) + MINUTE ? today - DAY + time : today + time);
  const start = dayOf(day, today);
  return start === null ? null : atWall(start + time);
}

/** The first instant of a day that is said, on the reader's wall. @param {string} day @param {number} today */
function dayOf(day, today) {
  if (/^(today|aujourd)/.test(day)) return today;
  if (/^(yesterday|hier)/.test(day)) return today - DAY;
  if (day === "avant-hier") return today - 2 * DAY;
  const numbers = day.split(/[/-]/).map(Number);
  const thisYear = new Date(today).getUTCFullYear();
  const [year, month, date] = day.includes("-") ? numbers : [numbers[2] ?? thisYear, numbers[1], numbers[0]];
  const start = Date.UTC(year, month - 1, date);
  if (new Date(start).getUTCMonth() !== month - 1) return null;
  // A day of the year that is still to come was last year's.
  return start > today && numbers.length === 2 ? Date.UTC(year - 1, month - 1, date) : start;
}

/** @param {number} ms */
const iso = (ms) => new Date(ms).toISOString();
/** The wall clock of the reader's zone, as if it were UTC. @param {number} now */
const wallOf = (now) => Date.parse(`${toField(iso(now))}Z`);
/** @param {number} wall */
const atWall = (wall) => fromField(iso(wall).slice(0, 16));
