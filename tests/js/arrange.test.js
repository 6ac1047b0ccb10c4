// Which task stands where, and that nothing moves under a hand.
import assert from "node:assert/strict";
import { test } from "node:test";

import { arrange, settle, settleLanes } from "../../static/js/arrange.js";

const task = (id, status, more = {}) => ({ id, status, priority: 2, due_at: null, since: "2026-11-18T10:00:00.000Z", ...more });
const every = () => true;
const columns = (shown) => Object.fromEntries([...shown].filter(([, ids]) => ids.length > 0));
const known = new Set([1, 2, 3, 4, 9]);

/** What is shown after tasks changed from `before` to `after`. */
function change(before, after, { held = [], free = [], ids = known } = {}) {
  const settled = settle(arrange(before, every), arrange(after, every), new Set(held), new Set(free), ids);
  return { ...columns(settled.shown), waiting: settled.waiting };
}

test("the most pressing first: priority, then due time, then age", () => {
  const tasks = [
    task(1, "in_progress", { due_at: "2026-11-18T18:00:00.000Z" }),
    task(2, "in_progress"),
    task(3, "in_progress", { priority: 1 }),
    task(4, "in_progress", { due_at: "2026-11-18T12:00:00.000Z" }),
  ];
  assert.deepEqual(arrange(tasks, every).get("in_progress"), [3, 4, 1, 2]);
});

test("what is over stands latest first", () => {
  const tasks = [task(1, "done", { since: "2026-11-18T10:00:00.000Z" }), task(2, "done", { since: "2026-11-18T11:00:00.000Z" })];
  assert.deepEqual(arrange(tasks, every).get("done"), [2, 1]);
});

test("without a hand on it the board takes its new arrangement at once", () => {
  const shown = change([task(1, "in_progress")], [task(1, "done")]);
  assert.deepEqual(shown, { done: [1], waiting: 0 });
});

test("a task does not leave a held column, and the move is counted", () => {
  const before = [task(1, "in_progress"), task(2, "in_progress")];
  const after = [task(1, "done"), task(2, "in_progress")];
  assert.deepEqual(change(before, after, { held: ["in_progress"] }), { in_progress: [1, 2], waiting: 1 });
});

test("a task does not enter a held column", () => {
  const before = [task(1, "in_progress"), task(2, "waiting")];
  const after = [task(1, "in_progress"), task(2, "in_progress")];
  assert.deepEqual(change(before, after, { held: ["in_progress"] }), { in_progress: [1], waiting: [2], ...{ waiting: 1 } });
});

test("a new task waits at the door of a held column", () => {
  const before = [task(1, "to_acknowledge")];
  const after = [task(1, "to_acknowledge"), task(2, "to_acknowledge", { priority: 1 })];
  assert.deepEqual(change(before, after, { held: ["to_acknowledge"] }), { to_acknowledge: [1], waiting: 1 });
});

test("a held column keeps its order", () => {
  const before = [task(1, "in_progress"), task(2, "in_progress")];
  const after = [task(1, "in_progress"), task(2, "in_progress", { priority: 1 })];
  assert.deepEqual(change(before, after, { held: ["in_progress"] }), { in_progress: [1, 2], waiting: 0 });
});

test("one's own move goes at once, even from under the pointer", () => {
  const before = [task(1, "in_progress"), task(2, "in_progress")];
  const after = [task(1, "done"), task(2, "in_progress")];
  assert.deepEqual(change(before, after, { held: ["in_progress"], free: [1] }), { in_progress: [2], done: [1], waiting: 0 });
});

test("other columns go on living", () => {
  const before = [task(1, "in_progress"), task(2, "waiting"), task(3, "waiting")];
  const after = [task(1, "in_progress"), task(2, "done"), task(3, "waiting")];
  const settled = settle(arrange(before, every), arrange(after, every), new Set(["in_progress"]), new Set(), known);
  assert.deepEqual(columns(settled.shown), { in_progress: [1], waiting: [3], done: [2] });
});

test("a row that is gone is not kept for anybody", () => {
  const before = [task(1, "in_progress"), task(2, "in_progress")];
  const after = [task(2, "in_progress")];
  assert.deepEqual(change(before, after, { held: ["in_progress"], ids: new Set([2]) }), { in_progress: [2], waiting: 0 });
});

test("every task stands in exactly one column, whatever is held", () => {
  const states = ["to_acknowledge", "in_progress", "waiting", "to_validate", "done", "dropped"];
  for (let turn = 0; turn < 200; turn++) {
    const pick = (n) => states[(turn * 7 + n * n * 3 + n) % 6];
    const before = [1, 2, 3, 4].map((id) => task(id, pick(id)));
    const after = [1, 2, 3, 4].map((id) => task(id, pick(id + turn)));
    const held = new Set([states[turn % 6], states[(turn * 5 + 1) % 6]]);
    const { shown } = settle(arrange(before, every), arrange(after, every), held, new Set([turn % 5]), known);
    assert.deepEqual([...shown.values()].flat().sort(), [1, 2, 3, 4]);
  }
});

test("handed to another department, a task of a held column stays in its row and is counted", () => {
  const [before, after] = [new Map([[1, "legal"], [2, "legal"]]), [task(1, "in_progress", { department: "quality" }), task(2, "waiting", { department: "quality" })]];
  const shown = arrange(after, every);
  const held = settleLanes(before, after, shown, new Set(["in_progress"]), new Set());
  assert.deepEqual([...held.lanes], [[1, "legal"], [2, "quality"]]);
  assert.equal(held.waiting, 1);
  assert.deepEqual([...settleLanes(before, after, shown, new Set(["in_progress"]), new Set([1])).lanes], [[1, "quality"], [2, "quality"]]);
});
