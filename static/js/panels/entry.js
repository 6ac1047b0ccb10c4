// What is said later of an entry: the right words, that its words must go, how sure it is now. What it was stays.

import { html } from "lit";
import { area, field } from "../draw/forms.js";
import { codeName } from "../names.js";
import { _ } from "../words.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */

/** @param {FormData} data @param {string} name */
const text = (data, name) => String(data.get(name) ?? "").trim();

/** @param {string | number} seq */
const lineOf = (seq) => document.getElementById(`e${seq}`);

/** The entry as it reads now. @param {string | number} seq */
function asItReads(seq) {
  return html`<blockquote class="said">${lineOf(seq)?.querySelector(".entry__text")?.textContent?.trim() ?? ""}</blockquote>`;
}

/** The words somebody wrote in it, without the quotation marks around them. @param {string | number} seq */
function wordsOf(seq) {
  const quote = lineOf(seq)?.querySelector(".entry__text .entry__quote")?.textContent ?? "";
  return quote.trim().replace(/^[«“]\s*|\s*[»”]$/g, "");
}

/** @param {Ask} ask @param {string} hint */
const reason = ({ refused, kept }, hint) => field("reason", _("Reason"), area("reason", refused, true, kept("reason", "")), refused, hint);

/** @type {Panel} */
export const correct = {
  command: "correct_entry",
  title: ({ id }) => _("Correct no. {n}", { n: id }),
  button: () => _("Correct"),
  body(ask) {
    const label = _("The right words");
    const hint = _("The first wording stays beside it.");
    return html`${asItReads(ask.id)} ${field("text", label, area("text", ask.refused, true, ask.kept("text", wordsOf(ask.id)), 3), ask.refused, hint)}
      ${reason(ask, _("In one sentence; it stays in the running log."))}`;
  },
  read: (data, { id }) => ({ name: "correct_entry", args: { entry: Number(id), text: text(data, "text"), reason: text(data, "reason") } }),
};

/** @type {Panel} */
export const redact = {
  command: "redact_entry",
  title: ({ id }) => _("Withdraw the text of no. {n}", { n: id }),
  button: () => _("Withdraw the text"),
  body(ask) {
    const warning = _("The words are gone for good, here and in every file made later. The number, the hour, who wrote it and who withdrew it stay.");
    return html`${asItReads(ask.id)}
      <p class="note note--late"><span>${warning}</span></p>
      ${reason(ask, _("In one sentence; it stays in the running log. Do not repeat the words."))}`;
  },
  read: (data, { id }) => ({ name: "redact_entry", args: { entry: Number(id), reason: text(data, "reason") } }),
};

/** @type {Panel} */
export const verify = {
  command: "check_information",
  title: ({ id }) => _("How sure is no. {n} now?", { n: id }),
  button: () => _("Record"),
  body(ask) {
    const legend = _("State");
    const held = lineOf(ask.id)?.dataset.state;
    const states = ["verified", "false", "to_verify"].filter((state) => state !== held);
    const label = _("How do you know?");
    return html`${asItReads(ask.id)}
      <fieldset class="field">
        <legend>${legend}</legend>
        <div class="seg">${states.map((state, at) => html`<label><input type="radio" name="state" value=${state} ?checked=${at === 0} />${codeName(state)}</label>`)}</div>
      </fieldset>
      ${field("reason", label, area("reason", ask.refused, true, ask.kept("reason", "")), ask.refused, _("Who confirms it, or what you saw. What was held before stays."))}`;
  },
  read: (data, { id }) => ({
    name: "check_information",
    args: { information: Number(lineOf(id)?.dataset.information), state: text(data, "state"), reason: text(data, "reason") },
  }),
};
