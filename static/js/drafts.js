// Text being typed outlives a redraw, a lost link and a reload; it is forgotten once sent or when the tab closes.

/** @param {string} cell */
export function createDrafts(cell) {
  /** @param {string} field */
  const name = (field) => `draft ${cell} ${field}`;
  return {
    /** @param {string} field */
    read(field) {
      try {
        return sessionStorage.getItem(name(field)) ?? "";
      } catch {
        return "";
      }
    },
    /** @param {string} field @param {string} text */
    write(field, text) {
      try {
        if (text) sessionStorage.setItem(name(field), text);
        else sessionStorage.removeItem(name(field));
      } catch {
        // A browser that keeps nothing still lets people type.
      }
    },
  };
}

/** @typedef {ReturnType<typeof createDrafts>} Drafts */
