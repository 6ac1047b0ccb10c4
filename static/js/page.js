// What every page shares: theme, shown passwords, copying, confirmation, and times that run. All of it is comfort;
// the pages work without it, save the live cell.

import { csrfToken, readConfig } from "./config.js";
import { isoDuration, sinceStart } from "./clock.js";
import { readWords, _ } from "./words.js";

const AGES = 10_000;
const root = document.documentElement;

/** @param {string} selector @param {string} kind @param {(element: HTMLElement, happening: Event) => void} act */
function each(selector, kind, act) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))) {
    element.hidden = false;
    element.addEventListener(kind, (happening) => act(element, happening));
  }
}

/** The other theme at once, and for the account if there is one. */
function switchTheme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = isDark ? "light" : "dark";
  root.dataset.theme = theme;
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": csrfToken() };
  const body = new URLSearchParams({ theme, csrf_token: csrfToken() });
  fetch("/account/theme", { method: "POST", headers, body, credentials: "same-origin" }).catch(() => {
    // The look is right on this page; the server learns of it another time.
  });
}

/** @param {HTMLElement} button */
function reveal(button) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.reveal ?? ""));
  const isShown = field.type === "text";
  field.type = isShown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!isShown));
  field.focus();
}

/** The clipboard exists on HTTPS only; elsewhere the text is selected, ready to be copied. @param {HTMLElement} button */
async function copy(button) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copy ?? ""));
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = _("Copied");
  } catch {
    field.focus();
  }
}

/** Times since an instant, on the server's clock as it was when the page came. */
function runClocks() {
  const now = readConfig().now;
  const ahead = now ? Date.parse(now) - Date.now() : 0;
  const clocks = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-since]"));
  const draw = () => {
    for (const clock of clocks()) {
      const span = Date.now() + ahead - Date.parse(clock.dataset.since ?? "");
      const time = document.createElement("time");
      time.dateTime = isoDuration(span);
      time.textContent = sinceStart(span);
      clock.replaceChildren("T+ ", time);
    }
  };
  draw();
  if (clocks().length > 0) setInterval(draw, AGES);
}

readWords();
each("[data-theme-switch]", "click", switchTheme);
each("[data-reveal]", "click", reveal);
each("[data-print]", "click", () => window.print());
each("[data-copy]", "click", (button) => void copy(button));
each("form[data-confirm]", "submit", (form, sending) => {
  if (!window.confirm(form.dataset.confirm)) sending.preventDefault();
});
runClocks();
// To the first field that is wrong, in the order of the page; of several to choose from, the first.
/** @type {HTMLElement | null} */ (document.querySelector('[aria-invalid="true"], [data-invalid] :is(input, select)'))?.focus();
