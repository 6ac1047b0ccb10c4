// Standing down goes form by form, each sent alone: what was typed in the others is still there when the page is back.

import { readConfig } from "./config.js";
import { createDrafts } from "./drafts.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const drafts = createDrafts(readConfig());
const column = /** @type {HTMLElement} */ (document.querySelector(".column.close"));
const fields = () => /** @type {Field[]} */ ([...column.querySelectorAll("input:not([type=hidden]), textarea, select")]);

/** What a refused form says came from its reader, though the page has it from the server. @param {Field} field */
function isChanged(field) {
  if (field.form?.querySelector(".note--late")) return true;
  if (!(field instanceof HTMLSelectElement)) return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(0, first);
}

column.addEventListener("submit", (sending) => {
  const others = fields().filter((field) => field.form !== sending.target && isChanged(field));
  drafts.write("close", others.length > 0 ? JSON.stringify(others.map((field) => [field.name, field.value])) : "");
});

const kept = new Map(/** @type {[string, string][]} */ (JSON.parse(drafts.read("close") || "[]")));
drafts.write("close", "");
for (const field of fields()) {
  const value = kept.get(field.name);
  if (value === undefined) continue;
  field.value = value;
  const fold = field.closest("details");
  if (fold) fold.open = true;
}

// The top of a refused page says why; a field that is wrong has the focus already.
if (!document.querySelector('[aria-invalid="true"]')) {
  /** @type {HTMLElement | null} */ (column.querySelector("[data-refused]"))?.focus();
}

// Everything that is left goes to one person more often than not.
const tick = /** @type {HTMLElement | null} */ (document.querySelector("[data-tick]"));
if (tick) tick.hidden = false;
tick?.addEventListener("click", () => {
  const boxes = /** @type {HTMLInputElement[]} */ ([...column.querySelectorAll("input[form=rest]")]);
  const isAll = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !isAll;
});
