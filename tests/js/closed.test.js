// A closed cell is looked at, not answered: its clocks stand where they stood, and nobody is called.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { clocksAt, taskClock } from "../../static/js/clock.js";
import { chairClass, seatsNow } from "../../static/js/draw/seats.js";
import { clockNow } from "../../static/js/draw/view.js";
import { drawWall } from "../../static/js/draw/wall.js";
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

/** Every word of a drawing, in order. */
function wordsOf(drawn) {
  if (Array.isArray(drawn)) return drawn.map(wordsOf).join(" ");
  if (typeof drawn === "string" || typeof drawn === "number") return String(drawn);
  return (drawn?.values ?? []).map(wordsOf).join(" ");
}

test("the wall of a closed cell stands still, says since when, and calls nobody to an empty chair", () => {
  const wait = { from: "legal", on: "it", about: "task", number: "A-1", count: 1, since: at("13:00"), due_at: at("13:30") };
  const seat = { id: "it", name: { en: "IT" }, code: { en: "IT" }, tint: 1, who: null, here: false, empty_at: at("12:00"), missed: true };
  const lists = { objectives: [], waits: [wait], settle: [], take: [], said: [], more: { waits: 0, settle: 0, take: 0, said: 0 }, seats: [seat] };
  const picture = { title: "Fire", level: 2, exercise: false, t0: at("12:00"), next_point_at: at("13:10"), aim: null, ...lists };
  const drawn = (cell, now) => wordsOf(drawWall({ ...picture, ...cell }, now, {}));
  assert.equal(drawn(CLOSED, NOW), drawn(CLOSED, NOW + 3_600_000));
  assert.match(drawn(CLOSED, NOW), /Closed since 14:05/);
  assert.match(drawn(CLOSED, NOW), /1 h 05/);
  assert.doesNotMatch(drawn(CLOSED, NOW), /overdue|empty/);
  assert.match(drawn(OPEN, NOW), /overdue by 50 min[\s\S]*empty 2 h 00/);
});
