// The same board, a row for each department: who holds the ball. An empty chair is named at the head of its row, and
// one that holds nothing keeps its row: an empty row is an answer too.

import { html, nothing, repeat } from "lit";
import { taskClock } from "../clock.js";
import { placeOf } from "../folds.js";
import { departmentName, shortName, statusName, taskNumber } from "../names.js";
import { _, figure, inTongue, ngettext } from "../words.js";
import { arrow, clockChip, icon, tile, waitedOnMark, waitsOn } from "./marks.js";
import { drawMore, listedIn } from "./more.js";
import { drawNote } from "./note.js";
import { chairClass, emptyWords, loadWords, seatsNow } from "./seats.js";
import { framed, menu, sparingly, titleLink } from "./task.js";
import { clockNow, takenWithin } from "./view.js";
import { waitAge } from "./wait_age.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */
/** @typedef {import("../seats.js").Seat} Seat */

const OPEN = ["to_acknowledge", "in_progress", "waiting", "to_validate"];

/** @param {View} view */
export function drawLanes(view) {
  const words = { caption: _("Tasks by department"), department: _("Department"), waiting: _("Waiting on") };
  return html`<table class="lanes">
    <caption class="sr">
      ${words.caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.department}</th>
        ${OPEN.map((column) => html`<th scope="col">${column === "waiting" ? words.waiting : statusName(column)}</th>`)}
        <th scope="col">${statusName("done")}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        rowsOf(view),
        (one) => one.department.id,
        (one) => lane(view, one),
      )}
    </tbody>
  </table>`;
}

/** A row per department of the cell; filtered for one, those that are concerned. @param {View} view */
function rowsOf(view) {
  const wanted = view.filters.department;
  const seats = seatsNow(view);
  return wanted === null ? seats : seats.filter((one) => one.department.id === wanted || tasksIn(view, one.department.id).length > 0);
}

/** @param {View} view @param {string} slug @param {string[]} [columns] @returns {TaskRow[]} */
function tasksIn(view, slug, columns = OPEN) {
  return columns
    .flatMap((column) => view.shown.get(column) ?? [])
    .filter((id) => view.lanes.get(id) === slug)
    .map((id) => /** @type {TaskRow} */ (view.find(`task:${id}`)))
    .filter(Boolean);
}

/** @param {View} view @param {Seat} one */
function lane(view, one) {
  const slug = one.department.id;
  const done = tasksIn(view, slug, ["done"]).length;
  return html`<tr data-row=${slug}>
    <th scope="row">${head(view, one)}</th>
    ${OPEN.map((column) => cell(view, slug, column))}
    <td data-col="done" data-lane=${slug} class="lanes__done">${done > 0 ? finished(view, one, done) : nothing}</td>
  </tr>`;
}

/** @param {View} view @param {string} slug @param {string} column */
function cell(view, slug, column) {
  const place = placeOf(column, slug);
  const tasks = tasksIn(view, slug, [column]);
  const listed = listedIn(view, place, tasks);
  return html`<td data-col=${column} data-lane=${slug} data-label=${statusName(column)} data-empty=${tasks.length === 0 ? "" : nothing}>
    <ul role="list">
      ${repeat(
        listed,
        (task) => task.id,
        (task) => html`<li>${sparingly(view, task, compact)}</li>`,
      )}
      ${drawMore(view, place, tasks.length - listed.length, `${departmentName(view.find, slug)}, ${statusName(column)}`)}
    </ul>
  </td>`;
}

/** @param {View} view @param {TaskRow} row */
function compact(view, row) {
  const status = statusName(row.status);
  return framed(
    view,
    row,
    "task task--lane",
    html`<div class="task__head">
        <span class="task__no">${taskNumber(row.id)}</span><span class="task__status">${status}</span>${row.waiting ? waited(view, row) : clockChip(taskClock(row, clockNow(view), takenWithin(view)))}${menu(view, row)}
      </div>
      <h3 class="task__title" id=${`task-${row.id}-t`}>${titleLink(view, row)}</h3>
      ${drawNote(view, row, view.pending.of(`task:${row.id}`))}`,
  );
}

/** On what, and for how long: in a waiting task that is the clock that matters. @param {View} view @param {TaskRow} row */
function waited(view, row) {
  if (!row.waiting) return nothing;
  const { on, since, reason } = row.waiting;
  return html`<span class="wait" title=${reason ?? ""}>${waitsOn()}${waitedOnMark(view.find, on)}</span>${waitAge(view, since)}`;
}

/** The department at the head of its row; pressed, it tells more. @param {View} view @param {Seat} one */
function head(view, one) {
  const slug = one.department.id;
  const open = (/** @type {Event} */ press) => view.act.around.seat(slug, /** @type {HTMLElement} */ (press.currentTarget));
  return html`<button class=${chairClass(view, one)} type="button" id=${`lane-${slug}`} aria-haspopup="dialog" @click=${open}>
    <span class="seat__name">${tile(view.find, slug)}<span class="seat__full">${inTongue(one.department.name)}</span></span>
    ${one.isEmpty ? emptyChair(view, one) : sitting(one)} ${waits(view, one)}
  </button>`;
}

/** @param {Seat} one */
function sitting(one) {
  const [here, away, none] = [_("present:"), _("absent:"), _("nobody named")];
  return html`<span class="seat__holder"
    ><span class="dot ${one.isHere ? "dot--here" : "dot--away"}"></span><span class="sr">${one.isHere ? here : away} </span
    ><span class="seat__person">${one.holder?.name ?? none}</span></span
  >`;
}

/** The chair, since when, and who is to be called. @param {View} view @param {Seat} one */
function emptyChair(view, one) {
  const deputy = one.deputy ? _("deputy: {name}", { name: shortName(one.deputy.name ?? "…") }) : "";
  return html`<span class="seat__holder">${icon("chair")}<span class="seat__person">${emptyWords(view, one)}</span></span>
    ${deputy ? html`<span class="seat__deputy">${deputy}</span>` : nothing}`;
}

/** @param {View} view @param {Seat} one */
function waits(view, one) {
  if (one.waits) {
    return html`<span><span class="wait">${waitsOn()}${tile(view.find, one.waits.on)}</span>${waitAge(view, one.waits.since, one.waits.deadline)}</span>`;
  }
  if (one.waitedBy.length === 0) return html`<span class="seat__calm">${loadWords(one)}</span>`;
  const by = _("waited on by");
  return html`<span><span class="sr">${by} </span><span class="flip">${arrow()}</span>${one.waitedBy.map((slug) => tile(view.find, slug))}</span>`;
}

/** What is done is counted; pressed, it is listed. @param {View} view @param {Seat} one @param {number} count */
function finished(view, one, count) {
  const slug = one.department.id;
  const words = ngettext("{n} task done by {department}", "{n} tasks done by {department}", count, { department: departmentName(view.find, slug) });
  const show = () => (view.act.filter({ view: "columns", department: slug }), view.act.show("done"));
  return html`<button class="btn btn--quiet btn--small" type="button" id=${`lane-done-${slug}`} data-after="view-lanes" aria-label=${words} title=${words} @click=${show}>
    ${figure(count)}
  </button>`;
}
