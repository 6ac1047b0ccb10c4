// Names in a comment, and what is offered after an "@".
import assert from "node:assert/strict";
import { test } from "node:test";

import { mentionsIn, pieces } from "../../static/js/mentions.js";
import { askedAt, fitting } from "../../static/js/suggest.js";

const PEOPLE = [
  { id: 5, name: "Marc Roux" },
  { id: 6, name: "Marc Roux-Vidal" },
  { id: 7, name: "Chloé Durand" },
];

test("whom a text names, each once, accents and capitals aside", () => {
  assert.deepEqual(mentionsIn("@Chloé Durand, vois avec @marc roux. @CHLOE DURAND ?", PEOPLE), [7, 5]);
});

test("the longest name is meant, and a name is no part of a word", () => {
  assert.deepEqual(mentionsIn("@Marc Roux-Vidal", PEOPLE), [6]);
  assert.deepEqual(mentionsIn("@Marc Rouxeau", PEOPLE), []);
  assert.deepEqual(mentionsIn("a@Marc Roux", PEOPLE), []);
});

test("a text is cut into words and names, and nothing is lost", () => {
  const text = "Vu avec @Marc Roux : @personne et @Chloé Durand";
  assert.deepEqual(pieces(text, PEOPLE), [
    { text: "Vu avec ", id: null },
    { text: "@Marc Roux", id: 5 },
    { text: " : @personne et ", id: null },
    { text: "@Chloé Durand", id: 7 },
  ]);
  assert.deepEqual(pieces("", PEOPLE), []);
});

test("a name is asked for where the caret ends an @word", () => {
  assert.deepEqual(askedAt("Voir @chl", 9), { from: 5, word: "chl" });
  assert.deepEqual(askedAt("@", 1), { from: 0, word: "" });
  assert.deepEqual(askedAt("Voir @chl encore", 9), { from: 5, word: "chl" });
  assert.equal(askedAt("Voir @chl encore", 16), null);
  assert.equal(askedAt("paul@durand", 11), null);
});

test("what fits begins with the letters, in any of its words", () => {
  const options = PEOPLE.map((one) => ({ insert: one.name, label: one.name, hint: one.id === 7 ? "LOG" : "" }));
  const labels = (word) => fitting(options, word).map((one) => one.label);
  assert.deepEqual(labels("dur"), ["Chloé Durand"]);
  assert.deepEqual(labels("marc.roux-v"), ["Marc Roux-Vidal"]);
  assert.deepEqual(labels("log"), ["Chloé Durand"]);
  assert.deepEqual(labels("zz"), []);
  assert.equal(labels("").length, 3);
});
