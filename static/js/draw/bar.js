// The head of the page: where we are, since when, whether the screen is alive, what comes next, and who is here.

import { html, nothing } from "lit";
import { isoDuration, lasting, sinceStart } from "../clock.js";
import { initials } from "../names.js";
import { clockTime, day, exactTime, full, shortMoment } from "../when.js";
import { _, ngettext } from "../words.js";
import { levelBars } from "./marks.js";
import { cellOf, clockNow } from "./view.js";

/** @typedef {import("./view.js").View} View */

const FACES = 4;
/** "Soon" for the next fixed point: people have to stop what they do. */
const POINT_SOON = 600_000;

/** @param {View} view */
export function drawSubtitle(view) {
  const cell = cellOf(view);
  const name = view.levels[cell.level];
  const level = name ? _("Level {n} of 4, {name}", { n: cell.level, name }) : _("Level {n} of 4", { n: cell.level });
  const leads = activeMembers(view).filter((member) => member.role === "director");
  const lead = leads.length > 0 ? _("Crisis director: {name}", { name: leads.map((member) => member.name ?? "…").join(", ") }) : _("No crisis director");
  const closed = _("Closed");
  const change = _("Change the level");
  return html`${cell.state === "closed" ? html`<span class="badge badge--bar">${closed}</span>` : nothing}
    ${key(view, "level", "change_level", html`${levelBars(cell.level)}${level}`, change)}${phase(view)}<span aria-hidden="true">·</span
    ><span class="bar__lead">${lead}</span>`;
}

/** @param {View} view */
function phase(view) {
  const words = cellOf(view).phase;
  if (!words && !view.me.may.includes("set_phase")) return nothing;
  const none = _("name the phase");
  const name = _("Name the phase");
  const body = words ? html`<span>${words}</span>` : html`<span class="bar__none">${none}</span>`;
  return html`<span aria-hidden="true">·</span>${key(view, "phase", "set_phase", body, name)}`;
}

/** Words that can be pressed by who may change them. @param {View} view @param {string} panel @param {string} command @param {unknown} body @param {string} title */
function key(view, panel, command, body, title) {
  if (!view.me.may.includes(command)) return html`<span class="bar__key">${body}</span>`;
  return html`<button class="bar__key" type="button" id=${`${panel}-button`} title=${title} aria-haspopup="dialog" @click=${() => view.act.around.panel(panel)}>${body}</button>`;
}

/** @param {View} view */
export function drawGauges(view) {
  return html`${elapsed(view)} ${point(view)} ${presence(view)}`;
}

/**
 * How true the screen is, and how old the server's last word: drawn each second, apart from the rest.
 * @param {{link: import("../types").Link, seq: number, now: number, heard: number, cut: {since: number}}} state
 */
export function drawLink({ link, seq, now, heard, cut }) {
  const words = {
    live: _("Live, no. {n}", { n: seq }),
    catching: _("Catching up…"),
    frozen: _("Frozen at {time}", { time: exactTime(heard || cut.since) }),
  }[link];
  const age = lasting(now - heard);
  const [long, short] = [_("heard {age} ago", { age }), _("{age} ago", { age })];
  const title = heard ? _("Last word of the server at {time}, entry no. {n}", { time: exactTime(heard), n: seq }) : "";
  return html`<span class="link-state" data-link=${link} title=${title}
    ><span class="dot"></span><span class="link-state__words">${words}</span>${heard ? html`<small class="num"><span class="link-state__long">${long}</span><span class="link-state__short">${short}</span></small>` : nothing}</span
  >`;
}

/** @param {View} view */
function elapsed(view) {
  const cell = cellOf(view);
  const t0 = Date.parse(cell.t0);
  if (Number.isNaN(t0)) return nothing;
  const end = clockNow(view);
  const since = _("Since {day}, {time}", { day: day(t0), time: clockTime(t0) });
  const label = _("Time elapsed");
  return html`<div class="gauge gauge--time">
    <span title=${full(t0)}>${since}</span>
    <strong><span class="sr">${label} </span>T+ <time datetime=${isoDuration(end - t0)}>${sinceStart(end - t0)}</time></strong>
  </div>`;
}

/** The next fixed point: its hour, and how long that is. @param {View} view */
function point(view) {
  const cell = cellOf(view);
  if (cell.state === "closed") return nothing;
  const may = view.me.may.includes("set_point");
  const at = Date.parse(cell.next_point_at ?? "");
  if (Number.isNaN(at) && !may) return nothing;
  const label = _("Next fixed point");
  const title = _("Set the next fixed point");
  const body = html`<span>${label}</span>${Number.isNaN(at) ? unset() : hour(at, view.now)}`;
  if (!may) return html`<div class="gauge gauge--point">${body}</div>`;
  return html`<button class="gauge gauge--point" type="button" id="point-button" title=${title} aria-haspopup="dialog" @click=${() => view.act.around.panel("point")}>
    ${body}
  </button>`;
}

function unset() {
  const none = _("not set");
  return html`<strong class="gauge__none">${none}</strong>`;
}

/** @param {number} at @param {number} now */
function hour(at, now) {
  const left = at - now;
  const words = left < 0 ? _("late {age}", { age: lasting(-left) }) : _("in {age}", { age: lasting(left) });
  const state = left < 0 ? "late" : left < POINT_SOON ? "soon" : "ok";
  return html`<strong data-state=${state}><time datetime=${new Date(at).toISOString()} title=${full(at)}>${shortMoment(at, now)}</time> <small>${words}</small></strong>`;
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

/** @param {View} view @returns {import("../types").MemberRow[]} */
export function activeMembers(view) {
  const members = /** @type {import("../types").MemberRow[]} */ (view.state.rowsOf("member"));
  return members.filter((member) => member.removed_at === null);
}
