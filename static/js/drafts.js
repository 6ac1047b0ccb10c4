// Text being typed outlives a redraw, a lost link and a reload; it is forgotten once sent or when the tab closes. It is
// its writer's: who signs in after them in the same tab does not find it.

/** @param {import("./types").Config} config of the page */
export function createDrafts({ account, cell }) {
  /** @param {string} field */
  const name = (field) => `draft ${account ?? ""} ${cell ?? ""} ${field}`;
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
