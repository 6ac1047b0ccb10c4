// Who writes where: said now and then, remembered shortly.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createWriting } from "../../static/js/writing.js";

/** A desk with a clock of its own. */
function desk() {
  /** @type {{said: string[], changes: number, now: number, due: {at: number, act: () => void}[]}} */
  const seen = { said: [], changes: 0, now: 0, due: [] };
  const writing = createWriting({
    say: (ref, field) => void seen.said.push(`${ref} ${field}`),
    changed: () => void seen.changes++,
    steady: () => seen.now,
    later: (ms, act) => void seen.due.push({ at: seen.now + ms, act }),
  });
  /** @param {number} ms */
  const pass = (ms) => {
    seen.now += ms;
    const over = seen.due.filter((one) => one.at <= seen.now);
    seen.due = seen.due.filter((one) => one.at > seen.now);
    over.forEach((one) => one.act());
  };
  return { seen, writing, pass };
}

const chloe = { ref: "task:1", field: "title", by: 3, name: "Chloé Durand" };

test("what I write is said at the first key, then as often as the server hears it", () => {
  const { seen, writing, pass } = desk();
  for (let key = 0; key < 100; key++) {
    writing.send("task:1", "title");
    pass(100);
  }
  assert.equal(seen.said.length, 5);
  assert.equal(seen.said[0], "task:1 title");
});

test("somebody who writes is named until nothing was heard for six seconds", () => {
  const { seen, writing, pass } = desk();
  writing.hear(chloe);
  pass(4000);
  writing.hear(chloe);
  pass(4000);
  assert.deepEqual(writing.list.map((one) => one.name), ["Chloé Durand"]);
  pass(2100);
  assert.deepEqual(writing.list, []);
  assert.equal(seen.changes, 2, "told to draw when she began and when she stopped");
});

test("two people in two texts are both named, one in one text once", () => {
  const { writing } = desk();
  writing.hear(chloe);
  writing.hear({ ...chloe, field: "comment" });
  writing.hear({ ...chloe, by: 4, name: "Alice Martin" });
  writing.hear(chloe);
  assert.equal(writing.list.length, 3);
});

test("what arrives from somebody ends their writing in that row and no other", () => {
  const { writing } = desk();
  writing.hear(chloe);
  writing.hear({ ...chloe, ref: "task:2" });
  writing.hear({ ...chloe, by: 4 });
  writing.done(3, ["task:1", "cell"]);
  assert.deepEqual(writing.list.map((one) => `${one.by} ${one.ref}`), ["3 task:2", "4 task:1"]);
});
