// Single keys, for those who want them: listed from the same table that binds them, silent while somebody types, and
// off with one switch. The character counts, not the key's place, so that AZERTY and QWERTY agree.

import { html, render } from "lit";
import { tinykeys } from "tinykeys";
import { _ } from "./words.js";

/** @typedef {{keys: string[], shown: string, words: string, act: (press: KeyboardEvent) => void}} Shortcut */

const OFF = "keys off";

/** @param {Shortcut[]} table @param {HTMLDialogElement} sheet where the keys are listed */
export function bindKeys(table, sheet) {
  /** @type {Record<string, (press: KeyboardEvent) => void>} */
  const bindings = {};
  for (const { keys, act } of table) {
    for (const key of keys) bindings[key] = (press) => mayAct(press) && act(press);
  }
  tinykeys(window, bindings);

  return {
    open() {
      render(list(table), sheet);
      if (!sheet.open) sheet.showModal();
    },
  };
}

/** @param {KeyboardEvent} press */
function mayAct(press) {
  if (isOff() || press.defaultPrevented || press.isComposing) return false;
  const target = press.target instanceof Element ? press.target : null;
  if (target?.closest("input, textarea, select, [contenteditable], dialog, [popover]")) return false;
  return document.querySelector("dialog[open]") === null;
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

/** @param {boolean} off */
function setOff(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // Not kept: the keys stay as they were.
  }
}

/** @param {Shortcut[]} table */
function list(table) {
  const words = { title: _("Keyboard"), close: _("Close"), use: _("Single-key shortcuts"), hint: _("Off, only the usual keys of the browser act.") };
  const change = (/** @type {Event} */ press) => setOff(!(/** @type {HTMLInputElement} */ (press.target).checked));
  return html`<header>
      <h2 id="keys-h">${words.title}</h2>
      <span class="spring"></span>
      <form method="dialog"><button class="btn btn--quiet" type="submit">${words.close}</button></form>
    </header>
    <div>
      <dl class="keys">
        ${table.map(({ shown, words: what }) => html`<div><dt><kbd>${shown}</kbd></dt><dd>${what}</dd></div>`)}
      </dl>
      <label class="check"><input type="checkbox" ?checked=${!isOff()} @change=${change} />${words.use}</label>
      <p class="field__hint">${words.hint}</p>
    </div>`;
}
