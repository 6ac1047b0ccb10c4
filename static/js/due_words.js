// "in 45 min", "demain 9h", "18:30": by when, as people say it in both languages. Whoever reads a French screen may well
// type English, so both are always understood.

import { fromField, toField } from "./when.js";

/** @typedef {{from: number, to: number, at: string}} Due where the words stand, and the instant they mean */
/** @typedef {{hour: number, minute: number}} Time */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** By when "tomorrow" alone is meant, and the parts of a day. */
const DAY_ENDS = { hour: 18, minute: 0 };
/** @type {Record<string, Time>} */
const PARTS = { morning: { hour: 12, minute: 0 }, noon: { hour: 12, minute: 0 }, afternoon: DAY_ENDS, evening: { hour: 20, minute: 0 } };

const BEFORE = String.raw`(?:(?:for|by|before|until|due|at|pour|avant|d['’]ici|à|a|vers)\s+(?:le\s+)?)`;
const AMOUNT = String.raw`(\d{1,3}|an?|une?|half an?|une? demi-?e?|(?:an? )?quarter of an|un quart d['’])`;
const UNIT = String.raw`(min(?:ute)?s?|mn|m|h(?:ours?|eures?|r?s?)?|hours?|heures?|d(?:ays?)?|j(?:ours?)?|weeks?|semaines?)(?!\p{L})`;
const IN = new RegExp(String.raw`(?:in|within|dans|en|sous|d['’]ici(?:\s+à)?)\s+${AMOUNT}\s*[-]?\s*${UNIT}(?:\s?(\d{2}))?`, "giu");
const PART = String.raw`(morning|matin|noon|midday|midi|afternoon|apr[eè]s-midi|evening|night|soir)`;
const CLOCK = String.raw`(?:(\d{1,2})(?::(\d{2})|\s?h\s?(\d{2})|\s?h(?!\p{L})|\s?(?=[ap]m))\s?([ap]m)?)`;
const NAMES = ["sunday|dimanche", "monday|lundi", "tuesday|mardi", "wednesday|mercredi", "thursday|jeudi", "friday|vendredi", "saturday|samedi"];
const DAYS = String.raw`(today|aujourd['’]hui|tomorrow|demain|(?:after|apr[eè]s)[- ](?:tomorrow|demain)|${NAMES.join("|")}|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{4}-\d{2}-\d{2})`;
const AT = String.raw`(?:,?\s+(?:à|a|at|by|avant|before)?\s*|T)`;
const DATED = new RegExp(String.raw`${BEFORE}?${DAYS}(?:${AT}(?:${CLOCK}|${PART}))?`, "giu");
const NOW = String.raw`(?:(tonight)|(?:this|cet?)\s+${PART})`;
const TODAY = new RegExp(String.raw`${BEFORE}?${NOW}(?:${AT}${CLOCK})?`, "giu");
const TURNED = new RegExp(String.raw`${BEFORE}?${CLOCK},?\s*(?:(?:on|le)\s+)?(?:${DAYS}|${NOW})`, "giu");
const HOUR = new RegExp(String.raw`(${BEFORE})?(?:${CLOCK}|(noon|midday|midi))`, "giu");

/** The first words of a line that say by when. @param {string} text @param {number} now @returns {Due | null} */
export function findDue(text, now) {
  const due =
    first(text, IN, (found) => within(found, now)) ??
    first(text, TURNED, (found) => turned(found, now)) ??
    first(text, TODAY, (found) => today(found[1] ?? found[2], found.slice(3, 7), now)) ??
    first(text, DATED, (found) => dated(found, text, now)) ??
    first(text, HOUR, (found) => hour(found, text, now));
  return due?.at ? due : null;
}

/**
 * The first place where the words stand alone and mean an instant.
 * @param {string} text @param {RegExp} pattern @param {(found: RegExpMatchArray) => string | null} read @returns {Due | null}
 */
function first(text, pattern, read) {
  for (const found of text.matchAll(pattern)) {
    const [from, to] = [found.index, found.index + found[0].trimEnd().length];
    if (/[\p{L}\p{N}@#]/u.test(text[from - 1] ?? "") || /[\p{L}\p{N}:]/u.test(text[to] ?? "")) continue;
    const at = read(found);
    if (at !== null) return { from, to, at };
  }
  return null;
}

/** @param {RegExpMatchArray} found @param {number} now */
function within([, amount, unit, more], now) {
  const said = amount.toLowerCase();
  const count = /^\d/.test(said) ? Number(said) : /quarter|quart/.test(said) ? 0.25 : /half|demi/.test(said) ? 0.5 : 1;
  const name = unit.toLowerCase();
  if (/^m/.test(name)) return iso(now + count * MINUTE);
  if (/^h/.test(name)) return iso(now + (count * 60 + Number(more ?? 0)) * MINUTE);
  if (more) return null;
  return onDay(now, count * (/^[ws]/.test(name) ? 7 : 1), null);
}

/** @param {RegExpMatchArray} found @param {string} text @param {number} now */
function dated(found, text, now) {
  const said = found[1].toLowerCase();
  const time = clock(found.slice(2, 6)) ?? partOf(found[6]);
  // "Prepare Monday's meeting", "the 18/11 delivery": a day without an hour is by when only where it is said to be.
  if (found[2] !== undefined && time === null) return null;
  if (time === null && !isMeant(found, text)) return null;
  return named(said, time ?? DAY_ENDS, now);
}

/** "23:30 demain", "9h mardi", "11pm tonight". @param {RegExpMatchArray} found @param {number} now */
function turned(found, now) {
  const time = clock(found.slice(1, 5));
  // "2 h demain" is how long, "avant 2 h demain" by when.
  if (time === null || /^(?:(?:for|pour)\s+)?\d+\s+h/iu.test(found[0])) return null;
  return found[5] ? named(found[5].toLowerCase(), time, now) : today(found[6] ?? found[7], found.slice(1, 5), now);
}

/** @param {string} part of this day @param {(string | undefined)[]} hour said with it @param {number} now */
function today(part, hour, now) {
  const [whole, time] = [partOf(part), clock(hour)];
  if (time === null) return onDay(now, 0, whole);
  const isLater = whole !== null && whole.hour > 12 && time.hour < 12 && !hour[3]; // nine in the evening
  return onDay(now, 0, isLater ? { ...time, hour: time.hour + 12 } : time);
}

/** @param {string} said the name of a day @param {Time} time @param {number} now */
function named(said, time, now) {
  const weekday = NAMES.findIndex((names) => names.split("|").includes(said));
  if (weekday >= 0) return nextWeekday(weekday, time, now);
  // A day that does not exist is nothing, and the hour beside it is not that of another day.
  if (/^\d/.test(said)) return calendar(said, time, now) ?? "";
  const ahead = /^(today|aujourd)/.test(said) ? 0 : /^(after|apr)/.test(said) ? 2 : 1;
  return onDay(now, ahead, time);
}

/** @param {RegExpMatchArray} found @param {string} text */
function isMeant(found, text) {
  if (new RegExp(`^${BEFORE}`, "iu").test(found[0])) return true;
  const at = found.index ?? 0;
  const before = /(\S+)\s+$/.exec(text.slice(0, at))?.[1].toLowerCase() ?? "";
  const isAtEdge = at === 0 || text.slice(at + found[0].length).trim() === "";
  return isAtEdge && /^(today|aujourd|tomorrow|demain|after|apr)/iu.test(found[1]) && !/^(de|du|d['’]|la|le|les|the|of|for|on)$/.test(before);
}

/** An hour alone is the next one to come. @param {RegExpMatchArray} found @param {string} text @param {number} now */
function hour(found, text, now) {
  const time = clock(found.slice(2, 6)) ?? (found[6] && found[1] ? PARTS.noon : null);
  if (time === null) return null;
  const at = found.index ?? 0;
  // "2h" in the middle of a sentence is how long, not by when.
  const isFull = found[3] !== undefined || found[4] !== undefined || found[5] !== undefined;
  const isAtEnd = text.slice(at + found[0].length).trim() === "";
  // So is "2 h", even at the end or after "pour".
  if (/\s+h$/iu.test(found[0]) && (!found[1] || /^(for|pour)/iu.test(found[1]))) return null;
  if (!isFull && !found[1] && !isAtEnd && !found[6]) return null;
  const today = onDay(now, 0, time);
  return today !== null && Date.parse(today) > now ? today : onDay(now, 1, time);
}

/** @param {(string | undefined)[]} found hours, minutes after a colon, minutes after an h, am or pm @returns {Time | null} */
function clock([hours, colon, h, half]) {
  if (hours === undefined) return null;
  const shift = half?.toLowerCase();
  if (shift && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const time = { hour: (shift ? Number(hours) % 12 : Number(hours)) + (shift === "pm" ? 12 : 0), minute: Number(colon ?? h ?? 0) };
  return time.hour < 24 && time.minute < 60 ? time : null;
}

/** @param {string | undefined} words @returns {Time | null} */
function partOf(words) {
  if (!words) return null;
  const said = words.toLowerCase();
  return PARTS[/^(mor|mat)/.test(said) ? "morning" : /^(noon|midd|midi)/.test(said) ? "noon" : /^a/.test(said) ? "afternoon" : "evening"];
}

/** @param {number} ms */
const iso = (ms) => new Date(ms).toISOString();

/** The wall clock of the reader's zone, as if it were UTC. @param {number} now */
const wallOf = (now) => Date.parse(`${toField(iso(now))}Z`);

/** Some days ahead at a time of day; without one, at the present time of day. @param {number} now @param {number} ahead @param {Time | null} time */
function onDay(now, ahead, time) {
  const wall = wallOf(now);
  const start = Math.floor(wall / DAY) * DAY + ahead * DAY;
  return atWall(time === null ? start + (wall % DAY) : start + (time.hour * 60 + time.minute) * MINUTE);
}

/** @param {number} wall */
const atWall = (wall) => fromField(iso(wall).slice(0, 16));

/** @param {number} weekday @param {Time} time @param {number} now */
function nextWeekday(weekday, time, now) {
  const ahead = (weekday - new Date(wallOf(now)).getUTCDay() + 7) % 7;
  const at = onDay(now, ahead, time);
  return at !== null && Date.parse(at) > now ? at : onDay(now, ahead + 7, time);
}

/** "18/11", "18/11/2026", "2026-11-18"; without a year, the next such day. @param {string} said @param {Time} time @param {number} now */
function calendar(said, time, now) {
  const numbers = said.split(/[/-]/).map(Number);
  const thisYear = new Date(wallOf(now)).getUTCFullYear();
  const [year, month, day] = said.includes("-") ? numbers : [numbers[2] ?? thisYear, numbers[1], numbers[0]];
  const at = dateAt(year, month, day, time);
  if (at === null || numbers.length > 2 || Date.parse(at) > now - DAY) return at;
  return dateAt(year + 1, month, day, time);
}

/** @param {number} year @param {number} month @param {number} day @param {Time} time */
function dateAt(year, month, day, time) {
  const wall = Date.UTC(year, month - 1, day, time.hour, time.minute);
  return new Date(wall).getUTCMonth() === month - 1 ? atWall(wall) : null;
}
