// The strip of departments. An empty chair is drawn louder than a full one: silence is never blank space.

import { html, nothing, repeat } from "lit";
import { lasting } from "../clock.js";
import { departmentName } from "../names.js";
import { seatsOf } from "../seats.js";
import { _, inTongue, ngettext } from "../words.js";
import { activeMembers } from "./bar.js";
import { arrow, icon, tile } from "./marks.js";
import { tasksOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../seats.js").Seat} Seat */

const BARS = 6;

/** @param {View} view */
export function drawSeats(view) {
  const departments = /** @type {import("../types").DepartmentRow[]} */ (view.state.rowsOf("department"));
  const here = new Set(view.people.map((one) => one.id));
  const seats = seatsOf(departments, activeMembers(view), tasksOf(view), here, view.now);
  return html`${repeat(
    seats,
    (one) => one.department.id,
    (one) => html`<li>${seat(view, one)}</li>`,
  )}`;
}

/** @param {View} view @param {Seat} one */
function seat(view, one) {
  const slug = one.department.id;
  const isChosen = view.filters.department === slug;
  return html`<button
    class=${one.holder ? "seat" : "seat seat--empty"}
    type="button"
    id=${`seat-${slug}`}
    data-department=${slug}
    aria-pressed=${isChosen ? "true" : "false"}
    @click=${() => view.act.department(isChosen ? null : slug)}
  >
    <span class="seat__name">${tile(view.find, slug)}<span class="seat__full">${inTongue(one.department.name)}</span></span>
    ${holder(one)}
    <span class="seat__waits">${waits(view, one)}${load(one)}</span>
  </button>`;
}

/** @param {Seat} one */
function holder(one) {
  if (!one.holder) {
    const empty = _("Empty chair");
    return html`<span class="seat__holder">${icon("chair")}${empty}</span>`;
  }
  const state = one.isHere ? _("present:") : _("absent:");
  return html`<span class="seat__holder"
    ><span class="dot ${one.isHere ? "dot--here" : "dot--away"}"></span><span class="sr">${state} </span
    ><span class="seat__person">${one.holder.name ?? "…"}</span></span
  >`;
}

/** @param {View} view @param {Seat} one */
function waits(view, one) {
  if (one.waitedBy.length > 0 && (!one.holder || !one.waits)) {
    const by = _("waited on by");
    return html`<span class="sr">${by} </span><span class="flip">${arrow()}</span>${one.waitedBy.map((slug) => tile(view.find, slug))}`;
  }
  if (!one.waits) {
    const none = _("waits on nobody");
    return html`<span class="seat__calm">${none}</span>`;
  }
  const on = _("waits on {department} for", { department: departmentName(view.find, one.waits.on) });
  const age = lasting(view.now - Date.parse(one.waits.since));
  return html`<span class="sr">${on} </span><span class="seat__wait" aria-hidden="true">${arrow()}${tile(view.find, one.waits.on)}</span
    ><time class="seat__age" datetime=${one.waits.since}>${age}</time>`;
}

/** @param {Seat} one */
function load(one) {
  if (one.open === 0) return nothing;
  const open = ngettext("{n} open task", "{n} open tasks", one.open);
  const words = one.late > 0 ? ngettext("{open}, {n} late", "{open}, {n} late", one.late, { open }) : open;
  const bars = Array.from({ length: Math.min(BARS, one.open) }, (_none, index) => index < one.late);
  return html`<span class="load" title=${words}
    ><span class="sr">, ${words}</span>${bars.map((isLate) => html`<i class=${isLate ? "late" : ""}></i>`)}</span
  >`;
}
