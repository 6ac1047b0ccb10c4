// What the page says about itself: language, zone, the cell it shows.

/** @returns {import("./types").Config} */
export function readConfig() {
  return JSON.parse(document.getElementById("config")?.textContent || "{}");
}

/** The token that a page's own requests must carry. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}
