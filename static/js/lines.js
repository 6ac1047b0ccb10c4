// The lines of the journal's page. The server draws them, once and for all: what comes later is fetched drawn, and put in
// its place. One fetch at a time, however fast entries arrive.

import { ngettext } from "./words.js";

/** Pushes within this are one fetch. */
const BATCH = 200;
const AGAIN = 4000;
const FRESH = 8000;
/** This near its end, the page stays at its end. */
const NEAR = 160;

/**
 * @param {HTMLElement} list
 * @param {object} tools
 * @param {number} tools.head the last entry the page was drawn with
 * @param {(words: string) => void} tools.say
 */
export function createLines(list, tools) {
  let { head } = tools;
  let wanted = head;
  let isBusy = false;
  let unseen = 0;
  const isLast = list.dataset.live === "1";
  const pill = /** @type {HTMLElement} */ (document.getElementById("new-place"));
  const asked = new URLSearchParams(location.search);
  for (const place of ["at", "before", "after", "size"]) asked.delete(place);

  const isAtEnd = () => document.documentElement.scrollHeight - innerHeight - scrollY < NEAR;

  async function fetchNews() {
    asked.set("after", String(head));
    const answer = await fetch(`/cells/${encodeURIComponent(list.dataset.cell ?? "")}/journal/lines?${asked}`, { credentials: "same-origin" });
    if (answer.redirected) location.reload(); // signed out elsewhere: the door is shown
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const came = /** @type {HTMLElement | null} */ (page.querySelector("ol[data-head]"));
    if (came) put(came);
    const reached = Number(came?.dataset.head ?? 0);
    // Asked again at once, a server that has no more yet would be asked without end.
    if (!(reached > head)) throw new Error("nothing came");
    head = reached;
  }

  /** @param {HTMLElement} came */
  function put(came) {
    const stays = isAtEnd();
    /** @type {HTMLElement[]} */
    const fresh = [];
    for (const line of /** @type {HTMLElement[]} */ ([...came.querySelectorAll("li.entry")])) {
      const old = document.getElementById(line.id);
      const made = /** @type {HTMLElement} */ (document.importNode(line, true));
      if (old) renew(old, made);
      else if (Number(made.dataset.seq) > head) fresh.push(made);
    }
    if (isLast) for (const line of fresh) append(line);
    if (fresh.length === 0) return;
    tools.say(fresh.length === 1 ? (fresh[0].querySelector(".entry__text")?.textContent ?? "") : ngettext("{n} new entry", "{n} new entries", fresh.length));
    if (isLast && stays) return toEnd();
    unseen += fresh.length;
    drawPill();
  }

  /** In its old place, and with the focus it had. @param {HTMLElement} old @param {HTMLElement} made */
  function renew(old, made) {
    const hadFocus = old.contains(document.activeElement);
    if (old.matches(":target, [data-here]")) made.dataset.here = "";
    old.replaceWith(made);
    if (hadFocus) /** @type {HTMLElement | null} */ (made.querySelector("[data-more]"))?.focus();
    mark(made);
  }

  /** @param {HTMLElement} line */
  function append(line) {
    const last = /** @type {HTMLElement | null} */ (list.lastElementChild);
    if (last?.dataset.day !== line.dataset.day) {
      const day = document.createElement("li");
      day.className = "journal__day";
      day.dataset.day = line.dataset.day;
      day.textContent = line.dataset.dayName ?? "";
      list.append(day);
    }
    list.append(line);
    mark(line);
    /** @type {HTMLElement} */ (document.getElementById("none")).hidden = true;
  }

  /** @param {HTMLElement} line */
  function mark(line) {
    line.dataset.fresh = "";
    setTimeout(() => delete line.dataset.fresh, FRESH);
  }

  function drawPill() {
    pill.hidden = unseen === 0;
    const words = /** @type {HTMLElement} */ (pill.querySelector("span"));
    words.textContent = ngettext("{n} new entry", "{n} new entries", unseen);
  }

  function toEnd() {
    unseen = 0;
    drawPill();
    scrollTo({ top: document.documentElement.scrollHeight });
  }

  async function go() {
    if (isBusy) return;
    isBusy = true;
    try {
      while (head < wanted) await fetchNews();
    } catch {
      // The server is away, or busy: the entries do not run away.
      setTimeout(go, AGAIN);
    }
    isBusy = false;
  }

  pill.addEventListener("click", () => {
    if (isLast) return toEnd();
    const last = new URLSearchParams(asked);
    last.delete("after");
    location.assign(`${location.pathname}?${last}`);
  });
  // A page nobody looks at asks for nothing; it catches up when it is seen.
  document.addEventListener("visibilitychange", () => !document.hidden && void go());
  addEventListener("scroll", () => unseen > 0 && isLast && isAtEnd() && ((unseen = 0), drawPill()), { passive: true });

  return {
    toEnd,
    /** Entries up to a number have been written. @param {number} seq */
    upTo(seq) {
      wanted = Math.max(wanted, seq);
      if (head < wanted && !document.hidden) setTimeout(go, BATCH);
    },
  };
}
