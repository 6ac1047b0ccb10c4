// By what the cell will know that it is over: each criterion with whether it is met, as last looked at.

import { html, nothing } from "lit";
import { full } from "../when.js";
import { _, figure, ngettext } from "../words.js";
import { icon } from "./marks.js";
import { cellOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").CriterionRow} CriterionRow */

/** @param {View} view @returns {CriterionRow[]} */
export function criteriaOf(view) {
  const all = /** @type {CriterionRow[]} */ (view.state.rowsOf("criterion"));
  return all.filter((one) => !one.dropped_at);
}

/** @param {View} view */
export function drawStandDown(view) {
  const all = criteriaOf(view);
  const cell = cellOf(view);
  if (all.length === 0 && (cell.state === "closed" || !view.me.may.includes("set_criterion"))) return nothing;
  const met = all.filter((one) => one.met).length;
  const words = { title: _("Stand-down criteria"), none: _("None written yet: by what will you know that it is over?"), go: _("Stand-down") };
  const count = ngettext("{n} met of {all}", "{n} met of {all}", met, { all: figure(all.length) });
  return html`<section class="side__part" id="stand-down">
    <h3>${words.title}${all.length > 0 ? html`<span class="count">${count}</span>` : nothing}</h3>
    ${all.length > 0 ? html`<ul role="list" class="criteria">${all.map((one) => html`<li>${criterion(one)}</li>`)}</ul>` : html`<p class="muted">${words.none}</p>`}
    <p class="side__go"><a href=${`/cells/${cell.id}/close`}>${icon("seal")}${words.go}</a></p>
  </section>`;
}

/** The state by its shape and its word. @param {CriterionRow} one */
function criterion(one) {
  const [sign, word, state] = one.met ? ["met", _("met"), "met"] : one.met === false ? ["late", _("not met"), "missed"] : ["none", _("to check"), "open"];
  const at = one.checked_at ? full(Date.parse(one.checked_at)) : "";
  return html`<span class="criterion" data-state=${state} title=${at}>${icon(sign)}<span>${one.text ?? "…"}</span><span class="criterion__state">${word}</span></span>`;
}
