// The running log follows its end only for somebody who is at the end; otherwise what came below is counted.

/** How far from the end still counts as being there. */
const NEAR = 40;

/** @param {HTMLElement} feed drawn from its end (column-reverse), so that scrollTop is 0 there @param {() => void} changed */
export function createUnread(feed, changed) {
  let count = 0;
  const isAtEnd = () => Math.abs(feed.scrollTop) < NEAR;

  function look() {
    if (count === 0 || !isAtEnd()) return;
    count = 0;
    changed();
  }

  feed.addEventListener("scroll", look, { passive: true });
  return {
    get count() {
      return count;
    },
    /** @param {number} more */
    add(more) {
      if (!isAtEnd()) count += more;
    },
    look,
    toEnd() {
      feed.scrollTop = 0;
      look();
    },
  };
}
