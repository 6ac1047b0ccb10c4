// One line becomes a task.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fold } from "../../static/js/fold.js";
import { argsOf, readLine } from "../../static/js/line.js";
import { setZone } from "../../static/js/when.js";

setZone("Europe/Paris");
const KNOWN = {
  departments: [
    { slug: "purchasing", names: ["purchasing", "PUR", "ACH", "Purchasing", "Achats"] },
    { slug: "production", names: ["production", "PRO", "Production"] },
    { slug: "quality", names: ["quality", "QUA", "Quality", "Qualité"] },
    { slug: "legal", names: ["legal", "LEG", "JUR", "Legal", "Juridique"] },
  ],
  people: [
    { id: 3, name: "Sofia Lemaire" },
    { id: 4, name: "Chloé Durand" },
    { id: 5, name: "Marc Delattre" },
    { id: 6, name: "Marc-Antoine Roux" },
  ],
  objectives: [1, 2],
  decisions: [8],
  me: 4,
  now: Date.parse("2026-11-18T14:00:00.000Z"),
};
const read = (text, more = {}) => readLine(text, { ...KNOWN, ...more });
/** Title and arguments. */
const task = (text) => ({ title: read(text).title, ...argsOf(read(text)) });

test("a title alone is a task", () => {
  assert.deepEqual(read("Appeler la préfecture"), { title: "Appeler la préfecture", marks: [], doubts: [] });
});

test("everything at once, in French and in English", () => {
  const all = { department: "purchasing", owner: 3, priority: 1, objective: 2, due_at: "2026-11-18T14:45:00.000Z" };
  assert.deepEqual(task("Appeler la filature @ACH @sofia dans 45 min !1 #O2"), { title: "Appeler la filature", ...all });
  assert.deepEqual(task("!1 #o2 in 45 min Call the mill @pur @lemaire"), { title: "Call the mill", ...all });
});

test("signs may stand anywhere, and the title closes over them", () => {
  assert.equal(task("Relire @jur le contrat !2 avant 18h, puis signer").title, "Relire le contrat, puis signer");
  assert.equal(task("Relire le contrat, @jur").title, "Relire le contrat");
});

test("a department by code in either language, slug, name, or its beginning, accents ignored", () => {
  for (const sign of ["@QUA", "@qua", "@quality", "@qualite", "@Qualité", "@quali"]) assert.equal(task(`X ${sign}`).department, "quality", sign);
  assert.equal(task("X @JUR").department, "legal");
  assert.equal(task("X @leg").department, "legal");
});

test("a person by first name, last name or both, accents ignored", () => {
  for (const sign of ["@chloe", "@Chloé", "@durand", "@chloe.durand", "@c.durand", "@chloédurand", "@dur", "@moi", "@me"]) {
    assert.equal(task(`X ${sign}`).owner, 4, sign);
  }
});

test("a name that several answer to is left and said", () => {
  assert.deepEqual(read("Appeler @mar").doubts, [{ text: "@mar", several: true }]);
  assert.equal(read("Appeler @mar").title, "Appeler @mar");
  assert.equal(task("Appeler @marc").owner, undefined);
  assert.equal(task("Appeler @roux").owner, 6);
});

test("a name nobody answers to is left and said", () => {
  assert.deepEqual(read("Appeler @zoé").doubts, [{ text: "@zoé", several: false }]);
  assert.equal(read("Servir #O9").title, "Servir #O9");
  assert.deepEqual(read("Servir #O9").doubts, [{ text: "#O9", several: false }]);
});

test("an address, a number or an exclamation is no sign", () => {
  for (const text of ["Écrire à paul@legal.fr", "Vite !", "Stop!1", "Lot #2207", "Ticket #4", "Urgent !!", "Hausse de 5 !4"]) {
    assert.deepEqual(read(text), { title: text, marks: [], doubts: [] }, text);
  }
});

test("the first of a sort counts, the second stays in the title", () => {
  assert.deepEqual(task("Comparer @ACH !1 et @PRO"), { title: "Comparer et @PRO", department: "purchasing", priority: 1 });
});

test("a decision can be named, with its number as it is written", () => {
  assert.equal(task("Commander #D-0008").decision, 8);
  assert.equal(task("Commander #d8").decision, 8);
});

test("words that the writer took back stay plain", () => {
  const line = read("Astreinte 18h30 @ACH", { plain: new Set(["18h30"]) });
  assert.deepEqual([line.title, argsOf(line)], ["Astreinte 18h30", { department: "purchasing" }]);
});

test("what was understood can be shown, in the order it stands", () => {
  const marks = read("X !3 @ACH demain 9h").marks;
  assert.deepEqual(
    marks.map((mark) => [mark.kind, mark.text]),
    [
      ["priority", "!3"],
      ["department", "@ACH"],
      ["due_at", "demain 9h"],
    ],
  );
});

test("a line of signs alone has no title", () => {
  assert.equal(task("@ACH !1 dans 2 h").title, "");
});

test("words are compared without accents, ligatures or capitals", () => {
  assert.equal(fold("Œuvre À L’Été"), "oeuvre a l'ete");
});
