// How much of a long column is drawn: its first tasks, and of the others those that must be seen. A board of five hundred
// is then as light as one of fifty; the rest is counted on a button, and comes by pressing it or by going to one of them.

/** @typedef {import("./arrange.js").Arrangement} Arrangement */

/** Tasks drawn at first: in a column, in one of work that is over, in a department's part of a column. */
export const FIRST = { open: 20, over: 15, lane: 5 };
/** How much more each press brings. */
const TIMES = 3;
const OVER = new Set(["done", "dropped"]);
/** Tasks gone to that stay drawn; the latest are enough. */
const SHOWN_MOST = 30;

/** The name of a place that holds tasks: a column, or a department's part of one. @param {string} column @param {string} [lane] */
export const placeOf = (column, lane) => (lane === undefined ? column : `${lane}/${column}`);

/** @param {string} place */
const columnOf = (place) => place.slice(place.indexOf("/") + 1);

/** @param {string} place */
function firstOf(place) {
  if (place.includes("/")) return FIRST.lane;
  return OVER.has(place) ? FIRST.over : FIRST.open;
}

/** The columns as the rows of departments part them. What is done is only counted there.
 * @param {Arrangement} shown @param {Map<number, string>} lanes @returns {Arrangement} */
export function byLane(shown, lanes) {
  /** @type {Arrangement} */
  const parted = new Map();
  for (const [column, ids] of shown) {
    for (const id of OVER.has(column) ? [] : ids) {
      const place = placeOf(column, lanes.get(id) ?? "");
      const list = parted.get(place);
      if (list) list.push(id);
      else parted.set(place, [id]);
    }
  }
  return parted;
}

export function createFolds() {
  /** Of the places that were unfolded, how many tasks. @type {Map<string, number>} */
  const most = new Map();
  /** @type {Arrangement} */
  let listed = new Map();
  /** Tasks that somebody went to, the latest last. @type {Set<number>} */
  const gone = new Set();
  let isWhole = false;

  return {
    /**
     * What is drawn of each place, in its order: the first, those that `keeps` wants seen, those that were gone to; and
     * in a held column nothing goes away from under the hand.
     * @param {Arrangement} places @param {Set<string>} held @param {(id: number) => boolean} keeps
     */
    settle(places, held, keeps) {
      const before = listed;
      listed = new Map(
        [...places].map(([place, ids]) => {
          if (isWhole) return [place, ids];
          const some = most.get(place) ?? firstOf(place);
          const stay = new Set(held.has(columnOf(place)) ? before.get(place) : []);
          return [place, ids.filter((id, at) => at < some || stay.has(id) || gone.has(id) || keeps(id))];
        }),
      );
      return listed;
    },
    /** More of a place. @param {string} place */
    unfold: (place) => void most.set(place, TIMES * (most.get(place) ?? firstOf(place))),
    /** Somebody goes to a task: it is drawn from now on, wherever it stands. @param {number} id */
    reveal(id) {
      gone.delete(id);
      gone.add(id);
      if (gone.size > SHOWN_MOST) gone.delete([...gone][0]);
    },
    /** Paper has no button: there everything is drawn. @param {boolean} is */
    whole: (is) => void (isWhole = is),
  };
}
