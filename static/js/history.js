// Older entries, and what reads alike, fetched over HTTP when somebody asks for them.

/** @typedef {import("./types").Entry} Entry */

/** Entries fetched at a time. */
const PAGE = 100;

/** @param {string} path @returns {Promise<Entry[]>} */
async function entriesAt(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return (await answer.json()).entries;
}

/** What reads like a task about to be added. @param {string} cell @param {string} title @param {AbortSignal} signal @returns {Promise<import("./types").Similar[]>} */
export async function fetchSimilar(cell, title, signal) {
  const path = `/cells/${encodeURIComponent(cell)}/similar?${new URLSearchParams({ title })}`;
  const answer = await fetch(path, { headers: { Accept: "application/json" }, credentials: "same-origin", signal });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return (await answer.json()).similar;
}

/** The tasks of a cell that read like a title; none where it cannot be told. @param {string} cell @param {string} title */
export async function fetchAlike(cell, title) {
  const found = title === "" ? [] : await fetchSimilar(cell, title, AbortSignal.timeout(4000)).catch(() => []);
  return found.filter((one) => one.cell === cell && one.ref.startsWith("task:")).map((one) => Number(one.ref.slice(5)));
}

/** All that happened to a task. @param {string} cell @param {number} task */
export const fetchHistory = (cell, task) => entriesAt(`/cells/${encodeURIComponent(cell)}/history/task/${task}`);

/** The entries of one kind, such as the versions of the aim. @param {string} cell @param {string} kind */
export const fetchKind = (cell, kind) => entriesAt(`/cells/${encodeURIComponent(cell)}/kinds/${encodeURIComponent(kind)}`);

/** The entries just before a number. @param {string} cell @param {number} before */
export const fetchEarlier = (cell, before) =>
  entriesAt(`/cells/${encodeURIComponent(cell)}/entries?before=${before}&limit=${PAGE}`);
