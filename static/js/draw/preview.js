// What was understood of a line, shown under it while it is typed: every mark can be taken back, and what nobody
// answers to is said.

import { html, nothing } from "lit";
import { lasting } from "../clock.js";
import { argsOf } from "../line.js";
import { decisionNumber, departmentName, objectiveNumber, personName } from "../names.js";
import { quoted } from "../sentence.js";
import { full, moment } from "../when.js";
import { _ } from "../words.js";
import { priorityChoices } from "./forms.js";
import { icon, tile } from "./marks.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../line.js").Line} Line */
/** @typedef {import("../line.js").Mark} Mark */

/** @param {View} view @param {Line} line @param {(text: string) => void} keep leave these words as they are */
export function drawPreview(view, line, keep) {
  const hint = _("@department or @name, “in 45 min”, {signs}", { signs: "!1 !2 !3, #O1" });
  if (line.marks.length === 0 && line.doubts.length === 0) return html`<p class="preview preview--hint" id="new-preview">${hint}</p>`;
  const label = _("Understood:");
  return html`<div class="preview" id="new-preview" role="status">
    <span class="sr">${label}</span>
    ${line.title ? html`<strong class="preview__title">${quoted(line.title)}</strong>` : nothing} ${line.marks.map((mark) => chip(view, mark, keep))}
    ${line.doubts.map((doubt) => html`<span class="badge badge--soon">${icon("question")}${doubtWords(doubt)}</span>`)} ${past(view, line)}
  </div>`;
}

/** @param {View} view @param {Mark} mark @param {(text: string) => void} keep */
function chip(view, mark, keep) {
  const label = _("Leave “{words}” as it is", { words: mark.text });
  return html`<span class="preview__mark" data-kind=${mark.kind}
    >${said(view, mark)}<button type="button" aria-label=${label} title=${label} @click=${() => keep(mark.text)}>${icon("cross")}</button></span
  >`;
}

/** @param {View} view @param {Mark} mark */
function said(view, mark) {
  const value = mark.value;
  if (mark.kind === "department") return html`${tile(view.find, String(value))}<span>${departmentName(view.find, String(value))}</span>`;
  if (mark.kind === "owner") return html`${icon("user")}<span>${personName(view.find, Number(value))}</span>`;
  if (mark.kind === "objective") return html`${icon("target")}<span>${objectiveNumber(value)}</span>`;
  if (mark.kind === "decision") return html`${icon("decision")}<span>${decisionNumber(value)}</span>`;
  if (mark.kind === "priority") {
    const words = _("priority {words}", { words: priorityChoices()[Number(value) - 1][1] });
    return html`${icon("bolt")}<span>${words}</span>`;
  }
  return due(view, String(value));
}

/** @param {View} view @param {string} instant */
function due(view, instant) {
  const at = Date.parse(instant);
  const away = at > view.now ? _("in {age}", { age: lasting(at - view.now) }) : _("already past");
  return html`${icon("ok")}<time datetime=${instant} title=${full(at)}>${moment(at, view.now)}</time><small>${away}</small>`;
}

/** @param {View} view @param {Line} line */
function past(view, line) {
  const at = argsOf(line).due_at;
  if (at === undefined || Date.parse(String(at)) > view.now) return nothing;
  const words = _("This hour is already past.");
  return html`<span class="badge badge--soon">${icon("warn")}${words}</span>`;
}

/** @param {import("../line.js").Doubt} doubt */
function doubtWords(doubt) {
  return doubt.several ? _("{words}: several answer to it", { words: doubt.text }) : _("{words}: nobody answers to it", { words: doubt.text });
}
