// The rail: running log, decisions, situation, as tabs. Its pane of decisions, and of the situation.

import { html, nothing, repeat } from "lit";
import { dueClock, lasting, targetClock } from "../clock.js";
import { decisionNumber, decisionStatus, departmentName, informationNumber, personName } from "../names.js";
import { unknowing } from "../strip.js";
import { moment, shortMoment } from "../when.js";
import { _, figure, ngettext } from "../words.js";
import { calledForDecision } from "../reminded.js";
import { drawCollected } from "./collected.js";
import { clockChip, icon, raisedMark, tile } from "./marks.js";
import { drawSaidNow } from "./said_now.js";
import { drawStandDown } from "./stand_down.js";
import { canWrite, cellOf, clockNow } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").DecisionRow} DecisionRow */
/** @typedef {import("../types").InformationRow} InformationRow */
/** @typedef {"journal" | "decisions" | "situation"} Tab */

/** @type {Tab[]} */
export const TABS = ["journal", "decisions", "situation"];
/** Facts listed under the situation. */
const FACTS_MOST = 8;

/** @param {View} view @returns {DecisionRow[]} */
export const decisionsOf = (view) => /** @type {DecisionRow[]} */ (view.state.rowsOf("decision"));

/** @param {View} view */
export function drawSideTabs(view) {
  const asked = decisionsOf(view).filter((one) => one.status === "asked").length;
  const words = { journal: _("Running log"), decisions: _("Decisions"), situation: _("Situation") };
  const open = ngettext("{n} to settle", "{n} to settle", asked);
  return TABS.map((name) => {
    const isShown = view.around.tab === name;
    const count = name === "decisions" && asked > 0 ? html`<span class="count" title=${open}>${figure(asked)}<span class="sr"> ${open}</span></span>` : nothing;
    return html`<button
      role="tab"
      type="button"
      id=${`side-tab-${name}`}
      aria-selected=${isShown ? "true" : "false"}
      aria-controls=${name === "journal" ? "feed" : name}
      tabindex=${isShown ? 0 : -1}
      @click=${() => view.act.around.tab(name)}
    >
      ${words[name]}${count}
    </button>`;
  });
}

/** @param {View} view */
export function drawDecisions(view) {
  if (view.around.tab !== "decisions") return nothing;
  const all = decisionsOf(view);
  const parts = [
    { title: _("To settle"), list: all.filter((one) => one.status === "asked").sort((a, b) => ((a.needed_by ?? "9") < (b.needed_by ?? "9") ? -1 : 1)) },
    { title: _("In force"), list: all.filter((one) => one.status === "in_force").reverse() },
    { title: _("No longer in force"), list: all.filter((one) => one.status !== "asked" && one.status !== "in_force").reverse() },
  ];
  if (all.length === 0) {
    const [none, how] = [_("No question asked yet"), _("A question, its options and its ruling will stand here, with who must know it.")];
    return html`<div class="side__empty empty">${icon("decision")}<strong>${none}</strong><span>${how}</span></div>`;
  }
  const page = _("All decisions, to filter and to print");
  const link = html`<p class="side__more"><a href=${`/cells/${cellOf(view).id}/decisions`}>${icon("decision")}${page}</a></p>`;
  return [link, ...parts.map(({ title, list }) =>
    list.length === 0
      ? nothing
      : html`<section class="side__part">
          <h3>${title}<span class="count">${figure(list.length)}</span></h3>
          <ul role="list">
            ${repeat(
              list,
              (one) => one.id,
              (one) => html`<li>${decision(view, one)}</li>`,
            )}
          </ul>
        </section>`,
  )];
}

/** @param {View} view @param {DecisionRow} one */
function decision(view, one) {
  const words = one.status === "asked" ? one.question : (one.taken?.choice ?? one.question);
  const withdrawn = _("Text withdrawn");
  const open = (/** @type {Event} */ press) => (press.preventDefault(), view.act.around.panel("decision", one.id));
  return html`<article class="dec" id=${`decision-${one.id}`} data-status=${one.status}>
    <p class="dec__head"><span class="dec__no">${icon("decision")}${decisionNumber(one.id)}</span>${decisionState(one)}${decisionClock(one, clockNow(view), cellOf(view).targets?.decide_s ?? null)}</p>
    <h4><a href=${`#decision-${one.id}`} aria-haspopup="dialog" @click=${open}>${words ?? withdrawn}</a></h4>
    ${knowing(view, one)} ${raisedMark(view, calledForDecision(one))}
  </article>`;
}

/** The state as a badge: a shape and a word. @param {DecisionRow} one */
export function decisionState(one) {
  const { words, badge, sign } = decisionStatus(one.status);
  return html`<span class=${badge}>${icon(sign)}${words}</span>`;
}

/** @param {DecisionRow} one @param {number} now @param {number | null} [target] the level's, in seconds */
export function decisionClock(one, now, target = null) {
  if (one.status === "asked" && one.needed_by) return clockChip(dueClock(one.needed_by, one.asked_at, now));
  if (one.status === "asked" && target !== null) return clockChip(targetClock(one.asked_at, target, now));
  const at = one.status === "asked" ? one.asked_at : (one.taken?.decided_at ?? "");
  if (!at.includes("T")) return nothing;
  const age = one.status === "asked" ? _("for {age}", { age: lasting(now - Date.parse(at)) }) : shortMoment(Date.parse(at), now);
  return html`<time class="clock" datetime=${at}>${age}</time>`;
}

/** Decided is not yet known: who must know, and who has said so. @param {View} view @param {DecisionRow} one */
export function knowing(view, one) {
  const all = Object.entries(one.informed ?? {});
  if (all.length === 0) return nothing;
  const knows = all.filter(([, at]) => at !== null).length;
  const missing = all.filter(([, at]) => at === null).map(([slug]) => slug);
  const words = _("known to {n} of {all}", { n: knows, all: all.length });
  const title = missing.length > 0 ? _("Not yet: {departments}", { departments: missing.map((slug) => departmentName(view.find, slug)).join(", ") }) : "";
  return html`<p class="dec__known" title=${title}>
    <span class="known" aria-hidden="true">${all.map(([, at]) => html`<i class=${at === null ? "no" : ""}></i>`)}</span>${words}${missing.length > 0 && one.status === "in_force"
      ? html`<span class="sr">, ${title}</span>${missing.slice(0, 4).map((slug) => tile(view.find, slug, true))}`
      : nothing}
  </p>`;
}

/** @param {View} view */
export function drawSituation(view) {
  if (view.around.tab !== "situation") return nothing;
  const cell = cellOf(view);
  const may = view.me.may.includes("set_situation");
  const words = { none: _("Nobody has written the situation yet"), how: _("Two sentences: what is happening, and what we do about it."), edit: cell.situation ? _("Edit") : _("Write it"), old: _("Versions") };
  const edit = may
    ? html`<button class="btn btn--small" type="button" id="situation-edit" aria-haspopup="dialog" ?disabled=${!canWrite(view, "set_situation")} @click=${() => view.act.around.panel("situation")}>${icon("pen")}${words.edit}</button>`
    : nothing;
  if (!cell.situation) return html`<div class="side__empty empty">${icon("situation")}<strong>${words.none}</strong><span>${words.how}</span>${edit}</div>${drawCollected(view)} ${drawSaidNow(view)} ${drawStandDown(view)} ${facts(view)}`;
  const stamp = { n: cell.situation_version ?? 1, who: personName(view.find, cell.situation_by), time: moment(Date.parse(cell.situation_at ?? ""), view.now) };
  const said = _("Version {n}, by {who}, {time}", stamp);
  return html`<section class="side__part situation">
      <p class="situation__text">${cell.situation}</p>
      <p class="muted situation__by">${said}</p>
      <p class="row">${edit}${(cell.situation_version ?? 1) > 1
        ? html`<button class="btn btn--small btn--quiet" type="button" id="situation-versions" aria-haspopup="dialog" @click=${() => view.act.around.panel("versions", "situation")}>${icon("review")}${words.old}</button>`
        : nothing}</p>
    </section>
    ${drawCollected(view)} ${drawSaidNow(view)} ${since(view, cell.situation_at ?? "")} ${drawStandDown(view)} ${facts(view)}`;
}

/** What happened since the situation was written: it ages, and says how much. @param {View} view @param {string} from */
function since(view, from) {
  const later = view.state.entries.filter((entry) => entry.at > from && entry.kind !== "situation.set");
  /** @param {...string} kinds */
  const count = (...kinds) => later.filter((entry) => kinds.includes(entry.kind)).length;
  const [done, taken, learnt] = [count("task.completed", "task.validated"), count("decision.taken"), count("information.recorded")];
  const title = _("Since then");
  const none = _("Nothing was written since.");
  const lines = [
    later.length > 0 ? ngettext("{n} entry", "{n} entries", later.length) : "",
    taken > 0 ? ngettext("{n} decision taken", "{n} decisions taken", taken) : "",
    done > 0 ? ngettext("{n} task finished", "{n} tasks finished", done) : "",
    learnt > 0 ? ngettext("{n} piece of information", "{n} pieces of information", learnt) : "",
  ].filter(Boolean);
  return html`<section class="side__part">
    <h3>${title}</h3>
    ${lines.length > 0 ? html`<ul role="list" class="situation__since">${lines.map((line) => html`<li>${line}</li>`)}</ul>` : html`<p class="muted">${none}</p>`}
  </section>`;
}

/** The facts that are sure, and what is still to be verified. @param {View} view */
function facts(view) {
  const rows = /** @type {InformationRow[]} */ (view.state.rowsOf("information"));
  const sure = rows.filter((row) => row.state === "verified");
  const open = rows.filter((row) => row.state === "to_verify");
  const wrong = rows.filter((row) => row.state === "false");
  return [list(view, _("Key facts"), sure, "met"), list(view, _("To verify"), open, "question"), list(view, _("Found to be false"), wrong, "cross")];
}

/** Who it was sent to and has not said that they know, and for how long. @param {View} view @param {InformationRow} row */
function unread(view, row) {
  const missing = unknowing(row);
  if (missing.length === 0) return nothing;
  const oldest = Math.min(...missing.map((one) => Date.parse(one.since)));
  const words = _("not known yet, for {age}", { age: lasting(clockNow(view) - oldest) });
  const unread = missing.filter((one) => !row.seen?.[one.slug]).length;
  const alsoUnread = unread > 0 ? `, ${ngettext("{n} has not read it", "{n} have not read it", unread)}` : "";
  return html` <small class="dec__known">${missing.slice(0, 4).map((one) => tile(view.find, one.slug, true))} ${words}${alsoUnread}</small>`;
}

/** @param {View} view @param {string} title @param {InformationRow[]} rows @param {string} sign */
function list(view, title, rows, sign) {
  if (rows.length === 0) return nothing;
  return html`<section class="side__part">
    <h3>${title}<span class="count">${figure(rows.length)}</span></h3>
    <ul role="list" class="situation__facts" data-sign=${sign}>
      ${rows.slice(-FACTS_MOST).reverse().map((row) => html`<li>${icon(sign)}<span><span class="num muted">${informationNumber(row.id)}</span> <span class="situation__words">${row.text ?? "…"}</span>${unread(view, row)}</span><time class="muted" datetime=${row.recorded_at}>${moment(Date.parse(row.recorded_at), view.now)}</time></li>`)}
    </ul>
  </section>`;
}
