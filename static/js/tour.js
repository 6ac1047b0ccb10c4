// Five steps around the demo cell, for who sees it first. Nothing is covered and nothing waits for them: the board works
// all the while, and they are shown once.

import { html, nothing, render } from "lit";
import { icon } from "./draw/marks.js";
import { _ } from "./words.js";

const SEEN = "tour seen";
const GAP = 10;

/** Places that are told of, the first that is on the screen. @returns {{at: string[], title: string, words: string}[]} */
const steps = () => [
  {
    at: ["#aim"],
    title: _("One aim for everybody"),
    words: _("The common aim and its measures stay on top. Work that serves none of them stands out on the board."),
  },
  {
    at: ["#seats", ".lanes", "#board"],
    title: _("Who waits on whom"),
    words: _("Each department, who holds it and what it waits on: the dashed arrow reads “waits on”. A chair where nobody sits is named."),
  },
  {
    at: ["#board"],
    title: _("Your turn"),
    words: _("Who acknowledges a task answers for it. Drag it, use its three dots or the keys 1 to 5: all do the same, and ten seconds are left to undo."),
  },
  {
    at: ["#add-task", '.phone-nav [data-open="compose"]'],
    title: _("One line adds a task"),
    words: _("A title is enough. “@log in 45 min {sign}” is understood too: department, due time, priority. The key is A.", { sign: "!1" }),
  },
  {
    at: ["#side", ".phone-nav__journal"],
    title: _("Everything is written down"),
    words: _("Whatever anybody does stands in the running log, with its number and its hour. Ctrl K finds anything, {key} lists the keys.", { key: "?" }),
  },
];

/**
 * @param {HTMLElement} place
 * @param {{isDemo: () => boolean, say: (words: string) => void}} tools
 */
export function createTour(place, tools) {
  let at = -1;
  /** @type {HTMLElement | null} */
  let target = null;

  /** @param {string[]} selectors */
  const shown = (selectors) => selectors.map((one) => document.querySelector(one)).find((one) => one instanceof HTMLElement && one.offsetParent !== null && one.offsetHeight > 0);

  function show() {
    place.hidden = at < 0;
    target?.removeAttribute("data-coached");
    target = null;
    if (at < 0) return render(nothing, place);
    const step = steps()[at];
    target = /** @type {HTMLElement | undefined} */ (shown(step.at)) ?? null;
    target?.setAttribute("data-coached", "");
    const isLast = at === steps().length - 1;
    const words = { count: count(), back: _("Back"), next: isLast ? _("Finish") : _("Next"), skip: _("Skip the tour") };
    render(
      html`<h2 id="coach-h">${icon("flag")}${step.title}</h2>
        <p>${step.words}</p>
        <div class="row">
          <span class="muted">${words.count}</span><span class="spring"></span>
          ${isLast ? nothing : html`<button class="btn btn--small btn--quiet" type="button" id="coach-skip" @click=${leave}>${words.skip}</button>`}
          ${at > 0 ? html`<button class="btn btn--small" type="button" id="coach-back" @click=${() => go(-1)}>${words.back}</button>` : nothing}
          <button class="btn btn--small btn--primary" type="button" id="coach-next" @click=${() => go(1)}>${words.next}</button>
        </div>`,
      place,
    );
    put();
  }

  const count = () => _("{n} of {all}", { n: at + 1, all: steps().length });

  /** Beside what it tells of, never over the edge. */
  function put() {
    if (at < 0 || !target) return;
    const box = target.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = place;
    const isTall = box.height > innerHeight / 2;
    const below = isTall ? box.top + 56 : box.bottom + GAP;
    const y = below + height + GAP < innerHeight ? below : box.top - height - GAP;
    const x = isTall && box.left > innerWidth / 2 ? box.left - width - GAP : box.left + GAP;
    place.style.setProperty("--x", `${Math.max(GAP, Math.min(x, innerWidth - width - GAP))}px`);
    place.style.setProperty("--y", `${Math.max(GAP, Math.min(y, innerHeight - height - GAP))}px`);
  }

  /** @param {number} by */
  function go(by) {
    at += by;
    if (at >= steps().length) return leave();
    show();
    tools.say(`${count()}. ${steps()[at].title}. ${steps()[at].words}`);
    document.getElementById("coach-next")?.focus();
  }

  function leave() {
    const hadFocus = place.contains(document.activeElement);
    at = -1;
    show();
    if (hadFocus) document.getElementById("main")?.focus();
    try {
      localStorage.setItem(SEEN, "1");
    } catch {
      // Not kept: it will be offered again.
    }
  }

  function wasSeen() {
    try {
      return localStorage.getItem(SEEN) === "1";
    } catch {
      return true;
    }
  }

  place.addEventListener("keydown", (press) => press.key === "Escape" && (press.stopPropagation(), leave()));
  window.addEventListener("resize", put);

  return {
    begin() {
      at = -1;
      go(1);
    },
    /** On the demo, once; it takes no focus. */
    offer() {
      if (!tools.isDemo() || wasSeen()) return;
      at = 0;
      show();
      tools.say(`${count()}. ${steps()[0].title}. ${steps()[0].words}`);
    },
    /** What it tells of may have moved. */
    draw: put,
  };
}
