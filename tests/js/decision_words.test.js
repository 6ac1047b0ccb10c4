// Every state a decision can be in has its word, its colour and its shape: a state without one would stop the drawing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { decisionStatus } from "../../static/js/names.js";
import { learn } from "../../static/js/words.js";

test("every state of a decision is told", () => {
  learn({}, "en");
  const types = readFileSync(new URL("../../static/js/types.d.ts", import.meta.url), "utf8");
  const row = types.slice(types.indexOf("interface DecisionRow"));
  const states = [.../status: (.*);/.exec(row)[1].matchAll(/"(\w+)"/g)].map((found) => found[1]);
  assert.ok(states.includes("dropped"));
  for (const state of states) {
    const { words, badge, sign } = decisionStatus(state);
    assert.ok(words && badge && sign, state);
  }
  assert.equal(decisionStatus("dropped").words, "not settled here");
});
