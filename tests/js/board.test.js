// What is looked at, what can be done, who sits where, and what the store keeps.
import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_FILTERS, isMine, readFilters, wantedBy, writeFilters } from "../../static/js/filters.js";
import { moveTo, movesFrom } from "../../static/js/moves.js";
import { seatsOf } from "../../static/js/seats.js";
import { readEdit, readMove, readTask } from "../../static/js/sheet_form.js";
import { createState } from "../../static/js/state.js";
import { setZone } from "../../static/js/when.js";
import { answer, board, entry } from "./wire.js";

const NOW = Date.parse("2026-11-18T14:00:00.000Z");
const ME = { id: 7, name: "Marc", role: "member", department: "production", may: [], cleared: false };
const ALL = ["acknowledge_task", "resume_task", "return_task", "reopen_task", "wait_task", "submit_task", "validate_task", "complete_task", "drop_task"];
const task = (more = {}) => ({ id: 1, status: "in_progress", department: "legal", owner: null, due_at: null, waiting: null, priority: 2, title: "Call", ...more });

test("filters live in the address, beside what else is there", () => {
  const filters = { ...NO_FILTERS, mine: true, department: "legal" };
  const search = writeFilters(filters, "?theme=dark");
  assert.equal(search, "?theme=dark&mine=1&department=legal");
  assert.deepEqual(readFilters(search), filters);
  assert.equal(writeFilters(readFilters(""), ""), "");
});

test("every filter and the layout come back from the address they were put in", () => {
  const filters = { view: "lanes", mine: true, late: true, aimless: true, blocked: true, department: "legal", objective: 2, owner: 7, text: "fil de coton", clock: "approve" };
  assert.deepEqual(readFilters(writeFilters(filters, "")), filters);
  assert.deepEqual(readFilters("?view=other&objective=two&owner=-1&q=%20&clock=constructor&department="), NO_FILTERS);
});

test("mine is what I answer for, or what stands before my department without an owner", () => {
  assert.equal(isMine(task({ owner: 7 }), ME), true);
  assert.equal(isMine(task({ department: "production" }), ME), true);
  assert.equal(isMine(task({ department: "production", owner: 3 }), ME), false);
  assert.equal(isMine(task({ department: "production", status: "done" }), ME), false);
});

test("filters add up; a department is concerned by what waits on it too", () => {
  const wants = (filters) => wantedBy({ ...NO_FILTERS, ...filters }, ME, NOW);
  const waiting = task({ department: "production", status: "waiting", waiting: { on: { department: "legal" } } });
  assert.equal(wants({ department: "legal" })(waiting), true);
  assert.equal(wants({ department: "finance" })(waiting), false);
  assert.equal(wants({ blocked: true, late: true })(waiting), false);
  assert.equal(wants({ late: true })(task({ due_at: "2026-11-18T13:59:59.000Z" })), true);
});

test("who helps finds the task among their own; work without an objective is found until it is over", () => {
  const wants = (filters) => wantedBy({ ...NO_FILTERS, ...filters }, ME, NOW);
  assert.equal(isMine(task({ owner: 3, helpers: [7] }), ME), true);
  assert.equal(wants({ owner: 3 })(task({ owner: 3, helpers: [7] })), true);
  assert.equal(wants({ aimless: true })(task({ objective: null })), true);
  assert.equal(wants({ aimless: true })(task({ objective: 1 })), false);
  assert.equal(wants({ aimless: true })(task({ objective: null, status: "done" })), false);
  assert.equal(wants({ objective: 2 })(task({ objective: 1 })), false);
  assert.equal(wants({ clock: "hold" })(task({ status: "waiting" })), true);
});

test("words are looked for without accents, in the title, the number and the reasons", () => {
  const says = (text) => wantedBy({ ...NO_FILTERS, text }, ME, NOW)(task({ id: 12, title: "Écrire aux clients", waiting: { on: {}, reason: "Relecture juridique" } }));
  for (const text of ["ecrire", "CLIENTS écrire", "a-12", "relect"]) assert.equal(says(text), true, text);
  assert.equal(says("ecrire porto"), false);
});

test("each column means the command that leads there", () => {
  const meant = (status, column) => moveTo(task({ status }), column, ALL)?.command;
  assert.equal(meant("to_acknowledge", "in_progress"), "acknowledge_task");
  assert.equal(meant("waiting", "in_progress"), "resume_task");
  assert.equal(meant("to_validate", "in_progress"), "return_task");
  assert.equal(meant("done", "in_progress"), "reopen_task");
  assert.equal(meant("in_progress", "waiting"), "wait_task");
  assert.equal(meant("in_progress", "to_validate"), "submit_task");
  assert.equal(meant("to_validate", "done"), "validate_task");
  assert.equal(meant("in_progress", "done"), "complete_task");
  assert.equal(meant("in_progress", "dropped"), "drop_task");
  assert.equal(meant("in_progress", "in_progress"), undefined);
});

test("nobody is offered what they have no right to", () => {
  assert.deepEqual(movesFrom(task(), []), []);
  assert.deepEqual(
    movesFrom(task({ status: "to_acknowledge" }), ["acknowledge_task"]).map((move) => move.command),
    ["acknowledge_task"],
  );
});

test("an empty chair, an absent holder, and who waits on whom", () => {
  const departments = ["legal", "production", "finance"].map((id) => ({ id }));
  const members = [
    { id: 1, department: "production", role: "member" },
    { id: 2, department: "production", role: "member" },
    { id: 3, department: "legal", role: "observer" },
    { id: 4, department: "finance", role: "member" },
  ];
  const wait = (department, since) => task({ department, status: "waiting", waiting: { on: { department: "legal" }, since } });
  const tasks = [wait("finance", "2026-11-18T12:00:00.000Z"), wait("production", "2026-11-18T11:00:00.000Z"), wait("production", "2026-11-18T13:00:00.000Z")];
  const [legal, production, finance] = seatsOf(departments, members, tasks, new Set([2]), NOW);
  assert.equal(legal.holder, null);
  assert.deepEqual(legal.waitedBy, ["production", "finance"]);
  assert.equal(production.holder.id, 2);
  assert.equal(production.isHere, true);
  assert.deepEqual(production.waits, { on: "legal", since: "2026-11-18T11:00:00.000Z" });
  assert.equal(finance.isHere, false);
  assert.equal(production.open, 2);
});

test("only what was changed in a form is sent", () => {
  setZone("Europe/Paris");
  const base = task({ owner: 3, due_at: "2026-11-18T15:00:00.000Z" });
  const form = (more) => {
    const data = new FormData();
    const fields = { title: "Call", department: "legal", owner: "3", priority: "2", due_at: "2026-11-18T16:00", ...more };
    Object.entries(fields).forEach(([name, value]) => data.set(name, value));
    return data;
  };
  assert.deepEqual(readEdit(form({}), base), {});
  assert.deepEqual(readEdit(form({ owner: "", due_at: "" }), base), { owner: null, due_at: null });
  assert.deepEqual(readEdit(form({ title: " Call again " }), base), { title: "Call again" });
  assert.deepEqual(readTask(form({ owner: "" })), { title: "Call", department: "legal", due_at: "2026-11-18T15:00:00.000Z", priority: 2 });
});

test("a wait is on exactly one thing", () => {
  const data = new FormData();
  data.set("on", "12");
  data.set("reason", "why");
  const move = { command: "wait_task", column: "waiting", label: "", asks: "wait" };
  assert.deepEqual(readMove(data, move, "task"), { reason: "why", on: { task: 12 } });
  assert.deepEqual(readMove(data, move, "outside"), { reason: "why", on: { outside: "12" } });
  data.set("unblocker", " Maître Roux ");
  assert.deepEqual(readMove(data, move, "task"), { reason: "why", on: { task: 12 }, unblocker: "Maître Roux" });
});

test("the store applies, removes, adopts, and keeps every entry once", () => {
  const state = createState(board(2));
  const told = [];
  state.subscribe((change) => told.push(change));
  state.apply([entry(3)], { "task:3": { id: 3 }, "task:1": null });
  assert.equal(state.seq, 3);
  assert.equal(state.row("task:1"), undefined);
  state.remember([entry(1), entry(2), entry(3)]);
  assert.deepEqual(
    state.entries.map((one) => one.seq),
    [1, 2, 3],
  );
  assert.deepEqual(told[0], { entries: [entry(3)], refs: ["task:3", "task:1"], whole: false });
  state.adopt({ ...board(1), me: answer(1).me });
  assert.equal(state.seq, 1);
  assert.deepEqual(state.entries, []);
  assert.deepEqual(
    state.rowsOf("task").map((row) => row.id),
    [1],
  );
});
