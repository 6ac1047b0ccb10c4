// What others ask of the reader's own department, or rule about it: shown at once wherever the reader looks, one note at a
// time, and counted as long as it waits (the same as the page of the inbox, cell/mine/inbox.py).

import { approvalNumber, contributionNumber, decisionNumber, handoffNumber, informationNumber, personName } from "./names.js";
import { sentenceText } from "./sentence.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./types").Entry} Entry */
/** @typedef {import("./names.js").Find} Find */

/** More than a glance takes in stands in the inbox. */
const WORDS_MOST = 120;
const DIRECTION = "direction";
/** The delays whose cases wait on a department. */
const WAITING = new Set(["acknowledge", "decide", "hold", "pass", "know"]);

/** The department whose inbox is the reader's own. @param {{role: string, department: string | null}} me */
export const ownOf = (me) => (me.role === "observer" ? null : (me.department ?? (me.role === "director" ? DIRECTION : null)));

/** What an entry says to a department, or null where it is none of its concern. @param {Entry} entry @param {string} slug @param {Find} find @returns {string | null} */
export function askedBy(entry, slug, find) {
  const facts = /** @type {Record<string, any>} */ (entry.facts ?? {});
  const name = personName(find, entry.by);
  const to = (/** @type {string} */ list) => Array.isArray(facts[list]) && facts[list].includes(slug);
  const asks = (/** @type {string | null | undefined} */ text, /** @type {string} */ number) => _("{name} asks your department: {text}", { name, text: short(text) || number });
  const tells = (/** @type {string | null | undefined} */ text, /** @type {string} */ number) => _("{name} tells your department: {text}", { name, text: short(text) || number });
  const row = (/** @type {string} */ noun) => find(`${noun}:${facts[noun]}`) ?? {};
  switch (entry.kind) {
    case "contribution.asked":
      return to("departments") ? asks(facts.text, contributionNumber(facts.contribution)) : null;
    case "handoff.offered":
    case "handoff.renewed":
      return row("handoff").to === slug ? asks(facts.text, handoffNumber(facts.handoff)) : null;
    case "handoff.returned":
      return row("handoff").department === slug ? _("{number} came back to your department: {text}", { number: handoffNumber(facts.handoff), text: short(facts.reason) }) : null;
    case "approval.asked":
      return facts.department === slug ? asks(facts.text, approvalNumber(facts.approval)) : null;
    case "decision.asked":
      return to("consulted") || find(`member:${facts.decider}`)?.department === slug ? asks(facts.question, decisionNumber(facts.decision)) : null;
    case "decision.informed":
      return to("departments") ? tells(row("decision").taken?.choice, decisionNumber(facts.decision)) : null;
    case "decision.taken":
      return to("inform") ? tells(facts.choice, decisionNumber(facts.decision)) : null;
    case "information.recorded":
      return to("departments") ? tells(facts.text, informationNumber(facts.information)) : null;
    default:
      return null;
  }
}

/** What a ruling says to either of its two departments, or null. @param {Entry} entry @param {string} slug @param {Find} find @returns {string | null} */
export function ruledFor(entry, slug, find) {
  const row = entry.kind === "arbitration.ruled" ? find(`arbitration:${entry.facts?.arbitration}`) : undefined;
  return row && [row.first, row.second].some((side) => side?.department === slug) ? sentenceText(entry, find) : null;
}

/** @param {string | null | undefined} text */
const short = (text) => (text && text.length > WORDS_MOST ? `${text.slice(0, WORDS_MOST).trimEnd()}…` : (text ?? ""));

/** Where a note leads: to the arbitration, or to all that waits. @param {string} cell @param {string} [ref] */
export function wayTo(cell, ref) {
  const to = ref ? { label: _("Read the ruling"), page: ref.replace(":", "s/") } : { label: _("Inbox"), page: "inbox" };
  return { label: to.label, href: `/cells/${cell}/${to.page}` };
}

/**
 * @param {object} tools
 * @param {import("./state.js").State} tools.state
 * @param {(words: string, ref?: string) => {isConnected: boolean, remove: () => void} | undefined} tools.show a note with the way to the inbox, or to a row
 */
export function createAsked({ state, show }) {
  /** @type {ReturnType<typeof show>} */
  let note;
  let count = 0;
  return {
    /** Show what is asked of the reader's department; returns what was shown, for nobody to say it twice. @param {Entry[]} entries @returns {Set<Entry>} */
    tell(entries) {
      const slug = ownOf(state.me);
      const others = slug === null ? [] : entries.filter((entry) => entry.by !== state.me.id);
      const ruled = others.flatMap((entry) => (ruledFor(entry, slug ?? "", state.row) === null ? [] : [entry]));
      // Nothing is to be answered there: each says itself what holds now.
      for (const entry of ruled) show(sentenceText(entry, state.row), `arbitration:${entry.facts?.arbitration}`);
      const asked = others.filter((entry) => askedBy(entry, slug ?? "", state.row) !== null);
      if (asked.length > 0) {
        count = (note?.isConnected ? count : 0) + asked.length;
        note?.remove();
        note = show(count === 1 ? (askedBy(asked[0], slug ?? "", state.row) ?? "") : ngettext("{n} request to your department", "{n} requests to your department", count));
      }
      return new Set([...ruled, ...asked]);
    },
  };
}

/** How much waits on a department. @param {import("./strip.js").Tile[]} tiles @param {Pick<import("./state.js").State, "rowsOf">} state @param {string} slug */
export function waitingOn(tiles, state, slug) {
  const cases = tiles.filter((one) => WAITING.has(one.name)).flatMap((one) => one.cases.filter((each) => each.on.department === slug && (one.name !== "hold" || each.from !== slug)));
  const passing = state.rowsOf("handoff").filter((one) => (one.to === slug && one.status === "accepted") || (one.department === slug && one.status === "returned"));
  const leads = state.rowsOf("member").some((one) => one.role === "director" && !one.removed_at && one.department === slug);
  const unruled = leads ? state.rowsOf("arbitration").filter((one) => one.status === "asked") : [];
  return cases.length + passing.length + unruled.length;
}
