// What the drawing functions are given: everything they may show, and what they may ask for. Drawing reads, never
// writes. Words are taken outside the templates, where the collector of translations finds them.

import { clocksAt } from "../clock.js";

/**
 * @typedef {object} Act What a person can do on the cell's page.
 * @property {(id: number) => void} open show a task
 * @property {(id: number, move: import("../types").Move) => void} move
 * @property {(id: number, button: HTMLElement) => void} menu the moves of a task, beside its button
 * @property {(id: number) => void} dismiss a refusal was read
 * @property {(name: import("../filters.js").Switch) => void} toggle a filter
 * @property {(slug: string | null) => void} department look at one department, or at all
 * @property {(change: Partial<import("../types").Filters>) => void} filter look at another part, or lay it out otherwise
 * @property {() => void} narrow show or hide the second line of filters
 * @property {() => void} clear all filters off
 * @property {(words?: string) => void} compose open the line that adds a task
 * @property {() => void} ask open the question composer
 * @property {(isShown?: boolean) => void} journal show or hide the journal where it is a drawer
 * @property {() => void} release apply the changes that wait
 * @property {() => void} retry
 * @property {(column: string) => void} show on a phone, one column
 * @property {(id: number) => void} reveal a task is drawn, however far down it stands
 * @property {(place: string) => void} unfold more of a long column
 * @property {() => void} earlier older entries
 * @property {() => void} latest down to the last entry
 * @property {import("../around.js").AroundAct} around what stands around the board
 */
/**
 * @typedef {object} View
 * @property {import("../state.js").State} state
 * @property {import("../names.js").Find} find
 * @property {import("../types").Me} me
 * @property {number} now
 * @property {import("../types").Link} link
 * @property {{since: number, heard: number, nextTry: number, missed: number}} cut since when the link is down, the server's last word, and how much was missed
 * @property {import("../types").Person[]} people
 * @property {Record<string, string>} empty the departments nobody looks from, each since when
 * @property {import("../types").Writing[]} writing who else writes where, now
 * @property {import("../types").Filters} filters
 * @property {import("../arrange.js").Arrangement} shown
 * @property {import("../arrange.js").Arrangement} wanted
 * @property {Map<number, string>} lanes the department in whose row a task is shown
 * @property {boolean} narrowing whether the second line of filters is shown
 * @property {number} held changes that wait for the hand to move away
 * @property {string} column the one shown on a phone
 * @property {import("../arrange.js").Arrangement} listed what is drawn of each place, where not all is
 * @property {Map<string, {until: number, words: string}>} fresh rows changed just now
 * @property {import("../pending.js").PendingList} pending
 * @property {Record<string, string>} levels
 * @property {number} unread entries below what is read
 * @property {number} drawn how many of the running log are drawn, from its end
 * @property {boolean} earlier whether older entries exist
 * @property {{tab: import("./side.js").Tab}} around
 * @property {Act} act
 */

/** Whether this person may write now: by right, and because the link carries it. @param {View} view @param {string} command */
export function canWrite(view, command) {
  return view.link === "live" && view.me.may.includes(command);
}

/** @param {View} view @returns {import("../types").CellRow} */
export const cellOf = (view) => /** @type {import("../types").CellRow} */ (view.find("cell") ?? {});

/** The instant every clock of the cell is read at. @param {View} view */
export const clockNow = (view) => clocksAt(cellOf(view), view.now);

/** The objectives that count now. @param {View} view @returns {import("../types").ObjectiveRow[]} */
export function objectivesOf(view) {
  const all = /** @type {import("../types").ObjectiveRow[]} */ (view.state.rowsOf("objective"));
  return all.filter((one) => !one.retired_at);
}

/** Those who may be given work: in the cell, and not only looking on. @param {View} view @returns {import("../types").MemberRow[]} */
export function peopleOf(view) {
  const all = /** @type {import("../types").MemberRow[]} */ (view.state.rowsOf("member"));
  return all.filter((member) => member.removed_at === null && member.role !== "observer");
}

/** @param {View} view @returns {import("../types").TaskRow[]} */
export const tasksOf = (view) => /** @type {import("../types").TaskRow[]} */ (view.state.rowsOf("task"));

/** How soon a task is to be taken in hand, by the cell's level, in seconds. @param {View} view @returns {number | null} */
export const takenWithin = (view) => cellOf(view).targets?.acknowledge_s ?? null;
