// The one table of keys: what binds them and what lists them. A key whose page does not exist is not in it.

import { COLUMNS } from "./arrange.js";
import { focusedTask, step } from "./walk.js";
import { statusName } from "./names.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").Act} Act */
/** @typedef {import("./keys.js").Shortcut} Shortcut */

/**
 * @param {object} tools
 * @param {Act} tools.act
 * @param {() => void} tools.record
 * @param {() => void} tools.help
 * @param {() => void} tools.find
 * @param {() => boolean} tools.undo whether there was something to take back
 * @param {(id: number) => void} tools.acknowledge
 * @param {(id: number, column: string) => void} tools.send
 * @param {(id: number) => void} tools.hand
 * @param {(id: number) => void} tools.check
 * @param {() => import("./types").Filters} tools.filters
 * @returns {Shortcut[]}
 */
export function shortcuts(tools) {
  const { act } = tools;
  /** @param {() => void} go */
  const quietly = (go) => (/** @type {KeyboardEvent} */ press) => (press.preventDefault(), go());
  /** With a task that has the focus. @param {(id: number) => void} go */
  const onTask = (go) => (/** @type {KeyboardEvent} */ press) => {
    const id = focusedTask();
    if (id === 0) return;
    press.preventDefault();
    go(id);
  };
  const turn = () => act.filter({ view: tools.filters().view === "lanes" ? "columns" : "lanes" });
  const none = () => {};
  return [
    { keys: ["a"], shown: "A", words: _("add a task"), act: quietly(() => act.compose()) },
    { keys: ["j"], shown: "J", words: _("write in the running log"), act: quietly(tools.record) },
    { keys: ["i"], shown: "I", words: _("record a piece of information, with its source and its hour"), act: quietly(() => act.around.panel("information")) },
    { keys: ["d"], shown: "D", words: _("ask a question to be settled"), act: quietly(act.ask) },
    { keys: ["p"], shown: "P", words: _("acknowledge the task that has the focus"), act: onTask(tools.acknowledge) },
    { keys: ["v"], shown: "V", words: _("validate the task, or return it"), act: onTask(tools.check) },
    { keys: ["r"], shown: "R", words: _("hand the task to another department"), act: onTask(tools.hand) },
    ...COLUMNS.slice(0, 5).map((column, at) => figure(at + 1, _("send the task to “{column}”", { column: statusName(column) }), onTask((id) => tools.send(id, column)))),
    { keys: ["ArrowDown"], shown: "↓", words: _("next task"), act: quietly(() => step(1, 0)) },
    { keys: ["ArrowUp"], shown: "↑", words: _("task before"), act: quietly(() => step(-1, 0)) },
    { keys: ["ArrowRight"], shown: "→", words: _("next column"), act: quietly(() => step(0, 1)) },
    { keys: ["ArrowLeft"], shown: "←", words: _("column before"), act: quietly(() => step(0, -1)) },
    { keys: [], shown: _("Enter"), words: _("open the task"), act: none },
    { keys: ["l"], shown: "L", words: _("by status or by department"), act: quietly(turn) },
    { keys: ["m"], shown: "M", words: _("my tasks only"), act: quietly(() => act.toggle("mine")) },
    ...pages(),
    { keys: [".", "Shift+."], shown: ".", words: _("apply the changes that wait"), act: quietly(act.release) },
    { keys: ["$mod+k"], shown: _("Ctrl K"), words: _("search and commands"), act: quietly(tools.find), always: true },
    { keys: ["$mod+z"], shown: _("Ctrl Z"), words: _("take back what you just did"), act: undoing(tools.undo), always: true },
    { keys: ["?", "Shift+?"], shown: "?", words: _("this list"), act: quietly(tools.help) },
    { keys: [], shown: _("Esc"), words: _("close, and give the focus back"), act: none },
  ];
}

/** A figure by its place and on the number pad, with shift or without. @param {number} n @param {string} words @param {Shortcut["act"]} act @returns {Shortcut} */
function figure(n, words, act) {
  return { keys: [`Digit${n}`, `Shift+Digit${n}`, `Numpad${n}`], shown: String(n), words, act };
}

/** G, then a letter: what stands beside the board, as far as it exists. @returns {Shortcut[]} */
function pages() {
  /** @type {[string, string, string, string][]} */
  const linked = [
    ["j", "G J", "/journal", _("running log")],
    ["d", "G D", "/decisions", _("decisions")],
    ["s", "G S", "/silos", _("silo map")],
    // "Bilan" and "review": either letter goes there, and the list says that of its own language.
    ["br", _("G R"), "/review", _("review")],
  ];
  return linked.flatMap(([letters, shown, path, words]) => {
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.rail a[href$="${path}"]`));
    return link ? [{ keys: [...letters].map((key) => `g ${key}`), shown, words, act: () => link.click() }] : [];
  });
}

/** In a field, Ctrl Z is the field's own. @param {() => boolean} undo @returns {Shortcut["act"]} */
function undoing(undo) {
  return (press) => {
    const target = press.target instanceof HTMLElement ? press.target : null;
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value !== "" : false;
    if (!isTyping && undo()) press.preventDefault();
  };
}
