// What is said to each audience now, pinned for everybody: one wording, the same for all who speak.

import { html, nothing } from "lit";
import { codeName } from "../names.js";
import { shortMoment } from "../when.js";
import { _, figure } from "../words.js";
import { icon } from "./marks.js";
import { cellOf } from "./view.js";

/** @typedef {import("../types").StatementRow} StatementRow */

/** @param {import("./view.js").View} view */
export function drawSaidNow(view) {
  const rows = /** @type {StatementRow[]} */ (view.state.rowsOf("statement")).filter((row) => row.status === "published");
  if (rows.length === 0) return nothing;
  const title = _("Said now");
  /** @param {StatementRow} row */
  const line = (row) => {
    const at = row.published_at ?? "";
    const text = row.wordings.at(-1)?.text ?? "…";
    return html`<li>${icon("speak")}<span><a href=${`/cells/${cellOf(view).id}/statements/${row.id}`}><span class="num muted">${row.number}</span> <b>${codeName(row.audience)}</b></a> <span class="situation__words">${text}</span></span><time class="muted" datetime=${at}>${shortMoment(Date.parse(at), view.now)}</time></li>`;
  };
  return html`<section class="side__part" id="said-now">
    <h3>${title}<span class="count">${figure(rows.length)}</span></h3>
    <ul role="list" class="situation__facts">${rows.map(line)}</ul>
  </section>`;
}
