// Search and commands, in one field (Ctrl K): a few letters, the arrows, Enter. The field keeps the focus; the list is
// its own, and how much was found is said.

import { html, nothing, render } from "lit";
import { match } from "./palette_match.js";
import { icon } from "./draw/marks.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./palette_match.js").Item} Item */

const MOST = 12;

/**
 * @param {HTMLDialogElement} dialog
 * @param {object} tools
 * @param {() => Item[]} tools.items asked for once each time it opens
 * @param {((words: string) => Item | null)} tools.other what can still be done with words that find nothing
 */
export function createPalette(dialog, tools) {
  /** @type {Item[]} */
  let items = [];
  let query = "";
  let at = 0;

  function found() {
    const best = match(items, query, MOST);
    const more = query.trim() ? tools.other(query.trim()) : null;
    return more ? [...best, more] : best;
  }

  function draw() {
    const list = found();
    at = Math.max(0, Math.min(at, list.length - 1));
    const words = { label: _("Search and commands"), hint: _("A task, a person, a department, a decision, a command…"), none: _("Nothing found.") };
    render(
      html`<div class="palette__line">
          ${icon("search")}<input class="palette__input" id="palette-input" type="text" role="combobox" autocomplete="off" spellcheck="false" maxlength="200"
            aria-label=${words.label} placeholder=${words.hint} aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
            aria-activedescendant=${list.length > 0 ? `palette-${at}` : nothing} .value=${query} @input=${typed} @keydown=${walk} />
          <kbd aria-hidden="true">${_("Esc")}</kbd>
        </div>
        <ul class="palette__list" id="palette-list" role="listbox" aria-label=${words.label}>
          ${list.map((item, index) => option(item, index))}
        </ul>
        <p class=${list.length > 0 ? "sr" : "palette__none"} role="status">${list.length > 0 ? ngettext("{n} found", "{n} found", list.length) : words.none}</p>`,
      dialog,
    );
    dialog.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Item} item @param {number} index */
  function option(item, index) {
    return html`<li id=${`palette-${index}`} role="option" aria-selected=${index === at ? "true" : "false"} data-item=${item.id}
      @mousemove=${() => index !== at && ((at = index), draw())} @click=${() => take(item)}>
      <span class="palette__mark">${item.mark ?? nothing}</span><span class="palette__label">${item.label}</span><small>${item.hint ?? ""}</small><span class="palette__group">${item.group}</span>
    </li>`;
  }

  /** @param {Event} typing */
  function typed(typing) {
    query = /** @type {HTMLInputElement} */ (typing.target).value;
    at = 0;
    draw();
  }

  /** @param {KeyboardEvent} press */
  function walk(press) {
    if (press.isComposing) return;
    const list = found();
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: list.length - 1, PageUp: 0 }[press.key];
    if (to !== undefined) {
      press.preventDefault();
      at = list.length > 0 ? (to + list.length) % list.length : 0;
      draw();
    } else if (press.key === "Enter") {
      press.preventDefault();
      if (list[at]) take(list[at]);
    }
  }

  /** The dialog gives the focus back before the command may take it. @param {Item} item */
  function take(item) {
    dialog.close();
    item.act();
  }

  dialog.addEventListener("click", (press) => press.target === dialog && dialog.close());
  dialog.addEventListener("close", () => render(nothing, dialog));

  return {
    open() {
      if (dialog.open) return;
      [items, query, at] = [tools.items(), "", 0];
      dialog.showModal();
      draw();
      document.getElementById("palette-input")?.focus();
    },
  };
}
