// A small menu beside its button, walked with the arrows; and the one that holds the moves of a task: the twin of
// dragging, for keyboards and thumbs.

import { html, nothing, render } from "lit";
import { movesFrom } from "./moves.js";
import { statusName, taskNumber } from "./names.js";
import { _ } from "./words.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").Move} Move */
/** @typedef {{command: string, label: string, hint?: string, act: () => void}} Choice */

/** @param {HTMLElement} menu a popover */
export function createChoices(menu) {
  menu.addEventListener("keydown", (press) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[press.key];
    if (press.key === "Tab") menu.hidePopover();
    if (step === undefined) return;
    press.preventDefault();
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    items[(at + step + items.length) % items.length]?.focus();
  });

  /** @param {HTMLElement} button */
  function place(button) {
    const box = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu;
    const below = box.bottom + height + 8 < innerHeight;
    menu.style.setProperty("--x", `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`);
    menu.style.setProperty("--y", `${Math.max(8, below ? box.bottom + 4 : box.top - height - 4)}px`);
  }

  return {
    /** @param {string} title @param {Choice[]} choices @param {HTMLElement} button */
    open(title, choices, button) {
      menu.setAttribute("aria-label", title);
      const items = choices.map(({ command, label, hint, act }) => {
        const pick = () => (menu.hidePopover(), act());
        return html`<button type="button" role="menuitem" data-command=${command} @click=${pick}>
          <span>${label}</span><small>${hint ?? nothing}</small>
        </button>`;
      });
      render(html`<p class="menu__title" aria-hidden="true">${title}</p>${items}`, menu);
      menu.showPopover();
      place(button);
      menu.querySelector("button")?.focus();
    },
  };
}

/** @param {HTMLElement} menu a popover @param {(id: number, move: Move) => void} choose */
export function createMenu(menu, choose) {
  const choices = createChoices(menu);
  return {
    /** @param {TaskRow} row @param {string[]} may @param {HTMLElement} button */
    open(row, may, button) {
      const moves = movesFrom(row, may).map((move) => ({
        ...{ command: move.command, label: move.label, hint: move.column ? statusName(move.column) : undefined },
        act: () => choose(row.id, move),
      }));
      choices.open(_("Move {task} to…", { task: taskNumber(row.id) }), moves, button);
    },
  };
}
