// The board of the past: the slider says where it stands, and goes there when it is let go. Links do the same without it.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-slide]"));
const range = form?.querySelector("input");
const shown = form?.querySelector("output");

range?.addEventListener("input", () => {
  if (shown) shown.value = range.value;
});
// By keys the value moves at each press: only a hand that lets go leaves the page.
range?.addEventListener("pointerup", () => {
  if (range.value !== range.defaultValue) form?.requestSubmit();
});
