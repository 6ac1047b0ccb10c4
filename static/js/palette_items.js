// Everything the palette finds: commands, tasks, people, departments, decisions, pages.

import { isOpen } from "./clock.js";
import { icon, tile } from "./draw/marks.js";
import { cellOf, peopleOf, tasksOf } from "./draw/view.js";
import { movesFrom } from "./moves.js";
import { decisionNumber, departmentCode, departmentName, personName, roleName, statusName, taskNumber, taskTitle } from "./names.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./palette_match.js").Item} Item */
/** @typedef {import("./types").TaskRow} TaskRow */

/**
 * @param {View} view
 * @param {object} tools
 * @param {number} tools.task the one that had the focus, or 0
 * @param {() => void} tools.keys
 * @param {() => void} tools.tour
 * @returns {Item[]}
 */
export function paletteItems(view, tools) {
  return [...moves(view, tools.task), ...commands(view, tools), ...tasks(view), ...people(view), ...departments(view), ...decisions(view), ...pages()];
}

/** What can be done with the task one comes from. @param {View} view @param {number} id @returns {Item[]} */
function moves(view, id) {
  const row = /** @type {TaskRow | undefined} */ (view.find(`task:${id}`));
  if (!row || view.link !== "live") return [];
  return movesFrom(row, view.me.may).map((move) => ({
    ...{ id: `move-${move.command}`, group: taskNumber(id), label: move.label, hint: taskTitle(view.find, row), mark: icon("handoff"), weight: 3 },
    act: () => view.act.move(id, move),
  }));
}

/** @param {View} view @param {{keys: () => void, tour: () => void}} tools @returns {Item[]} */
function commands(view, { keys, tour }) {
  const { act, filters } = view;
  const group = _("Command");
  const lanes = filters.view === "lanes";
  /** @type {[string, string, string, () => void, string?, string?][]} */
  const all = [
    ["add", "plus", _("Add a task"), () => act.compose(), "A", "add_task"],
    ["record", "journal", _("Write in the running log"), () => (act.around.tab("journal"), act.journal(true), document.getElementById("say")?.focus()), "J", "record_information"],
    ["information", "info", _("Record a piece of information"), () => act.around.panel("information"), "I", "record_information"],
    ["ask", "question", _("Ask a question to be settled"), act.ask, "D", "ask_decision"],
    ["collect", "clip", _("Ask for contributions"), () => location.assign(`/cells/${cellOf(view).id}/contributions/new`), "", "ask_contributions"],
    ["view", lanes ? "board" : "lanes", lanes ? _("Show the board by status") : _("Show the board by department"), () => act.filter({ view: lanes ? "columns" : "lanes" }), "L"],
    ["mine", "user", _("My tasks only"), () => act.toggle("mine"), "M"],
    ["late", "late", _("Late tasks only"), () => act.toggle("late")],
    ["aimless", "target", _("Tasks that serve no objective"), () => act.toggle("aimless")],
    ["clear", "cross", _("All tasks"), act.clear],
    ["situation", "situation", _("Situation"), () => (act.around.tab("situation"), act.journal(true))],
    ["keys", "question", _("Keyboard shortcuts"), keys, "?"],
    ["theme", "sun", _("Light or dark"), () => /** @type {HTMLElement | null} */ (document.querySelector("[data-theme-switch]"))?.click()],
    ["tour", "flag", _("Show me around"), tour],
  ];
  const may = (/** @type {string | undefined} */ command) => !command || (view.me.may.includes(command) && view.link === "live");
  return all
    .filter(([, , , , , command]) => may(command))
    .map(([id, sign, label, go, key, command]) => ({ id: `do-${id}`, group, label, hint: key ?? "", mark: icon(sign), weight: command ? 2 : 1, act: go }));
}

/** @param {View} view @returns {Item[]} */
function tasks(view) {
  const group = _("Task");
  return tasksOf(view).map((row) => ({
    ...{ id: `task-${row.id}`, group, label: `${taskNumber(row.id)} ${taskTitle(view.find, row)}`, mark: tile(view.find, row.department) },
    hint: `${statusName(row.status)}${row.owner === null ? "" : `, ${personName(view.find, row.owner)}`}`,
    ...{ also: `${row.id} ${departmentName(view.find, row.department)}`, weight: isOpen(row) ? 0 : -1, act: () => view.act.open(row.id) },
  }));
}

/** A person stands for what they work on. @param {View} view @returns {Item[]} */
function people(view) {
  const group = _("Person");
  return peopleOf(view).map((member) => ({
    ...{ id: `person-${member.id}`, group, label: personName(view.find, member.id), mark: icon("user") },
    hint: member.department ? `${roleName(member.role)}, ${departmentName(view.find, member.department)}` : roleName(member.role),
    act: () => view.act.filter({ owner: member.id }),
  }));
}

/** @param {View} view @returns {Item[]} */
function departments(view) {
  const group = _("Department");
  return view.state.rowsOf("department").map((row) => ({
    ...{ id: `department-${row.id}`, group, label: departmentName(view.find, row.id), also: departmentCode(view.find, row.id), mark: tile(view.find, row.id) },
    act: () => view.act.department(row.id),
  }));
}

/** @param {View} view @returns {Item[]} */
function decisions(view) {
  const group = _("Decision");
  return view.state.rowsOf("decision").map((row) => ({
    ...{ id: `decision-${row.id}`, group, label: `${decisionNumber(row.id)} ${row.question ?? row.taken?.choice ?? _("Text withdrawn")}`, mark: icon("decision") },
    ...{ also: `${row.id} D-${row.id} ${row.taken?.choice ?? ""}`, act: () => view.act.around.panel("decision", row.id) },
  }));
}

/** The links of the page itself: what is there can be gone to. @returns {Item[]} */
function pages() {
  const group = _("Page");
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".rail a[href]"));
  return [...links].map((link) => ({
    ...{ id: `page-${link.getAttribute("href")}`, group, label: link.getAttribute("aria-label") ?? link.textContent?.trim() ?? "", mark: icon("chevron") },
    act: () => link.click(),
  }));
}
