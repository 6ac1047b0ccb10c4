// What reads alike is asked for when the hands rest, and only the last answer counts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { standing } from "../../static/js/draw/similar.js";
import { createSimilar } from "../../static/js/similar.js";
import { learn } from "../../static/js/words.js";
import { setZone } from "../../static/js/when.js";

learn({}, "en");
setZone("Europe/Paris");

const row = (more = {}) => ({ cell: "c1", title: "Fire", ref: "task:2", number: "A-2", text: "Call the mill", status: "done", department: "production", name: { en: "Production", fr: "Production" }, at: "2026-03-03T09:30:00.000Z", score: 1, ...more });

/** @param {Record<string, any[]>} answers */
function stage(answers, isLive = true) {
  /** @type {string[]} */
  const asked = [];
  let drawn = 0;
  const similar = createSimilar({
    isLive: () => isLive,
    changed: () => void drawn++,
    ask: (title) => (asked.push(title), title in answers ? Promise.resolve(answers[title]) : Promise.reject(new Error("429"))),
  });
  return { similar, asked, drawn: () => drawn };
}

/** @param {import("node:test").TestContext} t @param {() => void} act */
async function rested(t, act) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  act();
  t.mock.timers.tick(2000);
  t.mock.timers.reset();
  await new Promise((resolve) => setImmediate(resolve));
}

test("only what stands when the hands rest is asked for, once", async (t) => {
  const { similar, asked } = stage({ "Call the mill": [row()] });
  await rested(t, () => ["Call ", "Call the ", "Call the mill", "Call the mill"].forEach(similar.typed));
  assert.deepEqual(asked, ["Call the mill"]);
  assert.equal(similar.found.length, 1);
  similar.typed("Call");
  assert.equal(similar.found.length, 0, "too short to say anything");
  await rested(t, () => similar.typed("Call the mill"));
  assert.deepEqual(asked, ["Call the mill"], "what was answered is known");
});

test("an answer that comes too late is not shown, nor is a refusal", async (t) => {
  const { similar } = stage({ "Call the mill": [row()] });
  await rested(t, () => {
    similar.typed("Call the mill");
    t.mock.timers.tick(400);
    similar.typed("Call the mill in Minho");
  });
  assert.equal(similar.found.length, 0);
});

test("nothing is asked while the link is down", async (t) => {
  const { similar, asked } = stage({ "Call the mill": [row()] }, false);
  await rested(t, () => similar.typed("Call the mill"));
  assert.deepEqual(asked, []);
});

test("a screen reader is told once for each line", async (t) => {
  const { similar } = stage({ "Call the mill": [row()], "Call the mill now": [row(), row({ ref: "task:3" })] });
  const say = (/** @type {any[]} */ rows) => `${rows.length}`;
  assert.equal(similar.told(say), "");
  await rested(t, () => similar.typed("Call the mill"));
  assert.equal(similar.told(say), "1");
  await rested(t, () => similar.typed("Call the mill now"));
  assert.equal(similar.told(say), "1", "what comes on top is only shown");
  similar.forget();
  assert.equal(similar.told(say), "");
});

test("how it stands, in words", () => {
  const view = /** @type {any} */ ({ now: Date.parse("2026-03-05T12:00:00Z") });
  const said = (/** @type {object} */ more, now = "2026-03-05T12:00:00Z") => standing({ ...view, now: Date.parse(now) }, row(more));
  assert.match(said({}), /^Already done on 3 March( 2026)? by Production$/);
  assert.equal(said({}, "2026-03-03T12:00:00Z"), "Already done at 10:30 by Production");
  assert.equal(said({ at: "2017-11", name: null }), "Already done, November 2017");
  assert.match(said({ at: "2017-11-05", name: null }), /^Already done on 5 November 2017$/);
  assert.match(said({ status: "dropped" }), /^Given up on 3 March/);
  assert.equal(said({ status: "to_acknowledge" }), "Asked of Production");
  assert.equal(said({ status: "waiting" }), "Under way at Production");
  assert.equal(said({ status: "waiting", name: null }), "Under way");
  assert.equal(said({ ref: "decision:3", status: "asked" }), "To be decided");
  assert.match(said({ ref: "decision:3", status: "in_force" }), /^Decided on 3 March/);
  assert.equal(said({ ref: "statement:1", status: "draft" }), "Statement in draft");
  assert.match(said({ ref: "statement:1", status: "published" }), /^Statement published on 3 March/);
  assert.match(said({ ref: "statement:1", status: "superseded" }), /^Statement withdrawn or replaced on 3 March/);
  assert.equal(said({ ref: "decision:3", status: "revoked" }), "Decided, no longer in force");
});
