// Instants as people read them: 24 h, in the account's zone, with the day only when it is not today.

import { tongue } from "./words.js";

/** @type {string | undefined} */
let zone;

/** @param {string | null | undefined} name an IANA zone; the browser's own without one */
export function setZone(name) {
  try {
    zone = name ? new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone : undefined;
  } catch {
    zone = undefined;
  }
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {number} ms @param {Intl.DateTimeFormatOptions} options */
function format(ms, options) {
  const name = `${tongue()} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(name);
  if (!made) {
    const tag = tongue() === "en" ? "en-GB" : tongue();
    made = new Intl.DateTimeFormat(tag, { timeZone: zone, hourCycle: "h23", ...options });
    formats.set(name, made);
  }
  return made.format(ms);
}

/** "14:18". @param {number} ms */
export const clockTime = (ms) => format(ms, { hour: "2-digit", minute: "2-digit" });

/** "14:18:04". @param {number} ms */
export const exactTime = (ms) => format(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** "mer. 18 nov.". @param {number} ms */
export const day = (ms) => format(ms, { weekday: "short", day: "numeric", month: "short" });

/** "18 nov.". @param {number} ms */
export const shortDay = (ms) => format(ms, { day: "numeric", month: "short" });

/** "mercredi 18 novembre 2026 14:18:04 UTC+1", for titles. @param {number} ms */
export const full = (ms) =>
  format(ms, {
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
export const sameDay = (a, b) => day(a) === day(b) && Math.abs(a - b) < 172_800_000;

/** "14:18" today, "mer. 18 nov. 14:18" on another day. @param {number} ms @param {number} now */
export const moment = (ms, now) => (sameDay(ms, now) ? clockTime(ms) : `${day(ms)} ${clockTime(ms)}`);

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
