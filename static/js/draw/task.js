// One task on the board. It is one link; its buttons stay apart, above the link. A task is drawn again only when
// something that it shows has changed: of five hundred, one.

import { guard, html, ifDefined, nothing } from "lit";
import { isLate, lasting, taskClock } from "../clock.js";
import { isAimless, isMine } from "../filters.js";
import { movesFrom } from "../moves.js";
import { decisionNumber, objectiveNumber, personName, shortName, taskNumber, taskTitle } from "../names.js";
import { _, ngettext } from "../words.js";
import { writersOf } from "../writing.js";
import { clockChip, icon, raisedMark, tile, waitedOnMark, waitsOn } from "./marks.js";
import { calledFor } from "../reminded.js";
import { drawNote } from "./note.js";
import { canWrite, clockNow, objectivesOf, takenWithin } from "./view.js";
import { waitAge, waitState } from "./wait_age.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */
/** @typedef {import("../types").Pending} Pending */

/** All that the drawing of a task depends on. @param {View} view @param {TaskRow} row */
function stampOf(view, row) {
  const ref = `task:${row.id}`;
  const fresh = view.fresh.get(ref);
  const clock = taskClock(row, clockNow(view), takenWithin(view));
  const age = row.waiting ? `${lasting(clockNow(view) - Date.parse(row.waiting.since))} ${waitState(view, row.waiting.since)}` : "";
  const isFresh = fresh && fresh.until > view.now ? fresh : null;
  return [row, view.pending.of(ref), isFresh, view.link, view.state.me, view.state.around, clock?.state, clock?.text, age, writersOf(view.writing, ref).join()];
}

/** Drawn again only if it must be. @param {View} view @param {TaskRow} row @param {(view: View, row: TaskRow) => unknown} draw */
export const sparingly = (view, row, draw) => guard(stampOf(view, row), () => draw(view, row));

/** @param {View} view @param {TaskRow} row */
export const task = (view, row) => sparingly(view, row, whole);

/** A finished task, on two lines. @param {View} view @param {TaskRow} row */
export const lineTask = (view, row) => sparingly(view, row, short);

/** @param {View} view @param {TaskRow} row */
function whole(view, row) {
  const pending = view.pending.of(`task:${row.id}`);
  return framed(
    view,
    row,
    "task",
    html`${head(view, row)} ${title(view, row)} ${wait(view, row)} ${raisedMark(view, calledFor(row))} ${drawNote(view, row, pending)} ${ask(view, row, pending)} ${foot(view, row)}`,
  );
}

/** @param {View} view @param {TaskRow} row */
function short(view, row) {
  const note = drawNote(view, row, view.pending.of(`task:${row.id}`));
  return framed(view, row, "task task--line", html`${head(view, row)} ${title(view, row)} ${note}`);
}

/** A task however it is laid out: its name, and what the style sheets, the drag and the tests read off it.
 * @param {View} view @param {TaskRow} row @param {string} look its classes @param {unknown} body */
export function framed(view, row, look, body) {
  const marks = marksOf(view, row);
  return html`<article
    class=${look}
    id=${`task-${row.id}`}
    data-task=${row.id}
    data-status=${row.status}
    data-department=${row.department}
    data-priority=${row.priority}
    data-late=${marks.late}
    data-fresh=${marks.fresh}
    data-pending=${marks.pending}
    data-conflict=${marks.conflict}
    data-wait=${row.waiting ? "" : nothing}
    aria-busy=${ifDefined(marks.pending === "" ? "true" : undefined)}
    aria-labelledby=${`task-${row.id}-t`}
  >
    ${body}
  </article>`;
}

/** A task on its way to the server: it has no number yet. @param {View} view @param {Pending} one */
export function addedTask(view, one) {
  const words = one.slow ? _("Still being sent…") : _("Being sent…");
  return html`<article class="task" data-pending data-new aria-busy="true">
    <div class="task__head">${one.args.department ? tile(view.find, String(one.args.department)) : nothing}</div>
    <h4 class="task__title">${one.args.title}</h4>
    <p class="task__note">${icon("refresh")}<span>${words}</span></p>
  </article>`;
}

/** @param {View} view @param {TaskRow} row */
function marksOf(view, row) {
  const pending = view.pending.of(`task:${row.id}`);
  const fresh = view.fresh.get(`task:${row.id}`);
  return {
    late: isLate(row, clockNow(view)) ? "" : nothing,
    fresh: fresh && fresh.until > view.now ? "" : nothing,
    pending: pending && !pending.refused ? "" : nothing,
    conflict: pending?.refused ? "" : nothing,
  };
}

/** @param {View} view @param {TaskRow} row */
function head(view, row) {
  return html`<div class="task__head">
    <span class="task__no">${taskNumber(row.id)}</span>${tile(view.find, row.department)}${clockChip(taskClock(row, clockNow(view), takenWithin(view)))}
  </div>`;
}

/** @param {View} view @param {TaskRow} row */
function title(view, row) {
  return html`<h4 class="task__title" id=${`task-${row.id}-t`}>${titleLink(view, row)}</h4>`;
}

/** @param {View} view @param {TaskRow} row */
export function titleLink(view, row) {
  const words = taskTitle(view.find, row);
  const first = _("First priority");
  const open = (/** @type {Event} */ press) => (press.preventDefault(), view.act.open(row.id));
  const bolt = row.priority === 1 ? html`<span class="task__first" title=${first}>${icon("bolt")}<span class="sr">${first}: </span></span>` : nothing;
  return html`${bolt}<a href=${`#task-${row.id}`} data-part="title" draggable="false" @click=${open}>${words}</a>`;
}

/** @param {View} view @param {TaskRow} row */
function wait(view, row) {
  if (!row.waiting) return nothing;
  return html`<p class="task__wait" title=${row.waiting.reason ?? ""}>
    ${waitsOn()}${waitedOnMark(view.find, row.waiting.on)}<span class="task__why">${row.waiting.reason ?? ""}</span>${waitAge(view, row.waiting.since)}
  </p>`;
}

/** The one act that is asked of the reader stands on the task itself. @param {View} view @param {TaskRow} row @param {Pending | undefined} pending */
function ask(view, row, pending) {
  if (pending || row.status !== "to_acknowledge" || !isMine(row, view.me)) return nothing;
  const move = movesFrom(row, view.me.may).find((one) => one.command === "acknowledge_task");
  if (!move) return nothing;
  return html`<div class="task__ask">
    <button
      class="btn btn--small btn--primary btn--block"
      type="button"
      data-part="acknowledge"
      ?disabled=${!canWrite(view, move.command)}
      @click=${() => view.act.move(row.id, move)}
    >
      ${icon("check")}${move.label}
    </button>
  </div>`;
}

/** @param {View} view @param {TaskRow} row */
function foot(view, row) {
  return html`<div class="task__foot">${owner(view, row)}${objective(view, row)}${decision(row)}${comments(row)}${menu(view, row)}</div>`;
}

/** Work that serves none of the cell's objectives stands out, once the cell has some. @param {View} view @param {TaskRow} row */
function objective(view, row) {
  if (row.objective !== null) return html`<span class="num">${objectiveNumber(row.objective)}</span>`;
  if (!isAimless(row) || objectivesOf(view).length === 0) return nothing;
  const none = _("no objective");
  return html`<span class="task__aimless">${icon("warn")}<span>${none}</span></span>`;
}

/** The lozenge alone where room is short; the number is in its title and for the ear. @param {TaskRow} row */
function decision(row) {
  if (row.decision === null) return nothing;
  const number = decisionNumber(row.decision);
  return html`<span class="task__decision" title=${number}>${icon("decision")}<span class="num">${number}</span></span>`;
}

/** The one who answers for it; who helps is counted beside. @param {View} view @param {TaskRow} row */
function owner(view, row) {
  const helpers = (row.helpers ?? []).map((id) => personName(view.find, id));
  const together = _("With {names}", { names: helpers.join(", ") });
  const beside = helpers.length > 0 ? html`<span class="task__helpers" title=${together}>+${helpers.length}</span>` : nothing;
  if (row.owner !== null) {
    const name = personName(view.find, row.owner);
    return html`<span class="task__owner" title=${name}><span>${shortName(name)}</span>${beside}</span>`;
  }
  const none = _("no owner");
  return html`<span class="task__owner">${icon("user")}<span>${none}</span>${beside}</span>`;
}

/** @param {TaskRow} row */
function comments(row) {
  if (row.comments === 0) return nothing;
  const words = ngettext("{n} comment", "{n} comments", row.comments);
  return html`<span title=${words}>${icon("comment")}<span aria-hidden="true">${row.comments}</span><span class="sr">${words}</span></span>`;
}

/** @param {View} view @param {TaskRow} row */
export function menu(view, row) {
  if (movesFrom(row, view.me.may).length === 0) return nothing;
  const label = _("Move {task} to…", { task: taskNumber(row.id) });
  const open = (/** @type {Event} */ press) => view.act.menu(row.id, /** @type {HTMLElement} */ (press.currentTarget));
  return html`<button class="task__menu" type="button" data-part="menu" aria-label=${label} title=${label} aria-haspopup="menu" ?disabled=${view.link !== "live"} @click=${open}>
    ${icon("dots")}
  </button>`;
}
