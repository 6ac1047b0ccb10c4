// What passes between departments, as the journal says it and as the clock strip counts it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { sentenceText } from "../../static/js/sentence.js";
import { tilesOf } from "../../static/js/strip.js";
import { setZone } from "../../static/js/when.js";
import { learn } from "../../static/js/words.js";

const SAMPLES = JSON.parse(readFileSync(new URL("../facts/samples.json", import.meta.url), "utf8"));
const SENTENCES = {
  "handoff.offered": "{department} hands over to {to}, {handoff}: {text}",
  "approval.asked": "{by} asked {department} to approve {object}: {approval}",
  "approval.released": "{by} released {object} by fast lane {lane} of {department}",
  "statement.drafted": "{by} drafted {statement} for {audience}: {text}",
  "statement.published": "{by} published {statement}, approvals not waited for: {missing}",
  "statement.told": "{speaker} said {statement} to {whom}",
  "arbitration.asked": "{by} asked for a ruling between {first} and {second}, {arbitration}: {question}",
  "contribution.asked": "{by} asked {departments} for their contribution, {contribution}: {text}",
  "contribution.given": "{department} gave its contribution to {contribution}: {text}",
};
const ROWS = {
  "member:7": { id: 7, name: "Léa Martin" },
  "department:legal": { id: "legal", name: { en: "Legal", fr: "Juridique" }, code: { en: "LEG", fr: "JUR" }, tint: 6 },
  "department:logistics": { id: "logistics", name: { en: "Logistics", fr: "Logistique" }, code: { en: "LOG", fr: "LOG" }, tint: 3 },
  "department:finance": { id: "finance", name: { en: "Finance", fr: "Finances" }, code: { en: "FIN", fr: "FIN" }, tint: 4 },
  "task:9": { id: 9, title: "Livrer", status: "dropped" },
  "statement:1": { id: 1, wordings: [{ version: 1, text: "Nous enquêtons." }] },
};
const find = (ref) => ROWS[ref];
const said = (kind, more = {}) => {
  const sample = SAMPLES.find((one) => one.kind === kind);
  return sentenceText({ ...sample, facts: { ...sample.facts, ...more } }, find);
};

beforeEach(() => {
  setZone("Europe/Paris");
  learn({ sentences: SENTENCES }, "en");
});

test("each is named by its number, its departments and people's own words", () => {
  assert.equal(said("handoff.offered"), "LOG hands over to LEG, H-0001: “Contrat du transporteur, signé”");
  assert.equal(said("approval.asked"), "Léa Martin asked LEG to approve S-0001: V-0001");
  assert.equal(said("approval.released"), "Léa Martin released S-0001 by fast lane F-1 of LEG");
  assert.equal(said("statement.drafted"), "Léa Martin drafted S-0001 for Media: “Nous enquêtons.”");
  assert.equal(said("statement.told"), "Léa Martin said S-0001 to “Agence de presse”");
  assert.equal(said("arbitration.asked"), "Léa Martin asked for a ruling between LOG and FIN, R-0001: “Livrer d’abord qui ?”");
});

test("contributions are asked of several and given by each", () => {
  const [asked, given] = [{ departments: ["legal", "finance"], contribution: 3, text: "Le bilan" }, { department: "legal", contribution: 3, text: "Rien" }];
  const say = (kind, facts) => sentenceText({ kind, by: 7, facts }, find);
  assert.equal(say("contribution.asked", asked), "Léa Martin asked LEG FIN for their contribution, P-0003: “Le bilan”");
  assert.equal(say("contribution.given", given), "LEG gave its contribution to P-0003: “Rien”");
  assert.equal(say("contribution.given", { ...given, text: "\u2205" }), "LEG gave its contribution to P-0003: Nothing to report");
});

test("an approval that nobody missed is none", () => {
  assert.equal(said("statement.published"), "Léa Martin published S-0001, approvals not waited for: FIN");
  assert.equal(said("statement.published", { missing: [] }), "Léa Martin published S-0001, approvals not waited for: none");
});

test("the strip counts what nobody has taken over, approved or contributed, each against its own hour or target", () => {
  const handoffs = [
    { id: 1, status: "seen", department: "logistics", to: "legal", text: "x", needed_by: null, offered_at: "2026-03-02T08:00:00.000Z" },
    { id: 2, status: "accepted", department: "logistics", to: "legal", text: "y", needed_by: null, offered_at: "2026-03-02T08:00:00.000Z" },
  ];
  const asked = { object: "statement:1", wording: 1, department: "legal", asked_by: 7, asked_at: "2026-03-02T08:00:00.000Z" };
  const approvals = [
    { ...asked, id: 1, status: "asked", needed_by: "2026-03-02T08:05:00.000Z" },
    { ...asked, id: 2, status: "asked", needed_by: null },
    { ...asked, id: 3, status: "given", needed_by: null },
    { ...asked, id: 4, status: "asked", needed_by: null, object: "task:9" },
  ];
  const wanted = { id: 1, status: "asked", text: "z", departments: ["legal", "finance"], parts: { finance: { text: "fait" } }, needed_by: "2026-03-02T08:20:00.000Z", asked_at: "2026-03-02T08:00:00.000Z", asked_by: 7 };
  const contributions = [wanted, { ...wanted, id: 2, status: "withdrawn", parts: {} }];
  const targets = { handoff_s: 900, approve_s: 1800 };
  const tiles = tilesOf({ tasks: [], decisions: [], handoffs, approvals, contributions, find, targets, departmentOf: () => "finance", holderOf: () => null });
  const { cases } = tiles.find((one) => one.name === "pass");
  assert.deepEqual(
    cases.map((one) => [one.ref, one.from, one.on.department, one.deadline, one.dated]),
    [
      ["approval:1", "finance", "legal", "2026-03-02T08:05:00.000Z", true],
      ["handoff:1", "logistics", "legal", "2026-03-02T08:15:00.000Z", false],
      ["contribution:1", "finance", "legal", "2026-03-02T08:20:00.000Z", true],
      ["approval:2", "finance", "legal", "2026-03-02T08:30:00.000Z", false],
    ],
  );
  assert.equal(cases[0].text, "Nous enquêtons.");
});
