// How long the server has said nothing, and what that means. It beats once a second: a word that is late for longer is a
// board that must not look alive, and a link that stays silent is opened anew. A page that was busy itself has proved
// nothing: the words may wait behind what kept it, so it looks again. Pure: time comes in as `steady` and `later`.

/** From the last word: the board says that it is frozen, two seconds at most after the line was cut. */
export const LATE = 1750;
/** From the last word: whatever comes back, it will not be by this connection. */
export const GONE = 6000;
/** Words that came while the page was busy are read before this look; itself late, it is taken again. */
const AGAIN = 100;
const ON_TIME = 50;

/**
 * @typedef {object} Hands
 * @property {() => number} steady milliseconds that only ever run forward
 * @property {(ms: number, act: () => void) => void} later
 * @property {() => void} late the server should have said something
 * @property {() => void} back it has, after all
 * @property {() => void} gone it will not
 */

/** @param {Hands} hands */
export function createSilence({ steady, later, late, back, gone }) {
  let heardAt = steady();
  let isLate = false;
  /** Which watch is kept; 0 for none: an older look that is still to come must do nothing. */
  let watch = 0;
  let watches = 0;

  /** @param {number} ms @param {boolean} isAgain whether this look is the one that decides */
  function lookIn(ms, isAgain) {
    const mine = watch;
    const due = steady() + ms;
    later(ms, () => mine === watch && look(isAgain && steady() - due < ON_TIME));
  }

  /** @param {boolean} isSure */
  function look(isSure) {
    const limit = isLate ? GONE : LATE;
    const left = limit - (steady() - heardAt);
    if (left > 0) return lookIn(left, false);
    if (!isSure) return lookIn(AGAIN, true);
    if (isLate) return gone();
    isLate = true;
    late();
    lookIn(GONE - LATE, false);
  }

  return {
    /** The server has answered: from now on it owes us a word a second. */
    start() {
      if (watch) return;
      heardAt = steady();
      watch = ++watches;
      lookIn(LATE, false);
    },
    /** Nothing is owed: there is no link, or a long answer is on its way. */
    stop() {
      watch = 0;
      isLate = false;
    },
    /** Any word counts. */
    heard() {
      heardAt = steady();
      if (!isLate) return;
      isLate = false;
      watch = ++watches;
      lookIn(LATE, false);
      back();
    },
    get isLate() {
      return isLate;
    },
    /** Since the last word, in milliseconds. */
    get lasted() {
      return steady() - heardAt;
    },
  };
}

/** @typedef {ReturnType<typeof createSilence>} Silence */
