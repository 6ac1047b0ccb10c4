// What of a long column is drawn, and what is never folded away.
import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST, byLane, createFolds, placeOf } from "../../static/js/folds.js";

const numbers = (count) => Array.from({ length: count }, (_none, index) => index + 1);
const long = () => new Map([["in_progress", numbers(200)]]);
const nobody = () => false;
const none = new Set();

test("a long column draws its first tasks in their order, a short one all", () => {
  const folds = createFolds();
  const drawn = folds.settle(new Map([...long(), ["done", numbers(FIRST.over + 1)], ["waiting", [3, 1]]]), none, nobody);
  assert.deepEqual(drawn.get("in_progress"), numbers(FIRST.open));
  assert.deepEqual(drawn.get("done"), numbers(FIRST.over));
  assert.deepEqual(drawn.get("waiting"), [3, 1]);
});

test("the button brings more of its own place alone, and what it brought stays", () => {
  const folds = createFolds();
  const places = new Map([...long(), ["waiting", numbers(200)]]);
  folds.unfold("in_progress");
  for (let turn = 0; turn < 2; turn++) {
    const drawn = folds.settle(places, none, nobody);
    assert.deepEqual(drawn.get("in_progress"), numbers(3 * FIRST.open));
    assert.deepEqual(drawn.get("waiting"), numbers(FIRST.open));
  }
  for (let press = 0; press < 3; press++) folds.unfold("in_progress");
  assert.equal(folds.settle(places, none, nobody).get("in_progress").length, 200);
});

test("what must be seen is drawn in its place, however far down", () => {
  const folds = createFolds();
  folds.reveal(150);
  assert.deepEqual(folds.settle(long(), none, (id) => id === 120).get("in_progress"), [...numbers(FIRST.open), 120, 150]);
  assert.deepEqual(folds.settle(long(), none, nobody).get("in_progress"), [...numbers(FIRST.open), 150]);
});

test("of a held column nothing goes away; free again, it folds", () => {
  const folds = createFolds();
  folds.settle(long(), none, (id) => id === 120);
  const pushed = new Map([["in_progress", [999, ...numbers(200)]]]);
  assert.deepEqual(folds.settle(pushed, new Set(["in_progress"]), nobody).get("in_progress"), [999, ...numbers(FIRST.open), 120]);
  assert.deepEqual(folds.settle(pushed, none, nobody).get("in_progress"), [999, ...numbers(FIRST.open - 1)]);
});

test("on paper nothing is folded", () => {
  const folds = createFolds();
  folds.whole(true);
  assert.equal(folds.settle(long(), none, nobody).get("in_progress").length, 200);
  folds.whole(false);
  assert.equal(folds.settle(long(), none, nobody).get("in_progress").length, FIRST.open);
});

test("by department each part of a column folds for itself", () => {
  const shown = new Map([
    ["in_progress", numbers(40)],
    ["done", [41]],
  ]);
  const lanes = new Map(numbers(41).map((id) => [id, id % 2 ? "legal" : "quality"]));
  const parted = byLane(shown, lanes);
  assert.deepEqual([...parted.keys()].sort(), ["legal/in_progress", "quality/in_progress"]);
  const folds = createFolds();
  folds.unfold(placeOf("in_progress", "legal"));
  const drawn = folds.settle(parted, none, nobody);
  assert.equal(drawn.get("legal/in_progress").length, 3 * FIRST.lane);
  assert.deepEqual(drawn.get("quality/in_progress"), [2, 4, 6, 8, 10]);
});

test("of the many tasks gone to, the latest stay drawn", () => {
  const folds = createFolds();
  for (const id of numbers(100)) folds.reveal(100 + id);
  const drawn = folds.settle(long(), none, nobody).get("in_progress");
  assert.ok(drawn.includes(200) && !drawn.includes(101));
  assert.ok(drawn.length <= FIRST.open + 30);
});
