// The journal's page: the server draws it; here it lives on, is written in, and each of its lines can be spoken about.

import { readConfig } from "./config.js";
import { createDrafts } from "./drafts.js";
import { bindKeys } from "./keys.js";
import { newKey } from "./key.js";
import { choicesOf } from "./line_choices.js";
import { createLines } from "./lines.js";
import { openLive } from "./live.js";
import { createLiveRegion, mouthOf } from "./live_region.js";
import { createChoices } from "./menu.js";
import { createOffset } from "./offset.js";
import { createPanel } from "./panel.js";
import * as entry from "./panels/entry.js";
import { information } from "./panels/information.js";
import { createRecorder } from "./recorder.js";
import { createState } from "./state.js";
import { toast } from "./toast.js";
import { clockTime, setZone } from "./when.js";
import { _, readWords } from "./words.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

readWords();
const config = readConfig();
setZone(config.zone);
const cell = String(config.cell);
const boot = JSON.parse(at("boot").textContent || "{}");
const state = createState(boot);
const offset = createOffset();
offset.heard(boot.now);
const drafts = createDrafts(config);
const region = createLiveRegion(mouthOf(document), { now: () => performance.now(), later: (ms, go) => void setTimeout(go, ms) });
const lines = createLines(at("lines"), { head: boot.seq, say: (words) => region.say(words) });

const mayHere = () => (state.row("cell")?.state === "closed" ? [] : state.me.may);

/** What forms are given to read: here there is no board around them. @returns {any} */
const view = () => ({ state, find: state.row, me: { ...state.me, may: mayHere() }, now: offset.now(), link: live.linkState(), writing: [] });

/** @param {string} name @param {Record<string, unknown>} args */
async function run(name, args) {
  const outcome = await live.send(name, args, newKey());
  if (outcome.ok) lines.upTo(outcome.seq);
  else region.interrupt(outcome.refused.message);
  return outcome;
}

/** @param {string} name @param {Record<string, unknown>} args */
async function give(name, args) {
  const outcome = await run(name, args);
  if (!outcome.ok) toast(outcome.refused.message);
}

function drawLink() {
  const link = live.linkState();
  const dot = Object.assign(document.createElement("span"), { className: "dot" });
  const words = { live: _("Live"), catching: _("Catching up…"), frozen: _("Frozen at {time}", { time: clockTime(live.cut.since) }) }[link] ?? "";
  at("link-state").dataset.link = link;
  if (at("link-state").textContent !== words) at("link-state").replaceChildren(dot, words);
}

function draw() {
  drawLink();
  recorder.draw();
  panel.draw();
}

const live = openLive({
  ...{ cell, boot, state, offset, changed: draw },
  lost: () => region.interrupt(_("The link is lost. Nothing can be sent until it is back; what you type stays.")),
  bare() {},
  ready() {
    draw();
    document.body.dataset.ready = "1";
  },
});
const panel = createPanel(/** @type {HTMLDialogElement} */ (at("panel")), /** @type {any} */ ({ information, ...entry }), {
  ...{ view, drafts, run, writing() {} },
});
const recorder = createRecorder(at("recorder"), { view, drafts, record: (args) => run("record_information", args), more: (goesOn) => panel.open("information", "", goesOn) });
const choices = createChoices(at("menu"));

state.subscribe(({ entries, whole }) => {
  // Another board, or another clearance: what is drawn here may be void.
  if (whole) return location.reload();
  if (entries.length > 0) lines.upTo(state.seq);
  draw();
});

/** @param {number} seq */
async function copy(seq) {
  const link = `${location.origin}/cells/${encodeURIComponent(cell)}/journal?at=${seq}#e${seq}`;
  try {
    await navigator.clipboard.writeText(link);
    toast(_("Copied"));
  } catch {
    toast(link);
  }
}

at("lines").addEventListener("click", (press) => {
  const target = /** @type {HTMLElement} */ (press.target);
  const line = /** @type {HTMLElement | null} */ (target.closest("li.entry"));
  const more = /** @type {HTMLElement | null} */ (target.closest("[data-more]"));
  const know = /** @type {HTMLElement | null} */ (target.closest("[data-know]"));
  const mayNow = live.linkState() === "live" ? mayHere() : [];
  if (line && more) {
    const title = _("no. {n}", { n: line.dataset.seq ?? "" });
    choices.open(title, choicesOf(line, { ...state.me, may: mayNow }, { panel: panel.open, give: (name, args) => void give(name, args), copy: (seq) => void copy(seq) }), more);
  }
  if (know) void give("acknowledge_information", { information: Number(know.dataset.know), department: know.dataset.department });
});

/** @param {() => void} go */
const quietly = (go) => (/** @type {KeyboardEvent} */ press) => (press.preventDefault(), go());
const table = [
  { keys: ["j"], shown: "J", words: _("write in the running log"), act: quietly(() => recorder.focus()) },
  { keys: ["i"], shown: "I", words: _("record a piece of information, with its source and its hour"), act: quietly(() => view().me.may.includes("record_information") && panel.open("information")) },
  { keys: ["/"], shown: "/", words: _("look for words"), act: quietly(() => at("q").focus()) },
  { keys: ["?", "Shift+?"], shown: "?", words: _("this list"), act: quietly(() => keys.open()) },
];
const keys = bindKeys(table, /** @type {HTMLDialogElement} */ (at("keys")));

/** The entry that the address points at: on this page, or on the one that has it. */
function point() {
  const seq = /^#e(\d+)$/.exec(location.hash)?.[1];
  if (!seq) return false;
  const line = document.getElementById(`e${seq}`);
  for (const other of document.querySelectorAll("[data-here]")) delete (/** @type {HTMLElement} */ (other).dataset.here);
  if (line) {
    line.dataset.here = "";
    line.scrollIntoView({ block: "center" });
  } else if (new URLSearchParams(location.search).get("at") !== seq) {
    location.replace(`${location.pathname}?at=${seq}#e${seq}`);
  }
  return true;
}
addEventListener("hashchange", point);
draw();
if (!point() && location.search === "") lines.toEnd();
