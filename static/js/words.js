// The interface's words in the reader's language. English is the source and the fallback; the page carries the rest.

/** @typedef {Record<string, string | number>} Values */

/** @type {Record<string, string | string[]>} */
let catalogue = {};
/** @type {Record<string, string>} */
let sentences = {};
/** Kinds that are key facts by themselves. @type {Set<string>} */
let turning = new Set();
let plurals = new Intl.PluralRules("en");
let figures = new Intl.NumberFormat("en");
let language = "en";

/** Read the block of words the server put in the page. */
export function readWords() {
  const block = document.getElementById("words")?.textContent;
  learn(block ? JSON.parse(block) : {}, document.documentElement.lang || "en");
}

/**
 * Take a catalogue; apart from readWords so that tests need no document.
 * @param {Record<string, any>} words @param {string} tongue
 */
export function learn(words, tongue) {
  const { sentences: told = {}, turning: kinds = [], ...rest } = words;
  catalogue = rest;
  sentences = told;
  turning = new Set(kinds);
  language = tongue.slice(0, 2);
  plurals = new Intl.PluralRules(language);
  figures = new Intl.NumberFormat(language);
}

/** Fill `{name}`s. @param {string} text @param {Values} values */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * Words of the interface. @param {string} msgid @param {Values} [values]
 */
export function _(msgid, values = {}) {
  const found = catalogue[msgid];
  return fill((Array.isArray(found) ? found[0] : found) || msgid, values);
}

/**
 * Words that depend on a number, which fills `{n}`.
 * @param {string} one @param {string} many @param {number} n @param {Values} [values]
 */
export function ngettext(one, many, n, values = {}) {
  const form = plurals.select(n) === "one" ? 0 : 1;
  const found = catalogue[one];
  const forms = Array.isArray(found) && found.length > 0 ? found : [one, many];
  return fill(forms[Math.min(form, forms.length - 1)] || [one, many][form], { n: figure(n), ...values });
}

/** A number as the language writes it. @param {number} n */
export function figure(n) {
  return figures.format(n);
}

/** The page's language: "fr" or "en". */
export function tongue() {
  return language;
}

/** A name that comes in both languages. @param {import("./types").Words | undefined} words */
export function inTongue(words) {
  return words ? (language === "fr" ? words.fr : words.en) || words.en : "…";
}

/** The sentence of a kind, with its `{gaps}`. @param {string} kind @returns {string | undefined} */
export function sentenceOf(kind) {
  return Object.hasOwn(sentences, kind) ? sentences[kind] : undefined;
}

/** Whether entries of a kind are turning points, that nobody must miss. @param {string} kind */
export const isTurning = (kind) => turning.has(kind);

/** Whether this page has words for a kind: if not, the page is older than the server. @param {string} kind */
export function knowsKind(kind) {
  return kind === "withheld" || sentenceOf(kind) !== undefined;
}
