// What can be done with one line of the journal, in a small menu beside it. What may not be done is not in it.

import { _ } from "./words.js";

/** Who corrects what others wrote. */
const RECORD = new Set(["director", "coordinator", "loggist"]);

/**
 * @param {HTMLElement} line
 * @param {{role: string, may: string[]}} me
 * @param {{panel: (name: string, seq: number) => void, give: (name: string, args: Record<string, unknown>) => void, copy: (seq: number) => void}} tools
 * @returns {import("./menu.js").Choice[]}
 */
export function choicesOf(line, me, tools) {
  const seq = Number(line.dataset.seq);
  const { kind = "", words, mine, key, information } = line.dataset;
  const isOwn = mine !== undefined || RECORD.has(me.role);
  const isMark = kind === "entry.marked" || kind === "entry.unmarked";
  const [command, label] = key === undefined ? ["mark_entry", _("Mark as a key fact")] : ["unmark_entry", _("Take the mark of a key fact off")];
  /** @type {[boolean, string, string, () => void][]} */
  const all = [
    [information !== undefined, "check_information", _("Say how sure it is now…"), () => tools.panel("verify", seq)],
    [!isMark, command, label, () => tools.give(command, { entry: seq })],
    [words !== undefined && isOwn, "correct_entry", _("Correct…"), () => tools.panel("correct", seq)],
    [words !== undefined, "redact_entry", _("Withdraw the text…"), () => tools.panel("redact", seq)],
  ];
  const may = all.filter(([is, name]) => is && me.may.includes(name)).map(([, name, words_, act]) => ({ command: name, label: words_, act }));
  return [...may, { command: "copy", label: _("Copy the link"), act: () => tools.copy(seq) }];
}
