// The decision log stays true while it is open: what others do is fetched and put in, unless it stands where somebody
// is typing; then it is said, and waits. Without a link the page remains what the server wrote.

import { readConfig } from "./config.js";
import { createOffset } from "./offset.js";
import { openLink } from "./socket.js";
import { clockTime, setZone } from "./when.js";
import { _, readWords } from "./words.js";

/** Several changes at once are fetched once, and not by every reader in the same instant. */
const TOGETHER = 200 + Math.random() * 400;
/** The server had too much to read just now. */
const AGAIN = 3000;

readWords();
setZone(readConfig().zone);
const cell = String(readConfig().cell);
const place = /** @type {HTMLElement} */ (document.getElementById("record"));
let seq = Number(place.dataset.seq);
let stream = place.dataset.stream ?? "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let isAsking = false;
/** Something changed since the answer that is on its way was asked for. */
let isWanted = false;

/** Fields somebody has touched since the page came. @type {Set<Element>} */
const touched = new Set();
document.addEventListener("input", (typing) => {
  if (typing.target instanceof Element) touched.add(typing.target);
});

/** @param {Element} block */
const isBusy = (block) => block.matches(":focus-within") && document.activeElement?.matches("input, textarea, select");

/** @param {Element} block */
const isTyped = (block) => [...touched].some((field) => block.contains(field));

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), TOGETHER);
}

/** One at a time: of two, the older answer might come last. */
async function refresh() {
  if (isAsking) return void (isWanted = true);
  isAsking = true;
  try {
    await fetchFresh();
  } catch {
    // The next change, or the next head, asks again.
  }
  isAsking = false;
  if (isWanted) later();
  isWanted = false;
}

async function fetchFresh() {
  // after a refusal the address of this page is that of a form, which cannot be fetched
  const readable = /** @type {HTMLAnchorElement | null} */ (document.querySelector("#stale a"));
  const answer = await fetch(readable?.href ?? location.href, { credentials: "same-origin" });
  if (answer.redirected || answer.status === 404) return location.reload();
  if (answer.status === 429) setTimeout(later, AGAIN);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("record");
  if (fresh) adopt(fresh);
}

/** @param {HTMLElement} fresh */
function adopt(fresh) {
  for (const block of fresh.querySelectorAll("button[data-print]")) block.removeAttribute("hidden");
  const mine = [...place.querySelectorAll("[data-live]")];
  const theirs = [...fresh.querySelectorAll("[data-live]")];
  const isSame = mine.map((one) => one.id).join() === theirs.map((one) => one.id).join();
  const isFree = !mine.some((block) => isBusy(block) || isTyped(block));
  if (!isSame && isFree) return swap(place, fresh);
  for (const block of mine) {
    const other = theirs.find((one) => one.id === block.id);
    if (!other || bare(block) === bare(other)) continue; // forms differ by their keys alone: that is no change
    if (isBusy(block) || isTyped(block)) note(true);
    else swap(block, other);
  }
  if (!isSame) note(true);
}

/** What a reader sees of a block. @param {Element} block */
const bare = (block) => block.textContent?.replace(/\s+/g, " ");

/** What is open stays open, and the focus stays where it was. @param {Element} block @param {Element} other */
function swap(block, other) {
  const open = [...block.querySelectorAll("details[open]")].map((one) => one.id);
  const stops = () => /** @type {HTMLElement[]} */ ([...block.querySelectorAll("a[href], button, summary")]);
  const at = stops().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  block.replaceChildren(...other.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (at >= 0) stops()[Math.min(at, stops().length - 1)]?.focus();
}

/** @param {boolean} isStale */
function note(isStale) {
  const line = document.getElementById("stale");
  if (line) line.hidden = !isStale;
}

/** A page that looks live and is not would lie. @param {number} at when the server last spoke */
function freeze(at) {
  const line = document.getElementById("frozen");
  document.body.dataset.link = "frozen";
  if (!line || !line.hidden) return;
  line.hidden = false;
  if (line.lastElementChild) line.lastElementChild.textContent = _("Frozen at {time}: the link is lost", { time: clockTime(at) });
}

function thaw() {
  const line = document.getElementById("frozen");
  document.body.dataset.link = "live";
  if (line) line.hidden = true;
}

/** Whether a change shows here: a page that names nouns or rows minds those; a page of one decision minds it, its tasks
 * and what is known; the list, every decision.
 * @param {import("./types").Rows} rows */
function concerns(rows) {
  const nouns = place.dataset.nouns?.split(" ");
  if (nouns) return Object.keys(rows).some((ref) => nouns.includes(ref) || nouns.includes(ref.split(":")[0]));
  const one = Number(place.dataset.decision ?? 0);
  return Object.entries(rows).some(([ref, row]) => {
    if (one === 0 || ref === "cell") return /^(decision:|cell$)/.test(ref);
    return ref === `decision:${one}` || ref.startsWith("information:") || (ref.startsWith("task:") && row?.decision === one);
  });
}

const link = openLink(cell, createOffset(), {
  held: () => ({ cell, seq, stream }),
  up: () => link.join(seq, stream),
  answer(answer) {
    const isOther = answer.seq > seq || answer.stream !== stream;
    seq = answer.seq;
    stream = answer.stream;
    thaw();
    if (isOther) later();
  },
  push(push) {
    seq = Math.max(seq, ...push.entries.map((entry) => entry.seq));
    if (concerns(push.rows)) later();
  },
  head(head) {
    if (head.seq > seq || head.stream !== stream) link.join(seq, stream);
  },
  down: freeze,
  late: freeze,
  back: thaw,
  out: () => location.reload(),
  refused() {
    location.reload();
    return true;
  },
});
