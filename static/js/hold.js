// Which columns are held: the one under the pointer, the one with the focus, the one a task is dragged from. A hold
// lapses when nobody has moved for a few seconds: a mouse that only rests there must not keep an old board on the screen.

/** Without a gesture for this long, nobody is about to press anything. */
const LAPSE = 5000;

/** @param {HTMLElement} board @param {() => void} released */
export function createHold(board, released) {
  let pointed = "";
  let focused = "";
  let dragged = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let lapse;

  /** @param {EventTarget | null} target */
  function columnAt(target) {
    const task = target instanceof Element ? target.closest("[data-task]") : null;
    return task?.closest("[data-col]")?.getAttribute("data-col") ?? "";
  }

  function stir() {
    clearTimeout(lapse);
    lapse = setTimeout(letGo, LAPSE);
  }

  function letGo() {
    if (dragged) return stir();
    const any = pointed || focused;
    pointed = focused = "";
    if (any) released();
  }

  /** @param {string} was @param {string} is */
  const freed = (was, is) => was !== "" && was !== is && released();

  /** @param {PointerEvent} move */
  function point(move) {
    if (move.pointerType === "touch") return;
    stir();
    const was = pointed;
    pointed = columnAt(move.target);
    freed(was, pointed);
  }

  board.addEventListener("pointerover", point);
  board.addEventListener("pointermove", stir);
  board.addEventListener("pointerleave", () => {
    const was = pointed;
    pointed = "";
    freed(was, "");
  });
  board.addEventListener("keydown", stir);
  board.addEventListener("focusin", (move) => {
    stir();
    const was = focused;
    focused = columnAt(move.target);
    freed(was, focused);
  });
  board.addEventListener("focusout", (move) => {
    if (board.contains(/** @type {Node | null} */ (move.relatedTarget))) return;
    const was = focused;
    focused = "";
    freed(was, "");
  });

  return {
    columns: () => new Set([pointed, focused, dragged].filter((column) => column !== "")),
    /** @param {string} column the column a task is dragged from, or "" when it is dropped */
    drag(column) {
      const was = dragged;
      dragged = column;
      freed(was, column);
    },
    letGo,
  };
}

/** @typedef {ReturnType<typeof createHold>} Hold */
