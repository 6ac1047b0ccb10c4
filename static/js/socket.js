// The link to the server: opens it, opens it again when it drops, joins the cell, and never pretends. A link is live
// only when the server has answered our join and has spoken within the last few seconds.

import { io } from "socket.io-client";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Link} Link */

/** The server speaks every ten seconds; silent for longer, it is asked, and has this long to answer. */
const SILENCE = 11_500;
const ANSWER_BY = 3000;
const JOIN_BY = 8000;
/** While somebody acts, the server is asked after a shorter silence, and a dead link is found out in two seconds. */
const QUIET = 1500;
const ACT_BY = 2000;
const ACTS = ["pointerdown", "pointermove", "keydown", "wheel", "focus"];
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
 * @property {(at: number) => void} down
 * @property {(refused: import("./types").Refusal) => boolean} refused the cell may not be joined; whether the page leaves
 */

/**
 * @param {string | number} cell
 * @param {import("./offset.js").Offset} offset
 * @param {Ears} ears
 * @param {Record<string, string>} [auth] who connects, where it is not the cookie that says it
 */
export function openLink(cell, offset, ears, auth = {}) {
  const socket = io({ transports: ["websocket"], reconnection: false, timeout: 5000, auth });
  let attempt = 0;
  let nextTry = 0;
  let heardAt = offset.steady();
  let probing = false;
  let ended = false;
  /** The last round trip: a slow link is not taken for a dead one. */
  let trip = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} instant */
  function heard(instant) {
    heardAt = offset.steady();
    offset.heard(instant);
  }

  function retry() {
    if (ended) return;
    clearTimeout(timer);
    const base = RETRIES[Math.min(attempt++, RETRIES.length - 1)];
    const wait = base / 2 + Math.random() * base / 2;
    nextTry = offset.now() + wait;
    timer = setTimeout(() => socket.connect(), wait);
  }

  function drop() {
    if (!socket.connected) return;
    socket.disconnect();
  }

  /** @param {number | null} seq @param {string | null} stream @param {number} by */
  function join(seq, stream, by = JOIN_BY) {
    const sent = offset.steady();
    const asked = seq === null ? { cell } : { cell, seq, stream };
    socket.timeout(by).emit("join", asked, (/** @type {Error | null} */ late, /** @type {any} */ answer) => {
      probing = false;
      if (late) return drop();
      if (!answer?.ok) {
        // Either the page goes elsewhere, or the refusal may pass: try again later, as after a lost link.
        if (!ears.refused(answer?.refused ?? { code: "broken", message: "" })) drop();
        return;
      }
      heard(answer.now);
      offset.heard(answer.now, sent);
      trip = offset.steady() - sent;
      attempt = 0;
      ears.answer(answer);
    });
  }

  function watch() {
    if (!socket.connected || probing || offset.steady() - heardAt < SILENCE) return;
    probing = true;
    const { seq, stream } = ears.held();
    join(seq, stream, ANSWER_BY);
  }

  /** Somebody acts on this page: it must not look alive if it is not. */
  function acted() {
    if (!socket.connected || probing || offset.steady() - heardAt < QUIET) return;
    probing = true;
    socket.timeout(Math.max(ACT_BY, 3 * trip)).emit("now", { cell }, (/** @type {Error | null} */ late, /** @type {any} */ answer) => {
      probing = false;
      if (late) drop();
      else if (answer?.now) heard(answer.now);
    });
  }

  socket.on("connect", () => {
    heardAt = offset.steady();
    offset.forget();
    ears.up();
  });
  socket.on("connect_error", (problem) => {
    if (["signed_out", "disabled"].includes(problem.message)) {
      ended = true;
      ears.out(problem.message);
      return;
    }
    ears.down(offset.now());
    retry();
  });
  socket.on("disconnect", () => {
    probing = false;
    ears.down(offset.now());
    retry();
  });
  socket.on("entries", (push) => {
    heard(push.now);
    ears.push?.(push);
  });
  socket.on("head", (head) => {
    heard(head.now);
    ears.head(head);
  });
  socket.on("wall", (told) => {
    heard(told.now);
    ears.wall?.(told);
  });
  socket.on("presence", (told) => String(told.cell) === String(cell) && ears.presence?.(told));
  socket.on("writing", (told) => String(told.cell) === String(cell) && ears.writing?.(told));
  socket.on("out", ({ reason }) => {
    ended = ["signed_out", "removed", "disabled", "revoked"].includes(reason);
    ears.out(reason);
  });

  setInterval(watch, 1000);
  for (const act of ACTS) window.addEventListener(act, acted, { passive: true, capture: true });
  // The browser may know before the socket does; a link that turns out to be fine is opened again at once.
  window.addEventListener("offline", drop);
  window.addEventListener("online", () => !socket.connected && !ended && (clearTimeout(timer), socket.connect()));
  document.addEventListener("visibilitychange", () => !document.hidden && watch());

  return {
    join,
    /** @param {import("./sender.js").Command} command @param {(outcome: import("./types").Outcome) => void} answer */
    command: (command, answer) => socket.connected && socket.emit("command", command, answer),
    /** No answer is waited for: a word in passing. @param {string} ref @param {string} field */
    writing: (ref, field) => void (socket.connected && socket.emit("writing", { cell, ref, field })),
    get nextTry() {
      return nextTry;
    },
    /** How long the server has said nothing, in milliseconds. */
    get silence() {
      return offset.steady() - heardAt;
    },
    retryNow() {
      clearTimeout(timer);
      if (!socket.connected && !ended) socket.connect();
    },
  };
}

/** @typedef {ReturnType<typeof openLink>} SocketLink */
