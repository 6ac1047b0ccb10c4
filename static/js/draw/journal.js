// The running log: every entry as a sentence, its number and its hour. A withheld entry keeps its number and place.

import { guard, html, nothing, repeat } from "lit";
import { clockTime, day, full, known, sameDay } from "../when.js";
import { sentenceParts, quoted } from "../sentence.js";
import { codeName, personName, shortName } from "../names.js";
import { _, isTurning, ngettext } from "../words.js";
import { icon, tile } from "./marks.js";
import { cellOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").Entry} Entry */
/** @typedef {import("../types").Part} Part */


/** @param {View} view */
export function drawJournal(view) {
  const entries = view.state.entries.slice(-view.drawn);
  const earlier = _("Earlier entries");
  const none = _("The first entry will stand here.");
  const [whole, path] = [_("The whole log: filter, print, take along"), `/cells/${cellOf(view).id ?? ""}/journal`];
  return html`<a class="btn btn--quiet btn--small btn--block" id="journal-page" href=${path}>${icon("journal")}${whole}</a>
    ${view.earlier && entries.length > 0
      ? html`<button class="btn btn--quiet btn--small btn--block" type="button" id="earlier" @click=${view.act.earlier}>${icon("up")}${earlier}</button>`
      : nothing}
    ${entries.length === 0 ? html`<p class="muted feed__none">${none}</p>` : nothing}
    <ol class="feed" role="list">
      ${repeat(
        entries,
        (entry) => entry.seq,
        (entry, index) => guard(stampOf(view, entry, entries[index - 1]), () => html`${dayLine(entry, entries[index - 1])}${drawEntry(view, entry)}`),
      )}
    </ol>`;
}

/** All that the drawing of an entry depends on: of three hundred, only what is new or changed is drawn. @param {View} view @param {Entry} entry @param {Entry | undefined} before */
function stampOf(view, entry, before) {
  const fresh = view.fresh.get(`entry:${entry.seq}`);
  return [entry, before, fresh !== undefined && fresh.until > view.now, view.state.around, view.find(`task:${entry.facts?.task}`)];
}

/** @param {View} view */
export function drawUnread(view) {
  if (view.unread === 0) return nothing;
  const words = ngettext("{n} new entry", "{n} new entries", view.unread);
  return html`<button class="btn btn--small btn--unread" type="button" id="unread" @click=${view.act.latest}>${icon("down")}${words}</button>`;
}

/** @param {Entry} entry @param {Entry | undefined} before */
function dayLine(entry, before) {
  const at = Date.parse(entry.at);
  if (before && sameDay(at, Date.parse(before.at))) return nothing;
  return html`<li class="side__day" role="presentation">${day(at)}</li>`;
}

/** One entry. @param {Pick<View, "find" | "fresh" | "now" | "act">} view @param {Entry} entry */
export function drawEntry(view, entry) {
  const at = Date.parse(entry.at);
  const number = _("no. {n}", { n: entry.seq });
  const fresh = view.fresh.get(`entry:${entry.seq}`);
  const isFresh = fresh !== undefined && fresh.until > view.now;
  return html`<li
    class=${isTurning(entry.kind) || entry.facts?.key_fact ? "entry entry--key" : "entry"}
    id=${`entry-${entry.seq}`}
    data-seq=${entry.seq}
    data-kind=${entry.kind}
    data-fresh=${isFresh ? "" : nothing}
    data-private=${entry.kind === "withheld" ? "" : nothing}
    data-false=${informationIn(view, entry)?.state === "false" ? "" : nothing}
  >
    <time datetime=${entry.at} title=${full(at)}>${clockTime(at)}<small>${number}</small></time>
    ${entryHead(view, entry)}
    <p class="entry__text">${sentenceParts(entry, view.find).map((part) => drawPart(view, part))}</p>
    ${entryFoot(view, entry)}
  </li>`;
}

/** @param {Pick<View, "find">} view @param {Entry} entry */
function entryHead(view, entry) {
  const { label, sign } = nounOf(entry.kind);
  const slug = entry.by === null ? null : view.find(`member:${entry.by}`)?.department;
  const automatic = _("automatic");
  const who = entry.kind === "withheld" ? "" : entry.by === null ? automatic : shortName(personName(view.find, entry.by));
  return html`<p class="entry__head">
    <span class="entry__kind">${icon(sign)}${label}</span
    ><span class="who-name">${slug ? html`${tile(view.find, slug)} ` : nothing}${who}</span>
  </p>`;
}

/** How sure it is now, what it was held to be at first, and when it happened if that was not just then.
 * @param {Pick<View, "find">} view @param {Entry} entry */
function entryFoot(view, entry) {
  const facts = /** @type {Record<string, any>} */ (entry.facts ?? {});
  const late = happened(facts, Date.parse(entry.at));
  const row = informationIn(view, entry);
  if (entry.kind !== "information.recorded" || !facts.state) return late ? html`<p class="entry__foot"><span>${icon("review")}${late}</span></p>` : nothing;
  const state = row?.state ?? facts.state;
  const sure = state === "to_verify" && facts.standing !== "fact" ? facts.standing : state;
  const [truth, sign] = { verified: ["fact", "met"], false: ["false", "cross"], assumption: ["guess", "none"], rumour: ["guess", "none"] }[
    /** @type {string} */ (sure)
  ] ?? ["check", "question"];
  const source = facts.source ? _("source: {source}", { source: facts.source }) : "";
  return html`<p class="entry__foot">
    <span class="truth" data-truth=${truth}>${icon(sign)}${codeName(String(sure))}</span>${since(row, facts.state)}${source ? html`<span>${source}</span>` : nothing}${late
      ? html`<span>${icon("review")}${late}</span>`
      : nothing}
  </p>`;
}

/** The row of the information that an entry recorded. @param {Pick<View, "find">} view @param {Entry} entry */
function informationIn(view, entry) {
  if (entry.kind !== "information.recorded" || !entry.facts) return undefined;
  return /** @type {import("../types").InformationRow | undefined} */ (view.find(`information:${entry.facts.information}`));
}

/** Looked at again since: when, and what was held at first. @param {import("../types").InformationRow | undefined} row @param {string} first */
function since(row, first) {
  if (!row || row.state === first) return nothing;
  const held = _("held at first to be “{state}”", { state: codeName(first) });
  const at = row.checked_at ? html`<time datetime=${row.checked_at} title=${full(Date.parse(row.checked_at))}>${clockTime(Date.parse(row.checked_at))}</time>` : nothing;
  return html`${at}<span>${held}</span>`;
}

/** A late entry is allowed, and visibly late. @param {Record<string, any>} facts @param {number} at */
function happened(facts, at) {
  const then = Date.parse(facts.happened_at ?? "");
  if (Number.isNaN(then) || Math.abs(at - then) < 120_000) return "";
  return _("happened: {time}", { time: known(String(facts.happened_at), at) });
}

/** @param {Pick<View, "find" | "act">} view @param {Part} part */
function drawPart(view, part) {
  if (part.type === "quote") return html`<span class="entry__quote">${quoted(part.text)}</span>`;
  if (part.type === "department" && part.ref) return tile(view.find, part.ref.slice("department:".length));
  if (part.type === "person") return html`<strong>${part.text}</strong>`;
  if (part.type === "number") return drawNumber(view, part);
  if (part.type !== "task" || !part.ref || !view.find(part.ref)) return part.text;
  const id = Number(part.ref.slice("task:".length));
  const open = (/** @type {Event} */ press) => (press.preventDefault(), view.act.open(id));
  return html`<a class="num" href=${`#task-${id}`} @click=${open}>${part.text}</a>`;
}

/** Where what has a number has a page of its own. @type {Record<string, string>} */
const PAGES = { decision: "decisions", handoff: "handoffs", approval: "approvals", statement: "statements", arbitration: "arbitrations", contribution: "contributions" };

/** A number stands on one line, and leads to its page where there is one. @param {Pick<View, "find">} view @param {Part} part */
function drawNumber(view, part) {
  const [noun, id] = (part.ref ?? "").split(":");
  const cell = view.find("cell")?.id;
  if (!Object.hasOwn(PAGES, noun) || !cell || !view.find(part.ref ?? "")) return html`<span class="num">${part.text}</span>`;
  return html`<a class="num" href=${`/cells/${cell}/${PAGES[noun]}/${id}`}>${part.text}</a>`;
}

/** @param {string} kind @returns {{label: string, sign: string}} */
function nounOf(kind) {
  const noun = kind.split(".")[0];
  /** @type {Record<string, {label: string, sign: string}>} */
  const nouns = {
    task: { label: _("Task"), sign: "board" },
    duplicate: { label: _("Task"), sign: "link" },
    decision: { label: _("Decision"), sign: "decision" },
    option: { label: _("Option"), sign: "question" },
    position: { label: _("Position"), sign: "speak" },
    information: { label: _("Information"), sign: "info" },
    message: { label: _("Message"), sign: "speak" },
    handoff: { label: _("Hand-off"), sign: "handoff" },
    approval: { label: _("Approval"), sign: "stamp" },
    lane: { label: _("Fast lane"), sign: "bolt" },
    statement: { label: _("Statement"), sign: "speak" },
    arbitration: { label: _("Arbitration"), sign: "target" },
    contribution: { label: _("Contribution"), sign: "clip" },
    start: { label: _("Clock"), sign: "ok" },
    target: { label: _("Clock"), sign: "ok" },
    wait: { label: _("Clock"), sign: "ok" },
    member: { label: _("Member"), sign: "user" },
    role: { label: _("Role"), sign: "user" },
    department: { label: _("Department"), sign: "users" },
    cell: { label: _("Cell"), sign: "flag" },
    aim: { label: _("Aim"), sign: "target" },
    phase: { label: _("Phase"), sign: "flag" },
    point: { label: _("Fixed point"), sign: "point" },
    situation: { label: _("Situation"), sign: "situation" },
    helper: { label: _("Helper"), sign: "users" },
    invitation: { label: _("Invitation"), sign: "link" },
    wall: { label: _("Wall"), sign: "wall" },
    objective: { label: _("Objective"), sign: "target" },
    criterion: { label: _("Stand-down"), sign: "flag" },
    lesson: { label: _("Lesson"), sign: "review" },
    review: { label: _("Review"), sign: "review" },
    entry: { label: _("Correction"), sign: "pen" },
    withheld: { label: _("Restricted"), sign: "lock" },
  };
  return nouns[noun] ?? { label: _("Entry"), sign: "journal" };
}

