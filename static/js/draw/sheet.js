// A task in full: what it is, what can be done with it, what was said and what happened.

import { html, nothing } from "lit";
import { isOpen, lasting, taskClock } from "../clock.js";
import { movesFrom } from "../moves.js";
import { decisionNumber, departmentName, objectiveNumber, personName, statusName, taskNumber, taskTitle } from "../names.js";
import { full, moment } from "../when.js";
import { _ } from "../words.js";
import { writersOf } from "../writing.js";
import { lostNote } from "./banners.js";
import { drawEntry } from "./journal.js";
import { clockChip, icon, tile, waitedOnMark, waitsOn } from "./marks.js";
import { writing } from "./note.js";
import { drawSaid } from "./said.js";
import { canWrite, cellOf, clockNow, takenWithin } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */
/**
 * @typedef {object} SheetState
 * @property {import("../types").Entry[]} entries the task's own, as far as they are known
 * @property {"loading" | "ready" | "failed"} reading
 * @property {unknown} form the form that is open, drawn, or null
 * @property {import("./said.js").Saying} saying
 * @property {import("../types").Refusal | null} refused
 * @property {{close: () => void, edit: () => void, move: (move: import("../types").Move) => void,
 *   help: (joins: boolean) => void, reload: () => void}} act
 */

/** @param {View} view @param {TaskRow} row @param {SheetState} sheet */
export function drawSheet(view, row, sheet) {
  return html`${header(view, row, sheet)}
    <div class="sheet">
      ${lostNote(view)} ${refusedLine(sheet)} ${writers(view, row)} ${waitLine(view, row)} ${sheet.form ?? html`${facts(view, row)}${moves(view, row, sheet)}`}
      ${drawSaid(view, row, sheet.entries, sheet.saying)}
      ${history(view, sheet)}
    </div>`;
}

/** @param {View} view @param {TaskRow} row @param {SheetState} sheet */
function header(view, row, sheet) {
  const close = _("Close");
  const badge = { waiting: "badge badge--wait", done: "badge badge--ok" }[/** @type {string} */ (row.status)] ?? "badge";
  return html`<header>
    <div class="sheet__head">
      <p class="row sheet__line">
        <span class="task__no">${taskNumber(row.id)}</span>${tile(view.find, row.department)}<span class=${badge}>${statusName(row.status)}</span>${clockChip(
          taskClock(row, clockNow(view), takenWithin(view)),
        )}
      </p>
      <h2 id="sheet-h">${taskTitle(view.find, row)}</h2>
    </div>
    <button class="btn btn--icon btn--quiet" type="button" id="sheet-close" aria-label=${close} @click=${sheet.act.close}>${icon("cross")}</button>
  </header>`;
}

/** @param {SheetState} sheet */
function refusedLine(sheet) {
  if (!sheet.refused) return nothing;
  return html`<p class="note note--late" role="alert">${icon("warn")}<span>${sheet.refused.message}</span></p>`;
}

/** Who types in it now: nothing is locked, one is told. @param {View} view @param {TaskRow} row */
function writers(view, row) {
  const names = writersOf(view.writing, `task:${row.id}`);
  return html`<p class="sheet__writers" role="status">${names.length > 0 ? html`${icon("pen")}<span>${writing(names)}</span>` : nothing}</p>`;
}

/** @param {View} view @param {TaskRow} row */
function waitLine(view, row) {
  if (!row.waiting) return nothing;
  const age = lasting(clockNow(view) - Date.parse(row.waiting.since));
  const since = _("for {age}", { age });
  const unblocker = row.waiting.unblocker ? _("Can lift it: {who}", { who: row.waiting.unblocker }) : "";
  return html`<p class="note note--wait">
    <span class="wait">${tile(view.find, row.department)}${waitsOn()}${row.waiting.on.task ? taskLinks(view, [row.waiting.on.task]) : waitedOnMark(view.find, row.waiting.on)}</span>
    <span>${row.waiting.reason ?? "…"}</span> <time datetime=${row.waiting.since}>${since}</time> <span>${unblocker}</span>
  </p>`;
}

/** @param {View} view @param {TaskRow} row */
function facts(view, row) {
  /** @param {string | null} instant */
  const when = (instant) =>
    instant ? html`<time datetime=${instant} title=${full(Date.parse(instant))}>${moment(Date.parse(instant), view.now)}</time>` : null;
  /** @param {number | null} id */
  const who = (id) => (id === null ? null : personName(view.find, id));
  /** @type {[string, unknown][]} */
  const lines = [
    [_("Department"), departmentName(view.find, row.department)],
    [_("Owner"), who(row.owner) ?? _("no owner")],
    [_("Helpers"), (row.helpers ?? []).length > 0 ? (row.helpers ?? []).map(who).join(", ") : null],
    [_("Due"), when(row.due_at) ?? _("no due time")],
    [_("Asked by"), html`${who(row.requester)}, ${when(row.added_at)}`],
    [_("Acknowledged"), row.acknowledged_at ? html`${who(row.acknowledged_by)}, ${when(row.acknowledged_at)}` : _("not yet")],
    [_("Left untouched since"), when(row.stalled_since ?? null)],
    [_("Priority"), [_("1, first"), _("2, normal"), _("3, when possible")][row.priority - 1] ?? row.priority],
    [_("Objective"), row.objective === null ? null : `${objectiveNumber(row.objective)} ${view.find(`objective:${row.objective}`)?.text ?? ""}`],
    [_("Decision"), row.decision === null ? null : ruling(view, row.decision)],
    [_("Duplicate of"), row.duplicate_of ? taskLinks(view, [row.duplicate_of]) : null],
    [_("Duplicates"), row.duplicates?.length ? taskLinks(view, row.duplicates) : null],
    [_("Waited on by"), row.blocks.length > 0 ? taskLinks(view, row.blocks) : null],
    [_("Result"), row.result],
    [_("Reason"), row.reason],
  ];
  return html`<dl class="facts">
    ${lines.filter(([, value]) => value !== null).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** Other tasks by number and title, which open in the place of this one. @param {View} view @param {number[]} ids */
function taskLinks(view, ids) {
  return ids.map((id) => {
    const row = /** @type {TaskRow | undefined} */ (view.find(`task:${id}`));
    /** @param {Event} press */
    const open = (press) => (press.preventDefault(), view.act.open(id));
    return html`<a class="facts__task" href=${`#task-${id}`} @click=${open}>${row ? tile(view.find, row.department) : nothing} ${taskNumber(id)} ${row ? taskTitle(view.find, row) : ""}</a> `;
  });
}

/** The decision it follows, which has a page of its own. @param {View} view @param {number} id */
function ruling(view, id) {
  const row = view.find(`decision:${id}`);
  return html`<a href=${`/cells/${cellOf(view).id}/decisions/${id}`}>${decisionNumber(id)} ${row?.taken?.choice ?? row?.question ?? ""}</a>`;
}

/** @param {import("../types").Move} move */
const isOnward = (move) => ["acknowledge_task", "resume_task", "submit_task", "validate_task"].includes(move.command);

/** @param {View} view @param {TaskRow} row @param {SheetState} sheet */
function moves(view, row, sheet) {
  // What brings the work on comes first: not what sends it back, nor what holds it.
  const list = movesFrom(row, view.me.may).sort((one, other) => Number(isOnward(other)) - Number(isOnward(one)));
  const mayEdit = view.me.may.includes("edit_task");
  if (list.length === 0 && !mayEdit) return nothing;
  const isHelper = (row.helpers ?? []).includes(view.me.id);
  const helping = isHelper ? "leave_task" : "join_task";
  const mayHelp = view.me.may.includes(helping) && isOpen(row) && row.owner !== view.me.id;
  const help = isHelper ? _("Stop helping") : _("Help with it");
  const edit = _("Edit");
  const label = _("What can be done");
  return html`<div class="moves" role="group" aria-label=${label}>
    ${list.map(
      (move, index) => html`<button
        class=${index === 0 && isOnward(move) ? "btn btn--primary" : move.command === "drop_task" ? "btn btn--danger" : "btn"}
        type="button"
        data-command=${move.command}
        ?disabled=${!canWrite(view, move.command)}
        @click=${() => sheet.act.move(move)}
      >
        ${move.label}
      </button>`,
    )}
    ${mayHelp
      ? html`<button class="btn" type="button" data-command=${helping} ?disabled=${!canWrite(view, helping)} @click=${() => sheet.act.help(!isHelper)}>${icon("users")}${help}</button>`
      : nothing}
    ${mayEdit
      ? html`<button class="btn" type="button" id="sheet-edit" ?disabled=${!canWrite(view, "edit_task")} @click=${sheet.act.edit}>${icon("pen")}${edit}</button>`
      : nothing}
  </div>`;
}

/** @param {View} view @param {SheetState} sheet */
function history(view, sheet) {
  const title = _("History");
  const failed = _("The history could not be fetched.");
  const again = _("Try again");
  return html`<section class="sheet__part" aria-labelledby="sheet-history">
    <h3 id="sheet-history">${title}</h3>
    ${sheet.reading === "loading" && sheet.entries.length === 0 ? html`<div class="skeleton"></div>` : nothing}
    ${sheet.reading === "failed"
      ? html`<p class="row muted">${failed} <button class="btn btn--small" type="button" @click=${sheet.act.reload}>${again}</button></p>`
      : nothing}
    <ol class="feed" role="list">
      ${sheet.entries.map((entry) => drawEntry({ ...view, fresh: new Map() }, entry))}
    </ol>
  </section>`;
}
