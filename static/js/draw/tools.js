// Above the board: how it is laid out, what part of it is looked at with how many tasks in it, how many changes wait,
// and the buttons that ask and add.

import { html, nothing } from "lit";
import { SWITCHES, chosen, isFiltered, wantedBy, NO_FILTERS } from "../filters.js";
import { codeName, departmentName, objectiveNumber, personName } from "../names.js";
import { quoted } from "../sentence.js";
import { _, figure, ngettext } from "../words.js";
import { icon } from "./marks.js";
import { drawNarrow } from "./narrow.js";
import { canWrite, clockNow, tasksOf } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** @param {View} view */
export function drawTools(view) {
  const title = _("Task board");
  const group = _("Filters");
  return html`<h2 class="sr">${title}</h2>
    ${layouts(view)}
    <div class="chips" role="group" aria-label=${group}>${SWITCHES.map((name) => chip(view, name))} ${narrowing(view)} ${picks(view)}</div>
    ${held(view)}<span class="spring"></span>${buttons(view)} ${view.narrowing ? drawNarrow(view) : nothing}`;
}

/** @param {View} view */
function layouts(view) {
  const label = _("Layout of the board");
  /** @type {["columns" | "lanes", string, string][]} */
  const all = [
    ["columns", "board", _("By status")],
    ["lanes", "lanes", _("By department")],
  ];
  return html`<div class="seg tools__view" role="group" aria-label=${label}>
    ${all.map(
      ([name, sign, words]) => html`<button
        type="button"
        id=${`view-${name}`}
        aria-pressed=${view.filters.view === name ? "true" : "false"}
        @click=${() => view.act.filter({ view: name })}
      >
        ${icon(sign)}<span>${words}</span>
      </button>`,
    )}
  </div>`;
}

/** @param {View} view @param {import("../filters.js").Switch} name */
function chip(view, name) {
  const label = { mine: _("My tasks"), late: _("Late"), aimless: _("No objective"), blocked: _("Blocked") }[name];
  const only = { ...NO_FILTERS, department: view.filters.department, [name]: true };
  const count = tasksOf(view).filter(wantedBy(only, view.me, clockNow(view))).filter((task) => name !== "mine" || task.status !== "done").length;
  const isLoud = name === "late" && count > 0;
  return html`<button
    class="btn btn--quiet btn--small"
    type="button"
    id=${`filter-${name}`}
    aria-pressed=${view.filters[name] ? "true" : "false"}
    @click=${() => view.act.toggle(name)}
  >
    ${label} <span class=${isLoud ? "count count--late" : "count"}>${figure(count)}</span>
  </button>`;
}

/** @param {View} view */
function narrowing(view) {
  const label = _("Filter by department, objective, person or words");
  return html`<button
    class="btn btn--quiet btn--small"
    type="button"
    id="filter-more"
    aria-expanded=${view.narrowing ? "true" : "false"}
    aria-controls="narrow"
    aria-label=${label}
    title=${label}
    @click=${() => view.act.narrow()}
  >
    ${icon("filter")}
  </button>`;
}

/** A filter is never on without saying so, with its way out. @param {View} view */
function picks(view) {
  if (!isFiltered(view.filters)) return nothing;
  const names = chosen(view.filters);
  const all = _("All tasks");
  return html`${names.map((name) => without(view, name))}
    <button class="btn btn--small" type="button" id="filter-clear" data-after="filter-more" @click=${view.act.clear}>${icon("cross")}${all}</button>`;
}

/** @param {View} view @param {import("../filters.js").Choice} name */
function without(view, name) {
  const words = said(view, name);
  const label = _("Without this filter: {filter}", { filter: words });
  const off = () => view.act.filter({ [name]: null });
  return html`<button class="btn btn--small" type="button" id=${`filter-off-${name}`} data-after="filter-more" aria-label=${label} title=${label} @click=${off}>${icon("cross")}${words}</button>`;
}

/** What a filter keeps, in words. @param {View} view @param {import("../filters.js").Choice} name */
function said(view, name) {
  const value = view.filters[name];
  if (name === "department") return departmentName(view.find, String(value));
  if (name === "objective") return objectiveNumber(Number(value));
  if (name === "owner") return personName(view.find, Number(value));
  return name === "text" ? quoted(String(value)) : codeName(String(value));
}

/** @param {View} view */
function held(view) {
  if (view.held === 0) return nothing;
  const words = ngettext("{n} change", "{n} changes", view.held);
  const title = _("Apply the changes that wait (key .)");
  return html`<button class="btn btn--small btn--held" type="button" id="held" title=${title} @click=${view.act.release}>
    ${icon("refresh")}${words} <kbd aria-hidden="true">.</kbd>
  </button>`;
}

/** @param {View} view */
function buttons(view) {
  const journal = _("Running log");
  return html`<button class="btn btn--small tools__journal" type="button" id="journal-button" @click=${() => view.act.journal()}>${icon("journal")}${journal}</button>
    ${button(view, "ask_decision", "ask-question", "question", _("Question"), _("Ask a question to be settled (key D)"), view.act.ask)}
    ${button(view, "add_task", "add-task", "plus", _("Task"), _("Add a task (key A)"), () => view.act.compose())}`;
}

/** @param {View} view @param {string} command @param {string} id @param {string} sign @param {string} words @param {string} hint @param {() => void} act */
function button(view, command, id, sign, words, hint, act) {
  if (!view.me.may.includes(command)) return nothing;
  const look = command === "add_task" ? "btn btn--small btn--primary" : "btn btn--small";
  return html`<button class=${look} type="button" id=${id} title=${hint} ?disabled=${!canWrite(view, command)} @click=${act}>${icon(sign)}${words}</button>`;
}
