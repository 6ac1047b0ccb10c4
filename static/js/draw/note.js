// The line on a task that says what is going on with it just now.

import { html, nothing } from "lit";
import { columnOf } from "../moves.js";
import { personName, shortName, statusName } from "../names.js";
import { exactTime, moment } from "../when.js";
import { _, ngettext } from "../words.js";
import { writersOf } from "../writing.js";
import { icon } from "./marks.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */
/** @typedef {import("../types").Pending} Pending */

/** What is going on with the task at this moment, most urgent first. @param {View} view @param {TaskRow} row @param {Pending | undefined} pending */
export function drawNote(view, row, pending) {
  if (pending?.refused) return refused(view, row, pending);
  if (pending) return html`<p class="task__note">${icon("refresh")}<span>${sending(pending)}</span></p>`;
  const fresh = view.fresh.get(`task:${row.id}`);
  if (fresh && fresh.until > view.now) {
    const now = _("Just now: {sentence}", { sentence: fresh.words });
    return html`<p class="task__note">${icon("pen")}<span>${now}</span></p>`;
  }
  const writers = writersOf(view.writing, `task:${row.id}`);
  if (writers.length > 0) return html`<p class="task__note">${icon("pen")}<span>${writing(writers)}</span></p>`;
  if (row.reason && row.status === "in_progress") return html`<p class="task__note">${icon("return")}<span>${row.reason}</span></p>`;
  if (row.stalled_since && row.status === "to_acknowledge") return html`<p class="task__note">${icon("refresh")}<span>${stalled(row.stalled_since, view.now)}</span></p>`;
  return nothing;
}

/** The clock asks again for what was taken and then left. @param {string} since @param {number} now */
const stalled = (since, now) => _("Taken, then left since {time}", { time: moment(Date.parse(since), now) });

/** "C. Petit writes…" @param {string[]} names */
export function writing(names) {
  const short = names.map(shortName).join(", ");
  return ngettext("{names} is writing…", "{names} are writing…", names.length, { names: short });
}

/** @param {Pending} pending */
function sending(pending) {
  const column = columnOf(pending.name);
  if (pending.slow) return _("Still being sent…");
  return column ? _("Sending to “{column}”…", { column: statusName(column) }) : _("Being sent…");
}

/** A refusal says who was there first and when, and stays until it is read. @param {View} view @param {TaskRow} row @param {Pending} pending */
function refused(view, row, pending) {
  const who = personName(view.find, row.changed_by);
  const at = Date.parse(row.changed_at);
  const time = view.now - at < 60_000 ? exactTime(at) : moment(at, view.now);
  const last = _("Last change: {who}, {time}", { who, time });
  const close = _("Understood");
  return html`<p class="task__note task__note--refused">${icon("warn")}<span>${pending.refused?.message} ${last}</span></p>
    <div class="task__ask">
      <button class="btn btn--small" type="button" data-part="dismiss" @click=${() => view.act.dismiss(row.id)}>${close}</button>
    </div>`;
}
