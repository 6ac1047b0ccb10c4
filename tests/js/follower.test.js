// A screen that follows a cell over a bad link: whatever is lost, late, doubled or out of order, it ends with the
// server's board, and it never asks in circles.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createFollower } from "../../static/js/follower.js";
import { KNOWS, answer, board, head, held, push, rowsOf } from "./wire.js";

/** A screen with a board, what it asked, and a clock that waits until it is told. */
function screen(seq = 5, knows = KNOWS) {
  const seen = { asks: [], rows: new Set(Object.keys(rowsOf(...count(seq)))), reloads: [], adopted: 0, waits: [], catching: [] };
  const follower = createFollower(held(seq), knows, {
    ask: (from) => seen.asks.push(from),
    apply: (_entries, rows) => Object.keys(rows).forEach((ref) => seen.rows.add(ref)),
    adopt(whole) {
      seen.adopted++;
      seen.rows = new Set(Object.keys(whole.board.rows));
    },
    reload: (what) => seen.reloads.push(what),
    changed: (is) => seen.catching.push(is),
    wait: (ms, act) => seen.waits.push({ ms, act }),
  });
  return { follower, seen };
}

const count = (n) => Array.from({ length: n }, (_none, index) => index + 1);

test("pushes in order are applied one by one", () => {
  const { follower, seen } = screen();
  follower.push(push(6));
  follower.push(push(7));
  assert.equal(follower.held.seq, 7);
  assert.deepEqual(seen.asks, []);
});

test("a doubled push changes nothing", () => {
  const { follower, seen } = screen();
  follower.push(push(6));
  follower.push(push(6));
  assert.equal(follower.held.seq, 6);
  assert.deepEqual(seen.asks, []);
});

test("a lost push is asked for once, however many come after", () => {
  const { follower, seen } = screen();
  follower.push(push(7));
  follower.push(push(8));
  follower.push(push(9));
  assert.deepEqual(seen.asks, [5]);
  assert.equal(follower.asking, true);
  follower.answer(answer(9, [6, 7, 8, 9]));
  assert.equal(follower.held.seq, 9);
  assert.equal(follower.asking, false);
});

test("pushes that overtake the answer are kept and applied after it", () => {
  const { follower, seen } = screen();
  follower.push(push(7));
  follower.push(push(8));
  follower.answer(answer(7, [6, 7]));
  assert.equal(follower.held.seq, 8);
  assert.deepEqual(seen.asks, [5]);
});

test("swapped pushes end in order", () => {
  const { follower } = screen();
  follower.push(push(7));
  follower.push(push(6));
  follower.answer(answer(7, [6, 7]));
  assert.equal(follower.held.seq, 7);
});

test("the head reveals the loss of the very last push", () => {
  const { follower, seen } = screen();
  follower.head(head(5));
  assert.deepEqual(seen.asks, []);
  follower.head(head(6));
  assert.deepEqual(seen.asks, [5]);
  follower.answer(answer(6, [6]));
  follower.head(head(6));
  assert.deepEqual(seen.asks, [5]);
});

test("a restored cell is taken whole, once", () => {
  const { follower, seen } = screen();
  follower.head(head(3, "restored"));
  follower.head(head(3, "restored"));
  assert.deepEqual(seen.asks, [null]);
  follower.answer(board(3, "restored"));
  follower.head(head(3, "restored"));
  follower.push({ ...push(4), stream: "restored" });
  assert.deepEqual(seen.asks, [null]);
  assert.equal(seen.adopted, 1);
  assert.equal(follower.held.seq, 4);
  assert.equal(follower.held.stream, "restored");
});

test("joining a restored cell with an old number ends with its board", () => {
  const { follower, seen } = screen();
  follower.start();
  follower.answer(answer(3, [], "restored"));
  assert.deepEqual(seen.asks, [5, null]);
  follower.answer(board(3, "restored"));
  assert.equal(follower.held.seq, 3);
  assert.equal(follower.asking, false);
});

test("a server behind us, in the same stream, is believed once and for all", () => {
  const { follower, seen } = screen();
  follower.start();
  follower.answer(answer(2));
  follower.answer(board(2));
  assert.deepEqual(seen.asks, [5, null]);
  assert.deepEqual([...seen.rows], ["task:1", "task:2"]);
  follower.push(push(3));
  assert.equal(follower.held.seq, 3);
});

test("two servers that disagree about the stream do not start a storm", () => {
  const { follower, seen } = screen();
  for (let turn = 0; turn < 20; turn++) {
    const stream = turn % 2 ? "a" : "b";
    follower.head(head(5, stream));
    if (follower.asking && seen.asks.length > turn) follower.answer(board(5, stream));
  }
  assert.equal(seen.asks.length, 1);
  assert.equal(seen.waits.length, 1);
  assert.ok(seen.waits[0].ms >= 1000);
});

test("answers that bring us nowhere are asked for more and more rarely", () => {
  const { follower, seen } = screen();
  follower.push(push(7));
  for (let turn = 0; turn < 8; turn++) {
    follower.answer(answer(9, [7, 9]));
    seen.waits.at(-1)?.act();
  }
  const waits = seen.waits.map((wait) => wait.ms);
  assert.deepEqual(waits.slice(0, 4), [1000, 2000, 4000, 8000]);
  assert.ok(Math.max(...waits) <= 30_000);
});

test("an unknown kind reloads and applies nothing", () => {
  const { follower, seen } = screen();
  const odd = push(6);
  odd.entries[0].kind = "task.juggled";
  follower.push(odd);
  assert.deepEqual(seen.reloads, ["task.juggled"]);
  assert.equal(follower.held.seq, 5);
});

test("a link that drops forgets what it asked, and the next one starts from what is held", () => {
  const { follower, seen } = screen();
  follower.push(push(7));
  follower.stop();
  assert.equal(follower.asking, false);
  follower.start();
  assert.deepEqual(seen.asks, [5, 5]);
  follower.answer(answer(7, [6, 7]));
  assert.equal(follower.held.seq, 7);
});

test("an ask that waited for its turn dies with its link", () => {
  const { follower, seen } = screen();
  follower.push(push(7));
  follower.answer(answer(9, [7]));
  follower.stop();
  seen.waits.forEach((wait) => wait.act());
  assert.deepEqual(seen.asks, [5]);
});

test("catching up is told when it begins and when it ends", () => {
  const { follower, seen } = screen();
  follower.push(push(7));
  follower.answer(answer(7, [6, 7]));
  assert.deepEqual(seen.catching, [true, false]);
});

test("a thousand pushes over a terrible link end with the server's board", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { follower, seen } = terribleLink(seed, 1000);
    assert.equal(follower.held.seq, 1005, `seed ${seed}`);
    assert.equal(seen.rows.size, 1005, `seed ${seed}`);
    assert.equal(seen.reloads.length, 0);
  }
});

/** Lose, double, delay and swap pushes; answer asks late; say the head now and then. */
function terribleLink(seed, total) {
  const dice = random(seed);
  const { follower, seen } = screen();
  let server = 5;
  const wire = [];
  const deliver = () => {
    const at = dice() < 0.3 ? Math.floor(dice() * wire.length) : 0;
    const [message] = wire.splice(at, 1);
    if (message) follower.push(message);
  };
  const settle = () => {
    while (seen.waits.length) seen.waits.shift().act();
    while (seen.asks.length) {
      const from = seen.asks.shift();
      const missing = count(server).slice(from ?? 0);
      follower.answer(from === null ? board(server) : answer(server, missing));
    }
  };
  while (server < 5 + total) {
    const size = 1 + Math.floor(dice() * 3);
    const seqs = count(Math.min(size, 5 + total - server)).map((step) => server + step);
    server += seqs.length;
    if (dice() > 0.1) wire.push(push(...seqs));
    if (dice() < 0.1) wire.push(push(...seqs));
    if (dice() < 0.7) deliver();
    if (dice() < 0.2) follower.head(head(server));
    if (dice() < 0.3) settle();
  }
  while (wire.length) deliver();
  settle();
  follower.head(head(server));
  settle();
  return { follower, seen };
}

/** A small generator with a seed (mulberry32), so that a failure can be run again. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
