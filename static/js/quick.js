// The quick ways: single keys, search and commands, taking back what one just did, and the tour of the demo.

import { icon } from "./draw/marks.js";
import { bindKeys } from "./keys.js";
import { createPalette } from "./palette.js";
import { paletteItems } from "./palette_items.js";
import { shortcuts } from "./shortcuts.js";
import { createTour } from "./tour.js";
import { createUndo } from "./undo.js";
import { focusedTask } from "./walk.js";
import { _ } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {import("./draw/view.js").Act} tools.act
 * @param {ReturnType<typeof import("./acts.js").createActs>} tools.acts
 * @param {() => void} tools.record the line that writes in the running log
 * @param {(task: number, entry: number) => Promise<import("./types").Outcome>} tools.undo
 * @param {() => boolean} tools.mayUndo
 * @param {(words: string) => void} tools.say politely
 */
export function createQuick(tools) {
  const { act, acts, view } = tools;
  const undo = createUndo(at("undo"), { undo: tools.undo, may: tools.mayUndo, show: (task) => show(task, view(), act) });
  const tour = createTour(at("coach"), { isDemo: () => document.body.dataset.demo !== undefined, say: tools.say });
  let from = 0;
  const palette = createPalette(/** @type {HTMLDialogElement} */ (at("palette")), {
    items: () => paletteItems(view(), { task: from, keys: () => keys.open(), tour: tour.begin }),
    other: (words) => (view().me.may.includes("add_task") && view().link === "live" ? addItem(words, act) : null),
  });

  function find() {
    from = focusedTask();
    palette.open();
  }

  const keys = bindKeys(
    shortcuts({
      ...{ act, record: tools.record, help: () => keys.open(), find, filters: () => view().filters },
      ...{ acknowledge: acts.acknowledge, send: acts.send, hand: (id) => acts.hand(id), check: acts.check },
      undo: () => undo.offered && (void undo.take(), true),
    }),
    /** @type {HTMLDialogElement} */ (at("keys")),
  );

  return { undo, tour, find, keys };
}

/** Words that find nothing can still become a task. @param {string} words @param {import("./draw/view.js").Act} act @returns {import("./palette_match.js").Item} */
function addItem(words, act) {
  return { id: "do-add-words", group: _("Command"), label: _("Add the task “{words}”", { words }), mark: icon("plus"), act: () => act.compose(words) };
}

/** Where it stands now: on a phone its column is brought up first. @param {number} task @param {View} view @param {import("./draw/view.js").Act} act */
function show(task, view, act) {
  const status = view.find(`task:${task}`)?.status;
  act.reveal(task);
  if (status) act.show(status);
  const link = document.querySelector(`#task-${task} [data-part="title"]`);
  if (!(link instanceof HTMLElement)) return act.open(task);
  link.scrollIntoView({ block: "nearest" });
  link.focus();
}
