// What each department contributes to an objective: its tasks that serve it, done and still open.

import { html } from "lit";
import { tile } from "../draw/marks.js";
import { tasksOf } from "../draw/view.js";
import { departmentName } from "../names.js";
import { _ } from "../words.js";

/** @typedef {import("../types").TaskRow} TaskRow */
/** @typedef {{slug: string, done: number, all: number}} Share */

/** The departments whose tasks serve an objective, most tasks first; what was given up counts for nothing.
 * @param {TaskRow[]} tasks @param {number} objective @returns {Share[]} */
export function sharesOf(tasks, objective) {
  /** @type {Map<string, Share>} */
  const found = new Map();
  for (const task of tasks) {
    if (task.objective !== objective || task.status === "dropped") continue;
    const share = found.get(task.department) ?? { slug: task.department, done: 0, all: 0 };
    found.set(task.department, { ...share, done: share.done + Number(task.status === "done"), all: share.all + 1 });
  }
  return [...found.values()].sort((one, other) => other.all - one.all || one.slug.localeCompare(other.slug));
}

/** @param {import("../draw/view.js").View} view @param {number} objective */
export function contributions(view, objective) {
  const shares = sharesOf(tasksOf(view), objective);
  const words = { title: _("What each department contributes"), none: _("No task serves it yet.") };
  /** @param {Share} share */
  const line = ({ slug, done, all }) => {
    const said = _("tasks done: {done} of {n}", { done, n: all });
    return html`<li>${tile(view.find, slug)} <span>${departmentName(view.find, slug)}</span> <span class="num">${said}</span></li>`;
  };
  return html`<section class="past">
    <h3 class="label">${words.title}</h3>
    ${shares.length === 0 ? html`<p class="muted">${words.none}</p>` : html`<ul class="shares" role="list">${shares.map(line)}</ul>`}
  </section>`;
}
