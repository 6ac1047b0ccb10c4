// The live cell's page: makes its parts and ties them together. Each part says what it needs; they meet only here.

import { createActs } from "./acts.js";
import { announce } from "./announce.js";
import { createAround } from "./around.js";
import { createAsked, wayTo } from "./asked.js";
import { clocksAt } from "./clock.js";
import { createComposer } from "./composer.js";
import { readConfig } from "./config.js";
import { createDrafts } from "./drafts.js";
import { createDrag } from "./drag.js";
import { isWith } from "./filters.js";
import { FRESH_FOR, createFresh } from "./fresh.js";
import { fetchAlike, fetchEarlier, fetchHistory, fetchKind, fetchSimilar } from "./history.js";
import { createHold } from "./hold.js";
import { newKey } from "./key.js";
import { openLive } from "./live.js";
import { createLiveRegion, mouthOf } from "./live_region.js";
import { createLook } from "./look.js";
import { createMenu } from "./menu.js";
import { createOffset } from "./offset.js";
import { createPending } from "./pending.js";
import { createQuick } from "./quick.js";
import { createRecorder } from "./recorder.js";
import { createScreen } from "./screen.js";
import { createSheet } from "./sheet.js";
import { createState } from "./state.js";
import { walkTabs } from "./tabs.js";
import { toast } from "./toast.js";
import { createUnread } from "./unread.js";
import { focusedTask } from "./walk.js";
import { setZone } from "./when.js";
import { _, readWords } from "./words.js";

/** @typedef {import("./draw/view.js").View} View */
/** @typedef {import("./types").TaskRow} TaskRow */

/** Entries of the running log drawn at first, and more with each press; those that come are added, up to a measure. */
const ENTRIES = 80;
const ENTRIES_MOST = 300;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

readWords();
const config = readConfig();
setZone(config.zone);
const boot = JSON.parse(at("boot").textContent || "{}");
const cell = String(config.cell);

const state = createState(boot);
const offset = createOffset();
offset.heard(boot.now);
const drafts = createDrafts(config);
let drawn = ENTRIES;
const fresh = createFresh();
const pending = createPending(() => screen.now());
const region = createLiveRegion(mouthOf(document), { now: () => performance.now(), later: (ms, go) => void setTimeout(go, ms) });
const asked = createAsked({ state, show: (words, ref) => toast(words, undefined, wayTo(cell, ref)) });
const hold = createHold(at("board"), () => screen.soon());
const look = createLook(hold, () => screen.now());
const unread = createUnread(at("feed"), () => screen.soon());

/** @param {number} id */
const taskOf = (id) => /** @type {TaskRow | undefined} */ (state.row(`task:${id}`));
/** What the reader may do here: a closed cell is only read, or opened again. */
const mayHere = () => (state.row("cell")?.state === "closed" ? state.me.may.filter((name) => name === "reopen_cell") : state.me.may);
const mayNow = () => (live.linkState() === "live" ? mayHere() : []);

/** Until the server says who is here, the reader is. */
const peopleHere = () => (live.people.length > 0 ? live.people : [{ id: state.me.id, name: state.me.name, screens: 1 }]);

/** What nobody must look for in the fold of a long column: one's own tasks, what just changed, what is under way, what has
 * the focus; that is asked of the page once, not for each of five hundred. */
function keeps() {
  const focused = focusedTask();
  return (/** @type {number} */ id) => {
    const ref = `task:${id}`;
    return id === focused || isWith(taskOf(id), state.me.id) || fresh.marks.has(ref) || pending.of(ref) !== undefined;
  };
}

/** @returns {View} */
function lookAgain() {
  const now = offset.now();
  fresh.forget(now);
  pending.seen(state.seq);
  const settled = look.settle(state, clocksAt(/** @type {import("./types").CellRow | undefined} */ (state.row("cell")), now), keeps());
  return {
    ...{ state, find: state.row, me: { ...state.me, may: mayHere() }, now, link: live.linkState(), cut: live.cut, people: peopleHere() },
    ...{ empty: live.empty, writing: live.writing },
    ...{ ...look.parts, ...settled, fresh: fresh.marks, pending, levels: config.levels ?? {} },
    ...{ unread: unread.count, drawn, earlier: drawn < state.entries.length || (state.entries[0]?.seq ?? 1) > 1, around: around.parts, act },
  };
}

/** Send a command; the row it is about stays marked until its entry comes back.
 * @param {string} name @param {Record<string, unknown>} args @param {string | null} ref */
async function run(name, args, ref) {
  const key = newKey();
  pending.begin(key, ref, name, args, offset.now());
  const outcome = await live.send(name, args, key);
  const task = outcome.ok ? (args.task ?? (name === "add_task" ? outcome.row?.id : undefined)) : undefined;
  if (outcome.ok && typeof task === "number") {
    look.moved(task, outcome.seq);
    quick.undo.did(name, task, outcome.seq);
  }
  pending.end(key, outcome, state.seq);
  if (!outcome.ok) region.interrupt(outcome.refused.message);
  return outcome;
}

/** The sheet shows its refusals itself. @param {string} name @param {Record<string, unknown>} args @param {string} ref */
async function runFromSheet(name, args, ref) {
  const outcome = await run(name, args, ref);
  pending.dismiss(ref);
  screen.now();
  return outcome;
}

const acts = createActs({ task: taskOf, mayHere, mayNow, run, pending, look, sheet: () => sheet, menu: () => menu, changed: () => screen.now() });

/** @type {import("./draw/view.js").Act} */
const act = {
  ...acts,
  compose: (words) => composer.open(words),
  ask: () => around.act.panel("question"),
  journal: (isShown) => showJournal(isShown),
  retry: () => live.retryNow(),
  async earlier() {
    const first = state.entries[0]?.seq ?? 1;
    drawn += ENTRIES;
    screen.now();
    if (drawn <= state.entries.length || first === 1) return;
    const older = await fetchEarlier(cell, first).catch(() => null);
    if (older) state.remember(older);
    else toast(_("Earlier entries could not be fetched."));
  },
  latest: () => unread.toEnd(),
  get around() {
    return around.act;
  },
};

const live = openLive({
  ...{ cell, boot, state, offset, changed: () => screen.now() },
  lost: () => region.interrupt(_("The link is lost. The board is frozen and nothing can be sent.")),
  bare: () => void fetchEarlier(cell, state.seq + 1).then(state.remember, () => {}),
  ready() {
    screen.now();
    document.body.dataset.ready = "1";
  },
});

const view = () => screen.view;
const menu = createMenu(at("menu"), act.move);
const sheet = createSheet(/** @type {HTMLDialogElement} */ (at("sheet")), { view, drafts, run: runFromSheet, writing: (ref, field) => live.sendWriting(ref, field), history: (id) => fetchHistory(cell, id), alike: (title) => fetchAlike(cell, title) });
const composer = createComposer(at("composer"), { view, drafts, add: (args) => run("add_task", args, null), similar: (title, signal) => fetchSimilar(cell, title, signal) });
const recorder = createRecorder(at("recorder"), { view, drafts, record: (args) => run("record_information", args, null), more: (goesOn) => act.around.panel("information", "", goesOn) });
const around = createAround({
  ...{ view, state, drafts, offset, live: () => live, changed: () => screen.now(), run: (name, args) => run(name, args, null) },
  ...{ fetch: (kind) => fetchKind(cell, kind), side: showJournal, interrupt: region.interrupt },
});
const drag = createDrag(at("board"), { task: taskOf, may: mayNow, hold, drop: act.move, hand: acts.hand });
const screen = createScreen(lookAgain, () => [sheet, composer, recorder, around, drag, quick.tour].forEach((part) => part.draw()));
for (const [name, is] of /** @type {[string, boolean][]} */ ([["beforeprint", true], ["afterprint", false]])) addEventListener(name, () => look.whole(is));

state.subscribe(({ entries, whole }) => {
  fresh.mark(entries, state.row, offset.now());
  unread.add(entries.length);
  drawn = Math.max(drawn, Math.min(ENTRIES_MOST, drawn + entries.length));
  announce(region, state, entries, asked.tell(entries));
  for (const { by, facts } of entries) if (by !== state.me.id && typeof facts?.task === "number") quick.undo.touched(facts.task);
  if (entries.length > 0) setTimeout(() => screen.soon(), FRESH_FOR + 50);
  if (whole) look.letAll();
  screen.soon();
});

/** @param {boolean} [isShown] */
function showJournal(isShown) {
  document.body.toggleAttribute("data-journal", isShown);
  unread.look();
}

const quick = createQuick({
  ...{ view, act, acts, say: (words) => region.say(words) },
  record: () => (showJournal(true), act.around.tab("journal"), recorder.focus()),
  undo: (task, entry) => run("undo_task", { task, entry }, `task:${task}`),
  mayUndo: () => mayHere().includes("undo_task"),
});
walkTabs(at("tabs"));
for (const button of document.querySelectorAll("[data-open]")) {
  const open = { keys: quick.keys.open, find: quick.find, journal: () => showJournal(true), board: () => showJournal(false), compose: () => composer.open() };
  button.addEventListener("click", open[/** @type {keyof typeof open} */ (button.getAttribute("data-open"))]);
}

screen.now();
const linked = /^#task-(\d+)$/.exec(location.hash);
if (linked) act.open(Number(linked[1]));
else quick.tour.offer();
