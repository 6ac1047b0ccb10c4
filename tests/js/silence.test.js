// When a silent server is taken for lost, for whom, and when it is not.
import assert from "node:assert/strict";
import { test } from "node:test";

import { GONE, LATE, createSilence } from "../../static/js/silence.js";

/** A clock that runs when told; while the page is busy nothing that is due happens. */
function watched() {
  let now = 0;
  const due = [];
  const said = [];
  const silence = createSilence({
    steady: () => now,
    later: (ms, act) => due.push({ at: now + ms, act }),
    late: () => said.push(`late ${now}`),
    back: () => said.push(`back ${now}`),
    gone: () => said.push(`gone ${now}`),
  });
  /** @param {number} until @param {(at: number) => void} [word] called each tenth of a second */
  function run(until, word) {
    for (; now < until; now += 10) {
      if (now % 100 === 0) word?.(now);
      const ready = due.filter((one) => one.at <= now);
      for (const one of ready) due.splice(due.indexOf(one), 1);
      for (const one of ready) one.act();
    }
  }
  return { silence, said, run, busy: (ms) => (now += ms), due };
}

test("a server that beats is never late", () => {
  const { silence, said, run } = watched();
  silence.start();
  run(60_000, (at) => at % 1000 === 0 && silence.heard());
  assert.deepEqual(said, []);
});

test("a word late by half a second is waited for", () => {
  const { silence, said, run } = watched();
  silence.start();
  run(60_000, (at) => at % 1500 === 0 && silence.heard());
  assert.deepEqual(said, []);
});

test("a silent server is late within two seconds of its last word, then gone", () => {
  const { silence, said, run } = watched();
  silence.start();
  run(10_000);
  assert.equal(said.length, 2);
  const [late, gone] = said.map((words) => Number(words.split(" ")[1]));
  assert.ok(late >= LATE && late <= 2000, said[0]);
  assert.ok(gone >= GONE && gone <= GONE + 500, said[1]);
});

test("a word after all: it is believed, and watched anew", () => {
  const { silence, said, run } = watched();
  silence.start();
  run(3000);
  silence.heard();
  assert.equal(silence.isLate, false);
  run(3500);
  assert.deepEqual(said, ["late 1850", "back 3000"]);
  run(5000);
  assert.equal(said.at(-1), "late 4850");
});

test("a page that was busy looks again before it says anything", () => {
  const { silence, said, run, busy } = watched();
  silence.start();
  run(900);
  busy(3000);
  run(3950); // the look that was due is late; the word that waits comes a moment later
  silence.heard();
  run(5000);
  assert.deepEqual(said, []);
});

test("nothing is owed while there is no link or a long answer is on its way", () => {
  const { silence, said, run, due } = watched();
  silence.start();
  run(1000);
  silence.stop();
  run(20_000);
  assert.deepEqual(said, []);
  assert.equal(due.length, 0);
  silence.start();
  run(23_000);
  assert.equal(said.length, 1);
});

test("however many words come, one look is due at a time", () => {
  const { silence, run, due } = watched();
  silence.start();
  run(30_000, () => silence.heard());
  assert.equal(due.length, 1);
});
