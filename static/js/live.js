// The live cell: ties the link, the seq rule and the board together, and says in one word how true the screen is.

import { createFollower } from "./follower.js";
import { leave, reloadFor, toleratedKinds } from "./leave.js";
import { createSender } from "./sender.js";
import { openLink } from "./socket.js";
import { knowsKind } from "./words.js";
import { createWriting } from "./writing.js";

/** @typedef {import("./types").Link} Link */

/** Entries asked for at first if the page brought none, so that the running log does not start empty. */
const JOURNAL_FIRST = 80;
/** "Link restored, 7 entries" stays this long. */
const MISSED_FOR = 8000;

/**
 * @param {object} tools
 * @param {string | number} tools.cell
 * @param {import("./types").Answer} tools.boot
 * @param {import("./state.js").State} tools.state
 * @param {import("./offset.js").Offset} tools.offset
 * @param {() => void} tools.changed the link, the people or what was missed changed
 * @param {() => void} tools.lost
 * @param {() => void} tools.ready the first answer is on the screen
 * @param {() => void} tools.bare a whole board came without its journal: another clearance, or a restored cell
 */
export function openLive(tools) {
  const { cell, boot, state, offset } = tools;
  const tolerated = toleratedKinds();
  let isUp = false;
  let isFirst = true;
  let isReturning = false;
  /** The reader has been told that the link is lost. */
  let isLost = false;
  const cut = { since: 0, missed: 0 };
  /** @type {import("./types").Told} */
  let present = { cell, members: [], empty: {} };

  /** @returns {Link} */
  function linkState() {
    if (isLost) return "frozen";
    if (!isUp) return "catching";
    return follower.asking ? "catching" : "live";
  }

  const follower = createFollower(
    { cell, seq: boot.seq, stream: boot.stream },
    (kind) => knowsKind(kind) || tolerated.has(kind),
    {
      ask: (seq) => link.join(seq, follower.held.stream),
      apply(entries, rows) {
        if (isReturning) restored(entries.length);
        state.apply(entries, rows);
        for (const entry of entries) writing.done(entry.by, Object.keys(rows));
        // Another role for the reader, by whatever kind: a join says what may be done with it.
        const mine = state.row(`member:${state.me.id}`);
        if (mine && (mine.role !== state.me.role || mine.department !== state.me.department)) {
          link.join(follower.held.seq, follower.held.stream);
        }
      },
      adopt(answer) {
        if (isReturning) restored(Math.max(0, answer.seq - state.seq));
        state.adopt(answer);
        if (state.entries.length === 0) tools.bare();
      },
      reload: reloadFor,
      changed: () => tools.changed(),
      wait: (ms, act) => setTimeout(act, ms),
    },
  );

  /** @param {number} count */
  function restored(count) {
    isReturning = false;
    cut.missed = count;
    if (count === 0) return;
    setTimeout(() => {
      cut.missed = 0;
      tools.changed();
    }, MISSED_FOR);
  }

  /** @param {number} at the server's last word */
  function lose(at) {
    if (!isLost) {
      isLost = true;
      cut.since = at;
      tools.lost();
    }
    tools.changed();
  }

  const link = openLink(cell, offset, {
    held: () => follower.held,
    up() {
      isUp = true;
      isLost = false;
      const needsOlder = isFirst && state.entries.length === 0;
      follower.start(needsOlder ? Math.max(0, follower.held.seq - JOURNAL_FIRST) : follower.held.seq);
      tools.changed();
    },
    down(at) {
      follower.stop();
      isReturning ||= isUp;
      isUp = false;
      lose(at);
    },
    late: lose,
    back() {
      isLost = false;
      tools.changed();
    },
    answer(answer) {
      isLost = false;
      if (JSON.stringify(answer.me) !== JSON.stringify(state.me)) state.meet(answer.me);
      follower.answer(answer);
      state.remember(answer.entries ?? []);
      if (follower.asking) return;
      sender.resend();
      if (isFirst) tools.ready();
      isFirst = false;
    },
    push: (push) => follower.push(push),
    head: (head) => follower.head(head),
    presence(told) {
      present = told;
      tools.changed();
    },
    writing: (told) => writing.hear(told),
    out: leave,
    refused: (refused) => leave(refused.code),
  });

  const writing = createWriting({
    say: link.writing,
    changed: () => tools.changed(),
    steady: offset.steady,
    later: (ms, act) => void setTimeout(act, ms),
  });
  const sender = createSender(cell, { emit: link.command, isLive: () => linkState() === "live" });

  return {
    send: sender.send,
    linkState,
    retryNow: link.retryNow,
    /** When the server last said anything, on its own clock. */
    get heard() {
      return link.lastWord;
    },
    get cut() {
      return { ...cut, nextTry: link.nextTry, heard: this.heard };
    },
    get people() {
      return present.members;
    },
    /** The departments nobody looks from, each since when. */
    get empty() {
      return present.empty ?? {};
    },
    /** Who else writes where, now. */
    get writing() {
      return writing.list;
    },
    /** Say that I write in a field of a row; may be called at every key. */
    sendWriting: writing.send,
  };
}

/** @typedef {ReturnType<typeof openLive>} Live */
