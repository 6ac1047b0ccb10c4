// All that can be changed in a task; and, where somebody else changed its title meanwhile, both versions side by side.

import { html, nothing } from "lit";
import { codeName, personName } from "../names.js";
import { exactTime } from "../when.js";
import { _ } from "../words.js";
import { dueField } from "./due.js";
import { choice, decisionChoices, departmentChoices, field, line, objectiveChoices, ownerChoices, priorityChoices } from "./forms.js";
import { icon } from "./marks.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").Refusal} Refusal */
/** @typedef {import("../types").TaskRow} TaskRow */

const FIELDS = /** @type {const} */ (["department", "owner", "due_at", "priority", "objective", "decision"]);

/** @param {View} view @param {TaskRow} base the task as it was when the form opened @param {Refusal | null} refused */
export function drawEdit(view, base, refused) {
  const title = field("title", _("Title"), line("title", "text", base.title ?? "", refused, true), refused);
  const department = field("department", _("Department"), choice("department", departmentChoices(view), base.department, refused), refused);
  const owner = field("owner", _("Owner"), choice("owner", ownerChoices(view), String(base.owner ?? ""), refused), refused, _("One person answers for it; others can help."));
  const priority = field("priority", _("Priority"), choice("priority", priorityChoices(), String(base.priority), refused), refused);
  const objective = field("objective", _("Objective"), choice("objective", objectiveChoices(view), String(base.objective ?? ""), refused), refused);
  const decision = field("decision", _("Decision"), choice("decision", decisionChoices(view, base.decision), String(base.decision ?? ""), refused), refused);
  return html`${title}
    <div class="pair">${department} ${owner}</div>
    <div class="pair">${dueField("due_at", _("Due"), base.due_at, view.now, refused)} ${priority}</div>
    <div class="pair">${objective} ${decision}</div>`;
}

/**
 * What others changed since the form opened: said before one sends, never written over one's own words.
 * @param {View} view @param {TaskRow} base @param {TaskRow} task @param {string} mine the title as it is typed now @param {() => void} takeTheirs
 */
export function drawMeanwhile(view, base, task, mine, takeTheirs) {
  const changed = FIELDS.filter((name) => base[name] !== task[name]);
  const isOther = task.title !== base.title && task.title !== mine;
  if (changed.length === 0 && !isOther) return nothing;
  const who = personName(view.find, task.changed_by);
  const time = exactTime(Date.parse(task.changed_at));
  const words = changed.length > 0 ? _("{who} changed this meanwhile: {fields}. Your own text is kept; look before you save.", { who, fields: changed.map(codeName).join(", ") }) : "";
  return html`${words ? html`<p class="note note--soon" role="status">${icon("warn")}<span>${words}</span></p>` : nothing}
    ${isOther ? versions(task, mine, { who, time }, takeTheirs) : nothing}`;
}

/** @param {TaskRow} task @param {string} mine @param {{who: string, time: string}} last @param {() => void} takeTheirs */
function versions(task, mine, last, takeTheirs) {
  const words = { head: _("Two versions of the title"), mine: _("Yours, kept in the field"), take: _("Take theirs"), send: _("Saving puts yours in its place.") };
  const theirs = _("{who}, {time}", last);
  return html`<section class="versions" role="alert" aria-label=${words.head}>
    <h4>${icon("warn")}${words.head}</h4>
    <div class="pair">
      <div class="versions__one"><small>${theirs}</small><p>${task.title ?? "…"}</p></div>
      <div class="versions__one versions__one--mine"><small>${words.mine}</small><p>${mine || "…"}</p></div>
    </div>
    <p class="row"><span class="muted">${words.send}</span><button class="btn btn--small" type="button" id="take-theirs" @click=${takeTheirs}>${words.take}</button></p>
  </section>`;
}
