// The line that adds a task. Only the title is asked for; Enter saves and leaves the line open for the next one.

import { html, nothing, render } from "lit";
import { departmentChoices, line, ownerChoices, priorityChoices, choice, field } from "./draw/forms.js";
import { icon } from "./draw/marks.js";
import { canWrite } from "./draw/view.js";
import { readTask } from "./sheet_form.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */

/**
 * @param {HTMLElement} place
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {(args: Record<string, unknown>) => Promise<import("./types").Outcome>} tools.add
 * @param {import("./drafts.js").Drafts} tools.drafts
 */
export function createComposer(place, tools) {
  let isOpen = tools.drafts.read("task") !== "";
  let department = tools.drafts.read("task department");
  let hasMore = false;
  /** @type {import("./types").Refusal | null} */
  let refused = null;

  const title = () => /** @type {HTMLInputElement | null} */ (place.querySelector("#new-title"));

  function draw() {
    place.hidden = !isOpen;
    // Closed, it leaves no fields behind: their names are those of the sheet's own.
    render(isOpen ? form(tools.view()) : nothing, place);
  }

  /** @param {View} view */
  function form(view) {
    const words = { label: _("New task"), hint: _("A verb first: call, check, send…"), who: _("Department"), add: _("Add"), more: _("More"), close: _("Close") };
    const choices = departmentChoices(view);
    const chosen = department || view.me.department || choices[0]?.[0] || "";
    const wrong = refused?.field === "title" || !refused?.field ? refused : null;
    return html`<form novalidate class="composer" @submit=${submit} @keydown=${escape} aria-label=${words.label}>
      <div class="composer__line">
        <label class="sr" for="new-title">${words.label}</label>
        <input class="input composer__title" id="new-title" name="title" required maxlength="500" autocomplete="off" placeholder=${words.hint}
          aria-invalid=${wrong ? "true" : nothing} aria-describedby=${refused ? "new-error" : nothing} .defaultValue=${tools.drafts.read("task")}
          @input=${(/** @type {Event} */ typing) => tools.drafts.write("task", /** @type {HTMLInputElement} */ (typing.target).value)} />
        <label class="sr" for="new-department">${words.who}</label>
        <select class="input composer__department" id="new-department" name="department" @change=${choose}>
          ${choices.map(([slug, name]) => html`<option value=${slug} ?selected=${slug === chosen}>${name}</option>`)}
        </select>
        <button class="btn btn--quiet" type="button" id="new-more" aria-expanded=${hasMore ? "true" : "false"} @click=${() => ((hasMore = !hasMore), draw())}>${words.more}</button>
        <button class="btn btn--primary" type="submit" id="new-send" ?disabled=${!canWrite(view, "add_task")}>${words.add}</button>
        <button class="btn btn--icon btn--quiet" type="button" aria-label=${words.close} title=${words.close} @click=${close}>${icon("cross")}</button>
      </div>
      ${hasMore ? more(view) : nothing}
      ${refused ? html`<p class="field__error" id="new-error" role="alert">${icon("warn")}<span>${refused.message}</span></p>` : nothing}
    </form>`;
  }

  /** @param {View} view */
  function more(view) {
    const owner = field("owner", _("Owner"), choice("owner", ownerChoices(view), "", refused), refused);
    const due = field("due_at", _("Due"), line("due_at", "datetime-local", "", refused), refused);
    const priority = field("priority", _("Priority"), choice("priority", priorityChoices(), "2", refused), refused);
    return html`<div class="composer__more">${owner} ${due} ${priority}</div>`;
  }

  /** @param {Event} change */
  function choose(change) {
    department = /** @type {HTMLSelectElement} */ (change.target).value;
    tools.drafts.write("task department", department);
  }

  /** @param {KeyboardEvent} press */
  function escape(press) {
    if (press.key !== "Escape") return;
    press.stopPropagation();
    close();
  }

  /** @param {Event} submitting */
  async function submit(submitting) {
    submitting.preventDefault();
    const args = readTask(new FormData(/** @type {HTMLFormElement} */ (submitting.target)));
    if (!args.title || !canWrite(tools.view(), "add_task")) return;
    const input = title();
    if (input) input.value = "";
    tools.drafts.write("task", "");
    refused = null;
    draw();
    const outcome = await tools.add(args);
    if (!outcome.ok) giveBack(String(args.title), outcome.refused);
  }

  /** A refusal gives the words back, unless the next ones are already being typed. @param {string} words @param {import("./types").Refusal} refusal */
  function giveBack(words, refusal) {
    const input = title();
    const isFree = input !== null && input.value === "";
    if (isFree) {
      input.value = words;
      tools.drafts.write("task", words);
    }
    refused = isFree ? refusal : { ...refusal, message: `${refusal.message} (${words})` };
    draw();
    title()?.focus();
  }

  function close() {
    isOpen = false;
    refused = null;
    draw();
    document.getElementById("add-task")?.focus();
  }

  return {
    draw,
    open() {
      isOpen = true;
      draw();
      title()?.focus();
    },
  };
}
