// Beside a new draft: what is said now to the audience that is chosen. Without this script the page shows every line.

const audience = /** @type {HTMLSelectElement | null} */ (document.getElementById("audience"));

function show() {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-standing]"))) line.hidden = line.dataset.standing !== audience?.value;
}

audience?.addEventListener("change", show);
show();
