// What a few letters may mean, among everything that can be found: accents and order of words do not matter, and what
// begins with the letters stands before what only holds them.

import { fold } from "./fold.js";

/**
 * @typedef {object} Item Something that can be found and opened.
 * @property {string} id
 * @property {string} group
 * @property {string} label
 * @property {string} [hint] said beside it, and searched too
 * @property {string} [also] searched, not shown
 * @property {unknown} [mark]
 * @property {number} [weight] among equals the heavier first
 * @property {() => void} act
 */

/** @param {Item[]} items @param {string} query @param {number} most @returns {Item[]} */
export function match(items, query, most) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items.filter((item) => (item.weight ?? 0) > 0).slice(0, most);
  return items
    .map((item, at) => ({ item, at, score: score(item, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || (b.item.weight ?? 0) - (a.item.weight ?? 0) || a.at - b.at)
    .slice(0, most)
    .map((one) => one.item);
}

/** 0 where one of the words is nowhere. @param {Item} item @param {string[]} words */
function score(item, words) {
  const label = fold(item.label);
  const rest = fold(`${item.hint ?? ""} ${item.also ?? ""}`);
  let sum = 0;
  for (const word of words) {
    const found = points(label, word) * 2 || points(rest, word);
    if (found === 0) return 0;
    sum += found;
  }
  return sum + (label.startsWith(words.join(" ")) ? 4 : 0);
}

/** @param {string} text @param {string} word */
function points(text, word) {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  const begins = at === 0 || text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
  return at === 0 ? 4 : begins ? 3 : 1;
}
