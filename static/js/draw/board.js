// The board: one column per status; work that is over stays short, and what was dropped is folded at the end.

import { html, nothing, repeat } from "lit";
import { statusName } from "../names.js";
import { isLate } from "../clock.js";
import { isFiltered } from "../filters.js";
import { _, figure } from "../words.js";
import { icon } from "./marks.js";
import { drawLanes } from "./lanes.js";
import { drawMore, listedIn } from "./more.js";
import { addedTask, lineTask, task } from "./task.js";
import { clockNow, tasksOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */

const OPEN = ["to_acknowledge", "in_progress", "waiting", "to_validate"];
const SIGNS = { to_acknowledge: "none", in_progress: "ok", waiting: "waits", to_validate: "stamp", done: "check", dropped: "cross" };

/** @param {View} view */
export function drawBoard(view) {
  if (view.filters.view === "lanes") return drawLanes(view);
  return html`${OPEN.map((column) => openColumn(view, column))}${doneColumn(view)}`;
}

/** @param {View} view @param {string} column @returns {TaskRow[]} */
function tasksIn(view, column) {
  return (view.shown.get(column) ?? []).map((id) => /** @type {any} */ (view.find(`task:${id}`))).filter(Boolean);
}

/** @param {string} column */
const columnName = (column) => (column === "waiting" ? _("Waiting on") : statusName(column));

/** @param {View} view @param {string} column @param {number} count */
function heading(view, column, count) {
  const name = columnName(column);
  const sign = SIGNS[/** @type {keyof typeof SIGNS} */ (column)];
  return html`<h3 id=${`col-${column}`}>${icon(sign)}<span>${name}</span><span class="count">${figure(count)}</span></h3>`;
}

/** @param {View} view @param {string} column */
function openColumn(view, column) {
  const tasks = tasksIn(view, column);
  const listed = listedIn(view, column, tasks);
  const added = column === "to_acknowledge" ? view.pending.added() : [];
  return html`<section
    class=${column === "waiting" ? "col col--wait" : "col"}
    data-col=${column}
    data-shown=${view.column === column ? "" : nothing}
    aria-labelledby=${`col-${column}`}
  >
    ${heading(view, column, tasks.length)}
    <ul role="list">
      ${added.map((one) => html`<li>${addedTask(view, one)}</li>`)}
      ${repeat(
        listed,
        (one) => one.id,
        (one) => html`<li>${task(view, one)}</li>`,
      )}
      ${drawMore(view, column, tasks.length - listed.length, columnName(column))} ${tasks.length + added.length === 0 ? empty(view, column) : nothing}
    </ul>
  </section>`;
}

/** @param {View} view @param {string} column */
function empty(view, column) {
  if (isFiltered(view.filters)) {
    const none = _("Nothing here with these filters.");
    return html`<li class="col__empty">${none}</li>`;
  }
  if (view.me.may.includes("add_task") && column === "to_acknowledge" && tasksOf(view).length === 0) return firstTask(view);
  if (column === "waiting") {
    const calm = _("Nobody waits on anybody");
    const why = _("Waits appear here as soon as a department needs another.");
    return html`<li class="empty">${icon("check")}<strong>${calm}</strong><span>${why}</span></li>`;
  }
  const [sign, said] = [SIGNS[/** @type {keyof typeof SIGNS} */ (column)], meaning(column)];
  return said ? html`<li class="empty">${icon(sign)}<span>${said}</span></li>` : nothing;
}

/** An empty column says what it is for. @param {string} column */
function meaning(column) {
  /** @type {Record<string, string>} */
  const words = {
    to_acknowledge: _("Nothing waits to be taken in hand."),
    in_progress: _("Who acknowledges a task answers for it: it then stands here with a name."),
    to_validate: _("Work handed in to be checked stands here: it is validated, or returned with a reason."),
  };
  return words[column];
}

/** The board of a cell just opened shows how its first line is written. @param {View} view */
function firstTask(view) {
  const words = { title: _("No task yet"), how: _("A verb, a department, an hour: one line is enough."), act: _("Write the first one") };
  const example = _("Call the carriers @log in 45 min");
  return html`<li class="empty">
    ${icon("plus")}<strong>${words.title}</strong><span>${words.how}</span><q>${example}</q>
    <button class="btn btn--small btn--primary" type="button" id="first-task" @click=${() => view.act.compose()}>${icon("plus")}${words.act} <kbd aria-hidden="true">A</kbd></button>
  </li>`;
}

/** @param {View} view */
function doneColumn(view) {
  const done = tasksIn(view, "done");
  const listed = listedIn(view, "done", done);
  return html`<section class="col col--done" data-col="done" data-shown=${view.column === "done" ? "" : nothing} aria-labelledby="col-done">
    ${heading(view, "done", done.length)}
    <ul role="list">
      ${repeat(
        listed,
        (one) => one.id,
        (one) => html`<li>${lineTask(view, one)}</li>`,
      )}
      ${drawMore(view, "done", done.length - listed.length, columnName("done"))}
      <li>${dropped(view)}</li>
    </ul>
  </section>`;
}

/** @param {View} view */
function dropped(view) {
  const tasks = tasksIn(view, "dropped");
  const listed = listedIn(view, "dropped", tasks);
  const name = statusName("dropped");
  return html`<details class="dropped" data-col="dropped">
    <summary id="col-dropped">${icon("cross")}${name}<span class="count">${figure(tasks.length)}</span></summary>
    <ul role="list">
      ${repeat(
        listed,
        (one) => one.id,
        (one) => html`<li>${lineTask(view, one)}</li>`,
      )}
      ${drawMore(view, "dropped", tasks.length - listed.length, name)}
    </ul>
  </details>`;
}

/** The same columns as tabs, where only one fits. @param {View} view */
export function drawTabs(view) {
  return html`${[...OPEN, "done"].map((column) => {
    const tasks = tasksIn(view, column);
    const isLoud = tasks.some((one) => isLate(one, clockNow(view)));
    const isShown = view.column === column;
    return html`<button
      role="tab"
      type="button"
      id=${`tab-${column}`}
      aria-selected=${isShown ? "true" : "false"}
      aria-controls="board"
      tabindex=${isShown ? 0 : -1}
      @click=${() => view.act.show(column)}
    >
      ${statusName(column)}<span class=${isLoud ? "count count--late" : "count"}>${figure(tasks.length)}</span>
    </button>`;
  })}`;
}
