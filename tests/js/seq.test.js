// The seq rule, case by case: what is dropped, applied, asked for, and when a page gives up on itself.
import assert from "node:assert/strict";
import { test } from "node:test";

import { judgeAnswer, judgeHead, judgePush } from "../../static/js/seq.js";
import { KNOWS, answer, board, head, held, push } from "./wire.js";

test("a push with a lower or equal number is dropped", () => {
  assert.equal(judgePush(held(5), push(5), KNOWS).verdict, "drop");
  assert.equal(judgePush(held(5), push(3, 4), KNOWS).verdict, "drop");
});

test("the next push is applied", () => {
  const verdict = judgePush(held(5), push(6, 7), KNOWS);
  assert.equal(verdict.verdict, "apply");
  assert.deepEqual(
    verdict.entries.map((entry) => entry.seq),
    [6, 7],
  );
});

test("a push that overlaps what is held gives only its news", () => {
  const verdict = judgePush(held(5), push(4, 5, 6), KNOWS);
  assert.deepEqual(
    verdict.entries.map((entry) => entry.seq),
    [6],
  );
});

test("a push with a higher number makes us ask", () => {
  assert.equal(judgePush(held(5), push(7), KNOWS).verdict, "ask");
});

test("a push with a hole inside makes us ask", () => {
  assert.equal(judgePush(held(5), push(6, 8), KNOWS).verdict, "ask");
});

test("a push for another cell is dropped, whatever it says", () => {
  assert.equal(judgePush(held(5), { ...push(6), cell: "other", stream: "x" }, KNOWS).verdict, "drop");
});

test("a cell named by a number or by its text is the same cell", () => {
  assert.equal(judgePush({ ...held(5), cell: 1 }, { ...push(6), cell: "1" }, KNOWS).verdict, "apply");
});

test("an unknown kind reloads the page, and says which", () => {
  const odd = push(6);
  odd.entries[0].kind = "task.juggled";
  assert.deepEqual(judgePush(held(5), odd, KNOWS), { verdict: "reload", what: "task.juggled" });
});

test("a withheld entry keeps its place in the count", () => {
  const stub = push(6);
  stub.entries[0] = { seq: 6, at: "", by: null, kind: "withheld", facts: {} };
  assert.equal(judgePush(held(5), stub, KNOWS).verdict, "apply");
});

test("another version of the messages reloads the page", () => {
  assert.equal(judgePush(held(5), { ...push(6), version: 2 }, KNOWS).verdict, "reload");
  assert.equal(judgeAnswer(held(5), { ...answer(6), version: 2 }, KNOWS).verdict, "reload");
});

test("another stream makes us take the whole board", () => {
  assert.equal(judgePush(held(5), { ...push(6), stream: "restored" }, KNOWS).verdict, "board");
  assert.equal(judgeHead(held(5), head(5, "restored")).verdict, "board");
});

test("a push without a stream belongs to ours", () => {
  const { stream, ...bare } = push(6);
  assert.equal(stream, "s1");
  assert.equal(judgePush(held(5), bare, KNOWS).verdict, "apply");
});

test("a head beyond ours reveals a lost last push; ours or a late one says nothing", () => {
  assert.equal(judgeHead(held(5), head(6)).verdict, "ask");
  assert.equal(judgeHead(held(5), head(5)).verdict, "drop");
  assert.equal(judgeHead(held(5), head(4)).verdict, "drop");
});

test("an answer brings exactly what is missing", () => {
  const verdict = judgeAnswer(held(5), answer(8, [6, 7, 8]), KNOWS);
  assert.equal(verdict.verdict, "apply");
  assert.equal(verdict.entries.length, 3);
});

test("an answer with older entries too applies only the new ones", () => {
  const verdict = judgeAnswer(held(5), answer(6, [3, 4, 5, 6]), KNOWS);
  assert.deepEqual(
    verdict.entries.map((entry) => entry.seq),
    [6],
  );
});

test("an answer that stops short of its own head, or has a hole, is not enough", () => {
  assert.equal(judgeAnswer(held(5), answer(8, [6, 7]), KNOWS).verdict, "board");
  assert.equal(judgeAnswer(held(5), answer(8, [6, 8]), KNOWS).verdict, "board");
});

test("a server that is behind us has lost entries: its board is the truth", () => {
  assert.equal(judgeAnswer(held(5), answer(3), KNOWS).verdict, "board");
});

test("an answer with a board is adopted whatever we held", () => {
  assert.equal(judgeAnswer(held(5), board(3, "restored"), KNOWS).verdict, "adopt");
});
