// The panels of the measured objectives: their values over time, a new value, and the objective itself.

import { html, nothing, svg } from "lit";
import { bar, METER_SIGNS, target } from "../draw/aim.js";
import { area, field, line } from "../draw/forms.js";
import { icon } from "../draw/marks.js";
import { canWrite } from "../draw/view.js";
import { changed, curve, decimal, measuresOf, meterOf, meterWord, quantity, toDecimal } from "../meters.js";
import { objectiveNumber, personName } from "../names.js";
import { fromField, moment } from "../when.js";
import { _, ngettext } from "../words.js";
import { contributions } from "./contributions.js";
import { text } from "./head.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */
/** @typedef {import("../types").ObjectiveRow} ObjectiveRow */

const WIDTH = 240;
const HEIGHT = 44;

/** @param {Ask} ask @returns {ObjectiveRow | undefined} */
const rowOf = ({ view, id }) => /** @type {ObjectiveRow | undefined} */ (view.find(`objective:${id}`));

/** @type {Panel} */
export const values = {
  title: (ask) => `${objectiveNumber(ask.id)} ${rowOf(ask)?.text ?? "…"}`,
  command: "measure_objective",
  reads: true,
  button: () => _("Record the value"),
  body(ask) {
    const row = rowOf(ask);
    if (!row) return nothing;
    return html`${standing(row)}${row.retired_at || !ask.view.me.may.includes("measure_objective") ? nothing : measuring(ask, row)}${past(ask, row)}${contributions(ask.view, row.id)}${change(ask, row)}`;
  },
  read(data, { id }) {
    const value = toDecimal(text(data, "value"));
    const at = fromField(text(data, "measured_at"));
    return { name: "measure_objective", args: { objective: Number(id), value, ...(at ? { measured_at: at } : {}) } };
  },
};

/** @param {ObjectiveRow} row */
function standing(row) {
  const meter = meterOf(row);
  const word = meterWord(meter.state, row.sense);
  const by = meter.change ? changed(meter.change.by, row.unit) : "";
  return html`<div class="standing" data-state=${meter.state}>
    <p class="row"><strong class="standing__value num">${meter.value === null ? "–" : quantity(meter.value, row.unit)}</strong><span class="standing__word">${icon(METER_SIGNS[meter.state])}${word}</span><span class="spring"></span><span class="muted">${by}</span></p>
    ${bar(meter)}
    <p class="muted">${target(meter, row)}</p>
  </div>`;
}

/** @param {Ask} ask @param {ObjectiveRow} row */
function measuring({ refused, kept }, row) {
  const label = row.unit ? _("New value, in {unit}", { unit: row.unit }) : _("New value");
  const [when, hint] = [_("Measured at"), _("Now, if left empty.")];
  const value = html`<input class="input" id="f-value" name="value" type="text" inputmode="decimal" required autocomplete="off" maxlength="20" aria-invalid=${refused?.field === "value" ? "true" : nothing}
    aria-describedby=${refused?.field === "value" ? "f-value-error" : nothing} .defaultValue=${kept("value", "")} />`;
  return html`<div class="pair">${field("value", label, value, refused)} ${field("measured_at", when, line("measured_at", "datetime-local", "", refused), refused, hint)}</div>`;
}

/** The values so far: a curve for the eye, the figures behind it. @param {Ask} ask @param {ObjectiveRow} row */
function past({ view }, row) {
  const measures = measuresOf(row);
  if (measures.length === 0) return nothing;
  const words = { title: _("Values"), figures: _("Show the figures"), value: _("Value"), change: _("Change"), at: _("Measured at"), by: _("Written by") };
  const points = curve(measures, WIDTH, HEIGHT);
  const label = ngettext("{n} value: {value}", "{n} values, the last one {value}", measures.length, { value: quantity(decimal(measures.at(-1)?.value) ?? 0, row.unit) });
  const rows = measures.map((one, index) => ({ one, before: decimal(measures[index - 1]?.value), value: decimal(one.value) ?? 0 })).reverse();
  return html`<section class="past">
    <h3 class="label">${words.title}</h3>
    ${points
      ? html`<svg class="curve" viewBox="-4 -4 ${WIDTH + 8} ${HEIGHT + 8}" role="img" aria-label=${label}>
          <polyline points=${points}></polyline>
          ${points.split(" ").map((point) => svg`<circle cx=${point.split(",")[0]} cy=${point.split(",")[1]} r="2.5"></circle>`)}
        </svg>`
      : nothing}
    <details ?open=${!points}>
      <summary>${words.figures}<span class="count">${measures.length}</span></summary>
      <div class="table-frame" tabindex="0">
        <table class="table">
          <thead><tr><th scope="col">${words.at}</th><th scope="col">${words.value}</th><th scope="col">${words.change}</th><th scope="col">${words.by}</th></tr></thead>
          <tbody>
            ${rows.map(({ one, before, value }) => html`<tr><td><time datetime=${one.at}>${moment(Date.parse(one.at), view.now)}</time></td><td class="num">${quantity(value, row.unit)}</td><td class="num">${before === null ? "–" : changed(Number((value - before).toPrecision(12)), row.unit)}</td><td>${personName(view.find, one.by)}</td></tr>`)}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

/** @param {Ask} ask @param {ObjectiveRow} row */
function change({ view }, row) {
  if (row.retired_at) return nothing;
  const [edit, retire] = [_("Change the objective…"), _("Retire it…")];
  /** @param {string} command @param {string} panel @param {string} words @param {string} sign */
  const button = (command, panel, words, sign) =>
    view.me.may.includes(command)
      ? html`<button class="btn btn--small" type="button" id=${`objective-${panel}`} ?disabled=${!canWrite(view, command)} @click=${() => view.act.around.panel(panel, row.id)}>${icon(sign)}${words}</button>`
      : nothing;
  return html`<p class="chips">${button("set_objective", "objective", edit, "pen")}${button("retire_objective", "retire", retire, "cross")}</p>`;
}

/** A new one, or one worded anew. @type {Panel} */
export const objective = {
  title: (ask) => (ask.id === "" ? _("New objective") : _("Change {objective}", { objective: objectiveNumber(ask.id) })),
  command: "set_objective",
  body(ask) {
    const { refused, kept } = ask;
    const row = rowOf(ask);
    const sense = ask.memo.sense ?? row?.sense ?? "up";
    const words = { text: _("What is measured"), hint: _("A few words: orders served, yarn in stock."), unit: _("Unit"), unitHint: _("t, k€, days, orders…"), sense: _("The target is"), start: _("Value at the start") };
    const goal = sense === "down" ? _("Ceiling") : _("Target");
    const number = (/** @type {string} */ name, /** @type {string | null | undefined} */ value) =>
      html`<input class="input" id=${`f-${name}`} name=${name} type="text" inputmode="decimal" autocomplete="off" maxlength="20" aria-invalid=${refused?.field === name ? "true" : nothing}
        aria-describedby=${refused?.field === name ? `f-${name}-error` : nothing} .defaultValue=${kept(name, value ?? "")} />`;
    /** @type {[string, string][]} */
    const senses = [["up", _("to be reached")], ["down", _("not to be passed")]];
    return html`${field("text", words.text, line("text", "text", kept("text", row?.text ?? ""), refused, true), refused, words.hint)}
      <fieldset class="field">
        <legend>${words.sense}</legend>
        <div class="seg">
          ${senses.map(([value, label]) => html`<label><input type="radio" name="sense" value=${value} ?checked=${value === sense} @change=${() => ((ask.memo.sense = value), ask.redraw())} />${label}</label>`)}
        </div>
      </fieldset>
      <div class="trio">
        ${field("target", goal, number("target", row?.target), refused)} ${field("unit", words.unit, line("unit", "text", kept("unit", row?.unit ?? ""), refused), refused, words.unitHint)}
        ${field("start", words.start, number("start", row?.start), refused)}
      </div>`;
  },
  read(data, { id }) {
    /** @param {string} name */
    const number = (name) => (text(data, name) ? toDecimal(text(data, name)) : null);
    const args = { text: text(data, "text"), unit: text(data, "unit") || null, target: number("target"), sense: String(data.get("sense") ?? "up"), start: number("start") };
    return { name: "set_objective", args: id === "" ? args : { ...args, objective: Number(id) } };
  },
};

/** @type {Panel} */
export const retire = {
  title: ({ id }) => _("Retire {objective}", { objective: objectiveNumber(id) }),
  command: "retire_objective",
  button: () => _("Retire"),
  body(ask) {
    const words = _("It leaves the page; its values and its number stay in the journal: {text}", { text: rowOf(ask)?.text ?? "…" });
    const reason = field("reason", _("Reason"), area("reason", ask.refused, true, ask.kept("reason", "")), ask.refused, _("In one sentence; it stays in the running log."));
    return html`<p>${words}</p>${reason}`;
  },
  read: (data, { id }) => ({ name: "retire_objective", args: { objective: Number(id), reason: text(data, "reason") } }),
};
