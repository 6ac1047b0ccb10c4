// The lobby stays true while it is open: what waits on me is fetched anew, unless somebody is about to press in it.

import { createOpening } from "./opening.js";
import { clockTime, setZone } from "./when.js";
import { readConfig } from "./config.js";
import { readWords, _ } from "./words.js";

const EVERY = 30_000;
/** A slow server is waited for, and not asked again meanwhile. */
const ASKED_MOST = 60_000;
/** From here on a page that looks live would lie. */
const OLD = 38_000;

readWords();
setZone(readConfig().zone);
const place = /** @type {HTMLElement} */ (document.getElementById("cells"));
const old = /** @type {HTMLElement} */ (document.getElementById("old"));
/** When what is shown was made, and when the server last answered. */
let [heardAt, answeredAt] = [Date.now(), Date.now()];
/** What the server said while a hand was in the list. @type {Document | null} */
let fresh = null;
let isAsking = false;

async function refresh() {
  if (isAsking || document.hidden) return sayAge();
  isAsking = true;
  try {
    const answer = await fetch("/lobby/now", { credentials: "same-origin", signal: AbortSignal.timeout(ASKED_MOST) });
    if (answer.redirected) location.reload(); // signed out elsewhere: the door is shown
    if (!answer.ok) throw new Error(String(answer.status));
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    answeredAt = Date.now();
  } catch {
    // Said below: the page keeps what it has, with its age.
  }
  isAsking = false;
  show();
}

/** Draw what the server said. Nothing moves under a hand: not while the pointer or the focus is in it. */
function show() {
  if (fresh && !place.matches(":hover, :focus-within")) {
    const isOpen = place.querySelector(".mine__more[open]") !== null; // what a hand opened stays open
    place.replaceChildren(...fresh.body.children);
    place.querySelector(".mine__more")?.toggleAttribute("open", isOpen);
    [heardAt, fresh] = [answeredAt, null];
  }
  sayAge();
}

/** A page that looks live and is not would lie: it says of when it is, and why. */
function sayAge() {
  old.hidden = Date.now() - heardAt < OLD;
  if (old.hidden) return;
  const time = clockTime(heardAt);
  const isHeld = fresh !== null && Date.now() - answeredAt < OLD;
  const words = isHeld ? _("What stands here is of {time}: it is drawn anew once you leave it.", { time }) : _("What stands here is of {time}: the server was not heard since.", { time });
  if (old.lastElementChild) old.lastElementChild.textContent = words;
}

place.addEventListener("pointerleave", show);
place.addEventListener("focusout", () => void setTimeout(show));
createOpening(/** @type {HTMLFormElement | null} */ (document.getElementById("opening")));
setInterval(() => void refresh(), EVERY);
document.addEventListener("visibilitychange", () => void refresh());
