// Lines that came are fetched until the page has them all, and never without end.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createLines } from "../../static/js/lines.js";

const ENOUGH = 50;

/** A page drawn to entry 3 that hears of entry 9; every fetch gets the next answer, the last one again and again. */
async function fetched(...answers) {
  const seen = { fetches: 0, reloads: 0 };
  const due = [];
  globalThis.location = { search: "", reload: () => (seen.reloads += 1) };
  globalThis.document = { hidden: false, documentElement: {}, getElementById: () => new EventTarget(), addEventListener() {} };
  Object.assign(globalThis, { innerHeight: 0, scrollY: 0, addEventListener() {} });
  globalThis.DOMParser = class {
    parseFromString(text) {
      return { querySelector: () => (text ? { dataset: { head: text }, querySelectorAll: () => [] } : null) };
    }
  };
  globalThis.fetch = async () => {
    const { head = "", ...more } = answers[Math.min(seen.fetches, answers.length - 1)];
    seen.fetches += 1;
    if (seen.fetches > ENOUGH) await new Promise(() => {}); // else the test would be without end too
    return { ok: true, redirected: false, status: 200, text: async () => head, ...more };
  };
  const { setTimeout: real } = globalThis;
  globalThis.setTimeout = (go) => due.push(go);
  createLines({ dataset: { cell: "c1" } }, { head: 3, say() {} }).upTo(9);
  due.shift()();
  await new Promise((done) => real(done, 20));
  globalThis.setTimeout = real;
  return { ...seen, later: due.length };
}

test("fetched until all are there", async () => {
  assert.deepEqual(await fetched({ head: "6" }, { head: "9" }), { fetches: 2, reloads: 0, later: 0 });
});

test("who was signed out elsewhere is shown the door, not the same fetch for ever", async () => {
  const { fetches, reloads } = await fetched({ redirected: true });
  assert.deepEqual([fetches, reloads], [1, 1]);
});

test("where nothing new came it is asked again later, not at once", async () => {
  assert.deepEqual(await fetched({ head: "3" }), { fetches: 1, reloads: 0, later: 1 });
  assert.deepEqual(await fetched({ head: "" }), { fetches: 1, reloads: 0, later: 1 });
});
