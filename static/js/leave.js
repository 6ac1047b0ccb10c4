// The ways a page ends: it is older than the server, or its reader may not stay.

const RELOADED = "reloaded for";

/** Kinds for which this tab was reloaded already: once is enough, a loop would be worse than a missing sentence. */
export function toleratedKinds() {
  try {
    return new Set(/** @type {string[]} */ (JSON.parse(sessionStorage.getItem(RELOADED) ?? "[]")));
  } catch {
    return new Set();
  }
}

/** Reload, once per reason. @param {string} what */
export function reloadFor(what) {
  const known = toleratedKinds();
  if (known.has(what)) return;
  try {
    sessionStorage.setItem(RELOADED, JSON.stringify([...known, what]));
  } catch {
    return; // Without a memory there is no way to stop after one reload.
  }
  location.reload();
}

/** Go where the reason sends; other reasons only close the socket, which opens again. @param {string} reason */
export function leave(reason) {
  const here = encodeURIComponent(location.pathname + location.search);
  if (reason === "signed_out" || reason === "disabled") location.assign(`/sign-in?next=${here}`);
  else if (["removed", "not_found", "not_allowed"].includes(reason)) location.assign("/");
}
