// The common aim, on top of everything, with what it is measured by: value, what changed, target, and whether it holds.

import { html, nothing, svg } from "lit";
import { fold } from "../fold.js";
import { changed, meterOf, meterWord, quantity } from "../meters.js";
import { objectiveNumber } from "../names.js";
import { shortDay, shortMoment } from "../when.js";
import { _ } from "../words.js";
import { icon } from "./marks.js";
import { cellOf, objectivesOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").ObjectiveRow} ObjectiveRow */
/** @typedef {import("../types").ArbitrationRow} ArbitrationRow */
/** @typedef {import("../meters.js").Meter} Meter */

/** As many as a glance takes in. */
export const OBJECTIVES_MOST = 4;
export const METER_SIGNS = { ok: "met", soon: "soon", late: "late", none: "none" };

/** @param {View} view */
export function drawAim(view) {
  const cell = cellOf(view);
  const objectives = objectivesOf(view);
  const mayAdd = view.me.may.includes("set_objective") && objectives.length < OBJECTIVES_MOST;
  const list = _("Measured by");
  const add = objectives.length === 0 ? _("Say what it is measured by") : _("Add an objective");
  return html`${said(view, cell)}
    <ul class="aim__list" role="list" aria-label=${list}>
      ${objectives.map((row) => html`<li>${objective(view, row)}</li>`)}
      ${mayAdd
        ? html`<li class=${objectives.length === 0 ? "aim__add aim__add--wide" : "aim__add"}>
            <button type="button" id="objective-new" title=${add} aria-haspopup="dialog" @click=${() => view.act.around.panel("objective")}>
              ${icon("plus")}<span class=${objectives.length === 0 ? "" : "sr"}>${add}</span>
            </button>
          </li>`
        : nothing}
    </ul>`;
}

/** @param {View} view @param {import("../types").CellRow} cell */
function said(view, cell) {
  const label = cell.aim_version ? _("Common aim, version {n}", { n: cell.aim_version }) : _("Common aim");
  const none = view.me.may.includes("set_aim") ? _("Set the common aim, in one sentence") : _("Not set yet: the direction sets it.");
  const words = cell.aim ?? none;
  if (!cell.aim_version && !view.me.may.includes("set_aim")) {
    return html`<div class="aim__say"><span class="label">${label}</span><h2 id="aim-h" class="aim__none">${words}</h2></div>`;
  }
  const title = view.me.may.includes("set_aim") ? _("Change the aim, read its versions") : _("Read its versions");
  return html`<div class="aim__say">
    <span class="label">${label}</span>
    <h2 id="aim-h"><button class=${cell.aim ? "aim__text" : "aim__text aim__none"} type="button" id="aim-button" title=${title} aria-haspopup="dialog" @click=${() => view.act.around.panel("aim")}>${words}</button></h2>
  </div>`;
}

/** One objective; pressing it opens its values. @param {View} view @param {ObjectiveRow} row */
function objective(view, row) {
  const until = suspendedUntil(/** @type {ArbitrationRow[]} */ (view.state.rowsOf("arbitration")), row.text, view.now);
  /** @type {Meter} */
  const meter = { ...meterOf(row), ...(until ? { state: "none" } : {}) };
  const name = row.text ?? "…";
  const suspended = until ? suspendedWords(Date.parse(until), view.now) : "";
  const word = suspended || meterWord(meter.state, row.sense);
  return html`<button class="aim__one" type="button" id=${`objective-${row.id}`} data-state=${meter.state} ?data-suspended=${until !== null} title=${`${name}: ${word}`} aria-haspopup="dialog" @click=${() => view.act.around.panel("values", row.id)}>
    <span><span class="label">${objectiveNumber(row.id)}</span><span class="name">${name}</span>${value(meter, row, word)}</span>
    ${bar(meter)}
    <span class="goal"><span class="goal__value">${value(meter, row, word)}</span><span class="goal__change">${suspended || change(view, meter, row)}</span><span class="goal__target">${target(meter, row)}</span></span>
  </button>`;
}

/** A far day has no hour here, which takes another word before it in French. @param {number} until @param {number} now */
function suspendedWords(until, now) {
  const time = shortMoment(until, now);
  return time === shortDay(until, now) ? _("suspended until {day}", { day: time }) : _("suspended until {time}", { time });
}

/** Until when a ruling suspends the indicator of these words, or null; capitals and accents make no other indicator.
 * @param {ArbitrationRow[]} rows @param {string | null} name @param {number} now @returns {string | null} */
export function suspendedUntil(rows, name, now) {
  const same = fold(name ?? "").trim();
  const found = rows.flatMap((row) => {
    const last = row.rulings.at(-1);
    const side = last?.suspended ? row[last.suspended] : null;
    return last?.until && side?.indicator && fold(side.indicator).trim() === same && Date.parse(last.until) > now ? [last.until] : [];
  });
  return found.sort().at(-1) ?? null;
}

/** @param {Meter} meter @param {ObjectiveRow} row @param {string} word its state in words */
function value(meter, row, word) {
  const text = meter.value === null ? "–" : quantity(meter.value, row.unit);
  return html`<span class="val num">${icon(METER_SIGNS[meter.state])}<span class="sr">${word}: </span>${text}</span>`;
}

/** The bar, with the mark of the target: drawn, so that no style stands in the page. @param {Meter} meter */
export function bar(meter) {
  const goal = meter.goal === null ? nothing : svg`<rect class="meter__goal" x=${`${percent(meter.goal)}%`} y="0" width="2" height="12" rx="1"></rect>`;
  return html`<svg class="meter-bar" data-state=${meter.state} aria-hidden="true">
    <rect class="meter__all" x="0" y="3" width="100%" height="6" rx="3"></rect>
    <rect class="meter__done" x="0" y="3" width=${`${percent(meter.at)}%`} height="6" rx="3"></rect>
    ${goal}
  </svg>`;
}

/** @param {number} share */
const percent = (share) => Math.round(share * 1000) / 10;

/** @param {View} view @param {Meter} meter @param {ObjectiveRow} row */
function change(view, meter, row) {
  if (meter.value === null) return _("not measured");
  if (!meter.change) return _("first value");
  if (meter.change.by === 0 && meter.change.since) return _("unchanged since {time}", { time: shortMoment(Date.parse(meter.change.since), view.now) });
  const by = changed(meter.change.by, row.unit);
  if (!meter.change.since) return _("{change} since the start", { change: by });
  return _("{change} since {time}", { change: by, time: shortMoment(Date.parse(meter.change.since), view.now) });
}

/** "target 95 %", or "ceiling 180 k€" where it is not to be passed. @param {Meter} meter @param {ObjectiveRow} row */
export function target(meter, row) {
  if (meter.target === null) return _("no target");
  const value = quantity(meter.target, row.unit);
  return row.sense === "down" ? _("target ≤ {value}", { value }) : _("target {value}", { value });
}
