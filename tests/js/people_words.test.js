// What the journal says of people: answers, handovers, who stands for a department, links. Every gap is filled.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { standingWords } from "../../static/js/draw/people.js";
import { sentenceParts, sentenceText } from "../../static/js/sentence.js";
import { setZone } from "../../static/js/when.js";
import { learn } from "../../static/js/words.js";

const samples = JSON.parse(readFileSync(new URL("../facts/samples.json", import.meta.url), "utf8"));
const ROWS = {
  "member:7": { id: 7, name: "Léa Martin" },
  "department:legal": { id: "legal", name: { en: "Legal", fr: "Juridique" }, code: { en: "LEG", fr: "JUR" }, tint: 6 },
};
const SENTENCES = {
  "member.answered": "{member} answered the call: {answer}",
  "department.staffed": "{department}: holder {holder}, deputy {deputy}, sponsor {sponsor}",
  "role.accepted": "{member} accepted {role}; held before by {former}",
  "role.taken": "{member} took {role}, held before by {former}: {reason}",
  "invitation.made": "{by} made invitation no. {invitation} for {department}, {role}",
  "wall.revoked": "{by} revoked wall link no. {wall}",
};
const entry = (kind, facts) => ({ seq: 1, at: "2026-11-18T14:00:00.000Z", by: 7, kind, facts });
const said = (kind, facts) => sentenceText(entry(kind, facts), (ref) => ROWS[ref]);
const sampled = (kind) => said(kind, samples.find((sample) => sample.kind === kind).facts);

beforeEach(() => {
  setZone("Europe/Paris");
  learn({ sentences: SENTENCES }, "en");
});

test("an answer to the call says when, where that is known", () => {
  assert.match(sampled("member.answered"), /^Léa Martin answered the call: coming, .*11:15$/);
  assert.equal(said("member.answered", { member: 7, answer: "cannot" }), "Léa Martin answered the call: cannot come");
});

test("who stands for a department is named without being in the cell, and an empty place is nobody", () => {
  assert.equal(sampled("department.staffed"), "LEG: holder Inès Roy, deputy Léa Martin, sponsor Paul Ménard");
  const facts = { department: "legal", holder: { id: 9 } };
  assert.equal(said("department.staffed", facts), "LEG: holder …, deputy nobody, sponsor nobody");
});

test("a role that nobody held before changes hands all the same", () => {
  assert.equal(sampled("role.accepted"), "Léa Martin accepted Loggist; held before by nobody");
  const parts = sentenceParts(entry("role.accepted", { member: 9, role: "loggist", former: 7 }), (ref) => ROWS[ref]);
  assert.deepEqual(parts.at(-1), { type: "person", text: "Léa Martin", ref: "member:7" });
});

test("a direction taken in need comes with its reason in the words of who took it", () => {
  assert.match(sampled("role.taken"), /^Léa Martin took Crisis director, held before by nobody: “directrice/);
});

test("who comes today is told by the hour, who comes another day by the day and the hour", () => {
  const said = (/** @type {string} */ at) => standingWords({ coming_at: at }, "coming", Date.parse("2026-11-18T14:00:00.000Z"));
  assert.equal(said("2026-11-18T15:00:00.000Z"), "coming at 16:00");
  assert.match(said("2026-11-19T15:00:00.000Z"), /^coming on Thu,? 19 Nov at 16:00$/);
});

test("links are told by their number alone", () => {
  assert.equal(sampled("invitation.made"), "Léa Martin made invitation no. 1 for LEG, Department member");
  assert.equal(sampled("wall.revoked"), "Léa Martin revoked wall link no. 1");
});
