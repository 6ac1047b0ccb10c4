// When something happened, as people say it in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findPast } from "../../static/js/ago_words.js";
import { setZone } from "../../static/js/when.js";

setZone("Europe/Paris");
/** 15:00 on a Wednesday in Paris. */
const NOW = Date.parse("2026-11-18T14:00:00.000Z");

/** @type {[string, string][]} */
const SAID = [
  ["20 min ago", "2026-11-18T13:40:00.000Z"],
  ["il y a 20 min", "2026-11-18T13:40:00.000Z"],
  ["Il y a 1 h 30", "2026-11-18T12:30:00.000Z"],
  ["il y a 2h05", "2026-11-18T11:55:00.000Z"],
  ["an hour ago", "2026-11-18T13:00:00.000Z"],
  ["il y a une demi-heure", "2026-11-18T13:30:00.000Z"],
  ["il y a un quart d’heure", "2026-11-18T13:45:00.000Z"],
  ["3 days ago", "2026-11-15T14:00:00.000Z"],
  ["20 min", "2026-11-18T13:40:00.000Z"],
  ["maintenant", "2026-11-18T14:00:00.000Z"],
  ["14:05", "2026-11-18T13:05:00.000Z"],
  ["14h05", "2026-11-18T13:05:00.000Z"],
  ["à 9h", "2026-11-18T08:00:00.000Z"],
  ["2:05 pm", "2026-11-18T13:05:00.000Z"],
  ["18:30", "2026-11-17T17:30:00.000Z"], // not come yet today: yesterday's
  ["hier 18h30", "2026-11-17T17:30:00.000Z"],
  ["yesterday at 9:00", "2026-11-17T08:00:00.000Z"],
  ["avant-hier 9h", "2026-11-16T08:00:00.000Z"],
  ["aujourd’hui 9h", "2026-11-18T08:00:00.000Z"],
  ["17/11 9:00", "2026-11-17T08:00:00.000Z"],
  ["31/12 23:00", "2025-12-31T22:00:00.000Z"], // this year's is still to come
  ["17/11/2025 9:00", "2025-11-17T08:00:00.000Z"],
  ["2026-11-17 09:00", "2026-11-17T08:00:00.000Z"],
];
for (const [words, at] of SAID) test(`“${words}” is ${at}`, () => assert.equal(findPast(words, NOW), at));

for (const words of ["", "bientôt", "in 20 min", "today 18:30", "25:00", "9:75", "13 pm", "30/02 9:00", "20/12/2026 9:00", "9 min 5", "hier"]) {
  test(`“${words}” is no time that has been`, () => assert.equal(findPast(words, NOW), null));
}
