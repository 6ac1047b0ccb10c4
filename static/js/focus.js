// The focus survives a redraw: an element made anew in another column gets it back by its name.

/** Draw, then give the focus back to what had it if the drawing took it away. @param {() => void} draw */
export function keepFocus(draw) {
  const before = document.activeElement;
  const name = before instanceof HTMLElement ? nameOf(before) : null;
  // Something that goes away by being pressed says who follows it.
  const heir = before instanceof HTMLElement && before.dataset.after ? `#${CSS.escape(before.dataset.after)}` : null;
  draw();
  if (name === null || document.activeElement === before || document.activeElement !== document.body) return;
  const after = document.querySelector(name) ?? (heir && document.querySelector(heir));
  if (after instanceof HTMLElement) after.focus({ preventScroll: true });
}

/** A selector that finds the element again. @param {HTMLElement} element */
function nameOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const task = element.closest("[data-task]");
  const part = element.dataset.part;
  return task?.id && part ? `#${CSS.escape(task.id)} [data-part="${part}"]` : null;
}

/** Put the focus on a task of the board. @param {number} id */
export function focusTask(id) {
  const link = document.querySelector(`#task-${id} [data-part="title"]`);
  if (link instanceof HTMLElement) link.focus();
}
