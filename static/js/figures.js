// Figures that stay true while their page is open (response times, the silo map): new entries are fetched, ages run on the server's hour. One
// timer, and nothing of it is read aloud.

import { lasting } from "./clock.js";
import { readConfig } from "./config.js";
import { createOffset } from "./offset.js";
import { clockTime, setZone } from "./when.js";
import { readWords, _ } from "./words.js";

const EVERY = 10_000;
/** A slow server is waited for, and not asked again meanwhile. */
const ASKED_MOST = 30_000;
/** From here on a page that looks live would lie. */
const OLD = 18_000;
const SOON = 0.75;

readWords();
setZone(readConfig().zone);
const place = /** @type {HTMLElement} */ (document.querySelector("[data-fresh]"));
const old = /** @type {HTMLElement} */ (document.getElementById("old"));
const offset = createOffset();
let heardAt = Date.now();
let isAsking = false;
let opened = grid().dataset.now ?? "";
offset.heard(opened);

function grid() {
  return /** @type {HTMLElement} */ (place.querySelector("[data-seq]"));
}

/** What is unfolded stays so. */
function unfolded() {
  return [...place.querySelectorAll("details")].map((one) => one.open);
}

/** Draw what the server says now, unless the pointer is pressing in it: a link must not vanish under a finger. One
 * question at a time: what stands there goes on ageing until its answer comes. */
async function refresh() {
  if (isAsking) return;
  isAsking = true;
  const address = `${place.dataset.fresh}${place.dataset.fresh?.includes("?") ? "&" : "?"}after=${grid().dataset.seq}`;
  try {
    const answer = await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(ASKED_MOST) });
    if (answer.redirected) location.reload(); // signed out elsewhere: the door is shown
    if (!answer.ok) throw new Error(String(answer.status));
    heardAt = Date.now();
    if (answer.status !== 204 && !place.matches(":active")) put(await answer.text());
  } catch {
    // Said below: the page keeps what it has, with its age.
  }
  isAsking = false;
}

/** What can have the focus, in the page's order. */
const stops = () => /** @type {HTMLElement[]} */ ([...place.querySelectorAll("a[href], summary, [tabindex]")]);

/** What stays itself however the page grows: where a link goes, what a region is called, which fold it is. @param {HTMLElement} one */
function nameOf(one) {
  const fold = one.tagName === "SUMMARY" ? String([...place.querySelectorAll("summary")].indexOf(one)) : "";
  return [one.tagName, one.closest("section")?.id, one.getAttribute("href"), one.getAttribute("aria-label"), fold].join(" ");
}

/** @param {string} page */
function put(page) {
  const open = unfolded();
  const focused = stops().find((one) => one === document.activeElement);
  const name = focused && nameOf(focused);
  place.replaceChildren(...new DOMParser().parseFromString(page, "text/html").body.children);
  [...place.querySelectorAll("details")].forEach((one, index) => (one.open = open[index] ?? false));
  if (name) stops().find((one) => nameOf(one) === name)?.focus({ preventScroll: true });
  opened = grid().dataset.now ?? opened;
  offset.heard(opened);
}

/** Each age in place: by word and shape as well as colour. */
function run() {
  if (grid().hasAttribute("data-still")) return;
  for (const clock of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-asked]"))) {
    const age = offset.now() - Date.parse(clock.dataset.asked ?? "");
    if (Number.isNaN(age)) continue;
    const target = Number(clock.dataset.target ?? 0) * 1000;
    const state = target === 0 ? "none" : age >= target ? "late" : age >= target * SOON ? "soon" : "ok";
    if (clock.dataset.state !== state) clock.querySelector("use")?.setAttribute("href", `#i-${state}`);
    clock.dataset.state = state;
    const text = clock.querySelector("span");
    if (text) text.textContent = "plain" in clock.dataset ? lasting(age) : wordsOf(state, age, target);
  }
}

/** @param {string} state @param {number} age @param {number} target */
function wordsOf(state, age, target) {
  if (state === "late") return _("late {age}", { age: lasting(age - target) });
  if (state === "soon") return _("{age} left", { age: lasting(target - age) });
  return _("for {age}", { age: lasting(age) });
}

/** A page that looks live and is not would lie: it says of when it is. */
function sayAge() {
  old.hidden = Date.now() - heardAt < OLD;
  if (old.hidden || !old.lastElementChild) return;
  old.lastElementChild.textContent = _("What stands here is of {time}: the server was not heard since.", { time: clockTime(heardAt) });
}

async function tick() {
  if (document.hidden) return;
  await refresh();
  run();
  sayAge();
}

setInterval(() => void tick(), EVERY);
document.addEventListener("visibilitychange", () => void tick());
