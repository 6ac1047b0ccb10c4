// Under the line that adds a task: what reads like it, as it stands. Each can be looked at, and a task of this cell
// can be named as what the new one doubles; whoever just goes on typing and presses Enter adds as ever.

import { html, nothing } from "lit";
import { clockTime, longDate, sameDay } from "../when.js";
import { _, inTongue, ngettext } from "../words.js";
import { icon } from "./marks.js";
import { canWrite, cellOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").Similar} Similar */

/** @param {View} view @param {import("../similar.js").SimilarTo} similar */
export function drawSimilar(view, similar) {
  const [label, told] = [_("Reads alike"), similar.told((rows) => announced(view, rows))];
  return html`<p class="sr" role="status" id="new-similar-told">${told}</p>
    ${similar.found.length === 0
      ? nothing
      : html`<ul class="similar" id="new-similar" role="list" aria-label=${label}>
          ${similar.found.map((one) => line(view, one))}
        </ul>`}`;
}

/** @param {View} view @param {Similar} one */
function line(view, one) {
  const isHere = one.cell === cellOf(view).id;
  const [noun, id] = one.ref.split(":");
  const isTask = noun === "task";
  const where = isTask ? `/cells/${one.cell}#task-${id}` : `/cells/${one.cell}/${noun}s/${id}`;
  const [button, link] = [_("Add as a duplicate"), _("Add as a duplicate of {number}", { number: one.number })];
  /** @param {MouseEvent} press */
  const open = (press) => {
    if (!isHere || !isTask || press.ctrlKey || press.metaKey || press.shiftKey) return;
    press.preventDefault();
    view.act.open(Number(id));
  };
  return html`<li class="similar__one" data-ref=${one.ref} data-cell=${one.cell}>
    ${icon(isTask ? (one.status === "done" ? "check" : "link") : noun === "decision" ? "decision" : "speak")}
    <a href=${where} @click=${open}><b>${standing(view, one)}</b> <span class="task__no">${one.number}</span> <span>${one.text}</span>${isHere ? nothing : html` <small>${one.title ?? "…"}</small>`}</a>
    ${isHere && isTask && view.me.may.includes("add_task")
      ? html`<button class="btn btn--small" type="submit" name="duplicate_of" value=${id} aria-label=${link} title=${link} ?disabled=${!canWrite(view, "add_task")}>${icon("link")}<span>${button}</span></button>`
      : nothing}
  </li>`;
}

/** How it stands, in a few words. @param {View} view @param {Similar} one */
export function standing(view, one) {
  const department = one.name ? inTongue(one.name) : "";
  if (one.ref.startsWith("decision:")) return decided(view, one);
  if (one.ref.startsWith("statement:")) return said(one);
  if (one.status === "done" || one.status === "dropped") {
    const words = over(one, department !== "", isToday(view, one));
    return fill(words, { department, day: longDate(one.at), time: isToday(view, one) ? clockTime(Date.parse(one.at)) : "" });
  }
  if (department === "") return _("Under way");
  return one.status === "to_acknowledge" ? _("Asked of {department}", { department }) : _("Under way at {department}", { department });
}

/** @param {Similar} one @param {boolean} isNamed @param {boolean} isRecent */
function over(one, isNamed, isRecent) {
  if (one.status === "dropped") return isNamed ? _("Given up on {day} by {department}") : _("Given up on {day}");
  if (one.at.length === 7) return _("Already done, {day}"); // a month alone
  if (isRecent) return isNamed ? _("Already done at {time} by {department}") : _("Already done at {time}");
  return isNamed ? _("Already done on {day} by {department}") : _("Already done on {day}");
}

/** @param {View} view @param {Similar} one */
function decided(view, one) {
  if (one.status === "asked") return _("To be decided");
  if (one.status !== "in_force") return _("Decided, no longer in force");
  if (isToday(view, one)) return _("Decided at {time}", { time: clockTime(Date.parse(one.at)) });
  const day = longDate(one.at);
  return one.at.length === 7 ? _("Decided, {day}", { day }) : _("Decided on {day}", { day });
}

/** @param {Similar} one */
function said(one) {
  if (one.status === "draft") return _("Statement in draft");
  const day = longDate(one.at);
  return one.status === "published" ? _("Statement published on {day}", { day }) : _("Statement withdrawn or replaced on {day}", { day });
}

/** @param {View} view @param {Similar} one */
const isToday = (view, one) => one.at.length > 10 && sameDay(Date.parse(one.at), view.now);

/** @param {string} words @param {Record<string, string>} values */
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");

/** What a screen reader is told, once. @param {View} view @param {Similar[]} rows */
function announced(view, rows) {
  const first = `${standing(view, rows[0])}, ${rows[0].number} ${rows[0].text}`;
  return ngettext("One reads alike: {first}", "{n} read alike, the closest: {first}", rows.length, { first });
}
