// The one table of keys: what binds them and what lists them.

import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").Act} Act */

/** The task that has the focus, by number. */
function focusedTask() {
  return Number(document.activeElement?.closest("[data-task]")?.getAttribute("data-task") ?? 0);
}

/** Step to the next task, in the column or across. @param {number} down @param {number} across */
function step(down, across) {
  const columns = [...document.querySelectorAll("#board > [data-col]")]
    .map((column) => /** @type {HTMLElement[]} */ ([...column.querySelectorAll('[data-part="title"]')]))
    .filter((links) => links.some((link) => link.offsetParent !== null));
  const here = /** @type {HTMLElement} */ (document.activeElement);
  const at = columns.findIndex((links) => links.some((link) => link.closest("[data-task]") === here.closest("[data-task]")));
  if (at < 0) return columns[0]?.[0]?.focus();
  const row = columns[at].findIndex((link) => link.closest("[data-task]") === here.closest("[data-task]"));
  const next = columns[Math.max(0, Math.min(columns.length - 1, at + across))];
  next[Math.max(0, Math.min(next.length - 1, row + down))]?.focus();
}

/**
 * @param {{act: Act, record: () => void, help: () => void, acknowledge: (id: number) => void}} tools
 * @returns {import("./keys.js").Shortcut[]}
 */
export function shortcuts({ act, record, help, acknowledge }) {
  /** @param {() => void} go */
  const quietly = (go) => (/** @type {KeyboardEvent} */ press) => (press.preventDefault(), go());
  return [
    { keys: ["a"], shown: "A", words: _("add a task"), act: quietly(act.compose) },
    { keys: ["j"], shown: "J", words: _("write in the running log"), act: quietly(record) },
    { keys: ["p"], shown: "P", words: _("acknowledge the task that has the focus"), act: quietly(() => acknowledge(focusedTask())) },
    { keys: ["ArrowDown"], shown: "↓", words: _("next task"), act: quietly(() => step(1, 0)) },
    { keys: ["ArrowUp"], shown: "↑", words: _("task before"), act: quietly(() => step(-1, 0)) },
    { keys: ["ArrowRight"], shown: "→", words: _("next column"), act: quietly(() => step(0, 1)) },
    { keys: ["ArrowLeft"], shown: "←", words: _("column before"), act: quietly(() => step(0, -1)) },
    { keys: [], shown: _("Enter"), words: _("open the task"), act: () => {} },
    { keys: ["m"], shown: "M", words: _("my tasks only"), act: quietly(() => act.toggle("mine")) },
    { keys: [".", "Shift+."], shown: ".", words: _("apply the changes that wait"), act: quietly(act.release) },
    { keys: ["?", "Shift+?"], shown: "?", words: _("this list"), act: quietly(help) },
    { keys: [], shown: _("Esc"), words: _("close, and give the focus back"), act: () => {} },
  ];
}
