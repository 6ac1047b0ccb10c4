// The end of a long column: how many tasks are not drawn, and the button that brings more of them.

import { html, nothing } from "lit";
import { _, ngettext } from "../words.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */

/** Of the tasks of a place, those that are drawn. @param {View} view @param {string} place @param {TaskRow[]} tasks @returns {TaskRow[]} */
export function listedIn(view, place, tasks) {
  const listed = new Set(view.listed.get(place));
  return tasks.filter((one) => listed.has(one.id));
}

/** @param {View} view @param {string} place @param {number} rest @param {string} name of the place */
export function drawMore(view, place, rest, name) {
  if (rest === 0) return nothing;
  const words = ngettext("{n} other", "{n} others", rest);
  const label = _("{others}: show more of “{place}”", { others: words, place: name });
  return html`<li class="more-tasks">
    <button class="btn btn--quiet btn--small btn--block" type="button" id=${`more-${place.replace("/", "-")}`} data-more aria-label=${label} title=${label} @click=${() => view.act.unfold(place)}>
      ${words}
    </button>
  </li>`;
}
