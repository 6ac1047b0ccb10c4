// What has just changed, for as long as it is highlighted.

import { sentenceText } from "./sentence.js";

export const FRESH_FOR = 8000;

export function createFresh() {
  /** @type {Map<string, {until: number, words: string}>} */
  const marks = new Map();
  return {
    marks,
    /** @param {import("./types").Entry[]} entries @param {import("./names.js").Find} find @param {number} now */
    mark(entries, find, now) {
      const until = now + FRESH_FOR;
      for (const entry of entries) {
        const task = entry.facts?.task;
        marks.set(`entry:${entry.seq}`, { until, words: "" });
        if (task !== undefined) marks.set(`task:${task}`, { until, words: sentenceText(entry, find) });
      }
    },
    /** @param {number} now */
    forget(now) {
      for (const [ref, mark] of marks) if (mark.until <= now) marks.delete(ref);
    },
  };
}
