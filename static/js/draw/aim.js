// The common aim, on top of everything, with what it is measured by.

import { html, nothing } from "lit";
import { objectiveNumber } from "../names.js";
import { _ } from "../words.js";
import { cellOf } from "./view.js";

/** @param {import("./view.js").View} view */
export function drawAim(view) {
  const cell = cellOf(view);
  if (!cell.aim) return nothing;
  const objectives = /** @type {import("../types").ObjectiveRow[]} */ (view.state.rowsOf("objective"));
  const label = cell.aim_version ? _("Common aim, version {n}", { n: cell.aim_version }) : _("Common aim");
  const list = _("Measured by");
  return html`<div class="aim__say">
      <span class="label">${label}</span>
      <h2 id="aim-h">${cell.aim}</h2>
    </div>
    ${objectives.length > 0
      ? html`<ul class="aim__list" role="list" aria-label=${list}>
          ${objectives.map(objective)}
        </ul>`
      : nothing}`;
}

/** @param {import("../types").ObjectiveRow} row */
function objective(row) {
  const target = row.target === null ? "" : _("target {value}", { value: [row.target, row.unit].filter(Boolean).join("\u00a0") });
  return html`<li class="aim__one">
    <span><span class="label">${objectiveNumber(row.id)}</span><span class="name" title=${row.text ?? ""}>${row.text ?? "…"}</span></span>
    <span class="goal">${target}</span>
  </li>`;
}
