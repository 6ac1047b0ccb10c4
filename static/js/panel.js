// The one dialog for everything around the board: level, point, aim, objectives, situation, decisions, roles. What is
// typed in it outlives a refusal, a lost link and a closed dialog; while it is open its fields are never overwritten.

import { html, nothing, render } from "lit";
import { icon } from "./draw/marks.js";
import { drawShut } from "./draw/shut.js";
import { canWrite } from "./draw/view.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./types").Refusal} Refusal */
/** @typedef {{name: string, args: Record<string, unknown>}} Order a command, and what goes with it */
/**
 * @typedef {object} Ask What a panel is given while it is open.
 * @property {View} view
 * @property {string | number} id which one of its sort
 * @property {Refusal | null} refused
 * @property {Record<string, any>} memo the panel's own notes, forgotten when it closes
 * @property {(field: string, otherwise: string) => string} kept what was typed and not sent, else the value
 * @property {() => void} redraw
 * @property {() => void} close
 * @property {() => void} again drop what was typed, and begin from what stands there now
 * @property {(order: Order) => void} send
 */
/**
 * @typedef {object} Panel
 * @property {(ask: Ask) => string} title
 * @property {(ask: Ask) => unknown} body
 * @property {string} [command] without one the panel is only read
 * @property {(ask: Ask) => string} [button]
 * @property {(data: FormData, ask: Ask, pressed: string) => Order | null} [read] null where there is nothing to send
 * @property {(ask: Ask) => void} [begin]
 * @property {[ref: string, field: string]} [writes] the text it writes, told to others who may be writing it
 * @property {boolean} [wide]
 * @property {boolean} [reads] it is worth reading for those who may not send it
 */

/**
 * @param {HTMLDialogElement} dialog
 * @param {Record<string, Panel>} panels
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {import("./drafts.js").Drafts} tools.drafts
 * @param {(name: string, args: Record<string, unknown>) => Promise<import("./types").Outcome>} tools.run
 * @param {(ref: string, field: string) => void} tools.writing said in passing to the others
 */
export function createPanel(dialog, panels, tools) {
  let name = "";
  /** @type {string | number} */
  let id = "";
  /** @type {Refusal | null} */
  let refused = null;
  let sending = false;
  /** @type {Record<string, any>} */
  let memo = {};
  /** Fields with a text that was not sent. @type {Map<string, string>} */
  let typed = new Map();

  /** @param {string} field */
  const draft = (field) => `panel ${name} ${id} ${field}`;

  /** @returns {Ask} */
  const ask = () => ({
      ...{ view: tools.view(), id, refused, memo, redraw: draw, close: () => dialog.close(), again: startAgain, send: (order) => void send(order) },
    kept(field, otherwise) {
      const text = tools.drafts.read(draft(field));
      if (text) typed.set(field, text);
      return text || otherwise;
    },
  });

  function draw() {
    const panel = panels[name];
    if (!dialog.open || !panel) return;
    const now = ask();
    const isShut = panel.command !== undefined && !now.view.me.may.includes(panel.command);
    const body = isShut ? shut(panel, now) : panel.body(now);
    dialog.classList.toggle("dialog--wide", panel.wide === true);
    render(panel.command && !isShut ? form(panel, now, body) : frame(panel, now, body), dialog);
    if (isShut && !dialog.contains(document.activeElement)) /** @type {HTMLElement | null} */ (dialog.querySelector("#panel-close"))?.focus();
  }

  /** Somebody closed the cell, or took the right, while it was open: the form is gone, and the focus with it. @param {Panel} panel @param {Ask} now */
  function shut(panel, now) {
    const text = [...typed].flatMap(([field, words]) => (field === "seen" ? [] : [words])).join("\n\n");
    return html`${panel.reads && !text ? nothing : drawShut(now.view, text)}${panel.reads ? panel.body(now) : nothing}`;
  }

  /** @param {Panel} panel @param {Ask} now @param {unknown} body */
  function frame(panel, now, body) {
    return html`${head(panel, now)}<div class="panel-body">${trouble()}${body}</div>`;
  }

  /** @param {Panel} panel @param {Ask} now */
  function head(panel, now) {
    const close = _("Close");
    return html`<header>
      <h2 id="panel-h">${panel.title(now)}</h2>
      <span class="spring"></span>
      <button class="btn btn--icon btn--quiet" type="button" id="panel-close" aria-label=${close} title=${close} @click=${now.close}>${icon("cross")}</button>
    </header>`;
  }

  /** @param {Panel} panel @param {Ask} now @param {unknown} body */
  function form(panel, now, body) {
    const [cancel, save] = [_("Cancel"), panel.button?.(now) ?? _("Save")];
    const command = /** @type {string} */ (panel.command);
    return html`${head(panel, now)}
      <form novalidate class="panel-body" id="panel-form" @submit=${submit} @input=${note}>${trouble()}${unsent()}${body}</form>
      <footer>
        <button class="btn btn--quiet" type="button" @click=${giveUp}>${cancel}</button>
        <button class="btn btn--primary" type="submit" form="panel-form" id="panel-send" ?disabled=${sending || !canWrite(now.view, command)}>${save}</button>
      </footer>`;
  }

  /** A refusal that has no field to stand under stands on top. */
  function trouble() {
    if (!refused || (refused.field && dialog.querySelector(`#f-${CSS.escape(refused.field)}`))) return nothing;
    return html`<p class="note note--late" role="alert">${icon("warn")}<span>${refused.message}</span></p>`;
  }

  /** Text from before, found again: it is said, and can be dropped. */
  function unsent() {
    if (typed.size === 0 || memo.isNoted) return nothing;
    const [words, drop] = [_("This is your text from before; it was not sent."), _("Start from the present text")];
    return html`<p class="note">${icon("pen")}<span>${words}</span><button class="btn btn--small" type="button" @click=${startAgain}>${drop}</button></p>`;
  }

  function forget() {
    for (const field of typed.keys()) tools.drafts.write(draft(field), "");
    typed = new Map();
  }

  function startAgain() {
    forget();
    [refused, memo] = [null, {}];
    render(nothing, dialog);
    panels[name].begin?.(ask());
    draw();
  }

  function giveUp() {
    forget();
    dialog.close();
  }

  /** What is typed is kept; a press alone chose it, which like any other choice is no text. @param {Event} typing */
  function note(typing) {
    const field = /** @type {HTMLInputElement} */ (typing.target);
    if (!field.matches("textarea, input[type=text]") || !field.name || (typing instanceof CustomEvent && typed.size === 0)) return;
    const writes = panels[name].writes;
    if (writes) tools.writing(...writes);
    memo.isNoted = true;
    typed.set(field.name, field.value);
    tools.drafts.write(draft(field.name), field.value);
    if (memo.seen === undefined) return;
    typed.set("seen", ""); // a text found again later is still one about the version it was begun from
    tools.drafts.write(draft("seen"), field.value ? String(memo.seen) : "");
  }

  /** @param {SubmitEvent} submitting */
  function submit(submitting) {
    submitting.preventDefault();
    const pressed = submitting.submitter instanceof HTMLButtonElement ? submitting.submitter.value : "";
    const order = panels[name].read?.(new FormData(/** @type {HTMLFormElement} */ (submitting.target)), ask(), pressed);
    if (order) void send(order);
    else giveUp();
  }

  /** @param {Order} order */
  async function send(order) {
    if (sending || !canWrite(tools.view(), order.name)) return;
    sending = true;
    draw();
    const outcome = await tools.run(order.name, order.args);
    sending = false;
    refused = outcome.ok ? null : outcome.refused;
    if (outcome.ok) return giveUp();
    draw();
    dialog.querySelector('[aria-invalid="true"], [role="alert"]')?.scrollIntoView({ block: "nearest" });
  }

  dialog.addEventListener("close", () => render(nothing, dialog));
  dialog.addEventListener("click", (press) => press.target === dialog && typed.size === 0 && dialog.close());

  return {
    draw,
    /** @param {string} which @param {string | number} [one] @param {boolean} [goesOn] with words typed elsewhere just now */
    open(which, one = "", goesOn = false) {
      if (!panels[which]) return;
      [name, id, refused, memo, typed] = [which, one, null, { isNoted: goesOn }, new Map()];
      if (!dialog.open) dialog.showModal();
      else render(nothing, dialog);
      panels[name].begin?.(ask());
      draw();
      const first = dialog.querySelector("form :is(textarea, input:not([type=radio]):not([type=hidden]), select, .chip)");
      if (first instanceof HTMLElement) first.focus();
    },
  };
}
