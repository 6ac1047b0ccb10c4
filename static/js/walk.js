// From task to task with the arrows: along a column and across, in either layout of the board.

/** @typedef {{links: HTMLElement[], row: string}} Place a cell that holds tasks: a column, or a department's part of one */

/** The task that has the focus, by number; 0 for none. */
export function focusedTask() {
  return Number(document.activeElement?.closest("[data-task]")?.getAttribute("data-task") ?? 0);
}

/** @param {Element} cell @returns {HTMLElement[]} */
const linksIn = (cell) => /** @type {HTMLElement[]} */ ([...cell.querySelectorAll('[data-part="title"]')]).filter((link) => link.offsetParent !== null);

/** Every column as the list of its tasks, top to bottom. @param {HTMLElement} board @returns {HTMLElement[][]} */
function columns(board) {
  const rows = [...board.querySelectorAll("tr[data-row]")];
  if (rows.length === 0) return [...board.querySelectorAll(":scope > [data-col]")].map(linksIn).filter((links) => links.length > 0);
  const width = rows[0].querySelectorAll("[data-col]").length;
  return Array.from({ length: width }, (_none, at) => rows.flatMap((row) => linksIn(row.querySelectorAll("[data-col]")[at]))).filter((links) => links.length > 0);
}

/** Whoever walks past the last task of a long column is shown more of it. @param {Element | null | undefined} here */
function unfoldAfter(here) {
  const more = here?.closest("li")?.nextElementSibling?.querySelector(":scope > [data-more]");
  if (more instanceof HTMLElement && more.offsetParent !== null) more.click();
}

/** Step to the next task, down the column or across to the nearest one beside. @param {number} down @param {number} across */
export function step(down, across) {
  const board = /** @type {HTMLElement} */ (document.getElementById("board"));
  // From the button at the end of a long column one walks on as from the task above it.
  const from = document.activeElement;
  const here = (from?.matches("[data-more]") ? from.closest("li")?.previousElementSibling?.querySelector("[data-task]") : from)?.closest("[data-task]");
  if (down > 0) unfoldAfter(here);
  const all = columns(board);
  const at = all.findIndex((links) => links.some((link) => link.closest("[data-task]") === here));
  if (at < 0) return all[0]?.[0]?.focus();
  const row = all[at].findIndex((link) => link.closest("[data-task]") === here);
  if (across === 0) return all[at][Math.max(0, Math.min(all[at].length - 1, row + down))]?.focus();
  const next = all[Math.max(0, Math.min(all.length - 1, at + across))];
  if (next !== all[at]) nearest(next, all[at][row]).focus();
}

/** The one at about the same height. @param {HTMLElement[]} links @param {HTMLElement} from */
function nearest(links, from) {
  const height = (/** @type {HTMLElement} */ link) => link.getBoundingClientRect().top;
  const at = height(from);
  return links.reduce((best, link) => (Math.abs(height(link) - at) < Math.abs(height(best) - at) ? link : best));
}
