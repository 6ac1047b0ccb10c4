// What stands behind a department's seat: its people and what they answered to the call, its load, and its waits both
// ways with their ages.

import { html, nothing } from "lit";
import { lasting, targetClock } from "../clock.js";
import { departmentName } from "../names.js";
import { moment } from "../when.js";
import { _ } from "../words.js";
import { calledForDepartment } from "../reminded.js";
import { awaitedSince } from "../strip.js";
import { numberOf, pageOf } from "./clocks.js";
import { clockChip, icon, raisedMark, tile, waitsOn } from "./marks.js";
import { standingOf, standingWords } from "./people.js";
import { emptyWords, loadWords, seatsNow } from "./seats.js";
import { canWrite, cellOf, clockNow } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../seats.js").Seat} Seat */
/** @typedef {import("../seats.js").SeatWait} SeatWait */
/** @typedef {import("../types").MemberRow} MemberRow */

/** @param {View} view @param {string} slug @param {() => void} close */
export function drawSeatSheet(view, slug, close) {
  const one = seatsNow(view).find((seat) => seat.department.id === slug);
  if (!one) return nothing;
  const only = view.filters.department === slug ? _("Show the whole board") : _("Show only its tasks");
  const [name, waits, keeps, invite] = [_("Name holder and deputy…"), _("Waits on"), _("Keeps waiting"), _("Invite by a link")];
  /** @param {() => void} go */
  const then = (go) => () => (close(), go());
  return html`<h2 class="row" id="seat-sheet-h">${tile(view.find, slug, one.isEmpty)}${departmentName(view.find, slug)}</h2>
    ${arrival(view, one)} ${one.emptySince ? html`<p class="seat-sheet__empty">${icon("chair")}${emptyWords(view, one)}</p>` : nothing} ${staff(view, one)} ${people(view, one)}
    <p class="seat-sheet__load">${loadWords(one)}</p>
    ${waitList(view, waits, one.waitsOn, close)} ${waitList(view, keeps, one.waited, close)}
    <p class="row seat-sheet__foot">
      <button class="btn btn--small" type="button" @click=${then(() => view.act.department(view.filters.department === slug ? null : slug))}>${icon("board")}${only}</button>
      ${view.me.may.includes("staff_department")
        ? html`<button class="btn btn--small" type="button" ?disabled=${!canWrite(view, "staff_department")} @click=${then(() => view.act.around.panel("staff", slug))}>
            ${icon("pen")}${name}
          </button>`
        : nothing}
      ${one.members.length === 0 && canWrite(view, "make_invitation") ? html`<a class="btn btn--small" href=${`/cells/${cellOf(view).id}/members#invitations`}>${icon("link")}${invite}</a>` : nothing}
    </p>`;
}

/** Called, and nobody of it has written anything yet, or all have left: since when, against the level's target. @param {View} view @param {Seat} one */
function arrival(view, one) {
  const since = awaitedSince(one.department);
  if (!since) return nothing;
  const target = cellOf(view).targets?.mobilise_s;
  const words = one.department.mobilised_at ? _("The last of them has left") : _("Called, nobody has come yet");
  return html`<p class="seat-sheet__load">${words} ${target ? clockChip(targetClock(since, target, clockNow(view))) : nothing}</p>
    ${raisedMark(view, calledForDepartment(one.department))}`;
}

/** Who holds the department, who stands in, who backs it; whether they are here. @param {View} view @param {Seat} one */
function staff(view, one) {
  const here = new Set(view.people.map((person) => person.id));
  /** @type {[string, import("../types").Staff | null | undefined][]} */
  const lines = [
    [_("Holder"), one.department.holder],
    [_("Deputy"), one.department.deputy],
    [_("Sponsor"), one.department.sponsor],
  ];
  if (lines.every(([, person]) => !person)) return nothing;
  const [present, absent, outside] = [_("present"), _("absent"), _("not in the cell")];
  return html`<dl class="seat-sheet__staff">
    ${lines.map(([label, person]) => {
      if (!person) return nothing;
      const state = here.has(person.id) ? present : view.find(`member:${person.id}`) ? absent : outside;
      return html`<div>
        <dt>${label}</dt>
        <dd><span class="dot ${here.has(person.id) ? "dot--here" : "dot--away"}"></span>${person.name ?? "…"} <small class="muted">${state}</small></dd>
      </div>`;
    })}
  </dl>`;
}

/** @param {View} view @param {Seat} one */
function people(view, one) {
  const none = _("Nobody from this department is in the cell.");
  if (one.members.length === 0) return html`<p class="muted">${none}</p>`;
  const here = new Set(view.people.map((person) => person.id));
  return html`<ul role="list" class="seat-sheet__people">
    ${one.members.map((member) => {
      const standing = standingOf(member, here);
      return html`<li class="row">
        <span class="dot ${standing === "here" ? "dot--here" : "dot--away"}"></span><span>${member.name ?? "…"}</span><span class="muted spring">${standingWords(member, standing, view.now)}</span>
      </li>`;
    })}
  </ul>`;
}

/** @param {View} view @param {string} title @param {SeatWait[]} list @param {() => void} close */
function waitList(view, title, list, close) {
  if (list.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <ul role="list" class="seat-sheet__waits">
      ${list.map((one) => {
        const page = pageOf(view, one);
        const open = (/** @type {Event} */ press) => (press.preventDefault(), close(), view.act.open(one.id));
        return html`<li>
          <span class="wait">${tile(view.find, one.from)}${waitsOn()}${tile(view.find, one.on)}</span>
          <a href=${page ?? `#task-${one.id}`} @click=${page ? nothing : open}><span class="num">${numberOf(one)}</span> ${one.text ?? "…"}</a>
          <time datetime=${one.since} title=${moment(Date.parse(one.since), view.now)}>${lasting(clockNow(view) - Date.parse(one.since))}</time>
        </li>`;
      })}
    </ul>`;
}
