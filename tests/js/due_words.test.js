// By when, as people say it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { findDue } from "../../static/js/due_words.js";
import { setZone } from "../../static/js/when.js";

// A Wednesday, 15:00 in Paris.
const NOW = Date.parse("2026-11-18T14:00:00.000Z");
setZone("Europe/Paris");

/** The words found and the instant, in short. */
function due(text, now = NOW) {
  const found = findDue(text, now);
  return found ? [text.slice(found.from, found.to), found.at.slice(0, 16)] : null;
}

const CASES = [
  // Within a while
  ["in 45 min", "in 45 min", "2026-11-18T14:45"],
  ["Call them in 45 minutes", "in 45 minutes", "2026-11-18T14:45"],
  ["Appeler dans 45 min", "dans 45 min", "2026-11-18T14:45"],
  ["dans 45 mn", "dans 45 mn", "2026-11-18T14:45"],
  ["in 10m", "in 10m", "2026-11-18T14:10"],
  ["In 2 hours", "In 2 hours", "2026-11-18T16:00"],
  ["in 1h30", "in 1h30", "2026-11-18T15:30"],
  ["dans 2 h", "dans 2 h", "2026-11-18T16:00"],
  ["dans 2 heures", "dans 2 heures", "2026-11-18T16:00"],
  ["dans 1h30 au plus", "dans 1h30", "2026-11-18T15:30"],
  ["in an hour", "in an hour", "2026-11-18T15:00"],
  ["in half an hour", "in half an hour", "2026-11-18T14:30"],
  ["dans une heure", "dans une heure", "2026-11-18T15:00"],
  ["dans une demi-heure", "dans une demi-heure", "2026-11-18T14:30"],
  ["dans un quart d’heure", "dans un quart d’heure", "2026-11-18T14:15"],
  ["d’ici 2 h", "d’ici 2 h", "2026-11-18T16:00"],
  ["Rappeler les clients en 45 min", "en 45 min", "2026-11-18T14:45"],
  ["Répondre sous 48 h", "sous 48 h", "2026-11-20T14:00"],
  ["Answer within 2 hours", "within 2 hours", "2026-11-18T16:00"],
  ["d’ici à 2 h", "d’ici à 2 h", "2026-11-18T16:00"],
  ["in 3 days", "in 3 days", "2026-11-21T14:00"],
  ["dans 3 jours", "dans 3 jours", "2026-11-21T14:00"],
  ["dans 1 semaine", "dans 1 semaine", "2026-11-25T14:00"],
  // An hour
  ["18:30", "18:30", "2026-11-18T17:30"],
  ["18h30", "18h30", "2026-11-18T17:30"],
  ["Appeler à 18h", "à 18h", "2026-11-18T17:00"],
  ["Appeler avant 18 h 30 la mairie", "avant 18 h 30", "2026-11-18T17:30"],
  ["Appeler avant 18 h", "avant 18 h", "2026-11-18T17:00"],
  ["Appeler à 18\u00a0h la mairie", "à 18\u00a0h", "2026-11-18T17:00"],
  ["demain 9\u00a0h", "demain 9\u00a0h", "2026-11-19T08:00"],
  ["Rappeler 18h", "18h", "2026-11-18T17:00"],
  ["by 6pm", "by 6pm", "2026-11-18T17:00"],
  ["6:30 pm", "6:30 pm", "2026-11-18T17:30"],
  ["at 9am", "at 9am", "2026-11-19T08:00"],
  ["12am", "12am", "2026-11-18T23:00"],
  ["12pm", "12pm", "2026-11-19T11:00"],
  ["09:00", "09:00", "2026-11-19T08:00"],
  ["avant midi", "avant midi", "2026-11-19T11:00"],
  // A day
  ["demain 9h", "demain 9h", "2026-11-19T08:00"],
  ["demain à 9h", "demain à 9h", "2026-11-19T08:00"],
  ["Livrer demain 9h30 à Lille", "demain 9h30", "2026-11-19T08:30"],
  ["tomorrow 9am", "tomorrow 9am", "2026-11-19T08:00"],
  ["tomorrow at 9:15", "tomorrow at 9:15", "2026-11-19T08:15"],
  ["demain matin", "demain matin", "2026-11-19T11:00"],
  ["tomorrow evening", "tomorrow evening", "2026-11-19T19:00"],
  ["Livrer demain", "demain", "2026-11-19T17:00"],
  ["Livrer pour demain les tissus", "pour demain", "2026-11-19T17:00"],
  ["après-demain 10h", "après-demain 10h", "2026-11-20T09:00"],
  ["aujourd’hui 18h", "aujourd’hui 18h", "2026-11-18T17:00"],
  ["today 18:00", "today 18:00", "2026-11-18T17:00"],
  ["ce soir", "ce soir", "2026-11-18T19:00"],
  ["tonight", "tonight", "2026-11-18T19:00"],
  ["cet après-midi", "cet après-midi", "2026-11-18T17:00"],
  ["ce soir à 23h", "ce soir à 23h", "2026-11-18T22:00"],
  ["Appeler ce soir 9h30 la mairie", "ce soir 9h30", "2026-11-18T20:30"],
  ["tonight 11pm", "tonight 11pm", "2026-11-18T22:00"],
  ["call back tonight at 9:15", "tonight at 9:15", "2026-11-18T20:15"],
  ["this afternoon at 4:30", "this afternoon at 4:30", "2026-11-18T15:30"],
  ["cet après-midi 17h", "cet après-midi 17h", "2026-11-18T16:00"],
  ["this morning at 11:30", "this morning at 11:30", "2026-11-18T10:30"],
  // The hour before its day
  ["23:30 demain", "23:30 demain", "2026-11-19T22:30"],
  ["Livrer 23h30 demain à Lille", "23h30 demain", "2026-11-19T22:30"],
  ["call by 9am tomorrow", "by 9am tomorrow", "2026-11-19T08:00"],
  ["avant 9h mardi", "avant 9h mardi", "2026-11-24T08:00"],
  ["avant 9 h demain", "avant 9 h demain", "2026-11-19T08:00"],
  ["at 10:00 on Monday", "at 10:00 on Monday", "2026-11-23T09:00"],
  ["à 8h le 25/11", "à 8h le 25/11", "2026-11-25T07:00"],
  ["23h ce soir", "23h ce soir", "2026-11-18T22:00"],
  ["9:15 tonight", "9:15 tonight", "2026-11-18T20:15"],
  ["Former 2 h demain", "demain", "2026-11-19T17:00"],
  ["lundi 9h", "lundi 9h", "2026-11-23T08:00"],
  ["Monday 9am", "Monday 9am", "2026-11-23T08:00"],
  ["mercredi 18h", "mercredi 18h", "2026-11-18T17:00"],
  ["mercredi 9h", "mercredi 9h", "2026-11-25T08:00"],
  ["avant vendredi", "avant vendredi", "2026-11-20T17:00"],
  ["by Friday", "by Friday", "2026-11-20T17:00"],
  ["le bilan 20/11 à 14h", "20/11 à 14h", "2026-11-20T13:00"],
  ["pour le 20/11", "pour le 20/11", "2026-11-20T17:00"],
  ["03/02 8h", "03/02 8h", "2027-02-03T07:00"],
  ["2026-12-01 08:30", "2026-12-01 08:30", "2026-12-01T07:30"],
];

for (const [text, words, at] of CASES) {
  test(`“${text}” is due`, () => assert.deepEqual(due(text), [words, at]));
}

const PLAIN = [
  "Préparer la réunion de demain",
  "Prepare Monday’s meeting",
  "La réunion de lundi",
  "Louer un camion pour 2 h",
  "Un trajet de 2 h",
  "Compter 18 palettes",
  "En 3 exemplaires",
  "Sous 2 bâches",
  "Astreinte 24/7",
  "Lot 2207h12",
  "Livrer dans le hall",
  "Check in 3 hotels",
  "Appeler le 18",
  "25:00",
  "31/02 9h",
  "A-12",
  "demainmatin",
];

for (const text of PLAIN) {
  test(`“${text}” says nothing of when`, () => assert.equal(due(text), null));
}

test("the night of a change of hour is told by the wall clock", () => {
  // 24 October 2026, the day before winter time: nine in the morning is nine in the morning.
  assert.deepEqual(due("demain 9h", Date.parse("2026-10-24T10:00:00.000Z")), ["demain 9h", "2026-10-25T08:00"]);
  assert.deepEqual(due("dans 1 jour", Date.parse("2026-10-24T10:00:00.000Z")), ["dans 1 jour", "2026-10-25T11:00"]);
});

test("the reader’s zone decides what tomorrow is", () => {
  setZone("America/Montreal");
  assert.deepEqual(due("demain 9h", Date.parse("2026-11-19T03:00:00.000Z")), ["demain 9h", "2026-11-19T14:00"]);
  setZone("Europe/Paris");
});
