// Follows a cell: keeps what the screen holds, passes messages through the seq rule and carries out its verdicts.
// Still without socket or document; time comes in as `wait`.

import { judgeAnswer, judgeHead, judgePush } from "./seq.js";

/** @typedef {import("./types").Held} Held */
/** @typedef {import("./types").Push} Push */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./seq.js").Verdict} Verdict */
/**
 * @typedef {object} Hands What the follower needs done.
 * @property {(seq: number | null) => void} ask join again: after this entry, or with null for the whole board
 * @property {(entries: import("./types").Entry[], rows: import("./types").Rows) => void} apply
 * @property {(answer: Answer) => void} adopt take the answer's board in place of ours
 * @property {(what: string) => void} reload the page does not know this
 * @property {(asking: boolean) => void} changed whether we are catching up
 * @property {(ms: number, act: () => void) => void} wait
 */

/** Pushes that arrive while we ask are kept up to this many; beyond, the next gap or head asks again. */
const PARKED_MOST = 500;
const WAIT_FIRST = 1000;
const WAIT_MOST = 30_000;

/**
 * @param {Held} held what the page was drawn from
 * @param {(kind: string) => boolean} knows
 * @param {Hands} hands
 */
export function createFollower(held, knows, hands) {
  let asking = false;
  let round = 0;
  /** Asks since a push last applied by itself: an answer that brings us nowhere must not become a storm of asks. */
  let fruitless = 0;
  /** @type {Push[]} */
  let parked = [];

  /** @param {boolean} is */
  function setAsking(is) {
    if (asking === is) return;
    asking = is;
    hands.changed(is);
  }

  /** @param {number | null} seq */
  function ask(seq) {
    setAsking(true);
    const mine = ++round;
    const send = () => mine === round && hands.ask(seq);
    if (fruitless++ === 0) send();
    else hands.wait(Math.min(WAIT_MOST, WAIT_FIRST * 2 ** (fruitless - 2)), send);
  }

  /** @param {Verdict} verdict @param {{rows?: import("./types").Rows}} message */
  function carryOut(verdict, message) {
    if (verdict.verdict === "ask") ask(held.seq);
    else if (verdict.verdict === "board") ask(null);
    else if (verdict.verdict === "reload") hands.reload(verdict.what);
    else if (verdict.verdict === "apply") {
      held = { ...held, seq: verdict.entries.at(-1)?.seq ?? held.seq };
      hands.apply(verdict.entries, message.rows ?? {});
    }
  }

  /** Pushes that came while we asked may be the very next ones. */
  function unpark() {
    const pushes = parked;
    parked = [];
    pushes.forEach(push);
  }

  /** @param {Push} message */
  function push(message) {
    if (asking) {
      if (parked.length < PARKED_MOST) parked.push(message);
      return;
    }
    const verdict = judgePush(held, message, knows);
    if (verdict.verdict === "apply") fruitless = 0;
    carryOut(verdict, message);
  }

  return {
    get held() {
      return held;
    },
    get asking() {
      return asking;
    },
    push,
    /** @param {import("./types").Head} message */
    head(message) {
      if (!asking) carryOut(judgeHead(held, message), {});
    },
    /** The link is up: say where we are. @param {number} [from] an earlier entry, to be told older ones too */
    start(from = held.seq) {
      fruitless = 0;
      parked = [];
      round++;
      setAsking(true);
      hands.ask(from);
    },
    /** The link is down: whatever we asked will not be answered. */
    stop() {
      round++;
      parked = [];
      setAsking(false);
    },
    /** @param {Answer} answer */
    answer(answer) {
      const verdict = judgeAnswer(held, answer, knows);
      if (verdict.verdict === "adopt") {
        held = { ...held, seq: answer.seq, stream: answer.stream };
        hands.adopt(answer);
      } else {
        carryOut(verdict, answer);
      }
      if (verdict.verdict !== "adopt" && verdict.verdict !== "apply") return;
      setAsking(false);
      unpark();
    },
  };
}
