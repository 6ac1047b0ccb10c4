// The link to the server: opens it, opens it again when it drops, joins the cell, and never pretends. A link is live
// only when the server has answered our join and has spoken within the last two seconds.

import { io } from "socket.io-client";
import { createSilence } from "./silence.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Link} Link */

const CONNECT_BY = 5000;
const JOIN_BY = 8000;
/** Waits between attempts; half of each is chance, so that five hundred screens do not knock together. */
const RETRIES = [500, 1000, 2000, 4000, 5000];

/**
 * @typedef {object} Ears
 * @property {(push: import("./types").Push) => void} [push]
 * @property {(head: import("./types").Head) => void} head
 * @property {(answer: Answer) => void} answer
 * @property {(told: import("./types").Told) => void} [presence]
 * @property {(told: import("./types").Writing) => void} [writing]
 * @property {(told: import("./types").WallTold) => void} [wall]
 * @property {(reason: string) => void} out
 * @property {() => void} up the transport is open: join
 * @property {() => import("./types").Held} held where the screen is
 * @property {(at: number) => void} down there is no connection; the server last spoke then
 * @property {(at: number) => void} late there is one, and the server has said nothing since then
 * @property {() => void} back it spoke again
 * @property {(refused: import("./types").Refusal) => boolean} refused the cell may not be joined; whether the page leaves
 */

/**
 * @param {string | number} cell
 * @param {import("./offset.js").Offset} offset
 * @param {Ears} ears
 * @param {Record<string, string>} [auth] who connects, where it is not the cookie that says it
 */
export function openLink(cell, offset, ears, auth = {}) {
  const socket = io({ transports: ["websocket"], reconnection: false, timeout: CONNECT_BY, auth });
  let attempt = 0;
  /** A server that is too slow for us is given longer at each attempt, or it would be asked for ever. */
  const longer = () => 2 ** Math.min(attempt, 2);
  let nextTry = 0;
  let ended = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const silence = createSilence({
    steady: offset.steady,
    later: (ms, act) => void setTimeout(act, ms),
    late: () => ears.late(lastWord()),
    back: () => ears.back(),
    gone: () => drop(),
  });
  const lastWord = () => offset.now() - silence.lasted;

  function retry() {
    if (ended) return;
    clearTimeout(timer);
    const base = RETRIES[Math.min(attempt++, RETRIES.length - 1)];
    const wait = base / 2 + Math.random() * base / 2;
    nextTry = offset.now() + wait;
    socket.io.timeout(CONNECT_BY * longer());
    timer = setTimeout(() => socket.connect(), wait);
  }

  function drop() {
    if (!socket.connected) return;
    socket.disconnect();
  }

  /** @param {number | null} seq @param {string | null} stream */
  function join(seq, stream) {
    const sent = offset.steady();
    const asked = seq === null ? { cell } : { cell, seq, stream };
    silence.stop(); // a whole board on a slow line may take longer than a beat
    socket.timeout(JOIN_BY * longer()).emit("join", asked, (/** @type {Error | null} */ late, /** @type {any} */ answer) => {
      if (late) return drop();
      if (!answer?.ok) {
        // Either the page goes elsewhere, or the refusal may pass: try again later, as after a lost link.
        if (!ears.refused(answer?.refused ?? { code: "broken", message: "" })) drop();
        return;
      }
      silence.start();
      offset.heard(answer.now, sent);
      attempt = 0;
      ears.answer(answer);
    });
  }

  socket.on("connect", () => {
    // Whatever comes is a word: the beat, a push, an answer.
    socket.io.engine.on("packet", silence.heard);
    silence.heard();
    offset.forget();
    ears.up();
  });
  socket.on("connect_error", (problem) => {
    if (["signed_out", "disabled"].includes(problem.message)) {
      ended = true;
      ears.out(problem.message);
      return;
    }
    ears.down(lastWord());
    retry();
  });
  socket.on("disconnect", () => {
    silence.stop();
    ears.down(lastWord());
    retry();
  });
  socket.on("entries", (push) => {
    offset.heard(push.now);
    ears.push?.(push);
  });
  socket.on("head", (head) => {
    offset.heard(head.now);
    ears.head(head);
  });
  socket.on("wall", (told) => {
    offset.heard(told.now);
    ears.wall?.(told);
  });
  socket.on("presence", (told) => String(told.cell) === String(cell) && ears.presence?.(told));
  socket.on("writing", (told) => String(told.cell) === String(cell) && ears.writing?.(told));
  socket.on("out", ({ reason }) => {
    ended = ["signed_out", "removed", "disabled", "revoked"].includes(reason);
    ears.out(reason);
  });

  // The browser may know before the socket does; a link that turns out to be fine is opened again at once.
  window.addEventListener("offline", drop);
  window.addEventListener("online", () => !socket.connected && !ended && (clearTimeout(timer), socket.connect()));

  return {
    join,
    /** @param {import("./sender.js").Command} command @param {(outcome: import("./types").Outcome) => void} answer */
    command: (command, answer) => socket.connected && socket.emit("command", command, answer),
    /** No answer is waited for: a word in passing. @param {string} ref @param {string} field */
    writing: (ref, field) => void (socket.connected && socket.emit("writing", { cell, ref, field })),
    get nextTry() {
      return nextTry;
    },
    /** When the server last said anything, on its own clock. */
    get lastWord() {
      return lastWord();
    },
    /** Connected, as far as anybody knows, to a server that says nothing. */
    get isSilent() {
      return silence.isLate;
    },
    retryNow() {
      if (silence.isLate) drop();
      clearTimeout(timer);
      if (!socket.connected && !ended) socket.connect();
    },
  };
}

/** @typedef {ReturnType<typeof openLink>} SocketLink */
