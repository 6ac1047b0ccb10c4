// The wall: time, aim, the oldest waits, what to settle, who is in the room. Read at five metres; nothing to press.

import { html, nothing, svg } from "lit";
import { clocksAt, dueClock, lasting, sinceStart } from "../clock.js";
import { meterOf, meterWord, quantity } from "../meters.js";
import { codeName, taskTitle } from "../names.js";
import { AWAY } from "../seats.js";
import { shortMoment } from "../when.js";
import { _, ngettext } from "../words.js";
import { clockChip, icon, levelBars, tile, waitsOn } from "./marks.js";

/** @typedef {import("../types").Picture} Picture */
/** @typedef {import("../types").WallClock} WallClock */
/** @typedef {(ref: string) => import("../types").Row | undefined} Find */
/** @typedef {{waits: number, settle: number, take: number, said: number}} Room how many lines of each list there is room for */

/** As many as the server sends. @type {Room} */
export const ROOM_MOST = { waits: 4, settle: 3, take: 3, said: 2 };

/** @param {Picture} whole @param {number} today @param {Record<string, string>} levels @param {Room} [room] */
export function drawWall(whole, today, levels, room = ROOM_MOST) {
  const picture = cut(whole, room);
  const now = clocksAt(picture, today);
  /** @type {Find} */
  const find = (ref) => picture.seats.find((seat) => ref === `department:${seat.id}`);
  return [picture.exercise ? band() : nothing, top(picture, now, today, levels), aim(picture), waits(picture, find, now), settle(picture, find, now), seats(picture, find, now)];
}

/** What there is room for; the rest is counted. @param {Picture} whole @param {Room} room @returns {Picture} */
function cut(whole, room) {
  const { waits, settle, take, said, more } = whole;
  return {
    ...{ ...whole, waits: waits.slice(0, room.waits), settle: settle.slice(0, room.settle), take: take.slice(0, room.take), said: said.slice(0, room.said) },
    more: {
      waits: more.waits + Math.max(0, waits.length - room.waits),
      settle: more.settle + Math.max(0, settle.length - room.settle),
      take: more.take + Math.max(0, take.length - room.take),
      said: more.said + Math.max(0, said.length - room.said),
    },
  };
}

function band() {
  const word = _("EXERCISE");
  const quiet = _("nothing here is real, nothing leaves the cell");
  return html`<div class="exo wall__exo"><span>${word}</span><span class="quiet">${quiet}</span><span aria-hidden="true">${word}</span></div>`;
}

/** @param {Picture} picture @param {number} now @param {number} today @param {Record<string, string>} levels */
function top(picture, now, today, levels) {
  const since = Date.parse(picture.t0);
  const level = _("Level {n} of 4, {name}", { n: picture.level, name: levels[String(picture.level)] ?? "" });
  const began = _("since {time}", { time: shortMoment(since, today) });
  return html`<header class="wall__top">
    <div class="wall__name"><h1>${picture.title ?? "…"}</h1><p class="wall__level">${levelBars(picture.level)}<span>${level}</span></p></div>
    <p class="wall__big"><b>T+ ${sinceStart(now - since)}</b>${began}</p>
    ${picture.closed_at === null ? hour(picture, now) : closed(now, today)}
  </header>`;
}

/** @param {Picture} picture @param {number} now */
const hour = (picture, now) => html`<p class="wall__big" data-state=${isOverdue(picture, now) ? "late" : "ok"}><b>${shortMoment(now, now)}</b>${point(picture, now)}</p>`;

/** In the place of the hour: this screen shows what was. @param {number} now when it was closed @param {number} today */
function closed(now, today) {
  const [word, when] = [_("Closed"), _("since {time}", { time: shortMoment(now, today) })];
  return html`<p class="wall__big"><b>${word}</b>${when}</p>`;
}

/** @param {Picture} picture @param {number} now */
const isOverdue = (picture, now) => picture.next_point_at !== null && Date.parse(picture.next_point_at) < now;

/** @param {Picture} picture @param {number} now */
function point(picture, now) {
  if (picture.next_point_at === null) return _("no point planned");
  const left = Date.parse(picture.next_point_at) - now;
  return left >= 0 ? _("next point in {age}", { age: lasting(left) }) : _("point overdue by {age}", { age: lasting(-left) });
}

/** @param {Picture} picture */
function aim(picture) {
  const label = _("Common aim");
  const none = _("No common aim yet");
  return html`<section class="wall__aim" data-count=${picture.objectives.length} aria-label=${label}>
    <p class="wall__say">${picture.aim ?? none}</p>
    ${picture.objectives.map(objective)}
  </section>`;
}

const SIGNS = { ok: "met", soon: "soon", late: "late", none: "none" };

/** @param {import("../types").WallObjective} row */
function objective(row) {
  const meter = meterOf(/** @type {any} */ (row));
  const value = meter.value === null ? "–" : quantity(meter.value, row.unit);
  const goal = meter.target === null ? "" : quantity(meter.target, row.unit);
  const target = goal === "" ? _("no target") : row.sense === "down" ? _("ceiling {value}", { value: goal }) : _("target {value}", { value: goal });
  const word = meterWord(meter.state, row.sense);
  return html`<div class="wall__one" data-state=${meter.state}>
    <p><span class="wall__what">${row.text ?? "…"}</span><b>${icon(SIGNS[meter.state])}<span class="sr">${word}: </span>${value}</b></p>
    ${bar(meter)}
    <p class="wall__target">${target}</p>
  </div>`;
}

/** @param {import("../meters.js").Meter} meter */
function bar(meter) {
  const goal = meter.goal === null ? nothing : svg`<rect class="goal" x=${`${100 * meter.goal}%`} y="0" width=".4%" height="100%"></rect>`;
  return html`<svg class="wall__meter" aria-hidden="true">
    <rect class="all" x="0" y="25%" width="100%" height="50%"></rect>
    <rect class="done" x="0" y="25%" width=${`${100 * meter.at}%`} height="50%"></rect>
    ${goal}
  </svg>`;
}

/** How long something has waited; late once its promised time is over. @param {WallClock} one @param {number} now */
function age(one, now) {
  const state = one.due_at === null ? "none" : dueClock(one.due_at, one.since, now).state;
  return { state, text: lasting(now - Date.parse(one.since)), at: one.since };
}

/** @param {WallClock} one @param {number} now */
const due = (one, now) => (one.due_at === null ? age(one, now) : dueClock(one.due_at, one.since, now));

/** @param {Picture} picture @param {Find} find @param {number} now */
function waits(picture, find, now) {
  const heading = _("Who waits on whom");
  const nobody = _("Nobody waits on anybody.");
  const list = picture.waits.map((one) => {
    const clock = age(one, now);
    return html`<li data-state=${clock.state}>${tile(find, one.from)}${waitsOn()}${tile(find, one.on)}<small>${waitedFor(one)}</small>${clockChip(clock)}</li>`;
  });
  return html`<section class="wall__box" aria-labelledby="wall-waits-h">
    <h2 id="wall-waits-h">${heading}${more(picture.more.waits)}</h2>
    ${list.length > 0 ? html`<ul class="wall__waits" role="list">${list}</ul>` : html`<p class="wall__calm">${icon("met")}${nobody}</p>`}
  </section>`;
}

/** @param {Picture["waits"][number]} one */
function waitedFor({ about, number: own, count }) {
  const number = own.replaceAll("-", "\u2011"); // a number is never broken over two lines
  if (about === "task") return count > 1 ? ngettext("{n} task", "{n} tasks", count) : number;
  const words = { decision: _("question {number}", { number }), handoff: _("hand-off {number}", { number }), approval: _("approval {number}", { number }), arbitration: _("arbitration {number}", { number }), contribution: _("contribution {number}", { number }) };
  return words[about];
}

/** @param {number} count */
function more(count) {
  const words = ngettext("and {n} more", "and {n} more", count);
  return count > 0 ? html` <span class="wall__more">${words}</span>` : nothing;
}

/** @param {Picture} picture @param {Find} find @param {number} now */
function settle(picture, find, now) {
  const heading = _("To decide, to make known");
  const other = _("To acknowledge");
  const none = _("Nothing waits here.");
  const asked = picture.settle.map((one) => {
    const text = one.of === undefined ? (one.text ?? "…") : _("known by {known} of {of}", { known: one.known ?? 0, of: one.of });
    return html`<li><span class="no">${one.number}</span><span class="what"><span>${text}</span></span>${clockChip(due(one, now))}</li>`;
  });
  const given = picture.take.map(
    (one) => html`<li><span class="no">${one.number}</span><span class="what">${tile(find, one.department)}<span>${one.text === null ? "…" : taskTitle(find, { title: one.text, decision: one.decision })}</span></span>${clockChip(age(one, now))}</li>`,
  );
  return html`<section class="wall__box" aria-labelledby="wall-settle-h">
    <h2 id="wall-settle-h">${heading}${more(picture.more.settle)}</h2>
    ${asked.length > 0 ? html`<ul class="wall__list" role="list">${asked}</ul>` : html`<p class="wall__calm">${icon("met")}${none}</p>`}
    <h2>${other}${more(picture.more.take)}</h2>
    ${given.length > 0 ? html`<ul class="wall__list" role="list">${given}</ul>` : html`<p class="wall__calm">${icon("met")}${none}</p>`} ${said(picture)}
  </section>`;
}

/** What is said outside now, so that everybody in the room says the same. @param {Picture} picture */
function said(picture) {
  if (picture.said.length === 0) return nothing;
  const heading = _("Said now");
  return html`<h2>${heading}${more(picture.more.said)}</h2>
    <ul class="wall__list" role="list">
      ${picture.said.map((one) => html`<li><span class="no">${one.number}</span><span class="what"><span><b>${codeName(one.audience)}</b> ${one.text ?? "…"}</span></span></li>`)}
    </ul>`;
}

/** @param {Picture} picture @param {Find} find @param {number} now */
function seats(picture, find, now) {
  const label = _("Departments");
  return html`<ul class="wall__seats" role="list" aria-label=${label}>${picture.seats.map((seat) => chair(seat, find, now, picture.closed_at !== null))}</ul>`;
}

/** @param {import("../types").WallSeat} seat @param {Find} find @param {number} now @param {boolean} isClosed */
function chair(seat, find, now, isClosed) {
  // An empty chair calls for somebody as long as the cell is open.
  const gone = seat.empty_at === null || isClosed ? 0 : now - Date.parse(seat.empty_at);
  if (seat.missed && gone >= AWAY) {
    const words = _("empty {age}", { age: lasting(gone) });
    return html`<li class="gone">${tile(find, seat.id)}${icon("chair")}<span>${words}</span></li>`;
  }
  const word = seat.here ? _("here") : _("away");
  return html`<li>${tile(find, seat.id)}<span class=${seat.here ? "dot dot--here" : "dot dot--away"}></span><span class="sr">${word} </span><span>${seat.who ?? ""}</span></li>`;
}
