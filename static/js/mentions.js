// "@Sofia Lemaire" in a comment: whom it is meant for, and which words are drawn as a name.

import { fold } from "./fold.js";

/** @typedef {{id: number, name: string}} Named */
/** @typedef {{text: string, id: number | null}} Piece */

/** The longest name first: "@Marc-Antoine Roux" is not "@Marc". @param {string} text @param {Named[]} people @returns {Piece[]} */
export function pieces(text, people) {
  const named = people.filter((one) => one.name.trim() !== "").sort((a, b) => b.name.length - a.name.length);
  /** @type {Piece[]} */
  const found = [];
  let rest = 0;
  for (const { index: at } of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    if (at < rest) continue;
    const one = named.find(({ name }) => isNameAt(text, at + 1, name));
    if (!one) continue;
    const end = at + 1 + one.name.length;
    if (at > rest) found.push({ text: text.slice(rest, at), id: null });
    found.push({ text: text.slice(at, end), id: one.id });
    rest = end;
  }
  if (rest < text.length) found.push({ text: text.slice(rest), id: null });
  return found;
}

/** @param {string} text @param {number} at @param {string} name */
function isNameAt(text, at, name) {
  return fold(text.slice(at, at + name.length)) === fold(name) && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? "");
}

/** Whom a text names, each once, in the order they stand. @param {string} text @param {Named[]} people @returns {number[]} */
export function mentionsIn(text, people) {
  return [...new Set(pieces(text, people).flatMap((piece) => (piece.id === null ? [] : [piece.id])))];
}
