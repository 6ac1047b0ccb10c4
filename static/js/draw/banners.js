// What must be known before reading anything else: the link is down, the board is being brought up to date, the page
// may only be read, the cell is closed.

import { html, nothing } from "lit";
import { lasting } from "../clock.js";
import { exactTime, moment } from "../when.js";
import { _, ngettext } from "../words.js";
import { icon } from "./marks.js";
import { drawCalls } from "./people.js";
import { cellOf } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** @param {View} view */
export function drawBanners(view) {
  if (view.link === "frozen") return frozen(view);
  return html`${view.link === "catching" || view.cut.missed > 0 ? catching(view) : nothing}${standing(view)}${drawCalls(view)}`;
}

/** The same in short, for what stands before the board. @param {View} view */
export function lostNote(view) {
  if (view.link !== "frozen") return nothing;
  const [since, what] = lostWords(view);
  return html`<p class="note note--soon">${icon("offline")}<span><strong>${since}</strong> ${what}</span></p>`;
}

/** @param {View} view */
function lostWords(view) {
  const since = _("Link lost for {age}.", { age: lasting(view.now - view.cut.since) });
  return [since, _("The board is as it was at {time}; nothing is sent until the link is back.", { time: exactTime(view.cut.heard || view.cut.since) })];
}

/** @param {View} view */
function frozen(view) {
  const [since, what] = lostWords(view);
  const entry = view.state.entries.at(-1);
  const last = entry ? _("Last entry: no. {n}, {time}.", { n: entry.seq, time: moment(Date.parse(entry.at), view.now) }) : "";
  const left = Math.ceil((view.cut.nextTry - view.now) / 1000);
  const next = left > 0 ? _("Next try in {n} s.", { n: left }) : _("Trying…");
  const again = _("Try now");
  return html`<div class="banner" data-kind="soon">
    ${icon("offline")}<span><strong>${since}</strong> ${what} ${last} <span class="num">${next}</span></span>
    <button class="btn btn--small" type="button" id="retry" @click=${view.act.retry}>${icon("refresh")}${again}</button>
  </div>`;
}

/** @param {View} view */
function catching(view) {
  const words = view.cut.missed > 0 ? _("Link restored.") : _("Catching up…");
  const count = ngettext("{n} entry came meanwhile.", "{n} entries came meanwhile.", view.cut.missed);
  return html`<div class="banner" data-kind="info">
    ${icon("refresh")}<span><strong>${words}</strong> ${view.cut.missed > 0 ? count : nothing}</span>
  </div>`;
}

/** @param {View} view */
function standing(view) {
  const cell = cellOf(view);
  if (cell.state === "closed") {
    const when = cell.closed_at ? moment(Date.parse(cell.closed_at), view.now) : "";
    const closed = when ? _("Cell closed, {time}.", { time: when }) : _("Cell closed.");
    const sealed = cell.sealed ? _("Its journal is sealed at no. {n}.", { n: cell.sealed }) : _("Its journal can be read.");
    return html`<div class="banner">${icon("lock")}<span><strong>${closed}</strong> ${sealed}</span></div>`;
  }
  if (view.me.role !== "observer") return nothing;
  const title = _("Read only.");
  const words = _("You are an observer: you see everything, you write nothing.");
  return html`<div class="banner" data-kind="info">${icon("eye")}<span><strong>${title}</strong> ${words}</span></div>`;
}
