// How long somebody has waited, against what the level of the cell allows: the same wherever a wait is shown.

import { html, nothing } from "lit";
import { lasting, stateWord } from "../clock.js";
import { stateOf } from "../strip.js";
import { icon } from "./marks.js";
import { cellOf, clockNow } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** Where a wait stands by its own deadline, else by the level's target. @param {View} view @param {string} since @param {string | null} [own] */
export function waitState(view, since, own) {
  if (own !== undefined) return stateOf({ since, deadline: own }, clockNow(view));
  const target = cellOf(view).targets?.handoff_s ?? null;
  const deadline = target === null ? null : new Date(Date.parse(since) + target * 1000).toISOString();
  return stateOf({ since, deadline }, clockNow(view));
}

/** By shape, words and colour. @param {View} view @param {string} since @param {string | null} [own] its own deadline */
export function waitAge(view, since, own) {
  const state = waitState(view, since, own);
  const word = state === "soon" || state === "late" ? html`<span class="sr"> (${stateWord(state)})</span>` : nothing;
  return html`<span class="wait-age" data-state=${state}>${state === "none" ? nothing : icon(state)}<time datetime=${since}>${lasting(clockNow(view) - Date.parse(since))}</time>${word}</span>`;
}
