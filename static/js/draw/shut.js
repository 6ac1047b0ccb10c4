// In the place of a form that can only be refused: why, and what was typed in it, to be copied.

import { html, nothing } from "lit";
import { _ } from "../words.js";
import { icon } from "./marks.js";
import { cellOf } from "./view.js";

/** @param {import("./view.js").View} view @param {string} text what was typed and not sent */
export function drawShut(view, text) {
  const isClosed = cellOf(view).state === "closed";
  const words = isClosed ? _("The cell is closed: this can no longer be sent.") : _("You can no longer do this here.");
  return html`<p class="note note--late" role="alert">${icon(isClosed ? "lock" : "warn")}<span>${words}</span></p>
    ${drawKept(text)}`;
}

/** Words that nobody can send any more. @param {string} text */
function drawKept(text) {
  const label = _("What you typed, to be copied");
  return text ? html`<label class="field">${label}<textarea class="input" data-kept rows="3" readonly .value=${text}></textarea></label>` : nothing;
}

/** The line that adds a task, with the words begun in it, and what was said of those sent before them.
 * @param {import("./view.js").View} view @param {string} text @param {string} said @param {() => void} close */
export function drawShutLine(view, text, said, close) {
  const words = _("Close");
  return html`<div class="composer">
    ${drawShut(view, text)} ${said ? html`<p class="field__error">${icon("warn")}<span>${said}</span></p>` : nothing}
    <p class="row"><button class="btn btn--small" type="button" id="new-shut" @click=${close}>${words}</button></p>
  </div>`;
}
