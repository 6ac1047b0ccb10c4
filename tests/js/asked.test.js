// What is asked of one's own department: shown once, one note at a time with a count, and counted as long as it waits.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { announce } from "../../static/js/announce.js";
import { askedBy, createAsked, ownOf, ruledFor, waitingOn, wayTo } from "../../static/js/asked.js";
import { suspendedUntil } from "../../static/js/draw/aim.js";
import { sentenceParts, sentenceText } from "../../static/js/sentence.js";
import { createState } from "../../static/js/state.js";
import { setZone } from "../../static/js/when.js";
import { learn } from "../../static/js/words.js";

const RULED = {
  ...{ id: 1, status: "ruled", first: { department: "logistics", indicator: "Taux d’été" }, second: { department: "legal", indicator: null } },
  rulings: [{ suspended: "first", until: "2026-12-01T08:00:00.000Z" }],
};
const ROWS = {
  "member:7": { id: 7, name: "Léa Martin", role: "director", department: "direction", removed_at: null },
  "department:logistics": { id: "logistics", name: { en: "Logistics", fr: "Logistique" }, code: { en: "LOG", fr: "LOG" } },
  "handoff:1": { id: 1, department: "legal", to: "logistics", status: "returned" },
  "handoff:2": { id: 2, department: "logistics", to: "legal", status: "accepted" },
  "arbitration:1": RULED,
  "arbitration:2": { ...RULED, id: 2, status: "asked", rulings: [] },
};
const find = (ref) => ROWS[ref];
const entry = (kind, facts, by = 7) => ({ seq: 1, at: "2026-11-18T14:00:00.000Z", by, kind, facts });
const ME = { id: 8, name: "Marc", role: "member", department: "legal", may: [], cleared: false };
const stateOf = (me = ME) => createState({ me, seq: 1, board: { rows: ROWS } });

beforeEach(() => {
  setZone("Europe/Paris");
  learn({ sentences: { "arbitration.ruled": "{arbitration} ruled by {decider}: {text}{suspension}", "contribution.asked": "{by} asked {departments}: {text}" } }, "en");
});

test("each kind is asked of those it names, and of nobody else", () => {
  const all = [
    ["contribution.asked", { departments: ["legal"], contribution: 1, text: "Le bilan" }, "asks your department: Le bilan"],
    ["handoff.offered", { handoff: 2, department: "logistics", to: "legal", text: "Contrat" }, "asks your department: Contrat"],
    ["handoff.returned", { handoff: 1, reason: "Sans annexe" }, "H-0001 came back to your department: Sans annexe"],
    ["approval.asked", { department: "legal", approval: 4, text: null }, "asks your department: V-0004"],
    ["decision.asked", { consulted: ["legal"], decision: 2, question: "Livrer ?" }, "asks your department: Livrer ?"],
    ["decision.informed", { departments: ["legal"], decision: 2 }, "tells your department: D-0002"],
    ["information.recorded", { departments: ["legal"], information: 3, text: "x".repeat(300) }, `tells your department: ${"x".repeat(120)}…`],
  ];
  for (const [kind, facts, words] of all) {
    assert.ok(askedBy(entry(kind, facts), "legal", kind === "handoff.offered" ? (ref) => (ref === "handoff:2" ? { to: "legal" } : find(ref)) : find)?.endsWith(words), kind);
    assert.equal(askedBy(entry(kind, facts), "finance", find), null, kind);
  }
  assert.equal(askedBy(entry("task.added", { department: "legal" }), "legal", find), null);
  assert.equal(askedBy({ seq: 3, at: "", by: 7, kind: "withheld" }, "legal", find), null);
});

test("both departments of a ruling are told whose indicator is suspended until when", () => {
  const ruled = entry("arbitration.ruled", { arbitration: 1, decider: 7, text: "Chaque jour", suspended: "first", until: "2026-12-01T08:00:00.000Z" });
  const words = ruledFor(ruled, "legal", find);
  assert.equal(words, ruledFor(ruled, "logistics", find));
  assert.equal(ruledFor(ruled, "finance", find), null);
  assert.match(words, /^R-0001 ruled by Léa Martin: “Chaque jour”; the indicator of Logistics \(Taux d’été\) is suspended until .*1.* 09:00$/);
  const plain = { ...ruled, facts: { ...ruled.facts, suspended: null, until: null } };
  assert.equal(sentenceText(plain, find), "R-0001 ruled by Léa Martin: “Chaque jour”");
  assert.deepEqual(sentenceParts(plain, find)[0], { type: "number", text: "R-0001", ref: "arbitration:1" });
});

test("one note at a time, with a count, never for one's own acts; and nobody hears it twice", () => {
  const shown = [];
  const show = (words, ref) => {
    const note = { words, way: wayTo("c1", ref).href, isConnected: true, remove: () => (note.isConnected = false) };
    shown.push(note);
    return note;
  };
  const state = stateOf();
  const asked = createAsked({ state, show });
  const one = entry("contribution.asked", { departments: ["legal"], contribution: 1, text: "Le bilan" });
  assert.equal(asked.tell([{ ...one, by: 8 }, entry("task.added", {})]).size, 0);
  const told = asked.tell([one]);
  const heard = [];
  announce({ say: (words) => heard.push(words) }, state, [one, { ...one, seq: 2 }], told);
  assert.equal(heard.length, 1, "what the note says is not said again");
  asked.tell([{ ...one, seq: 3 }, { ...one, seq: 4 }]);
  assert.deepEqual(shown.map((note) => [note.words, note.isConnected]), [["Léa Martin asks your department: Le bilan", false], ["3 requests to your department", true]]);
  assert.equal(shown[1].way, "/cells/c1/inbox");
  const ruled = entry("arbitration.ruled", { arbitration: 1, decider: 7, text: "Chaque jour", suspended: null });
  assert.deepEqual([...asked.tell([ruled])], [ruled]);
  assert.deepEqual([shown[2].words, shown[2].way, shown[1].isConnected], ["R-0001 ruled by Léa Martin: “Chaque jour”", "/cells/c1/arbitrations/1", true], "a ruling asks for nothing");
  shown[1].remove();
  asked.tell([{ ...one, seq: 5 }]);
  assert.equal(shown.at(-1).words, "Léa Martin asks your department: Le bilan", "what was read is counted no more");
});

test("the count is that of the inbox: cases of others, what came back, what is to be ruled", () => {
  const on = (department, from = null) => ({ on: { department }, from });
  const tiles = [
    { name: "hold", cases: [on("legal", "legal"), on("legal", "finance")] },
    { name: "approve", cases: [on("legal")] },
    { name: "mobilise", cases: [on("legal")] },
    { name: "pass", cases: [on("legal"), on("finance")] },
  ];
  assert.deepEqual(["legal", "logistics", "direction"].map((slug) => waitingOn(tiles, stateOf(), slug)), [4, 0, 1]);
  assert.deepEqual([ownOf({ ...ME, role: "observer" }), ownOf({ role: "director", department: null }), ownOf(ME)], [null, "direction", "legal"]);
});

test("an objective of the same words is suspended until then, whatever its capitals and accents", () => {
  const now = Date.parse("2026-11-18T14:00:00.000Z");
  assert.equal(suspendedUntil([RULED], " TAUX D'ETE", now), "2026-12-01T08:00:00.000Z");
  assert.equal(suspendedUntil([RULED], "Autre", now), null);
  assert.equal(suspendedUntil([RULED], "Taux d’été", Date.parse("2026-12-02T08:00:00.000Z")), null, "it counts again");
  assert.equal(suspendedUntil([{ ...RULED, rulings: [...RULED.rulings, { suspended: null, until: null }] }], "Taux d’été", now), null, "ruled anew");
});
