// A decision, read only: the ruling and its reason first, then options, positions, what was assumed, and who knows.

import { html, nothing } from "lit";
import { knowing, decisionClock, decisionState } from "../draw/side.js";
import { icon, tile } from "../draw/marks.js";
import { canWrite, cellOf, clockNow } from "../draw/view.js";
import { codeName, decisionNumber, departmentName, personName, taskNumber } from "../names.js";
import { known, moment } from "../when.js";
import { _ } from "../words.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */
/** @typedef {import("../draw/view.js").View} View */
/** @typedef {import("../types").DecisionRow} DecisionRow */

/** @type {Panel} */
export const decision = {
  wide: true,
  title: ({ id }) => _("Decision {number}", { number: decisionNumber(id) }),
  body({ view, id, send }) {
    const row = /** @type {DecisionRow | undefined} */ (view.find(`decision:${id}`));
    const gone = _("This decision is not on the board.");
    if (!row) return html`<p class="muted">${gone}</p>`;
    return html`<p class="row dec__head">${decisionState(row)}${decisionClock(row, clockNow(view))}</p>
      ${ruling(view, row)} ${asked(view, row)} ${options(view, row)} ${grounds(view, row)} ${knows(view, row)} ${work(view, row)} ${doors(view, row, send)}`;
  },
};

/** @param {View} view @param {DecisionRow} row */
function ruling(view, row) {
  if (!row.taken) {
    const open = _("Not settled yet");
    return html`<p class="ruling ruling--open">${icon("question")}${open}</p>`;
  }
  const withdrawn = _("Text withdrawn");
  const who = row.taken.decider === null ? (row.past?.actor ?? "") : personName(view.find, row.taken.decider);
  const by = _("Decided by {who}, {time}", { who: who || "…", time: known(row.taken.decided_at, view.now) });
  const recorded = row.taken.recorder === row.taken.decider ? "" : _("written down by {who}", { who: personName(view.find, row.taken.recorder) });
  const why = _("Reason");
  return html`<p class="ruling">${row.taken.choice ?? withdrawn}</p>
    <p class="muted">${[by, recorded].filter(Boolean).join(", ")}</p>
    ${row.taken.rationale ? html`<section><h3 class="label">${why}</h3><p class="said">${row.taken.rationale}</p></section>` : nothing}`;
}

/** @param {View} view @param {DecisionRow} row */
function asked(view, row) {
  if (!row.question) return nothing;
  const title = _("Question");
  const by = _("Asked by {who}, {time}", { who: personName(view.find, row.asked_by), time: moment(Date.parse(row.asked_at), view.now) });
  const decider = row.decider === null ? "" : _("to be settled by {who}", { who: personName(view.find, row.decider) });
  const needed = row.needed_by ? _("before {time}", { time: moment(Date.parse(row.needed_by), view.now) }) : "";
  return html`<section>
    <h3 class="label">${title}</h3>
    <p class="said">${row.question}</p>
    <p class="muted">${[by, decider, needed].filter(Boolean).join(", ")} ${row.consulted.map((slug) => tile(view.find, slug))}</p>
  </section>`;
}

/** @param {View} view @param {DecisionRow} row */
function options(view, row) {
  if (row.options.length === 0 && row.positions.length === 0) return nothing;
  const [title, strong] = [_("Options and positions"), _("strong objection")];
  /** @param {number | null} option */
  const stances = (option) =>
    row.positions
      .filter((one) => one.option === option)
      .map((one) => html`<li>${tile(view.find, one.department)} <strong>${codeName(one.stance)}</strong>${one.strong ? html` <span class="badge badge--late">${icon("objection")}${strong}</span>` : nothing} <span>${one.reason ?? ""}</span></li>`);
  return html`<section>
    <h3 class="label">${title}</h3>
    <ol class="options" role="list">
      ${row.options.map((one) => html`<li><p class="said">${one.text ?? "…"}</p><ul role="list">${stances(one.id)}</ul></li>`)}
      <li><ul role="list">${stances(null)}</ul></li>
    </ol>
  </section>`;
}

/** What is not written is named as missing, once it is settled. @param {View} view @param {DecisionRow} row */
function grounds(view, row) {
  if (!row.taken) return nothing;
  /** @param {string | null} time */
  const when = (time) => (time ? known(time, view.now) : null);
  /** @type {[string, string | null | undefined][]} */
  const lines = [
    [_("Rejected"), row.taken.rejected],
    [_("Assumptions"), row.taken.assumptions],
    [_("Expected effect"), row.taken.effect],
    [_("Authority"), row.taken.authority],
    [_("Takes effect"), when(row.taken.effective_at)],
    [_("To be reviewed"), when(row.review_at ?? null)],
    [_("Known then"), _("up to no. {n}", { n: row.taken.known })],
    [_("Replaced by"), row.successor === null ? null : decisionNumber(row.successor)],
    [_("Why revoked"), row.reason],
  ];
  const always = 4;
  const missing = _("not written");
  return html`<dl class="facts">
    ${lines.map(([label, value], index) => (value || index < always ? html`<div><dt>${label}</dt><dd class=${value ? "" : "muted"}>${value || missing}</dd></div>` : nothing))}
  </dl>`;
}

/** @param {View} view @param {DecisionRow} row */
function knows(view, row) {
  const all = Object.entries(row.informed ?? {});
  if (all.length === 0) return nothing;
  const [title, not] = [_("Who must know"), _("not yet")];
  return html`<section>
    <h3 class="label">${title}</h3>
    ${knowing(view, row)}
    <ul class="knows" role="list">
      ${all.map(([slug, at]) => html`<li>${tile(view.find, slug, at === null)}<span>${departmentName(view.find, slug)}</span><span class=${at === null ? "late" : "muted"}>${at === null ? not : moment(Date.parse(at), view.now)}</span></li>`)}
    </ul>
  </section>`;
}

/** What a department says with one press; all the rest is done on the decision's own page.
 * @param {View} view @param {DecisionRow} row @param {Ask["send"]} send */
function doors(view, row, send) {
  const [page, know] = [_("Open its page"), _("We know")];
  const mine = view.me.department;
  const owes = mine !== null && row.taken && row.informed[mine] === null && canWrite(view, "acknowledge_decision");
  const say = () => send({ name: "acknowledge_decision", args: { decision: row.id, department: mine } });
  return html`<p class="row">
    ${owes ? html`<button class="btn btn--primary" type="button" id="decision-know" @click=${say}>${icon("check")}${know}</button>` : nothing}
    <a class="btn" id="decision-page" href=${`/cells/${cellOf(view).id}/decisions/${row.id}`}>${icon("decision")}${page}</a>
  </p>`;
}

/** The tasks that carry it out. @param {View} view @param {DecisionRow} row */
function work(view, row) {
  const tasks = /** @type {import("../types").TaskRow[]} */ (view.state.rowsOf("task")).filter((task) => task.decision === row.id);
  if (tasks.length === 0) return nothing;
  const title = _("Tasks");
  return html`<section>
    <h3 class="label">${title}</h3>
    <ul class="knows" role="list">
      ${tasks.map((task) => html`<li>${tile(view.find, task.department)}<a href=${`#task-${task.id}`} @click=${(/** @type {Event} */ press) => (press.preventDefault(), view.act.around.shut(), view.act.open(task.id))}><span class="num">${taskNumber(task.id)}</span> ${task.title ?? "…"}</a></li>`)}
    </ul>
  </section>`;
}
