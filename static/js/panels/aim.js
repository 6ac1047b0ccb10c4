// The panels of the common aim and of the situation: two texts that everybody shares, kept in versions.

import { html, nothing } from "lit";
import { area, field } from "../draw/forms.js";
import { icon } from "../draw/marks.js";
import { cellOf } from "../draw/view.js";
import { personName } from "../names.js";
import { moment } from "../when.js";
import { _, ngettext } from "../words.js";
import { writersOf } from "../writing.js";
import { text } from "./head.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */
/** @typedef {import("../types").Entry} Entry */
/** @typedef {(kind: string) => Promise<Entry[]>} Fetch the entries of one kind, oldest first */

/** The texts that have versions: their kind and their fields in the cell's row. @type {Record<string, {kind: string, version: "aim_version" | "situation_version", gone: "aim_withdrawn" | "situation_withdrawn", text: "aim" | "situation", by: "aim_by" | "situation_by", command: string}>} */
const TEXTS = {
  aim: { kind: "aim.set", version: "aim_version", gone: "aim_withdrawn", text: "aim", by: "aim_by", command: "set_aim" },
  situation: { kind: "situation.set", version: "situation_version", gone: "situation_withdrawn", text: "situation", by: "situation_by", command: "set_situation" },
};

/** @param {Fetch} fetch @returns {Record<string, Panel>} */
export function sharedTexts(fetch) {
  /** Ask for the versions, once for a panel. @param {Ask} ask @param {string} which */
  async function begin(ask, which) {
    const { memo } = ask;
    memo.seen = Number(ask.kept("seen", String(cellOf(ask.view)[TEXTS[which].version] ?? 0)));
    memo.text = cellOf(ask.view)[TEXTS[which].text] ?? "";
    await read(ask, which);
  }

  /** @param {Ask} ask @param {string} which */
  async function read({ view, memo, redraw }, which) {
    memo.gone = cellOf(view)[TEXTS[which].gone] ?? 0;
    memo.entries = undefined;
    memo.entries = await fetch(TEXTS[which].kind).catch(() => null);
    redraw();
  }

  /** The versions; read again where one was withdrawn, so that its words go from here, too. @param {Ask} ask @param {string} which */
  function versionsOf(ask, which, isOpen = false) {
    if (ask.memo.gone !== (cellOf(ask.view)[TEXTS[which].gone] ?? 0)) void read(ask, which);
    return versions(ask, which, isOpen);
  }

  return {
    aim: {
      title: () => _("Common aim"),
      command: "set_aim",
      reads: true,
      writes: ["cell", "aim"],
      button: () => _("Set as a new version"),
      begin: (ask) => void begin(ask, "aim"),
      body(ask) {
        const may = ask.view.me.may.includes("set_aim");
        const hint = _("One sentence that everybody can repeat: what must be true at the end.");
        const input = area("text", ask.refused, true, ask.kept("text", base(ask, "aim")));
        return html`${may ? html`${meanwhile(ask, "aim")}${others(ask, "aim")}${field("text", _("The aim"), input, ask.refused, hint)}` : nothing}${versionsOf(ask, "aim")}`;
      },
      read: (data, ask) => readText(data, ask, "aim"),
    },
    situation: {
      title: () => _("Situation"),
      command: "set_situation",
      writes: ["cell", "situation"],
      wide: true,
      button: () => _("Set as a new version"),
      begin: (ask) => void begin(ask, "situation"),
      body(ask) {
        const label = _("What is happening, and what we do about it");
        const hint = _("Facts first, then what is under way, then what is missing. Whoever arrives reads this.");
        const input = area("text", ask.refused, true, ask.kept("text", base(ask, "situation")), 9);
        return html`${meanwhile(ask, "situation")}${others(ask, "situation")}${field("text", label, input, ask.refused, hint)}${versionsOf(ask, "situation")}`;
      },
      read: (data, ask) => readText(data, ask, "situation"),
    },
    versions: {
      title: ({ id }) => (id === "aim" ? _("Versions of the aim") : _("Versions of the situation")),
      wide: true,
      begin: (ask) => void begin(ask, String(ask.id)),
      body: (ask) => versionsOf(ask, String(ask.id), true),
    },
  };
}

/** @param {FormData} data @param {Ask} ask @param {string} which */
function readText(data, { view, memo }, which) {
  const said = text(data, "text");
  if (said === cellOf(view)[TEXTS[which].text]) return null;
  return { name: TEXTS[which].command, args: { text: said, seen: memo.seen } };
}

/** Whether the words that were begun from were withdrawn since. @param {Ask} ask @param {string} which */
const isGone = ({ view, memo }, which) => (cellOf(view)[TEXTS[which].gone] ?? 0) > memo.seen;

/** What a field holds that nobody has typed in: no words that are gone. @param {Ask} ask @param {string} which @returns {string} */
const base = (ask, which) => (isGone(ask, which) ? (cellOf(ask.view)[TEXTS[which].text] ?? "") : ask.memo.text);

/** What was begun from is gone: mine stays in the field, to copy from, and cannot be sent. @param {Ask} ask */
function withdrawn({ again }) {
  const words = _("The words that stood here were withdrawn meanwhile, so this text cannot be sent. It is kept below: copy what may stay, then start from the present text.");
  const start = _("Start from the present text");
  return html`<div class="note note--late meanwhile" role="alert">
    ${icon("warn")}<span>${words}</span>
    <button class="btn btn--small" type="button" id="meanwhile-again" @click=${again}>${start}</button>
  </div>`;
}

/** Somebody else wrote a version meanwhile: both stand side by side, mine in the field. @param {Ask} ask @param {string} which */
function meanwhile(ask, which) {
  if (isGone(ask, which)) return withdrawn(ask);
  const { view, memo, redraw } = ask;
  const cell = cellOf(view);
  const { version, text: name, by } = TEXTS[which];
  if ((cell[version] ?? 0) <= memo.seen) return nothing;
  const words = _("{who} wrote version {n} while you were writing. Yours is kept below; take over what you need, then send.", { who: personName(view.find, cell[by]), n: cell[version] ?? 0 });
  const read = _("I have read it");
  return html`<div class="note note--soon meanwhile" role="status">
    ${icon("warn")}<span>${words}<span class="meanwhile__theirs">${cell[name]}</span></span>
    <button class="btn btn--small" type="button" id="meanwhile-read" @click=${() => ((memo.seen = cell[version]), redraw())}>${read}</button>
  </div>`;
}

/** Somebody else is at it now: nothing is locked, but nobody is surprised. @param {Ask} ask @param {string} which */
function others({ view }, which) {
  const names = writersOf(view.writing ?? [], "cell", which);
  if (names.length === 0) return nothing;
  const words = ngettext("{names} is writing this too.", "{names} are writing this too.", names.length, { names: names.join(", ") });
  return html`<p class="note" role="status">${icon("pen")}<span>${words}</span></p>`;
}

/** @param {Ask} ask @param {string} which @param {boolean} [isOpen] */
function versions({ view, memo }, which, isOpen = false) {
  const title = _("Versions");
  const [wait, failed, none] = [_("Reading…"), _("The versions could not be read."), _("No version yet.")];
  /** @type {Entry[] | null | undefined} */
  const entries = memo.entries;
  const body =
    entries === undefined ? html`<p class="muted">${wait}</p>` : entries === null ? html`<p class="muted">${failed}</p>` : entries.length === 0 ? html`<p class="muted">${none}</p>` : list();
  return html`<details class="wordings" ?open=${isOpen}>
    <summary>${title}<span class="count">${entries?.length ?? cellOf(view)[TEXTS[which].version] ?? 0}</span></summary>
    ${body}
  </details>`;

  function list() {
    let n = 0; // what was withdrawn counts once more, as on the board (cell/board/aims.py)
    const all = /** @type {Entry[]} */ (entries).map((entry) => ({ entry, n: (n += entry.facts?.text ? 1 : 2) })).reverse();
    return html`<ol role="list">
      ${all.map(({ entry, n }) => {
        const said = _("Version {n}, by {who}, {time}", { n, who: personName(view.find, entry.by), time: moment(Date.parse(entry.at), view.now) });
        const withdrawn = _("Text withdrawn");
        return html`<li><p class="muted">${said}</p><p class="wordings__text">${entry.facts?.text ?? withdrawn}</p></li>`;
      })}
    </ol>`;
  }
}
