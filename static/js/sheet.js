// The sheet of a task: opens, asks what a move needs, sends, and keeps what was typed when the answer is no. While a
// form is open its fields are never overwritten; what changed meanwhile is said beside them.

import { html, nothing, render } from "lit";
import { drawEdit, drawReason, drawWait } from "./draw/forms.js";
import { icon } from "./draw/marks.js";
import { drawSheet } from "./draw/sheet.js";
import { canWrite } from "./draw/view.js";
import { focusTask } from "./focus.js";
import { codeName, personName } from "./names.js";
import { quoted } from "./sentence.js";
import { readEdit, readMove } from "./sheet_form.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").Move} Move */
/** @typedef {import("./types").Entry} Entry */

/**
 * @param {HTMLDialogElement} dialog
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {(name: string, args: Record<string, unknown>, ref: string) => Promise<import("./types").Outcome>} tools.run
 * @param {(id: number) => Promise<Entry[]>} tools.history
 * @param {import("./drafts.js").Drafts} tools.drafts
 */
export function createSheet(dialog, tools) {
  let id = 0;
  /** @type {Entry[]} */
  let entries = [];
  /** @type {"loading" | "ready" | "failed"} */
  let reading = "loading";
  /** @type {Move | "edit" | null} */
  let form = null;
  /** @type {TaskRow | null} the row as it was when the form opened */
  let base = null;
  let waitKind = "department";
  /** @type {import("./types").Refusal | null} */
  let refused = null;
  let closesAfter = false;

  const row = () => /** @type {TaskRow | undefined} */ (tools.view().find(`task:${id}`));
  /** Fields whose error has its place under them. */
  const isUnderField = () => form !== null && refused?.field && dialog.querySelector(`#f-${CSS.escape(refused.field)}`);

  function draw() {
    const task = row();
    if (!dialog.open || !task) return;
    const view = tools.view();
    const known = merge(entries, view.state.entries.filter((entry) => entry.facts?.task === id));
    render(
      drawSheet(view, task, {
        id,
        entries: known,
        reading,
        form: form === null ? null : drawForm(view, task),
        comment: tools.drafts.read(`comment ${id}`),
        refused: isUnderField() ? null : refused,
        act: {
          close: () => dialog.close(),
          edit: () => openForm("edit"),
          move: begin,
          comment,
          typed: (typing) => tools.drafts.write(`comment ${id}`, /** @type {HTMLInputElement} */ (typing.target).value),
          reload: () => void read(),
        },
      }),
      dialog,
    );
  }

  /** @param {View} view @param {TaskRow} task */
  function drawForm(view, task) {
    if (form === null || base === null) return nothing;
    const isEdit = form === "edit";
    const command = isEdit ? "edit_task" : /** @type {Move} */ (form).command;
    const title = isEdit ? _("Edit the task") : /** @type {Move} */ (form).label.replace("…", "");
    const [save, cancel] = [isEdit ? _("Save") : title, _("Cancel")];
    return html`<form novalidate class="sheet__form" @submit=${submit} aria-labelledby="form-h">
      <h3 id="form-h">${title}</h3>
      ${isEdit ? meanwhile(view, task) : nothing} ${fields(view, task)}
      <p class="row sheet__send">
        <button class="btn btn--quiet" type="button" @click=${cancelForm}>${cancel}</button>
        <button class="btn btn--primary" type="submit" id="form-send" ?disabled=${!canWrite(view, command)}>${save}</button>
      </p>
    </form>`;
  }

  /** @param {View} view @param {TaskRow} task */
  function fields(view, task) {
    if (form === "edit") return drawEdit(view, /** @type {TaskRow} */ (base), refused);
    const asks = /** @type {Move} */ (form).asks;
    if (asks === "wait") return drawWait(view, task, waitKind, (kind) => ((waitKind = kind), draw()), refused);
    return drawReason(asks === "result" ? "result" : "reason", refused);
  }

  /** @param {View} view @param {TaskRow} task */
  function meanwhile(view, task) {
    const before = /** @type {Record<string, any>} */ (base);
    const names = ["title", "department", "owner", "due_at", "priority"].filter((name) => before[name] !== /** @type {any} */ (task)[name]);
    if (names.length === 0) return nothing;
    const who = personName(view.find, task.changed_by);
    const words = _("{who} changed this meanwhile: {fields}. Your own text is kept; look before you save.", { who, fields: names.map(codeName).join(", ") });
    const theirs = names.includes("title") ? _("Theirs: {title}", { title: quoted(task.title ?? "…") }) : "";
    return html`<p class="note note--soon" role="status">${icon("warn")}<span>${words} <strong>${theirs}</strong></span></p>`;
  }

  /** @param {Move | "edit"} which */
  function openForm(which) {
    form = which;
    base = row() ?? null;
    refused = null;
    waitKind = "department";
    draw();
    const first = dialog.querySelector(".sheet__form :is(input:not([type=radio]), textarea, select)");
    if (first instanceof HTMLElement) first.focus();
  }

  function cancelForm() {
    if (closesAfter) return dialog.close();
    form = null;
    draw();
  }

  /** @param {Move} move */
  function begin(move) {
    if (move.asks === "nothing") void send(move.command, { task: id });
    else openForm(move);
  }

  /** @param {Event} submitting */
  function submit(submitting) {
    submitting.preventDefault();
    if (form === null || base === null) return;
    const data = new FormData(/** @type {HTMLFormElement} */ (submitting.target));
    const args = form === "edit" ? readEdit(data, base) : readMove(data, form, waitKind);
    if (form === "edit" && Object.keys(args).length === 0) return cancelForm();
    void send(form === "edit" ? "edit_task" : form.command, { task: id, ...args });
  }

  /** @param {string} name @param {Record<string, unknown>} args */
  async function send(name, args) {
    const outcome = await tools.run(name, args, `task:${id}`);
    refused = outcome.ok ? null : outcome.refused;
    if (outcome.ok && closesAfter) return dialog.close();
    if (outcome.ok) form = null;
    draw();
    if (refused) dialog.querySelector('[aria-invalid="true"], [role="alert"]')?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Event} submitting */
  async function comment(submitting) {
    submitting.preventDefault();
    const task = id;
    const text = tools.drafts.read(`comment ${task}`).trim();
    if (!text) return;
    const outcome = await tools.run("comment_task", { task, text }, `task:${task}`);
    refused = outcome.ok ? null : outcome.refused;
    if (outcome.ok) tools.drafts.write(`comment ${task}`, "");
    draw();
  }

  async function read() {
    const asked = id;
    reading = "loading";
    draw();
    const found = await tools.history(asked).catch(() => null);
    if (asked !== id) return;
    entries = found ?? [];
    reading = found ? "ready" : "failed";
    draw();
  }

  dialog.addEventListener("close", () => {
    history.replaceState(null, "", location.pathname + location.search);
    if (document.activeElement === document.body) focusTask(id);
  });
  dialog.addEventListener("click", (press) => press.target === dialog && form === null && dialog.close());

  return {
    draw,
    /** @param {number} task @param {Move} [move] a move that has to ask something first */
    open(task, move) {
      id = task;
      if (!row()) return;
      [entries, refused, form, closesAfter] = [[], null, null, move !== undefined];
      if (!dialog.open) dialog.showModal();
      history.replaceState(null, "", `#task-${id}`);
      if (move) openForm(move);
      void read();
    },
  };
}

/** Entries by number, each once. @param {Entry[]} a @param {Entry[]} b */
function merge(a, b) {
  return [...new Map([...a, ...b].map((entry) => [entry.seq, entry])).values()].sort((one, two) => one.seq - two.seq);
}
