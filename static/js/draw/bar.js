// The head of the page: where we are, since when, whether the screen is alive, and who is here.

import { html, nothing } from "lit";
import { isoDuration, sinceStart } from "../clock.js";
import { initials, roleName } from "../names.js";
import { day, clockTime, exactTime, full } from "../when.js";
import { _, ngettext } from "../words.js";
import { levelBars } from "./marks.js";
import { cellOf } from "./view.js";

/** @typedef {import("./view.js").View} View */

const FACES = 4;

/** @param {View} view */
export function drawSubtitle(view) {
  const cell = cellOf(view);
  const name = view.levels[cell.level];
  const level = name
    ? _("Level {n} of 4, {name}", { n: cell.level, name })
    : _("Level {n} of 4", { n: cell.level });
  const leads = activeMembers(view).filter((member) => member.role === "director");
  const lead = _("Crisis director: {name}", { name: leads.map((member) => member.name ?? "…").join(", ") });
  const closed = _("Closed");
  return html`${cell.state === "closed" ? html`<span class="badge badge--bar">${closed}</span>` : nothing}
    <span class="level-line">${levelBars(cell.level)}${level}</span>${leads.length > 0
      ? html`<span aria-hidden="true">·</span><span class="bar__lead">${lead}</span>`
      : nothing}`;
}

/** @param {View} view */
export function drawGauges(view) {
  return html`${linkState(view)} ${elapsed(view)} ${presence(view)}`;
}

/** @param {View} view */
function linkState(view) {
  const seq = view.state.seq;
  const words = {
    live: _("Live, no. {n}", { n: seq }),
    catching: _("Catching up…"),
    frozen: _("Frozen at {time}", { time: exactTime(view.cut.since) }),
  }[view.link];
  return html`<span class="link-state" data-link=${view.link}><span class="dot"></span>${words}</span>`;
}

/** @param {View} view */
function elapsed(view) {
  const cell = cellOf(view);
  const t0 = Date.parse(cell.t0);
  if (Number.isNaN(t0)) return nothing;
  const end = cell.closed_at ? Date.parse(cell.closed_at) : view.now;
  const since = _("Since {day}, {time}", { day: day(t0), time: clockTime(t0) });
  const label = _("Time elapsed");
  return html`<div class="gauge gauge--time">
    <span title=${full(t0)}>${since}</span>
    <strong><span class="sr">${label} </span>T+ <time datetime=${isoDuration(end - t0)}>${sinceStart(end - t0)}</time></strong>
  </div>`;
}

/** @param {View} view */
function presence(view) {
  const all = Math.max(activeMembers(view).length, view.people.length);
  const here = view.people.length;
  const words = ngettext("{n} present of {all}", "{n} present of {all}", here, { all });
  const more = here > FACES ? html`<span class="who">+${here - FACES}</span>` : nothing;
  return html`<button class="gauge gauge--people" type="button" popovertarget="people" id="people-button">
    <span><span class="dot dot--here"></span> ${words}</span>
    <span class="faces" aria-hidden="true"
      >${view.people.slice(0, FACES).map((one) => html`<span class="who" data-idle=${one.idle ? "" : nothing}>${initials(one.name)}</span>`)}${more}</span
    >
  </button>`;
}

/** @param {View} view */
export function drawPeople(view) {
  const heading = _("In the cell now");
  const nobody = _("Nobody else is here.");
  const idle = _("away from the keyboard");
  return html`<h2 id="people-h">${heading}</h2>
    ${view.people.length === 0
      ? html`<p class="muted">${nobody}</p>`
      : html`<ul role="list">
          ${view.people.map((one) => {
            const member = view.find(`member:${one.id}`);
            const detail = [member ? roleName(member.role) : "", one.idle ? idle : ""].filter(Boolean).join(", ");
            return html`<li class="row">
              <span class="dot ${one.idle ? "dot--away" : "dot--here"}"></span><span>${one.name}</span><span class="muted">${detail}</span>
            </li>`;
          })}
        </ul>`}`;
}

/** @param {View} view @returns {import("../types").MemberRow[]} */
export function activeMembers(view) {
  const members = /** @type {import("../types").MemberRow[]} */ (view.state.rowsOf("member"));
  return members.filter((member) => member.removed_at === null);
}
