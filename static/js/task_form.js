// The form that is open in a task's sheet: an edit, or what a move has to ask. While it is open its fields are never
// overwritten; a refusal keeps them, and what changed meanwhile is shown beside them.

import { html, nothing } from "lit";
import { drawEdit, drawMeanwhile } from "./draw/edit.js";
import { drawDouble, drawHanding, drawReason, drawWait } from "./draw/forms.js";
import { drawShut } from "./draw/shut.js";
import { canWrite } from "./draw/view.js";
import { readEdit, readMove } from "./sheet_form.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").Move} Move */
/** @typedef {import("./types").Refusal} Refusal */

/**
 * @param {HTMLElement} dialog
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {() => TaskRow | undefined} tools.row
 * @param {(name: string, args: Record<string, unknown>) => void} tools.send
 * @param {(ref: string, field: string) => void} tools.writing
 * @param {(row: TaskRow) => Promise<number[]>} tools.alike the tasks of this cell that read like one
 * @param {() => void} tools.left it is closed without a word
 * @param {() => void} tools.changed
 */
export function createTaskForm(dialog, tools) {
  /** @type {Move | "edit" | null} */
  let which = null;
  /** @type {TaskRow | null} the row as it was when the form opened */
  let base = null;
  /** The last entry on the task that this person has seen; the server refuses to write over a later one. */
  let seen = 0;
  let waitKind = "department";
  /** Which tasks read alike, once it is known. @type {number[] | null} */
  let alike = null;
  /** @type {Refusal | null} */
  let refused = null;
  /** What was typed when it could be sent no more, or null while it can. @type {string | null} */
  let left = null;

  const title = () => /** @type {HTMLInputElement | null} */ (dialog.querySelector(".sheet__form #f-title"));

  /** @param {View} view @param {TaskRow} task */
  function draw(view, task) {
    if (which === null || base === null) return nothing;
    const isEdit = which === "edit";
    const command = isEdit ? "edit_task" : /** @type {Move} */ (which).command;
    const isShut = !view.me.may.includes(command);
    if (isShut && left === null) queueMicrotask(moveOut);
    left = isShut ? (left ?? typedSoFar()) : null;
    const heading = isEdit ? _("Edit the task") : /** @type {Move} */ (which).label.replace("…", "");
    const [save, cancel] = [isEdit ? _("Save") : heading, _("Cancel")];
    // Out of sight, with all that was typed and chosen in it: the cell may be opened again.
    return html`${left === null ? nothing : drawShut(view, left)}<form novalidate class="sheet__form" ?hidden=${isShut} @submit=${submit} @input=${typed} @keydown=${escape} aria-labelledby="form-h">
      <h3 id="form-h">${heading}</h3>
      ${isEdit ? drawMeanwhile(view, base, task, title()?.value ?? base.title ?? "", takeTheirs) : nothing} ${fields(view, task)}
      <p class="row sheet__send">
        <button class="btn btn--quiet" type="button" @click=${tools.left}>${cancel}</button>
        <button class="btn btn--primary" type="submit" id="form-send" ?disabled=${!canWrite(view, command)}>${save}</button>
      </p>
    </form>`;
  }

  /** @param {View} view @param {TaskRow} task */
  function fields(view, task) {
    if (which === "edit") return drawEdit(view, /** @type {TaskRow} */ (base), refused);
    const asks = /** @type {Move} */ (which).asks;
    if (asks === "duplicate") return drawDouble(view, task, alike, refused);
    if (asks === "department") return drawHanding(view, task, refused);
    if (asks === "wait") return drawWait(view, task, waitKind, (kind) => ((waitKind = kind), tools.changed()), refused);
    return drawReason(asks === "result" ? "result" : "reason", refused);
  }

  /** The focus cannot stay in what is out of sight. */
  function moveOut() {
    if (dialog.querySelector(".sheet__form")?.contains(document.activeElement)) /** @type {HTMLElement | null} */ (dialog.querySelector("#sheet-close"))?.focus();
  }

  /** The words in its fields that somebody typed. */
  function typedSoFar() {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (dialog.querySelectorAll('.sheet__form :is(textarea, input[type="text"])'));
    return [...fields].flatMap((one) => (one.value !== one.defaultValue ? [one.value] : [])).join("\n\n");
  }

  /** Others are told in what one writes. @param {Event} typing */
  function typed(typing) {
    const input = /** @type {HTMLInputElement} */ (typing.target);
    if (!input.matches('textarea, input[type="text"]')) return;
    tools.writing(`task:${base?.id}`, input.name);
    if (which === "edit" && input.name === "title") tools.changed();
  }

  /** The other's title into the field: what was one's own is no change any more. */
  function takeTheirs() {
    const [input, row] = [title(), tools.row()];
    if (!input || !row || !base) return;
    input.value = row.title ?? "";
    base = { ...base, title: row.title };
    seen = row.changed_seq;
    refused = null;
    tools.changed();
    input.focus();
  }

  /** Esc leaves the form, not the sheet. @param {KeyboardEvent} press */
  function escape(press) {
    if (press.key !== "Escape" || press.defaultPrevented) return;
    press.preventDefault();
    press.stopPropagation();
    tools.left();
  }

  function focusFirst() {
    const first = dialog.querySelector(".sheet__form :is(input:not([type=radio]), textarea, select)");
    if (first instanceof HTMLElement) first.focus();
  }

  /** @param {TaskRow} row */
  async function listAlike(row) {
    const found = await tools.alike(row);
    if (base !== row) return;
    alike = found;
    tools.changed();
    focusFirst();
  }

  /** @param {Event} submitting */
  function submit(submitting) {
    submitting.preventDefault();
    if (which === null || base === null) return;
    const data = new FormData(/** @type {HTMLFormElement} */ (submitting.target));
    if (which !== "edit") return tools.send(which.command, { task: base.id, ...readMove(data, which, waitKind) });
    const args = readEdit(data, base);
    if (Object.keys(args).length === 0) return tools.left();
    tools.send("edit_task", { task: base.id, ...args, ...("title" in args ? { seen } : {}) });
  }

  return {
    draw,
    get isOpen() {
      return which !== null;
    },
    get refused() {
      return refused;
    },
    /** @param {Move | "edit"} form */
    open(form) {
      [which, base, refused, waitKind] = [form, tools.row() ?? null, null, "department"];
      seen = base?.changed_seq ?? 0;
      [alike, left] = [null, null];
      tools.changed();
      if (form !== "edit" && form.asks === "duplicate" && base) void listAlike(base);
      else focusFirst();
    },
    close() {
      [which, base, refused, left] = [null, null, null, null];
    },
    /** The server said no. Who was shown the other's version and sends again means it. @param {Refusal} refusal */
    refuse(refusal) {
      refused = refusal;
      if (refusal.code === "changed_meanwhile") seen = tools.row()?.changed_seq ?? seen;
    },
  };
}
