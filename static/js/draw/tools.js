// The line above the board: which part of it is looked at, the changes that wait, and the button that adds.

import { html, nothing } from "lit";
import { SWITCHES, isFiltered, wantedBy } from "../filters.js";
import { departmentName } from "../names.js";
import { _, figure, ngettext } from "../words.js";
import { icon } from "./marks.js";
import { canWrite, tasksOf } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** @param {View} view */
export function drawTools(view) {
  const title = _("Task board");
  const group = _("Filters");
  return html`<h2 class="sr">${title}</h2>
    <div class="chips" role="group" aria-label=${group}>${SWITCHES.map((name) => chip(view, name))} ${cleared(view)}</div>
    ${held(view)}<span class="spring"></span>${buttons(view)}`;
}

/** @param {View} view @param {import("../filters.js").Switch} name */
function chip(view, name) {
  const label = { mine: _("My tasks"), late: _("Late"), blocked: _("Blocked") }[name];
  const only = { mine: false, late: false, blocked: false, department: view.filters.department, [name]: true };
  const count = tasksOf(view).filter(wantedBy(only, view.me, view.now)).filter((task) => name !== "mine" || task.status !== "done").length;
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

/** A filter is never on without saying so, with its way out. @param {View} view */
function cleared(view) {
  if (!isFiltered(view.filters)) return nothing;
  const slug = view.filters.department;
  const label = slug ? _("All departments and tasks (now: {department})", { department: departmentName(view.find, slug) }) : _("All tasks");
  const short = slug ? departmentName(view.find, slug) : _("All tasks");
  return html`<button class="btn btn--small" type="button" id="filter-clear" aria-label=${label} @click=${view.act.clear}>
    ${icon("cross")}${short}
  </button>`;
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
  const add = _("Task");
  const hint = _("Add a task (key A)");
  return html`<button class="btn btn--small tools__journal" type="button" id="journal-button" @click=${view.act.journal}>
      ${icon("journal")}${journal}
    </button>
    ${view.me.may.includes("add_task")
      ? html`<button
          class="btn btn--small btn--primary"
          type="button"
          id="add-task"
          title=${hint}
          ?disabled=${!canWrite(view, "add_task")}
          @click=${view.act.compose}
        >
          ${icon("plus")}${add}
        </button>`
      : nothing}`;
}
