// Everything around the board: the rail's tabs, the clock strip, the seats' sheets, the panels, calls and roles. What is
// shown is drawn elsewhere; here stands what a press on it does.

import { render } from "lit";
import { ownOf, waitingOn } from "./asked.js";
import { drawLink } from "./draw/bar.js";
import { delaysOf } from "./draw/clocks.js";
import { drawSeatSheet } from "./draw/seat_sheet.js";
import { decisionsOf, TABS } from "./draw/side.js";
import { cellOf, tasksOf } from "./draw/view.js";
import { createPanel } from "./panel.js";
import { sharedTexts } from "./panels/aim.js";
import { decision } from "./panels/decision.js";
import * as head from "./panels/head.js";
import * as objectives from "./panels/objectives.js";
import { handover, staff } from "./panels/people.js";
import { information } from "./panels/information.js";
import { question } from "./panels/question.js";
import { sentenceText } from "./sentence.js";
import { COLUMN_OF } from "./strip.js";
import { walkTabs } from "./tabs.js";
import { toast } from "./toast.js";
import { ngettext } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./draw/side.js").Tab} Tab */
/** @typedef {import("./strip.js").Delay} Delay */
/**
 * @typedef {object} AroundAct What a person can do around the board.
 * @property {(panel: string, id?: string | number, goesOn?: boolean) => void} panel open a dialog
 * @property {() => void} shut close it
 * @property {(tab: Tab) => void} tab of the rail
 * @property {(delay: Delay) => void} clock look at one delay's cases
 * @property {(slug: string, button: HTMLElement) => void} seat what stands behind a department's seat
 * @property {(answer: "here" | "cannot") => void} answer the call
 * @property {(command: "accept_role" | "decline_role", role: string) => void} role
 */

/** What everybody is told wherever they look: who leads, and how bad it is. */
const TOLD = new Set(["role.offered", "role.accepted", "role.declined", "role.taken", "cell.levelled", "cell.closed", "cell.reopened"]);
const TICK = 1000;
/** Panels that only ask for something new: who may not send it is not asked. @type {Record<string, string>} */
const ASKS = { question: "ask_decision", information: "record_information" };

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {object} tools
 * @param {() => View} tools.view
 * @param {() => void} tools.changed
 * @param {import("./state.js").State} tools.state
 * @param {import("./drafts.js").Drafts} tools.drafts
 * @param {import("./offset.js").Offset} tools.offset
 * @param {() => {linkState: () => import("./types").Link, heard: number, cut: {since: number}, sendWriting: (ref: string, field: string) => void}} tools.live
 * @param {(name: string, args: Record<string, unknown>) => Promise<import("./types").Outcome>} tools.run
 * @param {(kind: string) => Promise<import("./types").Entry[]>} tools.fetch the entries of one kind
 * @param {(isShown?: boolean) => void} tools.side show or hide the rail where it is a drawer
 * @param {(words: string) => void} tools.interrupt
 */
export function createAround(tools) {
  const { view, state, changed } = tools;
  /** @type {Tab} */
  let tab = "journal";
  let slug = "";
  const panels = { ...head, ...objectives, ...sharedTexts(tools.fetch), decision, handover, staff, question, information };
  const panel = createPanel(/** @type {HTMLDialogElement} */ (at("panel")), /** @type {any} */ (panels), {
    ...{ view, drafts: tools.drafts, run: tools.run, writing: (ref, field) => tools.live().sendWriting(ref, field) },
  });
  const sheet = at("seat-sheet");

  /** @param {string} name @param {Record<string, unknown>} args */
  async function give(name, args) {
    const outcome = await tools.run(name, args);
    if (!outcome.ok) toast(outcome.refused.message);
  }

  /** @param {Tab} name */
  function show(name) {
    tab = name;
    at("side").dataset.tab = name;
    for (const one of TABS) at(one === "journal" ? "feed" : one).hidden = one !== name;
    changed();
  }

  /** @type {AroundAct} */
  const act = {
    panel(name, id, goesOn) {
      if (Object.hasOwn(ASKS, name) && !view().me.may.includes(ASKS[name])) return;
      at("people").hidePopover();
      panel.open(name, id, goesOn);
    },
    shut: () => /** @type {HTMLDialogElement} */ (at("panel")).close(),
    tab: show,
    clock(delay) {
      if (delay === "mobilise") return at("seats").scrollIntoView({ block: "center" });
      if (delay === "pass") return location.assign(`/cells/${cellOf(view()).id}/inbox`);
      if (delay !== "decide" && delay !== "know") return filter(delay);
      const asked = decisionsOf(view()).filter((one) => one.status === "asked");
      show("decisions");
      tools.side(true);
      if (delay === "decide" && asked.length === 1) panel.open("decision", asked[0].id);
    },
    seat(which, button) {
      slug = which;
      sheet.hidePopover();
      draw();
      sheet.showPopover();
      place(sheet, button);
    },
    answer: (answer) => void give("answer_call", { answer }),
    role: (command, role) => void give(command, { role }),
  };

  /** @param {"acknowledge" | "approve" | "hold"} delay */
  function filter(delay) {
    const isOn = view().filters.clock === delay;
    view().act.filter({ clock: isOn ? null : delay });
    if (!isOn) view().act.show(COLUMN_OF[delay]);
    // On a phone the tasks stand below the fold.
    if (!isOn) at("tabs").scrollIntoView({ block: "start" });
  }

  /** The thumb's way to the waits: the board again, and only those. */
  function showWaits() {
    tools.side(false);
    filter("hold");
  }

  function draw() {
    panel.draw();
    const waiting = tasksOf(view()).filter((task) => task.status === "waiting").length;
    at("nav-waits-count").hidden = waiting === 0;
    at("nav-waits-count").textContent = String(waiting);
    drawAsked();
    if (slug) render(drawSeatSheet(view(), slug, () => sheet.hidePopover()), sheet);
  }

  /** What waits on one's own department, wherever the way to its inbox is folded away. */
  function drawAsked() {
    const own = ownOf(state.me);
    const n = own ? waitingOn(delaysOf(view()), state, own) : 0;
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-asked]"))) {
      mark.hidden = n === 0;
      mark.textContent = String(n);
    }
    const more = at("more-button");
    more.ariaLabel = n === 0 ? more.title : `${more.title}, ${ngettext("{n} waits on your department", "{n} wait on your department", n)}`;
  }

  function tick() {
    const live = tools.live();
    render(drawLink({ link: live.linkState(), seq: state.seq, now: tools.offset.now(), heard: live.heard, cut: live.cut }), at("link"));
  }

  sheet.addEventListener("toggle", (turn) => {
    if (/** @type {ToggleEvent} */ (turn).newState === "closed") slug = "";
  });
  walkTabs(at("side-tabs"));
  at("nav-waits").addEventListener("click", showWaits);
  setInterval(() => !document.hidden && tick(), TICK);
  for (const button of document.querySelectorAll("[data-side]")) {
    button.addEventListener("click", () => {
      at("more").hidePopover();
      show(/** @type {Tab} */ (button.getAttribute("data-side")));
      tools.side(true);
    });
  }
  state.subscribe(({ entries }) => {
    for (const entry of entries) {
      if (!TOLD.has(entry.kind) || entry.by === state.me.id) continue;
      const words = sentenceText(entry, state.row);
      // Who is asked has the banner before the eyes; it is said to the ear at once.
      if (entry.kind === "role.offered" && entry.facts?.member === state.me.id) tools.interrupt(words);
      else toast(words);
    }
  });

  return {
    act,
    draw() {
      draw();
      tick();
    },
    get parts() {
      return { tab };
    },
  };
}

/** Beside its button, and inside the window. @param {HTMLElement} sheet @param {HTMLElement} button */
function place(sheet, button) {
  const box = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = sheet;
  sheet.style.setProperty("--x", `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`);
  sheet.style.setProperty("--y", `${Math.max(8, Math.min(box.bottom + 6, innerHeight - height - 8))}px`);
}
