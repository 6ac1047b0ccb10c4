// The small signs used everywhere: an icon, a department's tile, a clock, the arrow of a wait.

import { html, ifDefined, nothing } from "lit";
import { stateWord } from "../clock.js";
import { departmentCode, departmentName, personName, taskNumber } from "../names.js";
import { full } from "../when.js";
import { _ } from "../words.js";

/** @typedef {import("../names.js").Find} Find */

/** @param {string} name */
export const icon = (name) => html`<svg class="ic" aria-hidden="true"><use href=${`#i-${name}`}></use></svg>`;

/** @param {Find} find @param {string} slug @param {boolean} [isEmpty] whether nobody sits there */
export function tile(find, slug, isEmpty = false) {
  const tint = find(`department:${slug}`)?.tint;
  const kind = isEmpty ? "dep dep--empty" : "dep";
  return html`<abbr class=${kind} data-tint=${ifDefined(tint)} title=${departmentName(find, slug)}>${departmentCode(find, slug)}</abbr>`;
}

export const arrow = () => html`<svg class="wait__arrow ic" aria-hidden="true"><use href="#i-waits"></use></svg>`;

const SHAPES = { ok: "ok", soon: "soon", late: "late", met: "met", none: "none" };

/** A clock: shape, words, and the state in words for those who see neither shape nor colour.
 * @param {import("../clock.js").Clock | null} clock */
export function clockChip(clock) {
  if (!clock) return nothing;
  const word = stateWord(clock.state);
  const told = clock.state === "late" ? nothing : html`<span class="sr"> (${word})</span>`;
  return html`<span class="clock" data-state=${clock.state}>${icon(SHAPES[clock.state])}<time
      datetime=${clock.at}
      title=${full(Date.parse(clock.at))}
      >${clock.text}</time
    >${told}</span>`;
}

/** Silence that went up: who was called, as long as nobody answers.
 * @param {{find: Find}} view @param {import("../types").Reminded | null} called */
export function raisedMark(view, called) {
  if (!called) return nothing;
  const words = _("gone up to {name}", { name: personName(view.find, called.to) });
  return html`<p class="task__note task__raised">${icon("up")}<span>${words}</span></p>`;
}

/** What is waited on, as a tile, a task's number or words. @param {Find} find @param {import("../types").On} on */
export function waitedOnMark(find, on) {
  if (on.department) return tile(find, on.department);
  if (on.task) return html`<span class="num">${taskNumber(on.task)}</span>`;
  return html`<span class="task__outside">${on.outside ?? "…"}</span>`;
}

/** "A waits on B" for the eye an arrow, for the ear a word. */
export function waitsOn() {
  const word = _("waits on");
  return html`${arrow()}<span class="sr"> ${word} </span>`;
}

/** @param {number} n */
export function levelBars(n) {
  return html`<span class="level" data-level=${n}
    ><span class="level__bars" aria-hidden="true"><i></i><i></i><i></i><i></i></span
  ></span>`;
}
