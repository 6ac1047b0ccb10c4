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

/** Go where the reason sends; other reasons only close the socket, which opens again. Says whether it goes.
 * @param {string} reason */
export function leave(reason) {
  const here = encodeURIComponent(location.pathname + location.search);
  const address = ["signed_out", "disabled"].includes(reason) ? `/sign-in?next=${here}` : ["removed", "not_found", "not_allowed"].includes(reason) ? "/" : null;
  if (address !== null) location.assign(address);
  return address !== null;
}
