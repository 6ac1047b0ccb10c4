// Words, plurals and sentences, in both languages and with holes in what is known.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { createLiveRegion } from "../../static/js/live_region.js";
import { sentenceParts, sentenceText } from "../../static/js/sentence.js";
import { setZone } from "../../static/js/when.js";
import { _, knowsKind, learn, ngettext } from "../../static/js/words.js";

const ROWS = {
  "member:7": { id: 7, name: "Léa Martin" },
  "department:legal": { id: "legal", name: { en: "Legal", fr: "Juridique" }, code: { en: "LEG", fr: "JUR" }, tint: 6 },
  "task:12": { id: 12, title: "Read the notice" },
};
const find = (ref) => ROWS[ref];
const SENTENCES = {
  "task.added": "{by} gave {department} {task}: {title}",
  "task.acknowledged": "{by} acknowledged {task}",
  "task.waited": "{task} waits on {on}: {reason}",
  "task.edited": "{by} changed {task}: {changes}",
  "decision.taken": "{decision} taken by {decider}: {choice}",
  "point.set": "{by} set the next point: {at}",
  "objective.measured": "{objective}: {value} at {measured_at}",
  "helper.joined": "{member} helps on {task}",
  "task.undone": "{by} took back no. {entry} on {task}",
  "option.added": "{title} and {nothing}",
};
const entry = (kind, facts, by = 7) => ({ seq: 1, at: "2026-11-18T14:00:00.000Z", by, kind, facts });
const said = (kind, facts, by) => sentenceText(entry(kind, facts, by), find);

beforeEach(() => {
  setZone("Europe/Paris");
  learn({ sentences: SENTENCES, "{n} change": ["{n} change", "{n} changes"] }, "en");
});

test("a word without a translation is said in English", () => {
  assert.equal(_("Level {n} of 4", { n: 3 }), "Level 3 of 4");
  learn({ "Level {n} of 4": "Niveau {n} sur 4" }, "fr");
  assert.equal(_("Level {n} of 4", { n: 3 }), "Niveau 3 sur 4");
});

test("plurals follow the language: zero is many in English, one in French", () => {
  assert.equal(ngettext("{n} change", "{n} changes", 0), "0 changes");
  learn({ "{n} change": ["{n} changement", "{n} changements"] }, "fr");
  assert.equal(ngettext("{n} change", "{n} changes", 0), "0 changement");
  assert.equal(ngettext("{n} change", "{n} changes", 7), "7 changements");
});

test("a sentence is filled from facts and rows", () => {
  assert.equal(said("task.added", { task: 12, title: "Read the notice", department: "legal" }), "Léa Martin gave LEG A-12: “Read the notice”");
});

test("people's words are quoted as the language does", () => {
  learn({ sentences: { "task.added": "{by} a confié {task} à {department} : {title}" } }, "fr");
  assert.equal(said("task.added", { task: 12, title: "Relire", department: "legal" }), "Léa Martin a confié A-12 à JUR : «\u00a0Relire\u00a0»");
});

test("a wait names a department, a task or somebody outside", () => {
  assert.equal(said("task.waited", { task: 12, on: { department: "legal" }, reason: "why" }), "A-12 waits on LEG: “why”");
  assert.equal(said("task.waited", { task: 12, on: { task: 3 }, reason: "why" }), "A-12 waits on A-3: “why”");
  assert.equal(said("task.waited", { task: 12, on: { outside: "Customs" }, reason: "why" }), "A-12 waits on “Customs”: “why”");
});

test("an edit says each field and its new value", () => {
  const facts = { task: 12, fields: ["due_at", "owner"], due_at: "2026-11-18T15:00:00.000Z", owner: null };
  assert.match(said("task.edited", facts), /due time\u00a0Wed.* 16:00, owner\u00a0nobody$/);
});

test("a gap nobody can fill reads as an ellipsis, and nothing breaks", () => {
  assert.equal(said("task.acknowledged", {}), "Léa Martin acknowledged …");
  assert.equal(said("task.acknowledged", null), "Léa Martin acknowledged …");
  assert.equal(said("task.waited", { task: 12, on: null, reason: null }), "A-12 waits on …: …");
  assert.equal(said("task.added", { task: 99, department: "moon" }, 4), "somebody gave MOON A-99: …");
  assert.equal(said("task.juggled", { task: 12 }), "…");
});

test("what an entry leaves unsaid is read from the row it touched", () => {
  assert.equal(said("option.added", { task: 12 }), "“Read the notice” and …");
});

test("where the cell stands is said with its hours and numbers", () => {
  assert.match(said("point.set", { at: "2026-11-18T15:00:00.000Z" }), /^Léa Martin set the next point: Wed.* 16:00$/);
  assert.equal(said("point.set", {}), "Léa Martin set the next point: none");
  assert.match(said("objective.measured", { objective: 1, value: "61.5", measured_at: "2026-11-18T15:00:00.000Z" }), /^O1: 61.5 at Wed.* 16:00$/);
  assert.equal(said("helper.joined", { task: 12, member: 7 }), "Léa Martin helps on A-12");
  assert.equal(said("task.undone", { task: 12, entry: 40 }), "Léa Martin took back no. 40 on A-12");
});

test("a decision is quoted with its number", () => {
  assert.equal(said("decision.taken", { decision: 3, decider: 7, choice: "Buy" }), "D-0003 taken by Léa Martin: “Buy”");
});

test("parts carry refs, so that they can be drawn as marks", () => {
  const parts = sentenceParts(entry("task.acknowledged", { task: 12 }), find);
  assert.deepEqual(
    parts.map((part) => part.ref),
    ["member:7", undefined, "task:12"],
  );
});

test("a withheld entry says that it is one", () => {
  assert.match(sentenceText(entry("withheld", {}, null), find), /Content kept/);
  assert.equal(knowsKind("withheld"), true);
  assert.equal(knowsKind("task.juggled"), false);
  assert.equal(knowsKind("toString"), false);
});

/** A live region with a clock of our own. */
function region() {
  const spoken = [];
  const timers = [];
  const time = { at: 0 };
  const live = createLiveRegion(
    { polite: (words) => spoken.push(words), assertive: (words) => spoken.push(`! ${words}`) },
    { now: () => time.at, later: (ms, act) => timers.push({ at: time.at + ms, act }) },
  );
  const run = (until) => {
    time.at = until;
    timers.splice(0).forEach((timer) => (timer.at <= until ? timer.act() : timers.push(timer)));
  };
  return { live, spoken, run };
}

test("one change is said in its own words, a burst as a count", () => {
  const { live, spoken, run } = region();
  live.say("A-12 is done");
  run(300);
  for (let n = 0; n < 7; n++) live.say(`change ${n}`, n < 2);
  run(5300);
  assert.deepEqual(spoken, ["A-12 is done", "7 changes, 2 concern you"]);
});

test("it never speaks politely more than every five seconds, and interrupts at once", () => {
  const { live, spoken, run } = region();
  live.say("one");
  run(300);
  live.say("two");
  run(1000);
  live.interrupt("The link is lost.");
  assert.deepEqual(spoken, ["one", "! The link is lost."]);
  run(5300);
  assert.deepEqual(spoken.slice(-1), ["two"]);
});
