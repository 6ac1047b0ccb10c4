// The clock strip: of each kind of delay, how many, the most pressing with its age, and who waits on whom for it.

import { html, nothing } from "lit";
import { lasting } from "../clock.js";
import { approvalNumber, contributionNumber, decisionNumber, departmentName, handoffNumber, informationNumber, taskNumber, taskTitle } from "../names.js";
import { COLUMN_OF, lateOf, stateOf, tilesOf } from "../strip.js";
import { full, shortMoment } from "../when.js";
import { _, figure } from "../words.js";
import { icon, tile, waitsOn } from "./marks.js";
import { cellOf, clockNow, tasksOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../strip.js").Tile} Tile */
/** @typedef {import("../strip.js").Case} Case */

const SIGNS = { ok: "ok", soon: "soon", late: "late", none: "none" };

/** Counted once for all that is drawn of one look. @type {WeakMap<View, Tile[]>} */
const counted = new WeakMap();

/** The delays of the cell as they stand. @param {View} view @returns {Tile[]} */
export function delaysOf(view) {
  const known = counted.get(view) ?? countedIn(view);
  counted.set(view, known);
  return known;
}

/** @param {View} view @returns {Tile[]} */
function countedIn(view) {
  return tilesOf({
    tasks: tasksOf(view),
    departments: /** @type {import("../types").DepartmentRow[]} */ (view.state.rowsOf("department")),
    informations: /** @type {import("../types").InformationRow[]} */ (view.state.rowsOf("information")),
    handoffs: /** @type {import("../types").HandoffRow[]} */ (view.state.rowsOf("handoff")),
    approvals: /** @type {import("../types").ApprovalRow[]} */ (view.state.rowsOf("approval")),
    contributions: /** @type {import("../types").ContributionRow[]} */ (view.state.rowsOf("contribution")),
    find: view.find,
    decisions: /** @type {import("../types").DecisionRow[]} */ (view.state.rowsOf("decision")),
    targets: cellOf(view).targets,
    departmentOf: (person) => (person === null ? null : (view.find(`member:${person}`)?.department ?? null)),
    holderOf: (task) => view.find(`task:${task}`)?.department ?? null,
  });
}

/** @param {View} view */
export function drawClocks(view) {
  return delaysOf(view).map((one) => html`<li>${drawTile(view, one)}${one.cases.length > 0 ? opener(view, one.cases[0]) : nothing}</li>`);
}

/** @param {View} view @param {Tile} one */
function drawTile(view, one) {
  const [first] = one.cases;
  const late = lateOf(one, clockNow(view));
  const label = {
    ...{ acknowledge: _("To take in hand"), decide: _("Questions to settle"), approve: _("Waiting for validation"), hold: _("Waiting on") },
    ...{ pass: _("Between departments"), know: _("Not known yet"), mobilise: _("Not there yet") },
  }[one.name];
  const isChosen = view.filters.clock === one.name;
  const filters = Object.hasOwn(COLUMN_OF, one.name);
  const hint = one.name === "decide" ? _("Open the questions") : one.name === "know" ? _("Open the decisions") : one.name === "pass" ? _("Open the inbox") : !filters ? _("Go to the departments") : isChosen ? _("Show the whole board") : _("Show only these tasks");
  return html`<button
    class="tile"
    type="button"
    id=${`clock-${one.name}`}
    data-state=${first ? stateOf(first, clockNow(view)) : "calm"}
    aria-pressed=${!filters ? nothing : isChosen ? "true" : "false"}
    title=${hint}
    @click=${() => view.act.around.clock(one.name)}
  >
    <span class="tile__label">${label}<span class=${late > 0 ? "count count--late" : "count"}>${figure(one.cases.length)}</span></span>
    ${first ? html`${age(one, first, clockNow(view))}${from(view, first)}` : calm(one)}
  </button>`;
}

/** The page of a case, for what is not shown on the board. @param {View} view @param {{ref: string}} one @returns {string | null} */
export function pageOf(view, one) {
  const [noun, id] = one.ref.split(":");
  if (noun === "task" || noun === "department") return null;
  return `/cells/${cellOf(view).id}/${noun === "information" ? `journal?information=${id}#i-${id}` : `${noun}s/${id}`}`;
}

/** Goes to the case itself: the task, the page of the decision, what stands behind the department. @param {View} view @param {Case} one */
function opener(view, one) {
  const [noun, id] = one.ref.split(":");
  const name = noun === "department" ? departmentName(view.find, id) : numberOf(one);
  const words = _("Open {name}", { name });
  const page = pageOf(view, one);
  if (page) return html`<a class="tile__open" href=${page} title=${words} aria-label=${words}>${icon("chevron")}</a>`;
  const go = (/** @type {Event} */ press) =>
    noun === "task" ? view.act.open(Number(id)) : view.act.around.seat(id, /** @type {HTMLElement} */ (press.currentTarget));
  return html`<button class="tile__open" type="button" title=${words} aria-label=${words} @click=${go}>${icon("chevron")}</button>`;
}

/** Nothing is owed: that is written out, too. @param {Tile} one */
function calm(one) {
  const words = { acknowledge: _("Everything is taken in hand"), decide: _("Nothing to settle"), approve: _("Nothing to validate"), hold: _("Nobody waits on anybody"), pass: "", know: "", mobilise: "" }[one.name];
  const target = one.target === null ? "" : _("target {age}", { age: targetWords(one.target) });
  return html`<span class="tile__age tile__calm">${icon("met")}<span>${words}</span></span><span class="tile__from">${target}</span>`;
}

/** The age in large; what is left of it where the time runs out. @param {Tile} tile @param {Case} one @param {number} now */
function age(tile, one, now) {
  const state = stateOf(one, now);
  const deadline = one.deadline === null ? null : Date.parse(one.deadline);
  const left = deadline === null ? 0 : Math.abs(deadline - now);
  const showsLeft = deadline !== null && (one.dated || state === "soon");
  const figureText = lasting(showsLeft ? left : now - Date.parse(one.since));
  const word = { ok: showsLeft ? _("left") : _("on time"), soon: _("left"), late: one.dated ? _("late") : "", none: _("no target") }[state];
  return html`<span class="tile__age"
    >${icon(SIGNS[state])}<b><time datetime=${one.since} title=${full(Date.parse(one.since))}>${figureText}</time></b
    >${word ? html`<small>${word}</small>` : nothing}${against(tile, one, now, state)}</span
  >`;
}

/** In words and, where five clocks stand side by side, in a sign. @param {Tile} tile @param {Case} one @param {number} now @param {string} state */
function against(tile, one, now, state) {
  if (one.deadline === null) return nothing;
  const time = one.dated ? shortMoment(Date.parse(one.deadline), now) : targetWords(tile.target ?? 0);
  const words = one.dated ? _("before {time}", { time }) : state === "late" ? _("beyond {age}", { age: time }) : _("target {age}", { age: time });
  const short = one.dated ? "" : `${state === "late" ? ">" : "/"} ${time}`; // what is left of a fixed hour says enough
  return html`<span class="target">${words}</span><span class="target target--short" aria-hidden="true" title=${words}>${short}</span>`;
}

/** Who waits on whom, and for what. @param {View} view @param {Case} one */
function from(view, one) {
  const on = one.on.department ?? null;
  const isSeat = one.ref.startsWith("department:");
  const number = isSeat ? "" : numberOf(one);
  const words = wordsOf(view, one);
  const own = one.from !== null && one.from === on;
  const what = [number, words].join(" ");
  return html`<span class="tile__from" title=${what}
    >${one.from !== null && !own ? html`<span class="wait">${tile(view.find, one.from)}${on !== null || one.on.outside ? html`${waitsOn()}${target(view, one)}` : nothing}</span>` : target(view, one)}<span class="what"
      ><span class="num">${number}</span> ${isSeat ? departmentName(view.find, one.on.department ?? "") : words}</span
    ></span
  >`;
}

/** What people call it. @param {{ref: string, id: number}} one */
export function numberOf(one) {
  const number = { task: taskNumber, information: informationNumber, decision: decisionNumber, handoff: handoffNumber, approval: approvalNumber, contribution: contributionNumber }[one.ref.split(":")[0]];
  return number ? number(one.id) : "";
}

/** @param {View} view @param {Case} one */
function wordsOf(view, one) {
  const row = one.ref.startsWith("task:") ? /** @type {import("../types").TaskRow | undefined} */ (view.find(one.ref)) : undefined;
  return row ? taskTitle(view.find, row) : (one.text ?? "");
}

/** @param {View} view @param {Case} one */
function target(view, one) {
  if (one.on.department) return tile(view.find, one.on.department);
  return one.on.outside ? html`<span class="tile__outside">${one.on.outside}</span>` : nothing;
}


/** A target is a round figure: "1 h", not "1 h 00". @param {number} seconds */
export function targetWords(seconds) {
  if (seconds % 3600 === 0 && seconds < 86_400) return _("{n} h", { n: seconds / 3600 });
  return lasting(seconds * 1000);
}
