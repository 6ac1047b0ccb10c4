// Draws the cell's page, whole and keyed, and decides when. Pushes within a quarter of a second are one drawing; what
// the reader does is drawn at once. Ages are refreshed together every ten seconds.

import { render } from "lit";
import { drawAim } from "./draw/aim.js";
import { drawBanners } from "./draw/banners.js";
import { drawGauges, drawSubtitle } from "./draw/bar.js";
import { drawBoard, drawTabs } from "./draw/board.js";
import { drawClocks } from "./draw/clocks.js";
import { drawJournal, drawUnread } from "./draw/journal.js";
import { drawPeople } from "./draw/people.js";
import { drawSeats } from "./draw/seats.js";
import { drawDecisions, drawSideTabs, drawSituation } from "./draw/side.js";
import { drawTools } from "./draw/tools.js";
import { cellOf } from "./draw/view.js";
import { keepFocus } from "./focus.js";

/** @typedef {import("./draw/view.js").View} View */

const BATCH = 250;
const AGES = 10_000;

/** What the running log is drawn from: a long list, not worth drawing again when a clock moves. @param {View} view */
const journalStamp = ({ state, fresh, earlier, drawn }) => [state.entries[0]?.seq, state.seq, state.entries.length, fresh.size, earlier, drawn].join(" ");

/** Every place of the page, what is drawn in it, and for some what must change before it is drawn again.
 * @type {[string, (view: View) => unknown, ((view: View) => string)?][]} */
const PLACES = [
  ["subtitle", drawSubtitle],
  ["gauges", drawGauges],
  ["people", drawPeople],
  ["banners", drawBanners],
  ["aim", drawAim],
  ["clocks", drawClocks],
  ["seats", drawSeats],
  ["tools", drawTools],
  ["tabs", drawTabs],
  ["board", drawBoard],
  ["side-tabs", drawSideTabs],
  ["decisions", drawDecisions],
  ["situation", drawSituation],
  ["journal", drawJournal, journalStamp],
  ["unread-place", drawUnread],
];

/** @param {() => View} look @param {() => void} after what else is to be drawn */
export function createScreen(look, after) {
  let view = look();
  let last = -Infinity;
  /** @type {Map<string, string>} */
  const stamps = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;

  /** @param {string} id */
  const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  // What the server drew for the first instant makes way.
  for (const [id] of PLACES) place(id).replaceChildren();

  function draw() {
    clearTimeout(due);
    due = undefined;
    last = performance.now();
    view = look();
    keepFocus(() => {
      drawPlaces();
      mark(view);
      after();
    });
    // What the drawing took, in milliseconds: read by the tests and by `make bench`.
    place("main").dataset.drawn = (performance.now() - last).toFixed(1);
  }

  function drawPlaces() {
    for (const [id, part, stampOf] of PLACES) {
      const stamp = stampOf?.(view);
      if (stamp !== undefined && stamps.get(id) === stamp) continue;
      if (stamp !== undefined) stamps.set(id, stamp);
      render(part(view), place(id));
    }
  }

  /** What the style sheets and the tests read off the page. @param {View} now */
  function mark(now) {
    const cell = cellOf(now);
    const { dataset } = document.body;
    dataset.link = now.link;
    dataset.view = now.filters.view;
    document.body.toggleAttribute("data-closed", cell.state === "closed");
    for (const add of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-open="compose"]'))) add.hidden = !now.me.may.includes("add_task");
    if (cell.exercise) dataset.mode = "exercise";
    place("main").dataset.seq = String(now.state.seq);
    const isEmpty = !cell.aim && !now.me.may.includes("set_aim") && now.state.rowsOf("objective").length === 0;
    place("aim").hidden = isEmpty;
    place("seats").hidden = now.state.rowsOf("department").length === 0;
    place("title").textContent = cell.title ?? "…";
  }

  setInterval(() => !document.hidden && draw(), AGES);
  setInterval(() => !document.hidden && document.body.dataset.link === "frozen" && draw(), 1000);
  document.addEventListener("visibilitychange", () => !document.hidden && draw());

  return {
    /** What was looked at last. */
    get view() {
      return view;
    },
    /** At once: the reader did something. */
    now: draw,
    /** Soon: others did. */
    soon() {
      due ??= setTimeout(draw, Math.max(0, last + BATCH - performance.now()));
    },
  };
}
