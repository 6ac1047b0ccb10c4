// Single keys, for those who want them: listed from the same table that binds them, silent while somebody types, and
// off with one switch. The character counts, not the key's place, so that AZERTY and QWERTY agree; only figures go by
// their place as well, since AZERTY gives them with the shift key alone.

import { html, render } from "lit";
import { tinykeys } from "tinykeys";
import { _ } from "./words.js";

/**
 * @typedef {object} Shortcut
 * @property {string[]} keys
 * @property {string} shown
 * @property {string} words
 * @property {(press: KeyboardEvent) => void} act
 * @property {boolean} [always] it has a modifier: it acts in fields too, and cannot be switched off
 */

const OFF = "keys off";
/** "G then D": how long the first letter waits for the second; the library waits as long. */
const SEQUENCE = 1000;

/** @param {Shortcut[]} table @param {HTMLDialogElement} sheet where the keys are listed */
export function bindKeys(table, sheet) {
  const sequences = table.flatMap(({ keys }) => keys.filter((key) => key.includes(" ")).map((key) => key.split(" ")));
  /** The letter that began a sequence, and when. */
  let begun = { key: "", at: -Infinity };

  /** Whether this letter ends a sequence, and so is not itself. @param {string} key */
  const endsSequence = (key) => performance.now() - begun.at < SEQUENCE && sequences.some(([first, second]) => first === begun.key && second === key);

  /** @type {Record<string, (press: KeyboardEvent) => void>} */
  const bindings = {};
  for (const { keys, act, always } of table) {
    for (const key of keys) {
      bindings[key] = (press) => {
        if (!(always ? mayAlways(press) : mayAct(press)) || (!key.includes(" ") && endsSequence(key))) return;
        act(press);
      };
    }
  }
  tinykeys(window, bindings);
  // After the bindings, so that a letter does not end the sequence it begins.
  window.addEventListener("keydown", (press) => {
    const key = press.key.toLowerCase();
    begun = { key, at: sequences.some(([first]) => first === key) ? performance.now() : -Infinity };
  });

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

/** @param {KeyboardEvent} press */
const mayAlways = (press) => !press.defaultPrevented && !press.isComposing && document.querySelector("dialog[open]") === null;

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
  const words = { title: _("Keyboard"), close: _("Close"), use: _("Single-key shortcuts"), hint: _("Off, only the usual keys of the browser and those with Ctrl act.") };
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
      <label class="check"><input type="checkbox" .checked=${!isOff()} @change=${change} />${words.use}</label>
      <p class="field__hint">${words.hint}</p>
    </div>`;
}
