// What reads like the task that is being typed, asked for when the hands rest: a few requests, none while the link is
// down, and only the last answer counts. It never stands in the way of adding.

/** @typedef {import("./types").Similar} Similar */

const REST = 350;
/** Fewer letters say too little. */
const SHORTEST = 5;
const KEPT = 30;

/**
 * @param {object} tools
 * @param {(title: string, signal: AbortSignal) => Promise<Similar[]>} tools.ask
 * @param {() => boolean} tools.isLive
 * @param {() => void} tools.changed
 */
export function createSimilar(tools) {
  /** @type {Similar[]} */
  let found = [];
  /** What was found first is told to screen readers; what comes while one goes on typing is only shown. */
  let told = "";
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let running = new AbortController();
  /** @type {Map<string, Similar[]>} */
  const answers = new Map();

  /** @param {string} title */
  async function ask(title) {
    if (!tools.isLive()) return;
    running = new AbortController();
    const answer = answers.get(title) ?? (await tools.ask(title, running.signal).catch(() => null));
    if (answer === null || title !== asked) return;
    answers.set(title, answer);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value ?? "");
    show(answer);
  }

  /** @param {Similar[]} rows */
  function show(rows) {
    if (rows.length === 0 && found.length === 0) return;
    found = rows;
    tools.changed();
  }

  return {
    get found() {
      return found;
    },
    /** What screen readers are told: the same from the first find to the end of the line. @param {(rows: Similar[]) => string} say */
    told(say) {
      if (told === "" && found.length > 0) told = say(found);
      return told;
    },
    /** @param {string} title what will be added, as far as it is typed */
    typed(title) {
      if (title === asked) return;
      asked = title;
      clearTimeout(timer);
      running.abort();
      if (title.length < SHORTEST) show([]);
      else timer = setTimeout(() => void ask(title), REST);
    },
    /** The line is empty again. */
    forget() {
      clearTimeout(timer);
      running.abort();
      answers.clear(); // what was just added may be among the next answers
      [asked, told, found] = ["", "", []];
    },
  };
}

/** @typedef {ReturnType<typeof createSimilar>} SimilarTo */
