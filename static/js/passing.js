// What waits between departments, from the rows of hand-offs, approvals and contributions: who waits on whom, for which words.

/** @typedef {import("./types").HandoffRow} HandoffRow */
/** @typedef {import("./types").ApprovalRow} ApprovalRow */
/** @typedef {import("./types").ContributionRow} ContributionRow */
/** @typedef {import("./names.js").Find} Find */

/** @param {HandoffRow[]} rows those nobody has answered */
export function offered(rows) {
  return rows
    .filter((one) => one.status === "offered" || one.status === "seen")
    .map((one) => ({ ref: `handoff:${one.id}`, id: one.id, text: one.text, from: one.department, on: { department: one.to }, since: one.asked_at ?? one.offered_at }));
}

/** What needs nobody's yes any more (cell/board/approvals.py says the same). */
const OVER = new Set(["done", "dropped", "superseded", "revoked"]);

/** @param {ApprovalRow[]} rows @param {(person: number | null) => string | null} departmentOf @param {Find} find */
export function unapproved(rows, departmentOf, find) {
  return rows
    .filter((one) => one.status === "asked" && !OVER.has(find(one.object)?.status ?? ""))
    .map((one) => ({ ref: `approval:${one.id}`, id: one.id, text: wordsOf(one, find), from: departmentOf(one.asked_by), on: { department: one.department }, since: one.asked_at }));
}

/** The departments whose part is still waited for (cell/board/contributions.py says the same). @param {ContributionRow} one */
export const missingOf = (one) => (one.status === "asked" ? one.departments.filter((slug) => !Object.hasOwn(one.parts, slug)) : []);

/** @param {ContributionRow[]} rows @param {(person: number | null) => string | null} departmentOf */
export function ungiven(rows, departmentOf) {
  return rows.flatMap((one) =>
    missingOf(one).map((slug) => ({ ref: `contribution:${one.id}`, id: one.id, text: one.text, from: departmentOf(one.asked_by), on: { department: slug }, since: one.asked_at })),
  );
}

/** The words of what is to be approved. @param {ApprovalRow} one @param {Find} find @returns {string | null} */
function wordsOf(one, find) {
  const row = find(one.object);
  const wording = row?.wordings?.find((/** @type {{version: number}} */ each) => each.version === one.wording);
  return wording?.text ?? row?.taken?.choice ?? row?.question ?? row?.title ?? null;
}

/** The hour somebody set for a row. @param {HandoffRow[]} handoffs @param {ApprovalRow[]} approvals @param {ContributionRow[]} contributions @returns {[string, string | null][]} */
export function hours(handoffs, approvals, contributions) {
  return [
    ...handoffs.map((one) => /** @type {[string, string | null]} */ ([`handoff:${one.id}`, one.needed_by])),
    ...approvals.map((one) => /** @type {[string, string | null]} */ ([`approval:${one.id}`, one.needed_by])),
    ...contributions.map((one) => /** @type {[string, string | null]} */ ([`contribution:${one.id}`, one.needed_by])),
  ];
}
