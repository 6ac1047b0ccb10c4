// The panels about people: handing a role over, taking the direction of one who is away, and who stands for a department.

import { html, nothing } from "lit";
import { activeMembers } from "../draw/bar.js";
import { area, choice, field } from "../draw/forms.js";
import { standingOf, standingWords } from "../draw/people.js";
import { departmentName, roleName } from "../names.js";
import { _ } from "../words.js";
import { text } from "./head.js";

/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Ask} Ask */
/** @typedef {import("../draw/view.js").View} View */

const EXCLUSIVE = ["director", "coordinator", "loggist", "communications"];

/** The roles this reader may hand over: a director all, the others their own. @param {View} view */
const given = ({ me }) => (me.role === "director" ? EXCLUSIVE : EXCLUSIVE.filter((role) => role === me.role));

/** @param {View} view */
function directorIsAway(view) {
  const here = new Set(view.people.map((one) => one.id));
  return !activeMembers(view).some((member) => member.role === "director" && here.has(member.id));
}

/** @type {Panel} */
export const handover = {
  title: () => _("Hand a role over"),
  command: "offer_role",
  button: ({ memo }) => (memo.takes ? _("Take the direction") : _("Propose")),
  begin({ view, memo }) {
    memo.takes = false;
    memo.may = view.me.may.includes("take_direction");
  },
  body(ask) {
    const { view, refused, memo, kept, redraw } = ask;
    const [hand, takes, kind] = [_("hand a role over"), _("take the direction"), _("What is to be done")];
    const switcher = memo.may
      ? html`<fieldset class="field">
          <legend>${kind}</legend>
          <div class="seg">
            <label><input type="radio" name="kind" value="hand" ?checked=${!memo.takes} @change=${() => ((memo.takes = false), redraw())} />${hand}</label>
            <label><input type="radio" name="kind" value="take" ?checked=${memo.takes} @change=${() => ((memo.takes = true), redraw())} />${takes}</label>
          </div>
        </fieldset>`
      : nothing;
    if (memo.takes) {
      const warning = directorIsAway(view) ? _("The director is away. You become the director at once; everybody is told, with your reason.") : _("The director is here: ask for the role instead. Taken now, everybody is told, with your reason.");
      const reason = field("reason", _("Reason"), area("reason", refused, true, kept("reason", "")), refused, _("In one sentence; it stays in the running log."));
      return html`${switcher}<p class="note note--soon">${warning}</p>${reason}`;
    }
    return html`${switcher}${offer(view, refused)}`;
  },
  read(data, { memo }) {
    if (memo.takes) return { name: "take_direction", args: { reason: text(data, "reason") } };
    return { name: "offer_role", args: { role: text(data, "role"), member: Number(text(data, "member")) } };
  },
};

/** @param {View} view @param {import("../types").Refusal | null} refused */
function offer(view, refused) {
  const roles = given(view);
  const here = new Set(view.people.map((one) => one.id));
  const others = activeMembers(view).filter((member) => member.id !== view.me.id || view.me.role === "director");
  /** @type {[string, string][]} */
  const people = [["", "—"]];
  for (const member of others) people.push([String(member.id), `${member.name ?? "…"}, ${roleName(member.role)} (${standingWords(member, standingOf(member, here), view.now)})`]);
  /** @type {[string, string][]} */
  const choices = roles.map((role) => [role, roleName(role)]);
  const words = _("Both confirm: the role passes when the other accepts. Until then it stays where it is. Everybody is told, and the running log keeps it.");
  const role = field("role", _("Role"), choice("role", choices, view.me.role, refused), refused);
  const member = field("member", _("To"), choice("member", people, "", refused), refused);
  return html`<div class="pair">${role} ${member}</div>
    <p class="field__hint">${words}</p>`;
}

/** @type {Panel} */
export const staff = {
  title: ({ view, id }) => _("Who stands for {department}", { department: departmentName(view.find, String(id)) }),
  command: "staff_department",
  body({ view, id, refused }) {
    const row = view.find(`department:${id}`) ?? {};
    const members = activeMembers(view);
    /** @param {"holder" | "deputy" | "sponsor"} name @param {string} label */
    const pick = (name, label) => {
      const now = /** @type {import("../types").Staff | null} */ (row[name] ?? null);
      const named = members.map((one) => /** @type {[string, string]} */ ([String(one.id), one.name ?? "…"]));
      const known = now && !members.some((one) => one.id === now.id) ? [/** @type {[string, string]} */ ([String(now.id), now.name ?? "…"])] : [];
      return field(name, label, choice(name, [["", _("nobody")], ...known, ...named], String(now?.id ?? ""), refused), refused);
    };
    const hint = _("The holder answers for the department here; the deputy is called when nobody sits there; the sponsor backs it in the management.");
    const [holder, deputy, sponsor] = [pick("holder", _("Holder")), pick("deputy", _("Deputy")), pick("sponsor", _("Sponsor"))];
    return html`<div class="trio">${holder} ${deputy} ${sponsor}</div>
      <p class="field__hint">${hint}</p>`;
  },
  read(data, { view, id }) {
    const row = view.find(`department:${id}`) ?? {};
    /** @type {Record<string, unknown>} */
    const args = {};
    for (const name of ["holder", "deputy", "sponsor"]) {
      const wanted = text(data, name) ? Number(text(data, name)) : null;
      if (wanted !== (row[name]?.id ?? null)) args[name] = wanted;
    }
    return Object.keys(args).length > 0 ? { name: "staff_department", args: { department: String(id), ...args } } : null;
  },
};
