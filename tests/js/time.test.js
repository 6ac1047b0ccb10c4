// The server's hour, durations in words, and the clock of a task.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { isLate, lasting, sinceStart, taskClock } from "../../static/js/clock.js";
import { createOffset } from "../../static/js/offset.js";
import { clockTime, fromField, moment, setZone, shortDay, shortMoment, toField } from "../../static/js/when.js";
import { learn } from "../../static/js/words.js";

const at = (text) => Date.parse(text);
const NOW = at("2026-11-18T14:00:00.000Z");
const task = (more) => ({ status: "in_progress", due_at: null, added_at: "2026-11-18T12:00:00.000Z", since: "2026-11-18T12:00:00.000Z", ...more });

beforeEach(() => {
  learn({}, "en");
  setZone("Europe/Paris");
});

test("an answer's hour is taken at the middle of its round trip, the shortest counts", () => {
  let here = 1000;
  const offset = createOffset(() => here);
  offset.heard("2026-11-18T14:00:00.000Z", 800);
  assert.equal(offset.now(), NOW + 100);
  here = 5000;
  offset.heard("2026-11-18T14:00:03.000Z", 1000);
  assert.equal(offset.now(), NOW + 4100);
});

test("a push only ever moves the server's hour forward", () => {
  const offset = createOffset(() => 1000);
  offset.heard("2026-11-18T14:00:00.000Z", 1000);
  offset.heard("2026-11-18T13:59:58.000Z");
  assert.equal(offset.now(), NOW);
  offset.heard("2026-11-18T14:00:00.500Z");
  assert.equal(offset.now(), NOW + 500);
});

test("a broken hour is not believed", () => {
  const offset = createOffset(() => 1000);
  offset.heard("2026-11-18T14:00:00.000Z", 1000);
  offset.heard("yesterday");
  assert.equal(offset.now(), NOW);
});

test("durations keep seconds only under two minutes", () => {
  assert.equal(lasting(45_000), "45 s");
  assert.equal(lasting(119_000), "119 s");
  assert.equal(lasting(120_000), "2 min");
  assert.equal(lasting(65 * 60_000), "1 h 05");
  assert.equal(lasting(29 * 3_600_000), "1 d 05 h");
  assert.equal(lasting(-5000), "0 s");
});

test("the time since T0 is always to the minute", () => {
  assert.equal(sinceStart(38 * 60_000), "0 h 38");
  assert.equal(sinceStart((29 * 60 + 12) * 60_000), "1 d 05 h 12");
});

test("a task shows its hour, then what is left in the last quarter, then how late it is", () => {
  const due = (text) => taskClock(task({ due_at: text }), NOW);
  assert.deepEqual(due("2026-11-18T16:00:00.000Z"), { state: "ok", text: "17:00", at: "2026-11-18T16:00:00.000Z" });
  assert.equal(due("2026-11-18T14:30:00.000Z").state, "soon");
  assert.equal(due("2026-11-18T14:30:00.000Z").text, "30 min left");
  assert.equal(due("2026-11-18T14:00:00.000Z").state, "late");
  assert.equal(due("2026-11-18T12:50:00.000Z").text, "late 1 h 10");
});

test("what is over is never late", () => {
  assert.equal(isLate(task({ due_at: "2026-11-18T12:00:00.000Z" }), NOW), true);
  assert.equal(isLate(task({ due_at: "2026-11-18T12:00:00.000Z", status: "done" }), NOW), false);
});

test("without a due time, only a task that nobody has taken shows its age", () => {
  assert.equal(taskClock(task({}), NOW), null);
  assert.equal(taskClock(task({ status: "to_acknowledge" }), NOW).text, "2 h 00");
});

test("times are 24 h in the account's zone, with the day when it is another one", () => {
  assert.equal(clockTime(at("2026-11-18T23:05:00.000Z")), "00:05");
  assert.equal(moment(at("2026-11-18T15:00:00.000Z"), NOW), "16:00");
  assert.match(moment(at("2026-11-19T15:00:00.000Z"), NOW), /Thu.* 16:00/);
});

test("where room is short, a day of this week is named and a far one dated", () => {
  assert.equal(shortMoment(at("2026-11-18T15:00:00.000Z"), NOW), "16:00");
  assert.equal(shortMoment(at("2026-11-19T15:00:00.000Z"), NOW), "Thu 16:00");
  assert.match(shortMoment(at("2026-12-24T15:00:00.000Z"), NOW), /^24 Dec/);
});

test("a day of another year says which, by the zone of who reads", () => {
  assert.equal(shortMoment(at("2025-11-20T15:00:00.000Z"), NOW), "20 Nov 2025");
  assert.match(moment(at("2025-11-20T15:00:00.000Z"), NOW), /^Thu,? 20 Nov 2025,? 16:00$/);
  assert.equal(shortDay(at("2025-12-31T23:30:00.000Z"), NOW), "1 Jan");
  assert.equal(shortDay(at("2026-12-31T23:30:00.000Z"), NOW), "1 Jan 2027");
  assert.equal(taskClock(task({ status: "done", due_at: null, since: "2025-11-20T15:00:00.000Z" }), NOW).text, "11/2025");
});

test("a field's wall time and an instant are each other's inverse, on change nights too", () => {
  for (const instant of ["2026-11-18T14:07:00.000Z", "2026-10-25T02:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-06-30T22:00:00.000Z"]) {
    assert.equal(fromField(toField(instant)), instant);
  }
  assert.equal(fromField(""), null);
  assert.equal(toField(null), "");
});
