// What a few letters find.
import assert from "node:assert/strict";
import { test } from "node:test";

import { match } from "../../static/js/palette_match.js";

const item = (label, more = {}) => ({ id: label, group: "", label, act: () => {}, ...more });
const ITEMS = [
  item("A-12 Relire l’avis de force majeure", { hint: "En cours, Chloé Durand", also: "12 Juridique" }),
  item("A-21 Plan de transport Porto", { also: "21 Logistique" }),
  item("A-3 Écrire aux clients", { also: "3 Communication" }),
  item("Logistique", { also: "LOG" }),
  item("Chloé Durand", { hint: "Membre, Logistique" }),
  item("Mes tâches", { weight: 2 }),
  item("Ajouter une action", { weight: 1 }),
];
const found = (query, most = 10) => match(ITEMS, query, most).map((one) => one.label);

test("accents, capitals and the order of words do not matter", () => {
  assert.deepEqual(found("ecrire"), ["A-3 Écrire aux clients"]);
  assert.deepEqual(found("CLIENTS écrire"), ["A-3 Écrire aux clients"]);
  assert.deepEqual(found("taches"), ["Mes tâches"]);
});

test("what begins with the letters stands first", () => {
  assert.deepEqual(found("log").slice(0, 2), ["Logistique", "A-21 Plan de transport Porto"]);
  assert.equal(found("chl")[0], "Chloé Durand");
});

test("a task is found by its number, its person and its department", () => {
  assert.equal(found("a-12")[0], "A-12 Relire l’avis de force majeure");
  assert.equal(found("12")[0], "A-12 Relire l’avis de force majeure");
  assert.deepEqual(found("durand relire"), ["A-12 Relire l’avis de force majeure"]);
  assert.deepEqual(found("juridique"), ["A-12 Relire l’avis de force majeure"]);
});

test("every word must be somewhere", () => {
  assert.deepEqual(found("relire porto"), []);
});

test("nothing typed offers what weighs, and no more than is asked", () => {
  assert.deepEqual(found(""), ["Mes tâches", "Ajouter une action"]);
  assert.equal(found("a", 2).length, 2);
});
