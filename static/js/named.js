// Whose word may be asked for: people of the one department that is ticked. Without this script everybody is offered, each
// with their department, and the server refuses who may not answer.

/** @param {HTMLFormElement} form */
function narrow(form) {
  const ticked = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[name$="departments"]:checked'));
  const slug = ticked.length === 1 ? ticked[0].value : null;
  for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll("select[data-named]"))) {
    for (const option of select.options) {
      const of = option.dataset.of?.split(" ");
      const fits = of === undefined || (slug !== null && of.includes(slug));
      option.hidden = option.disabled = !fits;
      if (!fits && option.selected) select.value = "";
    }
  }
}

/** @param {Event} happening */
function look(happening) {
  const at = /** @type {HTMLElement} */ (happening.target);
  const form = at.closest("form");
  if (form?.querySelector("select[data-named]")) narrow(form);
}

// The page puts fresh forms in as others write: each is looked at again when it is touched.
document.addEventListener("change", look);
document.addEventListener("focusin", look);
for (const form of document.forms) if (form.querySelector("select[data-named]")) narrow(form);
