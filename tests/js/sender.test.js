// Commands on a link that comes and goes: never queued behind the back, never done twice.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createPending } from "../../static/js/pending.js";
import { createSender } from "../../static/js/sender.js";

/** A link that keeps what it was given. */
function link() {
  const sent = [];
  const state = { isLive: true };
  const sender = createSender("1", { emit: (command, answer) => sent.push({ command, answer }), isLive: () => state.isLive });
  return { sender, sent, state };
}

test("without a link a command is refused here and never sent", async () => {
  const { sender, sent, state } = link();
  state.isLive = false;
  const outcome = await sender.send("add_task", { title: "Call" });
  assert.equal(outcome.ok, false);
  assert.equal(outcome.refused.code, "offline");
  state.isLive = true;
  sender.resend();
  assert.equal(sent.length, 0);
});

test("what was under way when the link dropped is sent again with the same key", async () => {
  const { sender, sent } = link();
  const promise = sender.send("acknowledge_task", { task: 12 });
  sender.resend();
  assert.equal(sent.length, 2);
  assert.equal(sent[0].command.key, sent[1].command.key);
  sent[1].answer({ ok: true, seq: 9 });
  assert.deepEqual(await promise, { ok: true, seq: 9 });
  sender.resend();
  assert.equal(sent.length, 2);
});

test("each command has a key of its own", () => {
  const { sender, sent } = link();
  void sender.send("acknowledge_task", { task: 1 });
  void sender.send("acknowledge_task", { task: 1 });
  assert.notEqual(sent[0].command.key, sent[1].command.key);
});

test("a mark stays until the entry itself is on the screen, not only its answer", () => {
  const pending = createPending(() => {}, () => {});
  pending.begin("k", "task:12", "acknowledge_task", { task: 12 }, 0);
  pending.end("k", { ok: true, seq: 9 }, 8);
  assert.ok(pending.of("task:12"));
  pending.seen(8);
  assert.ok(pending.of("task:12"));
  pending.seen(9);
  assert.equal(pending.of("task:12"), undefined);
});

test("an answer that comes after its entry ends the mark at once", () => {
  const pending = createPending(() => {}, () => {});
  pending.begin("k", "task:12", "acknowledge_task", { task: 12 }, 0);
  pending.end("k", { ok: true, seq: 9 }, 9);
  assert.equal(pending.of("task:12"), undefined);
});

test("a refusal stays until it is read or another attempt is made", () => {
  const pending = createPending(() => {}, () => {});
  pending.begin("k", "task:12", "complete_task", { task: 12 }, 0);
  pending.end("k", { ok: false, refused: { code: "wrong_state", message: "Too late." } }, 8);
  pending.seen(99);
  assert.equal(pending.of("task:12")?.refused?.message, "Too late.");
  pending.begin("k2", "task:12", "drop_task", { task: 12 }, 0);
  assert.equal(pending.of("task:12")?.refused, null);
  pending.dismiss("task:12");
  assert.equal(pending.of("task:12")?.key, "k2");
});

test("after five seconds without a word the mark says so", () => {
  const timers = [];
  const pending = createPending(() => {}, (_ms, act) => timers.push(act));
  pending.begin("k", "task:12", "complete_task", { task: 12 }, 0);
  timers.forEach((act) => act());
  assert.equal(pending.of("task:12")?.slow, true);
});
