// Instants as people read them: 24 h, in the account's zone, with the day only when it is not today.

import { _, tongue } from "./words.js";

/** @type {string | undefined} */
let zone;

/** Counts the changes of zone, so that what was made for another is made again. */
let turn = 0;

/** @param {string | null | undefined} name an IANA zone; the browser's own without one */
export function setZone(name) {
  turn++;
  try {
    zone = name ? new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone : undefined;
  } catch {
    zone = undefined;
  }
}

/** Written forms kept, since the same instants are written again at every drawing. */
const KEPT_MOST = 4000;

/** A way to write instants. @param {Intl.DateTimeFormatOptions} options @returns {(ms: number) => string} */
function written(options) {
  /** @type {Map<number, string>} */
  const kept = new Map();
  /** @type {Intl.DateTimeFormat} */
  let format;
  let madeFor = "";
  return (ms) => {
    const wanted = `${tongue()} ${turn}`;
    if (madeFor !== wanted || kept.size > KEPT_MOST) {
      format = new Intl.DateTimeFormat(tongue() === "en" ? "en-GB" : tongue(), { timeZone: zone, hourCycle: "h23", ...options });
      madeFor = wanted;
      kept.clear();
    }
    let text = kept.get(ms);
    if (text === undefined) kept.set(ms, (text = format.format(ms)));
    return text;
  };
}

/** "14:18". */
export const clockTime = written({ hour: "2-digit", minute: "2-digit" });

/** "14:18:04". */
export const exactTime = written({ hour: "2-digit", minute: "2-digit", second: "2-digit" });

const year = written({ year: "numeric" });
const ANY_ZONE = 14 * 3_600_000;

/** Whether two instants are of one year in the zone; asked of every drawn date, so what is so everywhere is not formatted.
 * @param {number} a @param {number} b */
function sameYear(a, b) {
  const isEverywhere = [a, b].every((ms) => new Date(ms - ANY_ZONE).getUTCFullYear() === new Date(ms + ANY_ZONE).getUTCFullYear());
  return isEverywhere ? new Date(a).getUTCFullYear() === new Date(b).getUTCFullYear() : year(a) === year(b);
}

/** A way to write days, which says the year where it is not this one's: two ways, and which by the instant.
 * @param {Intl.DateTimeFormatOptions} options @returns {(ms: number, now?: number) => string} */
function dated(options) {
  const here = written(options);
  const elsewhen = written({ ...options, year: "numeric" });
  return (ms, now = Date.now()) => (sameYear(ms, now) ? here(ms) : elsewhen(ms));
}

/** "mer. 18 nov.", "mar. 18 nov. 2025" of another year. */
export const day = dated({ weekday: "short", day: "numeric", month: "short" });

/** "18 nov.", "18 nov. 2025" of another year. */
export const shortDay = dated({ day: "numeric", month: "short" });

const monthAndYear = written({ month: "2-digit", year: "numeric" });

/** Where there is room for hardly more than a time: "18 nov.", "11/2025" of another year. @param {number} ms @param {number} now */
export const briefDay = (ms, now) => (sameYear(ms, now) ? shortDay(ms, now) : monthAndYear(ms));

const weekday = written({ weekday: "short" });

const dayOfMonth = written({ day: "numeric" });

const dayAndMonth = dated({ day: "numeric", month: "long" });

const longDay = written({ day: "numeric", month: "long", year: "numeric" });

/** A date alone is the same in every zone. @param {string} text "2017-11" or "2017-11-05" */
function date(text) {
  const options = /** @type {Intl.DateTimeFormatOptions} */ ({ month: "long", year: "numeric", timeZone: "UTC" });
  if (text.length > 7) options.day = "numeric";
  return new Intl.DateTimeFormat(tongue() === "en" ? "en-GB" : tongue(), options).format(Date.parse(text));
}

/** "3 mars", with the year where it is another: of an instant in the zone, of a date alone as it is. @param {string} text */
export function longDate(text) {
  if (text.length <= 10) return date(text);
  return dayAndMonth(Date.parse(text));
}

/** When something was, as finely as it is known: a month, a day, or a time with its day. @param {string} text @param {number} now */
export function known(text, now) {
  if (text.length <= 10) return date(text);
  const then = Date.parse(text);
  return sameDay(then, now) ? clockTime(then) : `${longDay(then)} ${clockTime(then)}`;
}

/** Where room is short: "14:18" today, "jeu. 14:18" this week, "18 nov." beyond, with the year of another one. @param {number} ms @param {number} now */
export function shortMoment(ms, now) {
  if (sameDay(ms, now)) return clockTime(ms);
  return Math.abs(ms - now) < 518_400_000 ? `${weekday(ms)} ${clockTime(ms)}` : shortDay(ms, now);
}

/** "mercredi 18 novembre 2026 14:18:04 UTC+1", for titles. */
export const full = written({
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

/** Whether two instants fall on the same day in the zone. @param {number} a @param {number} b */
export const sameDay = (a, b) => Math.abs(a - b) < 90_000_000 && dayOfMonth(a) === dayOfMonth(b);

/** "14:18" today, "mer. 18 nov. 14:18" on another day. @param {number} ms @param {number} now */
export const moment = (ms, now) => (sameDay(ms, now) ? clockTime(ms) : `${day(ms, now)} ${clockTime(ms)}`);

/** The same with the words it takes before it: "at 14:18", "on Wed 18 Nov at 14:18". @param {number} ms @param {number} now */
export const atMoment = (ms, now) => (sameDay(ms, now) ? _("at {time}", { time: clockTime(ms) }) : _("on {day} at {time}", { day: day(ms, now), time: clockTime(ms) }));

/** What an input of type datetime-local holds for an instant. @param {string | null} instant */
export function toField(instant) {
  if (!instant) return "";
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(Date.parse(instant));
  const of = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/** The instant a datetime-local field means in the zone, as UTC text; null when empty. @param {string} text */
export function fromField(text) {
  if (!text) return null;
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return null;
  // The zone's offset is read at the guess and once more at the corrected guess, which settles the change nights.
  let instant = wall;
  for (let turn = 0; turn < 2; turn++) instant = wall - (Date.parse(`${toField(iso(instant))}Z`) - instant);
  return iso(instant);
}

/** @param {number} ms */
const iso = (ms) => new Date(ms).toISOString();
