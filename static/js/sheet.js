// The sheet of a task: opens, asks what a move needs, sends, and keeps what was typed when the answer is no.

import { render } from "lit";
import { drawSheet } from "./draw/sheet.js";
import { focusTask } from "./focus.js";
import { createSaying } from "./saying.js";
import { createTaskForm } from "./task_form.js";

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
 * @param {(ref: string, field: string) => void} tools.writing
 * @param {(title: string) => Promise<number[]>} tools.alike the tasks of this cell that read like a title
 * @param {import("./drafts.js").Drafts} tools.drafts
 */
export function createSheet(dialog, tools) {
  let id = 0;
  /** @type {Entry[]} */
  let entries = [];
  /** @type {"loading" | "ready" | "failed"} */
  let reading = "loading";
  /** @type {import("./types").Refusal | null} */
  let refused = null;
  let closesAfter = false;

  const row = () => /** @type {TaskRow | undefined} */ (tools.view().find(`task:${id}`));
  const form = createTaskForm(dialog, { ...{ view: tools.view, row, writing: tools.writing, changed: draw }, alike: (one) => tools.alike(one.title ?? ""), send: (name, args) => void send(name, args), left: leaveForm });
  const saying = createSaying({ ...{ view: tools.view, task: () => id, drafts: tools.drafts, writing: tools.writing, changed: draw }, send: say });

  /** A refusal with a field is shown under it, where it has one. */
  const isUnderField = () => form.isOpen && form.refused?.field && dialog.querySelector(`#f-${CSS.escape(form.refused.field)}`);

  function draw() {
    const task = row();
    if (!dialog.open || !task) return;
    const view = tools.view();
    const known = merge(entries, view.state.entries.filter((entry) => entry.facts?.task === id));
    const act = { close: () => dialog.close(), edit: () => form.open("edit"), move: begin, help, reload: () => void read() };
    const shown = form.isOpen && !isUnderField() ? form.refused : refused;
    render(drawSheet(view, task, { entries: known, reading, form: form.isOpen ? form.draw(view, task) : null, saying, refused: shown, act }), dialog);
  }

  function leaveForm() {
    if (closesAfter) return dialog.close();
    form.close();
    draw();
    /** @type {HTMLElement | null} */ (dialog.querySelector("#sheet-edit"))?.focus();
  }

  /** @param {Move} move */
  function begin(move) {
    if (move.asks === "nothing") void send(move.command, { task: id });
    else form.open(move);
  }

  /** Beside the one who answers for it: me, or me no more. @param {boolean} joins */
  const help = (joins) => void send(joins ? "join_task" : "leave_task", { task: id });

  /** @param {string} name @param {Record<string, unknown>} args */
  async function send(name, args) {
    const outcome = await tools.run(name, args, `task:${id}`);
    refused = null;
    if (!outcome.ok && form.isOpen) form.refuse(outcome.refused);
    else if (!outcome.ok) refused = outcome.refused;
    else if (closesAfter) return dialog.close();
    else form.close();
    draw();
    // A field that only now has its error: drawn again, with the refusal under it alone.
    draw();
    if (!outcome.ok) dialog.querySelector('[aria-invalid="true"], [role="alert"]')?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Record<string, unknown>} args */
  async function say(args) {
    const outcome = await tools.run("comment_task", args, `task:${args.task}`);
    refused = outcome.ok ? null : outcome.refused;
    return outcome;
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
  dialog.addEventListener("click", (press) => press.target === dialog && !form.isOpen && dialog.close());

  return {
    draw,
    /** @param {number} task @param {Move | "edit"} [what] a form to open at once: the sheet closes after it */
    open(task, what) {
      id = task;
      if (!row()) return;
      [entries, refused, closesAfter] = [[], null, what !== undefined];
      form.close();
      if (!dialog.open) dialog.showModal();
      history.replaceState(null, "", `${location.pathname}${location.search}#task-${id}`);
      if (what) form.open(what);
      void read();
    },
  };
}

/** Entries by number, each once. @param {Entry[]} a @param {Entry[]} b */
function merge(a, b) {
  return [...new Map([...a, ...b].map((entry) => [entry.seq, entry])).values()].sort((one, two) => one.seq - two.seq);
}
