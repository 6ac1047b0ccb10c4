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
let heardAt = Date.now();
let isAsking = false;

/** Draw what the server says now. Nothing moves under a hand: not while the pointer or the focus is in it. */
async function refresh() {
  if (isAsking || document.hidden || place.matches(":hover, :focus-within")) return sayAge();
  isAsking = true;
  try {
    const answer = await fetch("/lobby/now", { credentials: "same-origin", signal: AbortSignal.timeout(ASKED_MOST) });
    if (answer.redirected) location.reload(); // signed out elsewhere: the door is shown
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!place.matches(":hover, :focus-within")) {
      const isOpen = place.querySelector(".mine__more[open]") !== null; // what a hand opened stays open
      place.replaceChildren(...fresh.body.children);
      place.querySelector(".mine__more")?.toggleAttribute("open", isOpen);
      heardAt = Date.now();
    }
  } catch {
    // Said below: the page keeps what it has, with its age.
  }
  isAsking = false;
  sayAge();
}

/** A page that looks live and is not would lie: it says of when it is. */
function sayAge() {
  old.hidden = Date.now() - heardAt < OLD;
  if (old.hidden) return;
  const words = _("What stands here is of {time}: the server was not heard since.", { time: clockTime(heardAt) });
  if (old.lastElementChild) old.lastElementChild.textContent = words;
}

createOpening(/** @type {HTMLFormElement | null} */ (document.getElementById("opening")));
setInterval(() => void refresh(), EVERY);
document.addEventListener("visibilitychange", () => void refresh());
