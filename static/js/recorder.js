// The foot of the running log: one fact, one sentence, and how sure it is.

import { html, nothing, render } from "lit";
import { icon } from "./draw/marks.js";
import { drawShut } from "./draw/shut.js";
import { canWrite } from "./draw/view.js";
import { codeName } from "./names.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */

const STANDINGS = ["fact", "assumption", "rumour"];
/** Where the whole form keeps its text. */
const WHOLE = "panel information  text";

/**
 * @param {HTMLElement} place
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {(args: Record<string, unknown>) => Promise<import("./types").Outcome>} tools.record
 * @param {import("./drafts.js").Drafts} tools.drafts
 * @param {(goesOn: boolean) => void} [tools.more] open the whole form, with what was typed here
 */
export function createRecorder(place, tools) {
  /** @type {import("./types").Refusal | null} */
  let refused = null;
  let sending = false;

  const text = () => /** @type {HTMLTextAreaElement | null} */ (place.querySelector("#say"));

  function draw() {
    const view = tools.view();
    const [may, begun] = [view.me.may.includes("record_information"), tools.drafts.read("say")];
    place.hidden = !may && begun === "";
    if (!place.hidden) render(may ? form(view) : shut(view, begun), place);
  }

  /** @param {View} view @param {string} begun */
  function shut(view, begun) {
    const [drop, press] = [_("Drop this text"), () => (tools.drafts.write("say", ""), draw())];
    return html`<div class="compose">${drawShut(view, begun)}<p class="row"><button class="btn btn--small" type="button" id="say-drop" @click=${press}>${drop}</button></p></div>`;
  }

  /** @param {View} view */
  function form(view) {
    const words = { label: _("Write in the running log"), kind: _("Standing"), text: _("Text"), hint: _("One fact, one sentence. Who, what, when."), sure: _("verified"), send: _("Record"), key: _("Ctrl and Enter"), more: _("Source, hour…") };
    return html`<form novalidate class="compose" aria-label=${words.label} @submit=${submit} @keydown=${keys}>
      <div class="seg" role="radiogroup" aria-label=${words.kind}>
        ${STANDINGS.map((name) => html`<label><input type="radio" name="standing" value=${name} ?checked=${name === "fact"} />${capital(codeName(name))}</label>`)}
      </div>
      <label class="sr" for="say">${words.text}</label>
      <textarea class="input" id="say" data-after="say-drop" name="text" rows="2" maxlength="4000" placeholder=${words.hint} aria-invalid=${refused ? "true" : nothing}
        aria-describedby=${refused ? "say-error" : nothing} .defaultValue=${tools.drafts.read("say")}
        @input=${(/** @type {Event} */ typing) => tools.drafts.write("say", /** @type {HTMLTextAreaElement} */ (typing.target).value)}></textarea>
      ${refused ? html`<p class="field__error" id="say-error" role="alert">${icon("warn")}<span>${refused.message}</span></p>` : nothing}
      <div class="row">
        <label class="check"><input type="checkbox" name="verified" />${words.sure}</label><span class="spring"></span>
        ${tools.more ? html`<button class="btn btn--small btn--quiet" type="button" id="say-more" @click=${more}>${words.more}</button>` : nothing}
        <button class="btn btn--small btn--primary" type="submit" id="say-send" title=${words.key} ?disabled=${sending || !canWrite(view, "record_information")}>${words.send}</button>
      </div>
    </form>`;
  }

  /** The whole form goes on with what was begun here, after what was left in it before. */
  function more() {
    const field = text();
    const [begun, before] = [field?.value.trim() ? field.value : "", tools.drafts.read(WHOLE)];
    if (begun) tools.drafts.write(WHOLE, before ? `${before}\n${begun}` : begun);
    if (field) field.value = "";
    tools.drafts.write("say", "");
    tools.more?.(begun !== "" && before === "");
  }

  /** @param {KeyboardEvent} press */
  function keys(press) {
    if (press.key === "Enter" && (press.ctrlKey || press.metaKey)) text()?.form?.requestSubmit();
  }

  /** @param {Event} submitting */
  async function submit(submitting) {
    submitting.preventDefault();
    const form = /** @type {HTMLFormElement} */ (submitting.target);
    const data = new FormData(form);
    const words = String(data.get("text") ?? "").trim();
    if (!words || sending || !canWrite(tools.view(), "record_information")) return;
    sending = true;
    draw();
    const state = data.get("verified") ? "verified" : "to_verify";
    const outcome = await tools.record({ text: words, standing: data.get("standing"), state });
    sending = false;
    refused = outcome.ok ? null : outcome.refused;
    if (outcome.ok) {
      form.reset();
      const field = text();
      if (field) field.value = "";
      tools.drafts.write("say", "");
    }
    draw();
  }

  return { draw, focus: () => text()?.focus() };
}

/** @param {string} words */
const capital = (words) => words.charAt(0).toLocaleUpperCase() + words.slice(1);
