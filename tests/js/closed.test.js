// A closed cell is looked at, not answered: its clocks stand where they stood, and nobody is called.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { clocksAt, taskClock } from "../../static/js/clock.js";
import { chairClass, seatsNow } from "../../static/js/draw/seats.js";
import { clockNow } from "../../static/js/draw/view.js";
import { waitState } from "../../static/js/draw/wait_age.js";
import { stateOf } from "../../static/js/strip.js";
import { setZone } from "../../static/js/when.js";
import { learn } from "../../static/js/words.js";

const at = (time) => `2026-11-18T${time}:00.000Z`;
const NOW = Date.parse(at("14:00"));
const CLOSED = { state: "closed", closed_at: at("13:05"), targets: { handoff_s: 900, mobilise_s: 900 } };
const OPEN = { ...CLOSED, state: "open", closed_at: null };
const TASK = { id: 1, status: "waiting", department: "legal", owner: null, requester: null, since: at("13:00"), added_at: at("13:00"), due_at: at("13:30"), waiting: { since: at("13:00"), on: { department: "it" } } };

/** What the drawing of the clocks asks of a view. */
function viewOf(cell) {
  const rows = { department: [{ id: "it", holder: null, deputy: null }], task: [TASK] };
  const find = (ref) => (ref === "cell" ? cell : undefined);
  return { now: NOW, state: { rowsOf: (noun) => rows[noun] ?? [] }, find, people: [], empty: {} };
}

beforeEach(() => {
  learn({}, "en");
  setZone("Europe/Paris");
});

test("the instant that counts is the closing where the cell is closed, else now", () => {
  assert.equal(clocksAt(CLOSED, NOW), Date.parse(at("13:05")));
  assert.deepEqual([clocksAt(OPEN, NOW), clocksAt({}, NOW), clocksAt(undefined, NOW)], [NOW, NOW, NOW]);
  assert.deepEqual([clockNow(viewOf(CLOSED)), clockNow(viewOf(OPEN))], [Date.parse(at("13:05")), NOW]);
});

test("what was on time when the cell was closed is never late", () => {
  const clocks = (cell) => {
    const view = viewOf(cell);
    const delay = { since: at("13:00"), deadline: at("13:30") };
    return [taskClock(TASK, clockNow(view)).state, stateOf(delay, clockNow(view)), waitState(view, at("13:00"))];
  };
  assert.deepEqual(clocks(CLOSED), ["ok", "ok", "ok"]);
  assert.deepEqual(clocks(OPEN), ["late", "late", "late"]);
});

test("an empty chair calls for somebody only as long as the cell is open", () => {
  const classOf = (cell) => chairClass(viewOf(cell), seatsNow(viewOf(cell))[0]);
  assert.equal(classOf(OPEN), "seat seat--empty");
  assert.equal(classOf(CLOSED), "seat");
});
