// By when, as an ordinary field: a date and an hour, and the few answers that are given most, one press away.

import { html } from "lit";
import { findDue } from "../due_words.js";
import { toField } from "../when.js";
import { _ } from "../words.js";
import { field, line } from "./forms.js";

/** @typedef {import("../types").Refusal} Refusal */

/** @param {string} name @param {string} label @param {string | null} instant @param {number} now @param {Refusal | null} refused */
export function dueField(name, label, instant, now, refused) {
  const soon = [_("in 15 min"), _("in 45 min"), _("in 2 h"), _("tomorrow 9:00")];
  const group = _("Often chosen");
  /** @param {string} words */
  const put = (words) => () => {
    const input = /** @type {HTMLInputElement | null} */ (document.getElementById(`f-${name}`));
    const due = findDue(words, now);
    if (!input || !due) return;
    input.value = toField(due.at);
    input.focus();
  };
  const control = html`${line(name, "datetime-local", toField(instant), refused)}
    <div class="due__soon" role="group" aria-label=${group}>${soon.map((words) => html`<button class="btn btn--quiet btn--small" type="button" @click=${put(words)}>${words}</button>`)}</div>`;
  return field(name, label, control, refused);
}
