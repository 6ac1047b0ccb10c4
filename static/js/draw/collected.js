// What departments are asked for by an hour, with who is missing; and the way to ask.

import { html, nothing } from "lit";
import { dueClock } from "../clock.js";
import { contributionNumber, departmentName } from "../names.js";
import { missingOf } from "../passing.js";
import { _, figure } from "../words.js";
import { clockChip, icon, tile } from "./marks.js";
import { cellOf, clockNow } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").ContributionRow} ContributionRow */

/** @param {View} view */
export function drawCollected(view) {
  const all = /** @type {ContributionRow[]} */ (view.state.rowsOf("contribution")).filter((one) => one.status === "asked");
  const may = cellOf(view).state !== "closed" && view.me.may.includes("ask_contributions");
  if (all.length === 0 && !may) return nothing;
  const words = { title: _("Contributions"), ask: _("Ask for contributions") };
  return html`<section class="side__part" id="collected">
    <h3>${words.title}${all.length > 0 ? html`<span class="count">${figure(all.length)}</span>` : nothing}</h3>
    ${all.length > 0 ? html`<ul role="list" class="situation__facts">${all.map((one) => html`<li>${asked(view, one)}</li>`)}</ul>` : nothing}
    ${may ? html`<p class="side__go"><a href=${`/cells/${cellOf(view).id}/contributions/new`}>${icon("clip")}${words.ask}</a></p>` : nothing}
  </section>`;
}

/** Each that is missing by its tile and, for the ear, by its name. @param {View} view @param {ContributionRow} one */
function asked(view, one) {
  const missing = missingOf(one);
  const names = missing.map((slug) => departmentName(view.find, slug)).join(", ");
  const withdrawn = _("Text withdrawn");
  const words = _("missing: {departments}", { departments: names });
  return html`${icon("clip")}<span><span class="num muted">${contributionNumber(one.id)}</span> <a class="situation__words" href=${`/cells/${cellOf(view).id}/contributions/${one.id}`}>${one.text ?? withdrawn}</a> <small class="dec__known"><span class="sr">${words}</span>${missing.map((slug) => tile(view.find, slug, true))}</small></span>${clockChip(dueClock(one.needed_by, one.asked_at, clockNow(view)))}`;
}
