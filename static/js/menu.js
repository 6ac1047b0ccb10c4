// The moves of a task, in a small menu beside its button: the twin of dragging, for keyboards and thumbs.

import { html, nothing, render } from "lit";
import { movesFrom } from "./moves.js";
import { statusName, taskNumber } from "./names.js";
import { _ } from "./words.js";

/** @typedef {import("./types").TaskRow} TaskRow */
/** @typedef {import("./types").Move} Move */

/** @param {HTMLElement} menu a popover @param {(id: number, move: Move) => void} choose */
export function createMenu(menu, choose) {
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
    /** @param {TaskRow} row @param {string[]} may @param {HTMLElement} button */
    open(row, may, button) {
      const title = _("Move {task} to…", { task: taskNumber(row.id) });
      menu.setAttribute("aria-label", title);
      const items = movesFrom(row, may).map((move) => {
        const pick = () => (menu.hidePopover(), choose(row.id, move));
        return html`<button type="button" role="menuitem" data-command=${move.command} @click=${pick}>
          <span>${move.label}</span><small>${move.column ? statusName(move.column) : nothing}</small>
        </button>`;
      });
      render(html`<p class="menu__title" aria-hidden="true">${title}</p>${items}`, menu);
      menu.showPopover();
      place(button);
      menu.querySelector("button")?.focus();
    },
  };
}
