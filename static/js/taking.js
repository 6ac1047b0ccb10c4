// The form of a ruling: an option that is chosen writes itself into the ruling, as long as nobody has typed there.

import { readWords } from "./words.js";

readWords();
const form = /** @type {HTMLFormElement} */ (document.getElementById("taking"));
const choice = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("choice"));
let written = "";

form.addEventListener("change", (happening) => {
  const pressed = happening.target;
  if (!(pressed instanceof HTMLInputElement) || pressed.name !== "option") return;
  if (choice.value.trim() !== "" && choice.value !== written) return;
  const label = pressed.closest("label")?.textContent?.trim() ?? "";
  written = pressed.value === "" ? "" : label.replace(/^[A-Z0-9]+\.\s*/, "");
  choice.value = written;
});

/** A page that is left by mistake asks first; one that is sent does not. */
let isTyped = false;
form.addEventListener("input", () => (isTyped = true));
form.addEventListener("submit", () => (isTyped = false));
window.addEventListener("beforeunload", (leaving) => {
  if (isTyped) leaving.preventDefault();
});
