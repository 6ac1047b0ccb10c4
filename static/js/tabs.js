// Arrow keys walk along a row of tabs; the tab that gets the focus is chosen.

/** @param {HTMLElement} list */
export function walkTabs(list) {
  list.addEventListener("keydown", (press) => {
    const tabs = [...list.querySelectorAll('[role="tab"]')];
    const at = tabs.indexOf(/** @type {Element} */ (document.activeElement));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[press.key];
    if (at < 0 || to === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    const tab = /** @type {HTMLElement} */ (tabs[(to + tabs.length) % tabs.length]);
    tab.click();
    tab.focus();
  });
}
