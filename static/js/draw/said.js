// What was said about a task, whom it was meant for, and the line to say more.

import { html, nothing } from "lit";
import { mentionsIn, pieces } from "../mentions.js";
import { personName } from "../names.js";
import { moment } from "../when.js";
import { _ } from "../words.js";
import { drawShut } from "./shut.js";
import { canWrite, peopleOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").TaskRow} TaskRow */
/** @typedef {import("../types").Entry} Entry */
/**
 * @typedef {object} Saying
 * @property {string} text as it is typed now
 * @property {import("../suggest.js").Suggest} suggest
 * @property {() => HTMLTextAreaElement | null} field
 * @property {(input: Event) => void} typed
 * @property {(press: KeyboardEvent) => void} key
 * @property {(submit: Event) => void} send
 */

/** @param {View} view @returns {import("../mentions.js").Named[]} */
export const namedPeople = (view) => peopleOf(view).map((member) => ({ id: member.id, name: member.name ?? "" }));

/** @param {View} view @param {TaskRow} row @param {Entry[]} entries @param {Saying} saying */
export function drawSaid(view, row, entries, saying) {
  const title = _("Comments");
  const comments = entries.filter((entry) => entry.kind === "task.commented" && typeof entry.facts?.text === "string");
  if (comments.length === 0 && saying.text === "" && !view.me.may.includes("comment_task")) return nothing;
  return html`<section class="sheet__part" aria-labelledby="sheet-comments">
    <h3 id="sheet-comments">${title} <span class="count">${row.comments}</span></h3>
    <ul class="comments" role="list">
      ${comments.map((entry) => comment(view, entry))}
    </ul>
    ${view.me.may.includes("comment_task") ? add(view, saying) : saying.text ? drawShut(view, saying.text) : nothing}
  </section>`;
}

/** @param {View} view @param {Entry} entry */
function comment(view, entry) {
  const meant = /** @type {number[]} */ (entry.facts?.mentions ?? []);
  const people = meant.map((id) => ({ id, name: personName(view.find, id) }));
  return html`<li data-mine=${meant.includes(view.me.id) ? "" : nothing}>
    <p class="comments__who"><strong>${personName(view.find, entry.by)}</strong> <time datetime=${entry.at}>${moment(Date.parse(entry.at), view.now)}</time></p>
    <p class="comments__text">${pieces(String(entry.facts?.text), people).map((piece) => (piece.id === null ? piece.text : html`<span class="mention" data-me=${piece.id === view.me.id ? "" : nothing}>${piece.text}</span>`))}</p>
  </li>`;
}

/** @param {View} view @param {Saying} saying */
function add(view, saying) {
  const [label, send, keys] = [_("Add a comment; @ names somebody"), _("Comment"), _("Ctrl and Enter")];
  const names = mentionsIn(saying.text, namedPeople(view)).map((id) => personName(view.find, id));
  const meant = names.length > 0 ? _("Meant for {names}", { names: names.join(", ") }) : "";
  return html`<form novalidate class="comments__add" @submit=${saying.send}>
    <label class="sr" for="comment">${label}</label>
    <div class="suggest__place">
      <textarea class="input" id="comment" data-after="sheet-close" name="text" rows="2" required maxlength="4000" autocomplete="off" placeholder=${label}
        aria-autocomplete="list" aria-haspopup="listbox" aria-controls="comment-suggest"
        aria-activedescendant=${saying.suggest.active || nothing} .value=${saying.text}
        @input=${saying.typed} @keydown=${saying.key} @blur=${saying.suggest.close}></textarea>
      ${saying.suggest.draw(saying.field)}
    </div>
    <p class="row"><span class="muted">${meant}</span><span class="spring"></span>
      <button class="btn" type="submit" id="comment-send" title=${keys} ?disabled=${!canWrite(view, "comment_task")}>${send}</button></p>
  </form>`;
}
