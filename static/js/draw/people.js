// Who is here, who is on the way, who cannot come, and who has not said. The gap is named: nobody is simply left out.

import { html, nothing } from "lit";
import { initials, roleName } from "../names.js";
import { atMoment } from "../when.js";
import { _ } from "../words.js";
import { activeMembers } from "./bar.js";
import { icon, tile } from "./marks.js";
import { canWrite, cellOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").MemberRow} MemberRow */
/** @typedef {"here" | "coming" | "cannot" | "away" | "silent"} Standing */

/** @type {Standing[]} */
const ORDER = ["here", "coming", "away", "silent", "cannot"];

/** Where a member stands: at a screen now, else what they answered to the call. @param {MemberRow} member @param {Set<number>} here @returns {Standing} */
export function standingOf(member, here) {
  if (here.has(member.id)) return "here";
  if (member.answer === "coming" || member.answer === "cannot") return member.answer;
  return member.answer === "here" || member.answer === undefined ? "away" : "silent";
}

/** The words of an answer to the call. @param {MemberRow} member @param {Standing} standing @param {number} now */
export function standingWords(member, standing, now) {
  if (standing === "coming" && member.coming_at) return _("coming {when}", { when: atMoment(Date.parse(member.coming_at), now) });
  return { here: _("here"), coming: _("on the way"), cannot: _("cannot come"), away: _("away"), silent: _("has not answered") }[standing];
}

/** @param {View} view */
export function drawPeople(view) {
  const heading = _("In the cell");
  const members = _("Members and invitations");
  const here = new Set(view.people.map((one) => one.id));
  const all = activeMembers(view);
  const guests = view.people.filter((one) => !all.some((member) => member.id === one.id));
  const groups = ORDER.map((standing) => ({ standing, list: all.filter((member) => standingOf(member, here) === standing) }));
  return html`<h2 id="people-h">${heading}</h2>
    ${groups.map(({ standing, list }) => (list.length > 0 ? group(view, standing, list) : nothing))}
    ${guests.map((one) => html`<p class="row">${face(one.name)}${one.name}</p>`)}
    <p class="people-list__foot row">
      <a class="btn btn--small" href=${`/cells/${cellOf(view).id}/members`}>${icon("users")}${members}</a>${roles(view)}
    </p>`;
}

/** @param {View} view */
function roles(view) {
  const give = _("Hand a role over…");
  const may = view.me.may.includes("offer_role") || view.me.may.includes("take_direction");
  if (!may) return nothing;
  return html`<button class="btn btn--small" type="button" id="handover-button" ?disabled=${view.link !== "live"} @click=${() => view.act.around.panel("handover")}>
    ${icon("handoff")}${give}
  </button>`;
}

/** @param {View} view @param {Standing} standing @param {MemberRow[]} list */
function group(view, standing, list) {
  const title = { here: _("Here"), coming: _("On the way"), cannot: _("Cannot come"), away: _("Away"), silent: _("Have not answered") }[standing];
  return html`<section>
    <h3>${title}<span class="count">${list.length}</span></h3>
    <ul role="list">${list.map((member) => person(view, member, standing))}</ul>
  </section>`;
}

/** @param {View} view @param {MemberRow} member @param {Standing} standing */
function person(view, member, standing) {
  const idle = view.people.find((one) => one.id === member.id)?.idle ? _("away from the keyboard") : "";
  const detail = standing === "coming" && member.coming_at ? standingWords(member, standing, view.now) : idle;
  return html`<li class="row">
    ${face(member.name)}<span class="dot ${standing === "here" ? "dot--here" : standing === "cannot" || standing === "silent" ? "dot--empty" : "dot--away"}"></span>
    <span class="people-list__name">${member.name ?? "…"}${detail ? html`<small>${detail}</small>` : nothing}</span>
    <span class="muted people-list__role">${member.department ? tile(view.find, member.department) : nothing}${roleName(member.role)}</span>
  </li>`;
}

/** @param {string | null} name */
const face = (name) => html`<span class="who" aria-hidden="true">${initials(name ?? "?")}</span>`;

/** What is asked of the reader about the call and about roles. @param {View} view */
export function drawCalls(view) {
  const member = /** @type {MemberRow | undefined} */ (view.find(`member:${view.me.id}`));
  if (!member || cellOf(view).state === "closed") return nothing;
  return html`${call(view, member)}${offer(view, member)}${offered(view)}`;
}

/** Called, and not yet answered. @param {View} view @param {MemberRow} member */
function call(view, member) {
  if (member.answer !== null || !view.me.may.includes("answer_call")) return nothing;
  const words = { call: _("You are called into this cell."), ask: _("Can you come?"), here: _("I am here"), coming: _("Coming at…"), cannot: _("I cannot") };
  const isOpener = cellOf(view).opened_by === view.me.id;
  const opened = _("You opened this cell: say whether you are there");
  const disabled = !canWrite(view, "answer_call");
  const { answer, panel } = view.act.around;
  return html`<div class="banner" data-kind="info" id="call">
    ${icon("bell")}<span>${isOpener ? html`<strong>${opened}</strong>` : html`<strong>${words.call}</strong> ${words.ask}`}</span>
    <span class="banner__keys">
      <button class="btn btn--small btn--primary" type="button" id="answer-here" ?disabled=${disabled} @click=${() => answer("here")}>${icon("check")}${words.here}</button>
      <button class="btn btn--small" type="button" id="answer-coming" aria-haspopup="dialog" ?disabled=${disabled} @click=${() => panel("answer")}>${words.coming}</button>
      <button class="btn btn--small" type="button" id="answer-cannot" ?disabled=${disabled} @click=${() => answer("cannot")}>${words.cannot}</button>
    </span>
  </div>`;
}

/** A role is held out to the reader. @param {View} view @param {MemberRow} member */
function offer(view, member) {
  if (!member.offered) return nothing;
  const who = view.find(`member:${member.offered_by}`)?.name ?? "…";
  const role = roleName(member.offered);
  const words = _("{who} hands you the role of {role}.", { who, role });
  const told = _("Everybody will be told.");
  const [accept, decline] = [_("Accept"), _("Decline")];
  return html`<div class="banner" data-kind="info" id="offer">
    ${icon("handoff")}<span><strong>${words}</strong> ${told}</span>
    <span class="banner__keys">
      <button class="btn btn--small btn--primary" type="button" id="offer-accept" ?disabled=${view.link !== "live"} @click=${() => view.act.around.role("accept_role", member.offered ?? "")}>${icon("check")}${accept}</button>
      <button class="btn btn--small" type="button" id="offer-decline" ?disabled=${view.link !== "live"} @click=${() => view.act.around.role("decline_role", member.offered ?? "")}>${decline}</button>
    </span>
  </div>`;
}

/** The reader held a role out, and nobody has answered. @param {View} view */
function offered(view) {
  const to = activeMembers(view).find((member) => member.offered && member.offered_by === view.me.id && member.id !== view.me.id);
  if (!to) return nothing;
  const words = _("You hand {role} over to {who}: not answered yet.", { who: to.name ?? "…", role: roleName(to.offered ?? "") });
  const back = _("Take it back");
  return html`<div class="banner" id="offered">
    ${icon("handoff")}<span>${words}</span>
    <button class="btn btn--small" type="button" id="offer-back" ?disabled=${view.link !== "live"} @click=${() => view.act.around.role("decline_role", to.offered ?? "")}>${back}</button>
  </div>`;
}
