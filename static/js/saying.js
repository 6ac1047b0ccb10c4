// The comment being written on a task: kept while it is typed, offered names after an "@", sent with whom it names.

import { mentionsIn } from "./mentions.js";
import { namedPeople } from "./draw/said.js";
import { peopleOptions } from "./known.js";
import { createSuggest } from "./suggest.js";
import { _ } from "./words.js";

/**
 * @param {object} tools
 * @param {() => import("./draw/view.js").View} tools.view
 * @param {() => number} tools.task
 * @param {import("./drafts.js").Drafts} tools.drafts
 * @param {(args: Record<string, unknown>) => Promise<import("./types").Outcome>} tools.send
 * @param {(ref: string, field: string) => void} tools.writing
 * @param {() => void} tools.changed
 */
export function createSaying(tools) {
  const suggest = createSuggest({ id: "comment-suggest", options: () => peopleOptions(tools.view()), label: _("People"), changed: tools.changed });
  const draft = () => `comment ${tools.task()}`;
  const field = () => /** @type {HTMLTextAreaElement | null} */ (document.getElementById("comment"));

  return {
    suggest,
    field,
    get text() {
      return tools.drafts.read(draft());
    },
    /** @param {Event} typing */
    typed(typing) {
      const input = /** @type {HTMLTextAreaElement} */ (typing.target);
      tools.drafts.write(draft(), input.value);
      tools.writing(`task:${tools.task()}`, "comment");
      suggest.typed(input);
      tools.changed();
    },
    /** @param {KeyboardEvent} press */
    key(press) {
      const input = /** @type {HTMLTextAreaElement} */ (press.target);
      if (suggest.key(press, input)) return;
      if (press.key === "Enter" && (press.ctrlKey || press.metaKey)) input.form?.requestSubmit();
    },
    /** @param {Event} submitting */
    async send(submitting) {
      submitting.preventDefault();
      const [task, name] = [tools.task(), draft()];
      const text = tools.drafts.read(name).trim();
      if (!text) return;
      const mentions = mentionsIn(text, namedPeople(tools.view()));
      const outcome = await tools.send({ task, text, ...(mentions.length > 0 ? { mentions } : {}) });
      if (outcome.ok && tools.drafts.read(name).trim() === text) tools.drafts.write(name, "");
      tools.changed();
    },
  };
}
