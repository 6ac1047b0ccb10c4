// What was redacted is gone from a screen that had it, too, and each kind of entry is drawn from its facts alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createState } from "../../static/js/state.js";
import { answer } from "./wire.js";

const samples = JSON.parse(readFileSync(new URL("../facts/samples.json", import.meta.url), "utf8"));
const redaction = samples.find((entry) => entry.kind === "entry.redacted");
const before = samples.filter((entry) => entry.seq < redaction.seq);
const gone = before.find((entry) => entry.seq === redaction.facts.entry);

/** A screen that heard some samples. */
function heard(entries) {
  return createState({ ...answer(entries.at(-1)?.seq ?? 0), entries, rows: {} });
}

test("a redaction that is pushed takes the words from the entry this screen has", () => {
  const state = heard(before);
  assert.ok(JSON.stringify(state.entries).includes(gone.facts.reason));
  state.apply([redaction], {});
  assert.ok(!JSON.stringify(state.entries).includes(gone.facts.reason));
  assert.deepEqual(state.entries.find((entry) => entry.seq === gone.seq).facts, redaction.facts.kept);
});

test("a redaction that comes with the page does so as well", () => {
  assert.ok(!JSON.stringify(heard([...before, redaction]).entries).includes(gone.facts.reason));
});

test("a redaction whose reason is redacted leaves what it kept", () => {
  const state = heard([...before, redaction]);
  const kept = { entry: gone.seq, kept: redaction.facts.kept };
  const second = { ...redaction, seq: redaction.seq + 1, facts: { entry: redaction.seq, reason: "nom", kept } };
  state.apply([second], {});
  assert.ok(!JSON.stringify(state.entries).includes(redaction.facts.reason));
  assert.deepEqual(state.entries.find((entry) => entry.seq === redaction.seq).facts, kept);
});

test("no other entry loses anything", () => {
  const state = heard(before);
  state.apply([redaction], {});
  const others = state.entries.filter((entry) => entry.seq !== gone.seq);
  assert.deepEqual(others, [...before, redaction].filter((entry) => entry.seq !== gone.seq));
});
