// The whole protocol of a screen: it holds the board of entry number `seq`, and something arrives.
// Lower or equal: drop. Next: apply. Higher: ask for what is missing. Unknown kind or version: the page is older than
// the server, reload it. Unknown stream: the journal is another one (restored from a backup), take its board whole.
// Nothing here knows of sockets, clocks or the document, so that every order of arrival can be tried in a test.

/** @typedef {import("./types").Entry} Entry */
/** @typedef {import("./types").Held} Held */
/** @typedef {(kind: string) => boolean} Knows */
/**
 * What to do: drop it; apply these entries; ask for the entries after ours; take the whole board; adopt the board that
 * came with the answer; reload the page, which does not know `what`.
 * @typedef {{verdict: "drop" | "ask" | "board" | "adopt"} | {verdict: "apply", entries: Entry[]}
 *   | {verdict: "reload", what: string}} Verdict
 */

/** The only version of the messages this page understands. */
export const VERSION = 1;

/**
 * Judge a push of entries.
 * @param {Held} held
 * @param {import("./types").Push} push
 * @param {Knows} knows
 * @returns {Verdict}
 */
export function judgePush(held, push, knows) {
  if (!sameCell(held, push)) return { verdict: "drop" };
  if (isOtherVersion(push)) return { verdict: "reload", what: `version ${push.version}` };
  if (push.stream !== undefined && push.stream !== held.stream) return { verdict: "board" };
  const fresh = push.entries.filter((entry) => entry.seq > held.seq);
  if (fresh.length === 0) return { verdict: "drop" };
  return follows(held.seq, fresh) ? applied(fresh, knows) : { verdict: "ask" };
}

/**
 * Judge the server's word about its head: the loss of the last push leaves no gap, only this reveals it. A head lower
 * than ours is a late message and says nothing.
 * @param {Held} held
 * @param {import("./types").Head} head
 * @returns {Verdict}
 */
export function judgeHead(held, head) {
  if (!sameCell(held, head)) return { verdict: "drop" };
  if (head.stream !== held.stream) return { verdict: "board" };
  return head.seq > held.seq ? { verdict: "ask" } : { verdict: "drop" };
}

/**
 * Judge the answer to a join. One that carries a board is adopted whatever we held; one that cannot bring us to its
 * head (another stream, a server behind us, a hole) makes us ask for the board.
 * @param {Held} held
 * @param {import("./types").Answer} answer
 * @param {Knows} knows
 * @returns {Verdict}
 */
export function judgeAnswer(held, answer, knows) {
  if (isOtherVersion(answer)) return { verdict: "reload", what: `version ${answer.version}` };
  if (answer.board) return { verdict: "adopt" };
  if (answer.stream !== held.stream || answer.seq < held.seq) return { verdict: "board" };
  const fresh = (answer.entries ?? []).filter((entry) => entry.seq > held.seq);
  const end = fresh.at(-1)?.seq ?? held.seq;
  if (end !== answer.seq || !follows(held.seq, fresh)) return { verdict: "board" };
  return applied(fresh, knows);
}

/** @param {Entry[]} entries @param {Knows} knows @returns {Verdict} */
function applied(entries, knows) {
  const odd = entries.find((entry) => !knows(entry.kind));
  return odd ? { verdict: "reload", what: odd.kind } : { verdict: "apply", entries };
}

/** Whether these entries come right after `seq`, without a hole. @param {number} seq @param {Entry[]} entries */
function follows(seq, entries) {
  return entries.every((entry, index) => entry.seq === seq + index + 1);
}

/** @param {{cell: string | number}} held @param {{cell: string | number}} message */
function sameCell(held, message) {
  return String(held.cell) === String(message.cell);
}

/** @param {{version?: number}} message */
function isOtherVersion(message) {
  return message.version !== undefined && message.version !== VERSION;
}
