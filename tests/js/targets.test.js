// Targets on the screen: who does not know yet, who has not come, what went up, and how long nobody took a task.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { taskClock } from "../../static/js/clock.js";
import { sharesOf } from "../../static/js/panels/contributions.js";
import { calledFor, calledForDecision, calledForDepartment } from "../../static/js/reminded.js";
import { stateOf, tilesOf, unknowing } from "../../static/js/strip.js";
import { setZone } from "../../static/js/when.js";
import { learn } from "../../static/js/words.js";

const NOW = Date.parse("2026-11-18T14:00:00.000Z");
const at = (time) => `2026-11-18T${time}:00.000Z`;
const mark = (more) => ({ measure: "acknowledge", step: "deputy", on: "legal", at: at("13:30"), due_at: at("13:15"), to: 4, ...more });
const task = (more) => ({ id: 1, status: "to_acknowledge", since: at("13:00"), due_at: null, waiting: null, added_at: at("13:00"), ...more });

beforeEach(() => {
  learn({}, "en");
  setZone("Europe/Paris");
});

test("until it is taken in hand a task's clock runs against the level's target", () => {
  const clock = (since, target, more = {}) => taskClock(task({ since: at(since), ...more }), NOW, target);
  assert.deepEqual(clock("13:58", 900), { state: "ok", text: "2 min", at: at("13:58") });
  assert.deepEqual([clock("13:48", 900).state, clock("13:48", 900).text], ["soon", "3 min left"]);
  assert.deepEqual([clock("13:30", 900).state, clock("13:30", 900).text], ["late", "late 15 min"]);
  assert.equal(clock("13:30", null).state, "none");
  assert.equal(clock("13:50", 900, { due_at: at("13:55") }).text, "late 5 min", "an earlier hour that somebody set is meant");
  assert.equal(clock("13:30", 900, { status: "in_progress" }), null);
});

test("the strip has who does not know yet and who has not come, and only where there is somebody", () => {
  const board = { tasks: [], decisions: [], targets: { know_s: 1800, mobilise_s: 900 }, departmentOf: () => "direction", holderOf: () => null };
  assert.deepEqual(tilesOf(board).map((one) => one.name), ["acknowledge", "decide", "approve", "hold"]);
  const taken = { recorded_at: at("13:00"), decider: 7, choice: "By air" };
  const decision = { id: 2, status: "in_force", question: "?", taken, informed: { legal: null, it: at("13:10"), hr: null }, told_at: { hr: at("13:50") } };
  const seats = [{ id: "legal", called_at: at("13:40"), mobilised_at: null }, { id: "it", called_at: at("13:40"), mobilised_at: at("13:41") }];
  const made = tilesOf({ ...board, decisions: [decision, { ...decision, id: 3, status: "revoked" }], departments: seats });
  const [know, mobilise] = made.slice(4);
  const left = tilesOf({ ...board, departments: [{ ...seats[1], emptied_at: at("13:50") }] }).find((one) => one.name === "mobilise");
  assert.deepEqual(left.cases.map((one) => [one.ref, one.since]), [["department:it", at("13:50")]], "a chair that all have left is empty like one nobody ever took");
  assert.deepEqual(know.cases.map((one) => [one.on.department, one.ref, stateOf(one, NOW)]), [["legal", "decision:2", "late"], ["hr", "decision:2", "ok"]]);
  assert.deepEqual(mobilise.cases.map((one) => [one.ref, stateOf(one, NOW)]), [["department:legal", "late"]]);
});

test("what was sent and is not known stands there with its age alone: nothing promises a time for it", () => {
  const board = { tasks: [], decisions: [], targets: { know_s: 1800 }, departmentOf: () => "it", holderOf: () => null };
  const sent = { id: 3, text: "Strike", state: "to_verify", by: 7, recorded_at: at("12:00"), informed: { legal: null, hr: at("12:10") } };
  const know = tilesOf({ ...board, informations: [sent, { ...sent, id: 4, state: "false" }] }).find((one) => one.name === "know");
  assert.deepEqual(know.cases.map((one) => [one.ref, one.from, one.on.department, one.since, one.deadline]), [["information:3", "it", "legal", at("12:00"), null]]);
  assert.equal(stateOf(know.cases[0], NOW), "none");
});

test("what went up is shown as long as that very wait lasts", () => {
  assert.equal(calledFor(task({ reminded: [mark({ to: null, step: "passed" }), mark(), mark({ to: 5, step: "director" })] })).to, 5);
  assert.equal(calledFor(task({ reminded: [mark()], since: at("13:45") })), null, "it waits anew since");
  assert.equal(calledFor(task({ reminded: [mark()], status: "in_progress" })), null);
  const held = task({ status: "waiting", waiting: { since: at("13:20") }, reminded: [mark({ measure: "handoff" })] });
  assert.equal(calledFor(held).to, 4);
  const decision = { status: "in_force", informed: { legal: null }, reminded: [mark({ measure: "know" }), mark({ measure: "know", on: "it", to: 9 })] };
  assert.equal(calledForDecision(decision).to, 4);
  assert.equal(calledForDecision({ ...decision, informed: { legal: at("13:50") } }), null);
  assert.equal(calledForDepartment({ reminded: [mark({ measure: "mobilise" })], mobilised_at: null }).to, 4);
  assert.equal(calledForDepartment({ reminded: [mark({ measure: "mobilise" })], mobilised_at: at("13:50") }), null);
});

test("who knew what is now held otherwise is told anew, and what is false need not be learnt", () => {
  const row = /** @type {any} */ ({ id: 1, recorded_at: at("13:00"), state: "false", informed: { legal: null, it: null, hr: at("13:05") }, told_at: { legal: at("13:09") } });
  assert.deepEqual(unknowing(row), [{ slug: "legal", since: at("13:09") }]);
  assert.deepEqual(unknowing({ ...row, state: "verified" }), [{ slug: "legal", since: at("13:09") }, { slug: "it", since: at("13:00") }]);
});

test("each department contributes the tasks that serve an objective, but for what was given up", () => {
  const tasks = [["it", 1, "done"], ["it", 1, "in_progress"], ["it", 2, "done"], ["hr", 1, "done"], ["hr", 1, "dropped"]];
  const rows = /** @type {any[]} */ (tasks.map(([department, objective, status]) => ({ department, objective, status })));
  assert.deepEqual(sharesOf(rows, 1), [{ slug: "it", done: 1, all: 2 }, { slug: "hr", done: 1, all: 1 }]);
});
