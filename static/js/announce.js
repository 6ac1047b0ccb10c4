// What others do, told to screen readers in sentences; one's own acts are seen where they were made.

import { sentenceText } from "./sentence.js";

/** @typedef {import("./types").TaskRow} TaskRow */

/**
 * @param {ReturnType<typeof import("./live_region.js").createLiveRegion>} region
 * @param {import("./state.js").State} state
 * @param {import("./types").Entry[]} entries
 * @param {Set<import("./types").Entry>} told what a note says already
 */
export function announce(region, state, entries, told) {
  for (const entry of entries) {
    if (entry.by === state.me.id || told.has(entry)) continue;
    const id = entry.facts?.task;
    const row = typeof id === "number" ? /** @type {TaskRow | undefined} */ (state.row(`task:${id}`)) : undefined;
    const isMine = row !== undefined && (row.owner === state.me.id || row.department === state.me.department);
    region.say(sentenceText(entry, state.row), isMine);
  }
}
