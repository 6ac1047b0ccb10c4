// The line that adds a task. Only the title is asked for; what else the line says is understood and shown under it.
// Enter saves and leaves the line open for the next one.

import { html, nothing, render } from "lit";
import { dueField } from "./draw/due.js";
import { choice, departmentChoices, field, objectiveChoices, ownerChoices, priorityChoices } from "./draw/forms.js";
import { icon } from "./draw/marks.js";
import { drawPreview } from "./draw/preview.js";
import { drawShutLine } from "./draw/shut.js";
import { drawSimilar } from "./draw/similar.js";
import { canWrite } from "./draw/view.js";
import { knownTo, lineOptions } from "./known.js";
import { argsOf, readLine } from "./line.js";
import { readTask } from "./sheet_form.js";
import { createSimilar } from "./similar.js";
import { createSuggest } from "./suggest.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */

/**
 * @param {HTMLElement} place
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {(args: Record<string, unknown>) => Promise<import("./types").Outcome>} tools.add
 * @param {(title: string, signal: AbortSignal) => Promise<import("./types").Similar[]>} tools.similar what reads like a title
 * @param {import("./drafts.js").Drafts} tools.drafts
 */
export function createComposer(place, tools) {
  let isOpen = tools.drafts.read("task") !== "";
  let text = tools.drafts.read("task");
  let department = tools.drafts.read("task department");
  let hasMore = false;
  /** Words taken back from being understood. @type {Set<string>} */
  let plain = new Set();
  /** @type {import("./types").Refusal | null} */
  let refused = null;
  const suggest = createSuggest({ id: "new-suggest", options: () => lineOptions(tools.view()), label: _("Departments and people"), changed: draw, isUnderstood: (word) => read().marks.some((mark) => mark.text === `@${word}`) });

  const similar = createSimilar({ ask: tools.similar, isLive: () => tools.view().link === "live", changed: draw });
  const title = () => /** @type {HTMLInputElement | null} */ (place.querySelector("#new-title"));
  const read = () => readLine(text, knownTo(tools.view(), plain));

  function draw() {
    const view = tools.view();
    // What may not be sent is not asked for: in a closed cell the words that were begun can still be copied.
    const mayAdd = view.me.may.includes("add_task");
    const isShown = isOpen && (mayAdd || text !== "" || refused !== null);
    place.hidden = !isShown;
    // Closed, it leaves no fields behind: their names are those of the sheet's own.
    render(isShown ? (mayAdd ? form(view) : drawShutLine(view, text, refused?.message ?? "", close)) : nothing, place);
  }

  /** @param {View} view */
  function form(view) {
    const words = { label: _("New task"), hint: _("A verb first: call, check, send…"), who: _("Department"), add: _("Add"), more: _("More"), close: _("Close") };
    const parsed = read();
    const choices = departmentChoices(view);
    const meant = argsOf(parsed).department;
    const chosen = String(meant ?? (department || view.me.department || choices[0]?.[0] || ""));
    const wrong = refused?.field === "title" || !refused?.field ? refused : null;
    return html`<form novalidate class="composer" @submit=${submit} @keydown=${escape} aria-label=${words.label}>
      <div class="composer__line">
        <label class="sr" for="new-title">${words.label}</label>
        <div class="suggest__place">
          <input class="input composer__title" id="new-title" data-after="new-shut" name="title" required maxlength="500" autocomplete="off" placeholder=${words.hint}
            role="combobox" aria-autocomplete="list" aria-controls="new-suggest" aria-expanded=${suggest.isOpen ? "true" : "false"}
            aria-activedescendant=${suggest.active || nothing} aria-invalid=${wrong ? "true" : nothing}
            aria-describedby=${refused ? "new-error new-preview" : "new-preview"} .defaultValue=${text}
            @input=${typed} @keydown=${walk} @blur=${suggest.close} />
          ${suggest.draw(title)}
        </div>
        <label class="sr" for="new-department">${words.who}</label>
        <select class="input composer__department" id="new-department" name="department" ?disabled=${meant !== undefined} @change=${choose}>
          ${choices.map(([slug, name]) => html`<option value=${slug} .selected=${slug === chosen}>${name}</option>`)}
        </select>
        <button class="btn btn--quiet" type="button" id="new-more" aria-expanded=${hasMore ? "true" : "false"} @click=${() => ((hasMore = !hasMore), draw())}>${words.more}</button>
        <button class="btn btn--primary" type="submit" id="new-send" ?disabled=${!canWrite(view, "add_task")}>${words.add}</button>
        <button class="btn btn--icon btn--quiet" type="button" aria-label=${words.close} title=${words.close} @click=${close}>${icon("cross")}</button>
      </div>
      ${drawPreview(view, parsed, keep)} ${hasMore ? more(view) : nothing} ${drawSimilar(view, similar)}
      ${refused ? html`<p class="field__error" id="new-error" role="alert">${icon("warn")}<span>${refused.message}</span></p>` : nothing}
    </form>`;
  }

  /** @param {View} view */
  function more(view) {
    const owner = field("owner", _("Owner"), choice("owner", ownerChoices(view), "", refused), refused);
    const priority = field("priority", _("Priority"), choice("priority", priorityChoices(), "2", refused), refused);
    const objective = field("objective", _("Objective"), choice("objective", objectiveChoices(view), "", refused), refused);
    return html`<div class="composer__more">${owner} ${dueField("due_at", _("Due"), null, view.now, refused)} ${priority} ${objective}</div>`;
  }

  /** @param {Event} typing */
  function typed(typing) {
    const input = /** @type {HTMLInputElement} */ (typing.target);
    text = input.value;
    tools.drafts.write("task", text);
    suggest.typed(input);
    similar.typed(read().title);
    draw();
  }

  /** @param {KeyboardEvent} press */
  const walk = (press) => void suggest.key(press, /** @type {HTMLInputElement} */ (press.target));

  /** @param {string} words */
  function keep(words) {
    plain = new Set([...plain, words]);
    similar.typed(read().title);
    draw();
    title()?.focus();
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

  /** The button beside a task that reads alike adds this one as its duplicate. @param {SubmitEvent} submitting */
  async function submit(submitting) {
    submitting.preventDefault();
    const parsed = read();
    if (text.trim() === "" || !canWrite(tools.view(), "add_task")) return;
    if (parsed.title === "") return refuse({ code: "missing", field: "title", message: _("Say what is to be done: a verb first.") });
    const data = new FormData(/** @type {HTMLFormElement} */ (submitting.target));
    const args = { department: department || tools.view().me.department || departmentChoices(tools.view())[0]?.[0], ...readTask(data), ...argsOf(parsed), ...doubled(submitting), title: parsed.title };
    const [sent, took] = [text, plain];
    write("");
    suggest.close();
    similar.forget();
    plain = new Set();
    [refused, hasMore] = [null, false];
    draw();
    const outcome = await tools.add(args);
    if (!outcome.ok) giveBack(sent, took, outcome.refused);
  }

  /** @param {string} words */
  function write(words) {
    text = words;
    const input = title();
    if (input) input.value = words;
    tools.drafts.write("task", words);
  }

  /** @param {import("./types").Refusal} refusal */
  function refuse(refusal) {
    refused = refusal;
    draw();
    title()?.focus();
  }

  /** A refusal gives the words back, unless the next ones are already being typed. @param {string} words @param {Set<string>} took @param {import("./types").Refusal} refusal */
  function giveBack(words, took, refusal) {
    const isFree = text === "";
    if (isFree) {
      plain = took;
      write(words);
    }
    refuse(isFree ? refusal : { ...refusal, message: `${refusal.message} (${words})` });
  }

  function close() {
    similar.forget();
    [isOpen, refused] = [false, null];
    draw();
    document.getElementById("add-task")?.focus();
  }

  return {
    draw,
    /** @param {string} [words] to begin with */
    open(words) {
      if (!tools.view().me.may.includes("add_task")) return;
      isOpen = true;
      draw();
      if (words) write(words);
      similar.typed(read().title);
      draw();
      title()?.focus();
    },
  };
}

/** @param {SubmitEvent} submitting */
function doubled({ submitter }) {
  return submitter instanceof HTMLButtonElement && submitter.name === "duplicate_of" ? { duplicate_of: Number(submitter.value) } : {};
}
