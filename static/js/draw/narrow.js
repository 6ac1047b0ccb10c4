// The second line of filters, for who looks for something: department, objective, person, words.

import { html } from "lit";
import { objectiveNumber, personName } from "../names.js";
import { _ } from "../words.js";
import { departmentChoices } from "./forms.js";
import { objectivesOf, peopleOf } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** @param {View} view */
export function drawNarrow(view) {
  const label = _("More filters");
  const people = peopleOf(view).map((member) => /** @type {[string, string]} */ ([String(member.id), personName(view.find, member.id)]));
  const aims = objectivesOf(view).map((one) => /** @type {[string, string]} */ ([String(one.id), `${objectiveNumber(one.id)} ${one.text ?? ""}`]));
  const words = _("Words");
  const typed = (/** @type {Event} */ typing) => view.act.filter({ text: /** @type {HTMLInputElement} */ (typing.target).value.trim() || null });
  return html`<div class="narrow" id="narrow" role="group" aria-label=${label}>
    ${pick(view, "department", _("Department"), [["", _("all departments")], ...departmentChoices(view)], (value) => value || null)}
    ${pick(view, "objective", _("Objective"), [["", _("all objectives")], ...aims], (value) => (value ? Number(value) : null))}
    ${pick(view, "owner", _("Person"), [["", _("everybody")], ...people], (value) => (value ? Number(value) : null))}
    <label for="narrow-text">${words}</label>
    <input class="input" id="narrow-text" type="search" maxlength="100" autocomplete="off" .value=${view.filters.text ?? ""} @change=${typed} @input=${typed} />
  </div>`;
}

/** @param {View} view @param {"department" | "objective" | "owner"} name @param {string} label @param {[string, string][]} choices @param {(value: string) => string | number | null} read */
function pick(view, name, label, choices, read) {
  const now = String(view.filters[name] ?? "");
  const change = (/** @type {Event} */ picking) => view.act.filter({ [name]: read(/** @type {HTMLSelectElement} */ (picking.target).value) });
  return html`<label for=${`narrow-${name}`}>${label}</label>
    <select class="input" id=${`narrow-${name}`} @change=${change}>
      ${choices.map(([value, words]) => html`<option value=${value} .selected=${now === value}>${words}</option>`)}
    </select>`;
}
