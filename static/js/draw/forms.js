// The small forms of the cell's page. Each field has its label, and a refusal stands under the field it speaks of;
// nothing that was typed is ever lost to a refusal.

import { html, ifDefined, nothing } from "lit";
import { decisionNumber, departmentName, objectiveNumber, personName, taskNumber, taskTitle } from "../names.js";
import { _ } from "../words.js";
import { icon } from "./marks.js";
import { objectivesOf, peopleOf, tasksOf } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("../types").Refusal} Refusal */
/** @typedef {import("../types").TaskRow} TaskRow */

/**
 * A labelled field with its error. @param {string} name @param {string} label @param {unknown} control
 * @param {Refusal | null} refused @param {string} [hint]
 */
export function field(name, label, control, refused, hint) {
  const isWrong = refused?.field === name;
  return html`<div class="field">
    <label for=${`f-${name}`}>${label}</label>${control}
    ${hint ? html`<p class="field__hint" id=${`f-${name}-hint`}>${hint}</p>` : nothing}
    ${isWrong ? html`<p class="field__error" id=${`f-${name}-error`}>${icon("warn")}<span>${refused.message}</span></p>` : nothing}
  </div>`;
}

/** @param {string} name @param {Refusal | null} refused */
const invalid = (name, refused) => ifDefined(refused?.field === name ? "true" : undefined);
/** @param {string} name @param {Refusal | null} refused */
const described = (name, refused) => ifDefined(refused?.field === name ? `f-${name}-error` : undefined);

/** @param {string} name @param {Refusal | null} refused @param {boolean} [isRequired] @param {string} [text] @param {number} [rows] */
export function area(name, refused, isRequired = true, text = "", rows = 2) {
  return html`<textarea
    class="input"
    id=${`f-${name}`}
    name=${name}
    rows=${rows}
    maxlength="4000"
    ?required=${isRequired}
    aria-invalid=${invalid(name, refused)}
    aria-describedby=${described(name, refused)}
    .defaultValue=${text}
  ></textarea>`;
}

/** @param {string} name @param {[string, string][]} choices @param {string} chosen @param {Refusal | null} refused */
export function choice(name, choices, chosen, refused) {
  return html`<select class="input" id=${`f-${name}`} name=${name} aria-invalid=${invalid(name, refused)} aria-describedby=${described(name, refused)}>
    ${choices.map(([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`)}
  </select>`;
}

/** @param {string} name @param {string} type @param {string} value @param {Refusal | null} refused @param {boolean} [isRequired] */
export function line(name, type, value, refused, isRequired = false) {
  return html`<input
    class="input"
    id=${`f-${name}`}
    name=${name}
    type=${type}
    maxlength=${type === "text" ? 500 : nothing}
    autocomplete="off"
    ?required=${isRequired}
    aria-invalid=${invalid(name, refused)}
    aria-describedby=${described(name, refused)}
    .defaultValue=${value}
  />`;
}

/** @param {View} view @returns {[string, string][]} */
export function departmentChoices(view) {
  const departments = /** @type {import("../types").DepartmentRow[]} */ (view.state.rowsOf("department"));
  return departments.map((one) => [one.id, departmentName(view.find, one.id)]);
}

/** @param {View} view @returns {[string, string][]} */
export function ownerChoices(view) {
  return [["", _("no owner")], ...peopleOf(view).map((member) => /** @type {[string, string]} */ ([String(member.id), personName(view.find, member.id)]))];
}

/** @param {View} view @returns {[string, string][]} */
export function objectiveChoices(view) {
  return [["", _("no objective")], ...objectivesOf(view).map((one) => /** @type {[string, string]} */ ([String(one.id), `${objectiveNumber(one.id)} ${one.text ?? "…"}`]))];
}

/** Those that count, and the one it follows now. @param {View} view @param {number | null} chosen @returns {[string, string][]} */
export function decisionChoices(view, chosen) {
  const rows = view.state.rowsOf("decision").filter((row) => row.status === "asked" || row.status === "in_force" || row.id === chosen);
  return [["", _("no decision")], ...rows.map((row) => /** @type {[string, string]} */ ([String(row.id), `${decisionNumber(row.id)} ${row.question ?? "…"}`]))];
}

/** @returns {[string, string][]} */
export const priorityChoices = () => [
  ["1", _("1, first")],
  ["2", _("2, normal")],
  ["3", _("3, when possible")],
];

/** Why, when a move needs a reason or may have a result. @param {"reason" | "result"} name @param {Refusal | null} refused */
export function drawReason(name, refused) {
  if (name === "result") {
    const label = _("Result (optional)");
    return field("result", label, area("result", refused, false), refused, _("What came of it, in one sentence."));
  }
  return field("reason", _("Reason"), area("reason", refused), refused, _("In one sentence; it stays in the running log."));
}

/** What a task waits on, and why. @param {View} view @param {TaskRow} row @param {string} kind @param {(kind: string) => void} choose @param {Refusal | null} refused */
export function drawWait(view, row, kind, choose, refused) {
  const legend = _("Waits on");
  /** @type {[string, string][]} */
  const kinds = [
    ["department", _("a department")],
    ["task", _("another task")],
    ["outside", _("somebody outside")],
  ];
  // Nobody is chosen beforehand: in a hurry the first of a list would be recorded as who keeps us waiting.
  /** @type {[string, string][]} */
  const others = [["", "—"], ...departmentChoices(view).filter(([slug]) => slug !== row.department)];
  const tasks = tasksOf(view).filter((one) => one.id !== row.id && one.status !== "done" && one.status !== "dropped");
  /** @type {[string, string][]} */
  const numbered = [["", "—"], ...tasks.map((one) => /** @type {[string, string]} */ ([String(one.id), `${taskNumber(one.id)} ${one.title ?? ""}`]))];
  /** @type {Record<string, () => unknown>} */
  const controls = {
    department: () => field("on", _("Department"), choice("on", others, "", refused), refused),
    task: () => field("on", _("Task"), choice("on", numbered, "", refused), refused),
    outside: () => field("on", _("Who or what"), line("on", "text", "", refused, true), refused),
  };
  const reason = field("reason", _("Reason"), area("reason", refused), refused, _("What is needed from them, in one sentence."));
  const lift = field("unblocker", _("Who can lift it (optional)"), line("unblocker", "text", "", refused), refused);
  return html`<fieldset class="field">
      <legend>${legend}</legend>
      <div class="seg">
        ${kinds.map(
          ([value, label]) => html`<label><input type="radio" name="kind" value=${value} ?checked=${value === kind} @change=${() => choose(value)} />${label}</label>`,
        )}
      </div>
    </fieldset>
    ${controls[kind]()} ${reason} ${lift}`;
}

/**
 * Which task is the same work: those that read alike come first. @param {View} view @param {TaskRow} row
 * @param {number[] | null} alike null while it is not known @param {Refusal | null} refused
 */
export function drawDouble(view, row, alike, refused) {
  if (alike === null) return html`<p class="muted" role="status">…</p>`;
  const others = tasksOf(view).filter((one) => one.id !== row.id && !one.undone);
  const near = alike.flatMap((id) => others.find((one) => one.id === id) ?? []);
  const rest = others.filter((one) => !near.includes(one)).reverse();
  const numbered = [...near, ...rest].map((one) => /** @type {[string, string]} */ ([String(one.id), `${taskNumber(one.id)} ${taskTitle(view.find, one)}`]));
  const hint = _("Both stay as they are; each says that it is the same work.");
  return field("of", _("Same work as"), choice("of", [["", "—"], ...numbered], String(near[0]?.id ?? ""), refused), refused, hint);
}

/** Which department it goes to. @param {View} view @param {TaskRow} row @param {Refusal | null} refused */
export function drawHanding(view, row, refused) {
  /** @type {[string, string][]} */
  const others = [["", "—"], ...departmentChoices(view).filter(([slug]) => slug !== row.department)];
  return field("department", _("Department"), choice("department", others, "", refused), refused, _("It answers for the task from now on."));
}
