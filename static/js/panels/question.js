// A question to be settled: what, by whom, before when, and who is asked for a position. Only the question is needed.

import { html, nothing } from "lit";
import { dueField } from "../draw/due.js";
import { area, choice, departmentChoices, field } from "../draw/forms.js";
import { peopleOf } from "../draw/view.js";
import { personName } from "../names.js";
import { fromField } from "../when.js";
import { _ } from "../words.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../draw/view.js").View} View */

/** @type {Panel} */
export const question = {
  command: "ask_decision",
  title: () => _("Ask a question to be settled"),
  button: () => _("Ask"),
  body({ view, refused, kept }) {
    const hint = _("One question, to which yes, no or a choice is the answer.");
    return html`${field("question", _("Question"), area("question", refused, true, kept("question", "")), refused, hint)}
      <div class="pair">
        ${field("decider", _("To be settled by"), choice("decider", deciders(view), "", refused), refused)} ${dueField("needed_by", _("Before"), null, view.now, refused)}
      </div>
      ${consulted(view)} ${restricted(view)}`;
  },
  read(data) {
    /** @param {string} name */
    const text = (name) => String(data.get(name) ?? "").trim();
    /** @type {Record<string, unknown>} */
    const args = { question: text("question") };
    if (text("decider")) args.decider = Number(text("decider"));
    if (text("needed_by")) args.needed_by = fromField(text("needed_by"));
    const asked = data.getAll("consulted").map(String);
    if (asked.length > 0) args.consulted = asked;
    if (data.has("restricted")) args.restricted = true;
    return { name: "ask_decision", args };
  },
};

/** Those who lead stand first. @param {View} view @returns {[string, string][]} */
function deciders(view) {
  const rank = (/** @type {string} */ role) => ["director", "coordinator"].indexOf(role) >>> 0;
  const people = [...peopleOf(view)].sort((a, b) => rank(a.role) - rank(b.role));
  return [["", _("not said yet")], ...people.map((one) => /** @type {[string, string]} */ ([String(one.id), personName(view.find, one.id)]))];
}

/** @param {View} view */
function consulted(view) {
  const legend = _("Asked for a position");
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    <div class="picks">
      ${departmentChoices(view).map(([slug, name]) => html`<label><input type="checkbox" name="consulted" value=${slug} /><span>${name}</span></label>`)}
    </div>
  </fieldset>`;
}

/** @param {View} view */
function restricted(view) {
  if (!view.me.cleared) return nothing;
  const label = _("Restricted: read by the direction, the loggist and legal only");
  return html`<label class="check"><input type="checkbox" name="restricted" />${label}</label>`;
}
