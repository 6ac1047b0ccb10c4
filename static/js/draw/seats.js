// The strip of departments. An empty chair is drawn louder than a full one, and says since when and who stands in:
// silence is never blank space.

import { html, nothing, repeat } from "lit";
import { targetClock } from "../clock.js";
import { departmentName, shortName } from "../names.js";
import { seatsOf, underWay } from "../seats.js";
import { awaitedSince } from "../strip.js";
import { shortMoment } from "../when.js";
import { _, inTongue, ngettext } from "../words.js";
import { activeMembers } from "./bar.js";
import { delaysOf } from "./clocks.js";
import { arrow, icon, tile } from "./marks.js";
import { cellOf, clockNow, tasksOf } from "./view.js";
import { waitAge } from "./wait_age.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../seats.js").Seat} Seat */

const BARS = 6;
const TILES = 3;

/** The seats as they stand now. @param {View} view */
export function seatsNow(view) {
  const departments = /** @type {import("../types").DepartmentRow[]} */ (view.state.rowsOf("department"));
  const here = new Set(view.people.map((one) => one.id));
  const cases = delaysOf(view).flatMap((one) => (one.name === "hold" ? [] : one.cases)); // the held are counted with their tasks
  const asked = underWay(tasksOf(view), (person) => (person === null ? null : (view.find(`member:${person}`)?.department ?? null)));
  return seatsOf(departments, activeMembers(view), tasksOf(view), here, clockNow(view), view.empty, cases, asked);
}

/** @param {View} view */
export function drawSeats(view) {
  return html`${repeat(
    seatsNow(view),
    (one) => one.department.id,
    (one) => html`<li>${seat(view, one)}</li>`,
  )}`;
}

/** @param {View} view @param {Seat} one */
function seat(view, one) {
  const slug = one.department.id;
  const isChosen = view.filters.department === slug;
  const more = _("More on {department}: people, load, waits", { department: inTongue(one.department.name) });
  return html`<button
      class=${chairClass(view, one)}
      type="button"
      id=${`seat-${slug}`}
      data-department=${slug}
      aria-pressed=${isChosen ? "true" : "false"}
      @click=${() => view.act.department(isChosen ? null : slug)}
    >
      <span class="seat__name">${tile(view.find, slug)}<span class="seat__full">${inTongue(one.department.name)}</span>${notThere(view, one)}</span>
      ${holder(view, one)}
      <span class="seat__waits">${waits(view, one)}${load(one)}</span>
    </button>
    <button
      class="seat__more"
      type="button"
      id=${`seat-more-${slug}`}
      title=${more}
      aria-label=${more}
      aria-haspopup="dialog"
      @click=${(/** @type {Event} */ press) => view.act.around.seat(slug, /** @type {HTMLElement} */ (press.currentTarget))}
    >
      ${icon("chevron")}
    </button>`;
}

/** An empty chair calls for somebody, but no longer once the cell is closed. @param {View} view @param {Seat} one */
export const chairClass = (view, one) => (one.isEmpty && cellOf(view).state !== "closed" ? "seat seat--empty" : "seat");

/** Called or left by its last, and past the time in which somebody was to be there. @param {View} view @param {Seat} one */
function notThere(view, one) {
  const since = awaitedSince(one.department);
  const target = cellOf(view).targets?.mobilise_s;
  if (!since || !target) return nothing;
  const clock = targetClock(since, target, clockNow(view));
  const words = one.department.mobilised_at ? _("The last of them has left: {clock}", { clock: clock.text }) : _("Called, nobody has come yet: {clock}", { clock: clock.text });
  return clock.state === "ok" ? nothing : html`<span class="clock" data-state=${clock.state} title=${words}>${icon(clock.state)}<span class="sr">${words}</span></span>`;
}

/** @param {View} view @param {Seat} one */
function holder(view, one) {
  if (one.isEmpty) return html`<span class="seat__holder">${icon("chair")}<span class="seat__person">${emptyAndWho(view, one)}</span></span>`;
  const state = one.isHere ? _("present:") : _("absent:");
  const name = one.holder?.name ?? "…";
  const words = one.isDeputy ? _("{name} (deputy)", { name }) : name;
  const away = !one.isHere && one.emptySince ? _("nobody since {time}", { time: shortMoment(Date.parse(one.emptySince), view.now) }) : "";
  return html`<span class="seat__holder" title=${away}
    ><span class="dot ${one.isHere ? "dot--here" : "dot--away"}"></span><span class="sr">${state} </span><span class="seat__person">${words}</span
    >${away ? html`<span class="sr">, ${away}</span>` : nothing}</span
  >`;
}

/** "Nobody since 00:42", or that nobody ever was. @param {View} view @param {Seat} one */
export function emptyWords(view, one) {
  if (one.emptySince) return _("Nobody since {time}", { time: shortMoment(Date.parse(one.emptySince), view.now) });
  return one.members.length > 0 ? _("Nobody there") : _("Empty chair");
}

/** The same with whom to call: the deputy, else the holder. @param {View} view @param {Seat} one */
function emptyAndWho(view, one) {
  const empty = emptyWords(view, one);
  if (one.deputy?.name) return _("{empty}, deputy {name}", { empty, name: shortName(one.deputy.name) });
  const holder = one.department.holder?.name;
  return holder ? _("{empty}, holder {name}", { empty, name: shortName(holder) }) : empty;
}

/** @param {View} view @param {Seat} one */
function waits(view, one) {
  if (one.waitedBy.length > 0 && (one.isEmpty || !one.waits)) return waitedBy(view, one);
  if (!one.waits) {
    const none = _("waits on nobody");
    return html`<span class="seat__calm">${none}</span>`;
  }
  const { since, on, deadline } = one.waits;
  const words = _("waits on {department} for", { department: departmentName(view.find, on) });
  return html`<span class="sr">${words} </span><span class="seat__wait" aria-hidden="true">${arrow()}${tile(view.find, on)}</span>${waitAge(view, since, deadline)}`;
}

/** @param {View} view @param {Seat} one */
function waitedBy(view, one) {
  const by = _("waited on by");
  const rest = one.waitedBy.length - TILES;
  return html`<span class="sr">${by} </span><span class="flip">${arrow()}</span>${one.waitedBy.slice(0, TILES).map((slug) => tile(view.find, slug))}${rest > 0
      ? html`<span class="num">+${rest}</span>`
      : nothing}`;
}

/** "4 open tasks, 1 late". @param {Seat} one */
export function loadWords(one) {
  const open = ngettext("{n} open task", "{n} open tasks", one.open);
  return one.late > 0 ? ngettext("{open}, {n} late", "{open}, {n} late", one.late, { open }) : open;
}

/** @param {Seat} one */
function load(one) {
  if (one.open === 0) return nothing;
  const words = loadWords(one);
  const bars = Array.from({ length: Math.min(BARS, one.open) }, (_none, index) => index < one.late);
  return html`<span class="load" title=${words}
    ><span class="sr">, ${words}</span>${bars.map((isLate) => html`<i class=${isLate ? "late" : ""}></i>`)}</span
  >`;
}
