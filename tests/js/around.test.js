// What stands around the board: the meters of the aim, the clock strip, the seats.
import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, curve, decimal, meterOf, quantity, toDecimal } from "../../static/js/meters.js";
import { seatsOf, underWay } from "../../static/js/seats.js";
import { lateOf, stateOf, tilesOf } from "../../static/js/strip.js";
import { learn } from "../../static/js/words.js";

const NOW = Date.parse("2026-11-18T14:00:00.000Z");
const at = (time) => `2026-11-18T${time}:00.000Z`;
const measure = (value, time) => ({ value, at: at(time), by: 7 });
const objective = (more = {}) => ({ id: 1, text: "Orders served", unit: "%", target: "95", sense: "up", ...more });
const task = (more = {}) => ({ id: 1, title: "Call", status: "to_acknowledge", department: "legal", owner: null, requester: 7, due_at: null, waiting: null, since: at("13:00"), ...more });

test("a meter stands between nothing and its target, with room beyond", () => {
  const share = meterOf(objective({ value: "71", measures: [measure("62", "10:00"), measure("71", "13:00")] }));
  assert.deepEqual([share.at, share.goal, share.state], [0.71, 0.95, "soon"]);
  assert.deepEqual(share.change, { by: 9, since: at("10:00") });
  const stock = meterOf(objective({ unit: "j", target: "5", value: "3.2" }));
  assert.equal(stock.goal, 5 / 6);
  assert.equal(stock.state, "soon");
});

test("what is to be reached is late under half the way, unless it comes nearer", () => {
  const state = (value, more) => meterOf(objective({ value, ...more })).state;
  const from = (before, value) => meterOf(objective({ value, start: "20", measures: [measure(before, "10:00"), measure(value, "13:00")] })).state;
  assert.equal(state("95"), "ok");
  assert.equal(state("40"), "late");
  assert.equal(state("71", { start: "62" }), "soon");
  assert.deepEqual([from("40", "45"), from("45", "45"), from("50", "45"), from("75", "70")], ["soon", "late", "late", "soon"]);
  assert.equal(state(null), "none");
  assert.equal(state("71", { target: null }), "none");
});

test("a ceiling is held below, close in its last quarter, and passed above", () => {
  const state = (value, more) => meterOf(objective({ unit: "k€", target: "180", sense: "down", value, ...more })).state;
  assert.equal(state("112"), "ok");
  assert.equal(state("140"), "soon");
  assert.equal(state("181"), "late");
  assert.equal(state("410", { start: "400" }), "late");
  assert.equal(state("300", { start: "400" }), "soon");
  assert.equal(state("180", { start: "400" }), "ok");
});

test("without a value before, the change counts from the start; without either there is none", () => {
  assert.deepEqual(meterOf(objective({ value: "71", start: "60" })).change, { by: 11, since: "" });
  assert.equal(meterOf(objective({ value: "71" })).change, null);
  assert.equal(meterOf(objective({ value: "0.3", start: "0.1" })).change.by, 0.2);
});

test("values are written as the language writes them", () => {
  learn({ pts: "pts" }, "fr");
  assert.equal(quantity(3.2, "j"), "3,2\u00a0j");
  assert.equal(changed(9, "%"), "+\u00a09\u00a0pts");
  assert.equal(changed(-0.4, "j"), "\u2212\u00a00,4\u00a0j");
  learn({}, "en");
  assert.equal(quantity(71, "%"), "71%");
  assert.equal(toDecimal(" 1 234,50 "), "1234.50");
  assert.equal(toDecimal("about ten"), "about ten");
  assert.equal(decimal("ten"), null);
});

test("a curve needs two values and stays in its box", () => {
  assert.equal(curve([measure("1", "10:00")], 100, 20), "");
  assert.equal(curve([measure("1", "10:00"), measure("3", "11:00"), measure("2", "12:00")], 100, 20), "0,20 50,0 100,10");
  assert.equal(curve([measure("1", "10:00"), measure("1", "10:00")], 100, 20), "0,20 0,20");
});

const board = (more = {}) => ({
  ...{ tasks: [], decisions: [], targets: { acknowledge_s: 900, decide_s: 3600, approve_s: 3600, handoff_s: 1200 } },
  ...{ departmentOf: (person) => ({ 7: "production", 8: "finance" })[person] ?? null, holderOf: () => "logistics", ...more },
});
const tile = (made, name) => made.find((one) => one.name === name);

test("each delay shows its most pressing case, who waits and on whom", () => {
  const tasks = [
    task({ id: 1, since: at("13:50") }),
    task({ id: 2, since: at("12:02") }),
    task({ id: 3, status: "to_validate", department: "logistics", requester: 8, since: at("13:38") }),
    task({ id: 4, status: "waiting", department: "production", waiting: { on: { task: 9 }, since: at("13:45"), reason: "" } }),
    task({ id: 5, status: "done" }),
  ];
  const made = tilesOf(board({ tasks }));
  assert.deepEqual(tile(made, "acknowledge").cases.map((one) => one.id), [2, 1]);
  assert.equal(lateOf(tile(made, "acknowledge"), NOW), 1);
  const [oldest] = tile(made, "acknowledge").cases;
  assert.deepEqual([oldest.from, oldest.on, stateOf(oldest, NOW)], ["production", { department: "legal" }, "late"]);
  const [asked] = tile(made, "approve").cases;
  assert.deepEqual([asked.from, asked.on.department, stateOf(asked, NOW)], ["logistics", "finance", "ok"]);
  const [held] = tile(made, "hold").cases;
  assert.deepEqual([held.on, stateOf(held, NOW)], [{ task: 9, department: "logistics" }, "soon"]);
});

test("a question is pressed by its own hour before the level's target, and is gone once settled", () => {
  const question = (more) => ({ id: 1, question: "Which yarn?", status: "asked", asked_at: at("13:30"), asked_by: 8, decider: 7, needed_by: null, ...more });
  const decisions = [question({}), question({ id: 2, needed_by: at("14:10") }), question({ id: 3, status: "in_force" })];
  const { cases } = tile(tilesOf(board({ decisions })), "decide");
  assert.deepEqual(cases.map((one) => [one.id, one.dated, stateOf(one, NOW)]), [[2, true, "soon"], [1, false, "ok"]]);
  assert.deepEqual([cases[0].from, cases[0].on.department], ["finance", "production"]);
});

test("without targets nothing is late, and the oldest comes first", () => {
  const made = tilesOf(board({ targets: null, tasks: [task({ id: 1, since: at("13:50") }), task({ id: 2, since: at("10:00") })] }));
  const { cases, target } = tile(made, "acknowledge");
  assert.deepEqual([target, cases.map((one) => one.id), stateOf(cases[0], NOW)], [null, [2, 1], "none"]);
});

const member = (id, department, role = "member") => ({ id, name: `P${id}`, department, role, removed_at: null });
const seat = (id, more = {}) => ({ id, ...more });

test("the holder speaks for a department, then the deputy, then whoever is there", () => {
  const legal = seat("legal", { holder: { id: 1, name: "P1" }, deputy: { id: 2, name: "P2" } });
  const members = [member(3, "legal"), member(2, "legal"), member(1, "legal")];
  const who = (...here) => seatsOf([legal], members, [], new Set(here), NOW)[0];
  assert.deepEqual([who(1, 2, 3).holder.id, who(2, 3).holder.id, who(3).holder.id, who().holder.id], [1, 2, 3, 1]);
  assert.deepEqual([who(1).isDeputy, who(2).isDeputy, who(3).isDeputy], [false, true, false]);
});

test("a chair is empty when nobody was ever seated, or nobody is there while others wait", () => {
  const wait = task({ department: "production", status: "waiting", waiting: { on: { department: "legal" }, since: at("13:00") } });
  const legal = (members, tasks, since) => seatsOf([seat("legal")], members, tasks, new Set(), NOW, since ? { legal: since } : {})[0];
  assert.equal(legal([], []).isEmpty, true);
  assert.equal(legal([member(1, "legal")], [], at("12:00")).isEmpty, false);
  assert.equal(legal([member(1, "legal")], [wait], at("12:00")).isEmpty, true);
  assert.equal(legal([member(1, "legal")], [wait], at("13:55")).isEmpty, false);
  assert.equal(legal([member(1, "legal", "observer")], []).isEmpty, true);
});

test("a department waits on whoever owes it an answer, then on who works for it; neither empties a chair", () => {
  const owed = { ref: "decision:4", id: 4, text: "?", from: "sales", on: { department: "direction" }, since: at("13:00"), deadline: at("15:00"), dated: false };
  const own = { ...owed, ref: "task:8", from: "direction" };
  const asked = underWay([task({ id: 7, status: "in_progress", department: "production", requester: 1, added_at: at("12:00"), due_at: null })], () => "sales");
  const people = [member(1, "sales"), member(2, "direction"), member(3, "production")];
  const seats = ["sales", "direction", "production"].map((id) => seat(id));
  const [sales, direction, production] = seatsOf(seats, people, [], new Set([1]), NOW, { direction: at("10:00"), production: at("10:00") }, [owed, own], asked);
  assert.deepEqual(sales.waits, { on: "direction", since: at("13:00"), deadline: at("15:00") });
  assert.deepEqual(sales.waitsOn.map((one) => one.ref), ["decision:4", "task:7"]);
  assert.deepEqual([direction.waits, direction.waitedBy, direction.isEmpty], [null, ["sales"], false]);
  assert.deepEqual([production.waitedBy, production.isEmpty], [["sales"], false]);
});

test("who waits on a task waits on the department that holds it", () => {
  const tasks = [task({ id: 9, department: "logistics" }), task({ id: 4, department: "production", status: "waiting", waiting: { on: { task: 9 }, since: at("13:45") } })];
  const [production, logistics] = seatsOf([seat("production"), seat("logistics")], [], tasks, new Set(), NOW);
  assert.deepEqual(production.waits, { on: "logistics", since: at("13:45") });
  assert.deepEqual(logistics.waitedBy, ["production"]);
});
