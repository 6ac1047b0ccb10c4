// The lobby stays true while it is open: what waits on me is fetched anew, unless somebody is about to press in it.

import { createOpening } from "./opening.js";
import { clockTime, setZone } from "./when.js";
import { readConfig } from "./config.js";
import { readWords, _ } from "./words.js";

const EVERY = 30_000;
const ASKED_MOST = 8_000;

readWords();
setZone(readConfig().zone);
const place = /** @type {HTMLElement} */ (document.getElementById("cells"));
const old = /** @type {HTMLElement} */ (document.getElementById("old"));
let heardAt = Date.now();

/** Draw what the server says now. Nothing moves under a hand: not while the pointer or the focus is in it. */
async function refresh() {
  if (document.hidden || place.matches(":hover, :focus-within")) return sayAge();
  try {
    const answer = await fetch("/lobby/now", { credentials: "same-origin", signal: AbortSignal.timeout(ASKED_MOST) });
    if (answer.redirected) location.reload(); // signed out elsewhere: the door is shown
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (place.matches(":hover, :focus-within")) return;
    place.replaceChildren(...fresh.body.children);
    heardAt = Date.now();
  } catch {
    // Said below: the page keeps what it has, with its age.
  }
  sayAge();
}

/** A page that looks live and is not would lie: it says of when it is. */
function sayAge() {
  old.hidden = Date.now() - heardAt < EVERY + ASKED_MOST;
  if (old.hidden) return;
  const words = _("What stands here is of {time}: the server was not heard since.", { time: clockTime(heardAt) });
  if (old.lastElementChild) old.lastElementChild.textContent = words;
}

createOpening(/** @type {HTMLFormElement | null} */ (document.getElementById("opening")));
setInterval(() => void refresh(), EVERY);
document.addEventListener("visibilitychange", () => void refresh());
