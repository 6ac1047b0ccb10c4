// The server's hour, as well as a screen can know it. A browser's own clock is never trusted: it may be wrong, and may
// be set while we look. The base is the monotonic clock, plus an offset measured on each word of the server.

/** @param {() => number} [steady] milliseconds that only ever run forward */
export function createOffset(steady = () => performance.now()) {
  /** @type {number | null} */
  let offset = null;
  let doubt = Infinity;

  return {
    /**
     * A word of the server. An answer tells its round trip: the shortest gives the best measure. A push tells only that
     * the server's hour is not earlier than what it says.
     * @param {string} instant @param {number} [sent] when we asked, on the steady clock
     */
    heard(instant, sent) {
      const said = Date.parse(instant);
      if (Number.isNaN(said)) return;
      const here = steady();
      if (sent !== undefined && here - sent <= doubt) {
        doubt = here - sent;
        offset = said - (sent + here) / 2;
      } else if (offset === null || said - here > offset) {
        offset = said - here;
      }
    },
    /** A link that was cut may have slept with the machine: measure anew. */
    forget() {
      doubt = Infinity;
    },
    /** Now, on the server's clock, in milliseconds. */
    now() {
      return offset === null ? Date.now() : steady() + offset;
    },
    steady,
  };
}

/** @typedef {ReturnType<typeof createOffset>} Offset */
