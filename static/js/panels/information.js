// One piece of information, whole: the words, from whom, how it came, when it happened, how sure it is, for whom.

import { html, nothing } from "lit";
import { findPast } from "../ago_words.js";
import { area, departmentChoices, field, line } from "../draw/forms.js";
import { codeName } from "../names.js";
import { moment } from "../when.js";
import { _ } from "../words.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */

const STANDINGS = ["fact", "assumption", "rumour"];
const STATES = ["to_verify", "verified", "false"];

/** @type {Panel} */
export const information = {
  command: "record_information",
  title: () => _("Record a piece of information"),
  button: () => _("Record"),
  body(ask) {
    const { refused, kept } = ask;
    const words = { text: _("What is known or said"), hint: _("One fact, one sentence. Who, what, when."), source: _("Source"), by: _("Who says so?"), channel: _("Channel"), standing: _("Standing"), state: _("State") };
    return html`${field("text", words.text, area("text", refused, true, kept("text", ""), 3), refused, words.hint)}
      <div class="pair">
        ${field("source", words.source, line("source", "text", kept("source", ""), refused), refused, words.by)}
        ${field("channel", words.channel, line("channel", "text", kept("channel", ""), refused), refused)}
      </div>
      ${put("channel", [_("phone"), _("mail"), _("on site"), _("meeting"), _("press"), _("social networks")])}
      ${happened(ask)} ${choices("standing", words.standing, STANDINGS)} ${choices("state", words.state, STATES)} ${concerned(ask)} ${marks(ask)}`;
  },
  read(data, { view }) {
    /** @param {string} name */
    const text = (name) => String(data.get(name) ?? "").trim();
    /** @type {Record<string, unknown>} */
    const args = { text: text("text"), standing: text("standing"), state: text("state") };
    if (text("source")) args.source = text("source");
    if (text("channel")) args.channel = text("channel");
    // What is not understood goes as it is: the server refuses it, and the field says so.
    if (text("happened_at")) args.happened_at = findPast(text("happened_at"), view.now) ?? text("happened_at").slice(0, 40);
    const departments = data.getAll("departments").map(String);
    if (departments.length > 0) args.departments = departments;
    if (data.has("key_fact")) args.key_fact = true;
    if (data.has("restricted")) args.restricted = true;
    return { name: "record_information", args };
  },
};

/** When it happened, in words or by one press, and what these words mean. @param {Ask} ask */
function happened({ view, refused, kept, redraw }) {
  const label = _("Happened at");
  const hint = _("“20 min ago”, “14:05”, “yesterday 18:30”. Empty: just now.");
  const typed = /** @type {HTMLInputElement | null} */ (document.getElementById("f-happened_at"))?.value ?? kept("happened_at", "");
  const at = typed.trim() ? findPast(typed, view.now) : null;
  const meant = at ? _("that is {time}", { time: moment(Date.parse(at), view.now) }) : typed.trim() ? _("not understood yet") : "";
  return html`<div @input=${redraw}>
    ${field("happened_at", label, line("happened_at", "text", kept("happened_at", ""), refused), refused, hint)}
    <p class="meant" aria-live="polite">${meant}</p>
    ${put("happened_at", [_("5 min ago"), _("20 min ago"), _("1 h ago")])}
  </div>`;
}

/** Answers that are given often, one press away. @param {string} name @param {string[]} often */
function put(name, often) {
  const group = _("Often chosen");
  const press = (/** @type {string} */ words) => () => {
    const input = /** @type {HTMLInputElement | null} */ (document.getElementById(`f-${name}`));
    if (!input) return;
    input.value = words;
    input.dispatchEvent(new CustomEvent("input", { bubbles: true }));
    input.focus();
  };
  return html`<div class="due__soon" role="group" aria-label=${group}>${often.map((words) => html`<button class="btn btn--quiet btn--small" type="button" @click=${press(words)}>${words}</button>`)}</div>`;
}

/** One of a few, the first chosen beforehand. @param {string} name @param {string} legend @param {string[]} codes */
function choices(name, legend, codes) {
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    <div class="seg">${codes.map((code, at) => html`<label><input type="radio" name=${name} value=${code} ?checked=${at === 0} />${codeName(code)}</label>`)}</div>
  </fieldset>`;
}

/** @param {Ask} ask */
function concerned({ view, refused }) {
  const legend = _("Departments concerned");
  const hint = _("Each says that it knows; who does not know yet is seen.");
  const wrong = refused?.field === "departments" ? html`<p class="field__error" id="f-departments-error">${refused.message}</p>` : nothing;
  return html`<fieldset class="field" id="f-departments">
    <legend>${legend}</legend>
    <div class="picks">${departmentChoices(view).map(([slug, name]) => html`<label><input type="checkbox" name="departments" value=${slug} /><span>${name}</span></label>`)}</div>
    <p class="field__hint">${hint}</p>
    ${wrong}
  </fieldset>`;
}

/** @param {Ask} ask */
function marks({ view }) {
  const words = { key: _("Key fact"), restricted: _("Restricted: read by the direction, the loggist and legal only") };
  return html`${view.me.may.includes("mark_entry") ? html`<label class="check"><input type="checkbox" name="key_fact" />${words.key}</label>` : nothing}
    ${view.me.cleared ? html`<label class="check"><input type="checkbox" name="restricted" />${words.restricted}</label>` : nothing}`;
}
