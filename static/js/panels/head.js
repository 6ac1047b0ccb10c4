// The panels of the page's head: level, phase, next fixed point, and the answer to the call.

import { html, nothing } from "lit";
import { targetWords } from "../draw/clocks.js";
import { area, field, line } from "../draw/forms.js";
import { levelBars } from "../draw/marks.js";
import { cellOf } from "../draw/view.js";
import { clockTime, fromField, moment, toField } from "../when.js";
import { _ } from "../words.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */

const MINUTE = 60_000;

/** @param {FormData} data @param {string} name */
export const text = (data, name) => String(data.get(name) ?? "").trim();

/** @type {Panel} */
export const level = {
  title: () => _("Level of the crisis"),
  command: "change_level",
  button: () => _("Change the level"),
  body({ view, refused, kept }) {
    const now = cellOf(view).level;
    const legend = _("Level");
    const reason = field("reason", _("Reason"), area("reason", refused, true, kept("reason", "")), refused, _("In one sentence; it stays in the running log."));
    return html`<fieldset class="field">
        <legend>${legend}</legend>
        <div class="levels">
          ${[1, 2, 3, 4].map((n) => html`<label><input type="radio" name="level" value=${n} ?checked=${n === now} /><b>${levelBars(n)}${n}</b>${view.levels[n] ?? ""}</label>`)}
        </div>
      </fieldset>
      ${reason} ${targets(view)}`;
  },
  read(data, { view }) {
    if (Number(data.get("level")) === cellOf(view).level) return null;
    return { name: "change_level", args: { level: Number(data.get("level")), reason: text(data, "reason") } };
  },
};

/** What the present level promises. @param {import("../draw/view.js").View} view */
function targets(view) {
  const given = cellOf(view).targets;
  if (!given) return nothing;
  const title = _("Response times this level promises");
  /** @type {[string, string][]} */
  const lines = [
    ["mobilise_s", _("Mobilise")],
    ["acknowledge_s", _("Take in hand")],
    ["decide_s", _("Settle a question")],
    ["know_s", _("Know a decision")],
    ["approve_s", _("Validate")],
    ["handoff_s", _("Lift a wait")],
    ["stall_s", _("Ask again after, untouched")],
    ["point_every_s", _("Fixed point every")],
  ];
  return html`<section>
    <h3 class="label">${title}</h3>
    <dl class="facts">
      ${lines.filter(([name]) => given[name]).map(([name, label]) => html`<div><dt>${label}</dt><dd>${targetWords(given[name])}</dd></div>`)}
    </dl>
  </section>`;
}

/** @type {Panel} */
export const phase = {
  title: () => _("Phase of the crisis"),
  command: "set_phase",
  body({ view, refused, kept }) {
    const label = _("Phase");
    const names = [_("Phase 1, contain"), _("Phase 2, hold"), _("Phase 3, restart"), _("Phase 4, learn")];
    const hint = _("In the cell's own words; everybody sees it beside the level.");
    const set = (/** @type {string} */ name) => () => {
      const input = /** @type {HTMLInputElement | null} */ (document.querySelector("#panel-form [name=phase]"));
      if (input) input.value = name;
      input?.focus();
    };
    return html`${field("phase", label, line("phase", "text", kept("phase", cellOf(view).phase ?? ""), refused, true), refused, hint)}
      <p class="chips">${names.map((name) => html`<button class="btn btn--small chip" type="button" @click=${set(name)}>${name}</button>`)}</p>`;
  },
  read: (data) => ({ name: "set_phase", args: { phase: text(data, "phase") } }),
};

/** In so many minutes, each with the hour that makes. @param {Ask} ask @param {number[]} minutes @param {(at: string) => import("../panel.js").Order} order */
function soon({ view, send }, minutes, order) {
  return html`<p class="chips">
    ${minutes.map((n) => {
      const at = view.now + n * MINUTE;
      const label = _("in {age}", { age: targetWords(n * 60) });
      return html`<button class="btn chip" type="button" ?disabled=${view.link !== "live"} @click=${() => send(order(new Date(Math.ceil(at / MINUTE) * MINUTE).toISOString()))}>
        ${label} <small class="muted">${clockTime(at)}</small>
      </button>`;
    })}
  </p>`;
}

/** @type {Panel} */
export const point = {
  title: () => _("Next fixed point"),
  command: "set_point",
  body(ask) {
    const { view, refused } = ask;
    const given = cellOf(view).next_point_at ?? null;
    const every = cellOf(view).targets?.point_every_s;
    const label = _("At");
    const none = _("No point planned");
    const rhythm = every ? _("This level's rhythm: every {age}.", { age: targetWords(every) }) : "";
    const now = given ? _("Planned: {time}", { time: moment(Date.parse(given), view.now) }) : _("Nothing is planned.");
    const clear = () => ask.send({ name: "set_point", args: { at: null } });
    return html`<p>${now} <span class="muted">${rhythm}</span></p>
      ${soon(ask, [15, 30, 60, 120], (at) => ({ name: "set_point", args: { at } }))}
      ${field("at", label, line("at", "datetime-local", toField(given), refused), refused)}
      ${given ? html`<p><button class="btn btn--small btn--danger" type="button" id="point-none" ?disabled=${view.link !== "live"} @click=${clear}>${none}</button></p>` : nothing}`;
  },
  read(data) {
    const at = fromField(text(data, "at"));
    return at ? { name: "set_point", args: { at } } : null;
  },
};

/** @type {Panel} */
export const answer = {
  title: () => _("When will you be there?"),
  command: "answer_call",
  button: () => _("I am coming"),
  body(ask) {
    const label = _("At");
    const order = (/** @type {string} */ coming) => ({ name: "answer_call", args: { answer: "coming", coming_at: coming } });
    const hint = _("Your deputy and the direction see it beside your name.");
    return html`${soon(ask, [15, 30, 60, 120], order)} ${field("coming_at", label, line("coming_at", "datetime-local", "", ask.refused), ask.refused, hint)}`;
  },
  read: (data) => ({ name: "answer_call", args: { answer: "coming", coming_at: fromField(text(data, "coming_at")) } }),
};
