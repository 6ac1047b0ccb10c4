// Speaks to screen readers. Politely at most every five seconds, one sentence for one change and a count for several;
// at once only for a refusal or the loss of the link.

import { ngettext } from "./words.js";

export const PACE = 5000;

/**
 * @param {{polite: (words: string) => void, assertive: (words: string) => void}} mouth
 * @param {{now: () => number, later: (ms: number, act: () => void) => void}} time
 */
export function createLiveRegion(mouth, time) {
  /** @type {{words: string, mine: boolean}[]} */
  let heap = [];
  let last = -Infinity;
  let due = false;

  function speak() {
    due = false;
    if (heap.length === 0) return;
    last = time.now();
    mouth.polite(heap.length === 1 ? heap[0].words : summary(heap));
    heap = [];
  }

  return {
    /** A change made by somebody else. @param {string} words @param {boolean} [mine] whether it concerns the reader */
    say(words, mine = false) {
      heap.push({ words, mine });
      if (due) return;
      due = true;
      time.later(Math.max(250, last + PACE - time.now()), speak);
    },
    /** @param {string} words */
    interrupt(words) {
      mouth.assertive(words);
    },
  };
}

/** @param {{mine: boolean}[]} heap */
function summary(heap) {
  const changes = ngettext("{n} change", "{n} changes", heap.length);
  const mine = heap.filter((one) => one.mine).length;
  return mine === 0 ? changes : ngettext("{changes}, {n} concerns you", "{changes}, {n} concern you", mine, { changes });
}

/** The two regions of the page: text is cleared first, so that the same words twice are read twice. @param {Document} page */
export function mouthOf(page) {
  /** @param {string} id */
  const into = (id) => (/** @type {string} */ words) => {
    const region = page.getElementById(id);
    if (!region) return;
    region.textContent = "";
    setTimeout(() => (region.textContent = words), 50);
  };
  return { polite: into("polite"), assertive: into("assertive") };
}
