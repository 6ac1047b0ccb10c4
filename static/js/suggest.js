// After an "@" in a line, who or what may be meant: a list beside the field, walked with the arrows, taken with Enter
// or Tab. The field keeps the focus, and the list is told to screen readers as its own.

import { html, nothing } from "lit";
import { fold } from "./fold.js";

/** @typedef {{insert: string, label: string, hint: string, mark?: unknown}} Option */
/** @typedef {{from: number, word: string}} Asked */

const MOST = 6;

/** The "@word" that the caret is at the end of. @param {string} text @param {number} caret @returns {Asked | null} */
export function askedAt(text, caret) {
  const found = /(?:^|[\s(,;])@([\p{L}\p{N}._'’-]{0,40})$/u.exec(text.slice(0, caret));
  return found ? { from: caret - found[1].length - 1, word: found[1] } : null;
}

/** Those that fit: the beginning of any word counts. @template {{label: string, hint: string}} T @param {T[]} options @param {string} word @returns {T[]} */
export function fitting(options, word) {
  const asked = fold(word).replace(/[._-]/g, " ").trim();
  const starts = (/** @type {string} */ text) => fold(text).split(/[\s-]+/).some((_part, at, parts) => parts.slice(at).join(" ").startsWith(asked));
  return options.filter((one) => starts(one.label) || starts(one.hint)).slice(0, MOST);
}

/**
 * @param {object} tools
 * @param {string} tools.id of the list
 * @param {() => Option[]} tools.options
 * @param {string} tools.label
 * @param {() => void} tools.changed draw again
 * @param {(word: string) => boolean} [tools.isUnderstood] as it stands: then Enter is not for the list, unless one walked in it
 */
export function createSuggest(tools) {
  /** @type {Option[]} */
  let found = [];
  /** @type {Asked | null} */
  let asked = null;
  let at = 0;
  let hasWalked = false;

  function close() {
    const was = found.length > 0;
    [found, asked, at] = [[], null, 0];
    if (was) tools.changed();
  }

  /** @param {HTMLInputElement | HTMLTextAreaElement} field @param {Option} option */
  function take(field, option) {
    if (asked === null) return;
    const end = asked.from + 1 + asked.word.length;
    field.setRangeText(`@${option.insert} `, asked.from, end, "end");
    [found, asked, at] = [[], null, 0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  return {
    close,
    get isOpen() {
      return found.length > 0;
    },
    /** The id of the option that Enter takes, for aria-activedescendant. */
    get active() {
      return found.length > 0 ? `${tools.id}-${at}` : "";
    },
    /** After each key. @param {HTMLInputElement | HTMLTextAreaElement} field */
    typed(field) {
      asked = askedAt(field.value, field.selectionStart ?? field.value.length);
      found = asked === null ? [] : fitting(tools.options(), asked.word);
      [at, hasWalked] = [0, false];
    },
    /** Whether the key was for the list. @param {KeyboardEvent} press @param {HTMLInputElement | HTMLTextAreaElement} field */
    key(press, field) {
      if (found.length === 0 || press.isComposing) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[press.key];
      if (step === undefined && !["Enter", "Tab", "Escape"].includes(press.key)) return false;
      if (press.key === "Enter" && !hasWalked && asked && tools.isUnderstood?.(asked.word)) return false;
      press.preventDefault();
      press.stopPropagation();
      if (press.key === "Escape") close();
      else if (step === undefined) take(field, found[at]);
      else {
        hasWalked = true;
        at = (at + step + found.length) % found.length;
        tools.changed();
      }
      return true;
    },
    /** @param {() => HTMLInputElement | HTMLTextAreaElement | null} field */
    draw(field) {
      /** @param {Option} option */
      const pick = (option) => (/** @type {Event} */ press) => {
        press.preventDefault();
        const input = field();
        if (input) take(input, option);
      };
      return html`<ul class="suggest" id=${tools.id} role="listbox" aria-label=${tools.label} ?hidden=${found.length === 0}>
        ${found.map(
          (option, index) => html`<li id=${`${tools.id}-${index}`} role="option" aria-selected=${index === at ? "true" : "false"} @mousedown=${pick(option)}>
            ${option.mark ?? nothing}<span>${option.label}</span><small>${option.hint}</small>
          </li>`,
        )}
      </ul>`;
    },
  };
}

/** @typedef {ReturnType<typeof createSuggest>} Suggest */
