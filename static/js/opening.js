// The panel that opens a cell, made quicker: the departments of the chosen case are ticked, T0 says how long ago it was,
// and the button says what it will do. Without this the server does the same from what was chosen.

import { lasting } from "./clock.js";
import { readConfig } from "./config.js";
import { newKey } from "./key.js";
import { fromField } from "./when.js";
import { _, ngettext } from "./words.js";

const AGES = 10_000;

/** @param {HTMLFormElement | null} form */
export function createOpening(form) {
  if (!form) return;
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=departments]")]);
  const send = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
  const key = /** @type {HTMLInputElement} */ (form.querySelector("[name=key]"));
  const t0 = /** @type {HTMLInputElement} */ (form.querySelector("[name=t0]"));
  const told = /** @type {HTMLElement} */ (form.querySelector("#t0-told"));
  const whom = /** @type {HTMLElement} */ (form.querySelector("#departments-told"));
  const usual = [told.textContent ?? "", whom.textContent ?? ""];
  const ahead = Date.parse(readConfig().now ?? new Date().toISOString()) - Date.now();

  /** What the chosen case calls, null where no case is chosen. */
  function wanted() {
    const chosen = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=playbook]:checked"));
    return chosen && new Set((chosen.dataset.departments ?? "").split(" "));
  }

  // What was ticked by hand is not undone by choosing another case. After a refusal boxes come back ticked: by hand only
  // where they are not just what the case calls.
  const called = wanted();
  let isOwn = boxes.some((box) => box.checked) && boxes.some((box) => box.checked !== (called?.has(box.value) ?? false));

  /** Tick what the chosen case calls. */
  function follow() {
    const usually = isOwn ? null : wanted();
    if (usually) for (const box of boxes) box.checked = usually.has(box.value);
    const called = boxes.filter((box) => box.checked);
    const count = called.length;
    whom.textContent = count ? whoIsCalled(called) : usual[1];
    const isPlayed = form?.querySelector("[name=exercise]:checked")?.getAttribute("value") === "y";
    if (isPlayed) send.textContent = _("Open the exercise");
    else send.textContent = count ? ngettext("Open and call {n} department", "Open and call {n} departments", count) : _("Open the cell");
  }

  /** How long ago T0 is. */
  function age() {
    const instant = fromField(t0.value);
    const span = instant ? Date.now() + ahead - Date.parse(instant) : 0;
    if (!instant || Math.abs(span) < 60_000) told.textContent = usual[0];
    else told.textContent = span > 0 ? _("{age} ago", { age: lasting(span) }) : _("This lies ahead: T0 is now or earlier.");
  }

  form.addEventListener("change", (change) => {
    const field = /** @type {HTMLInputElement} */ (change.target);
    if (field.name === "departments") isOwn = true;
    follow();
  });
  t0.addEventListener("input", age);
  // A page that comes back from the browser's memory opens another cell, not the same once more.
  addEventListener("pageshow", (shown) => {
    if (shown.persisted) key.value = newKey();
  });
  setInterval(age, AGES);
  follow();
  age();
}

/** Who will be asked whether they come, and for which departments nobody is named. @param {HTMLInputElement[]} called */
function whoIsCalled(called) {
  const holders = called.map((box) => box.dataset.holder).filter(Boolean);
  const empty = called.filter((box) => !box.dataset.holder).map((box) => box.getAttribute("aria-label"));
  return [
    holders.length > 0 ? _("Called: {names}.", { names: [...new Set(holders)].join(", ") }) : "",
    empty.length > 0 ? _("Nobody is named for: {departments}. Invite them by their link.", { departments: empty.join(", ") }) : "",
  ].join(" ");
}
