// What this screen knows: the rows of the board, the entries heard so far, and who looks. Rows arrive computed; they
// are stored and handed out, never worked on, so that no rule of the board exists twice.

/** @typedef {import("./types").Entry} Entry */
/** @typedef {import("./types").Row} Row */
/** @typedef {import("./types").Rows} Rows */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {{entries: Entry[], refs: string[], whole: boolean}} Change */

/** Entries kept in memory; older ones can be fetched again. */
const KEPT_MOST = 2000;

/** @param {Answer} boot the answer to a join, as it came with the page */
export function createState(boot) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {Entry[]} ascending, each number once */
  let entries = [];
  let me = boot.me;
  let seq = boot.seq;
  /** Rows by noun, made when asked for and kept until one of them changes. @type {Map<string, Row[]>} */
  const lists = new Map();
  /** Counts the changes of all that is not a task: names, seats, aims. */
  let around = 0;
  /** @type {Set<(change: Change) => void>} */
  const listeners = new Set();

  /** @param {Change} change */
  const tell = (change) => listeners.forEach((listen) => listen(change));

  /** @param {Rows} touched */
  function store(touched) {
    for (const [ref, row] of Object.entries(touched)) {
      if (row === null) rows.delete(ref);
      else rows.set(ref, row);
      lists.delete(ref.split(":")[0]);
      if (!ref.startsWith("task:")) around++;
    }
  }

  /** @param {Entry[]} more @returns {Entry[]} those that were not known */
  function keep(more) {
    const known = new Set(entries.map((entry) => entry.seq));
    const fresh = more.filter((entry) => !known.has(entry.seq));
    if (fresh.length > 0) entries = [...entries, ...fresh].sort((a, b) => a.seq - b.seq).slice(-KEPT_MOST);
    forget(fresh);
    return fresh;
  }

  /** A redaction takes the words out of what this screen remembers, too. @param {Entry[]} fresh */
  function forget(fresh) {
    /** @type {Map<unknown, Record<string, unknown>>} */
    const kept = new Map();
    for (const { kind, facts } of fresh) {
      if (kind === "entry.redacted" && facts) kept.set(facts.entry, /** @type {Record<string, unknown>} */ (facts.kept) ?? {});
    }
    if (kept.size > 0) entries = entries.map((one) => ({ ...one, facts: kept.get(one.seq) ?? one.facts }));
  }

  store(boot.board?.rows ?? {});
  keep(boot.entries ?? []);

  return {
    get me() {
      return me;
    },
    get seq() {
      return seq;
    },
    get entries() {
      return entries;
    },
    /** @param {string} ref @returns {Row | undefined} */
    row: (ref) => rows.get(ref),
    /** Rows of a noun, in the order they came. @param {string} noun @returns {Row[]} */
    rowsOf(noun) {
      let list = lists.get(noun);
      if (!list) lists.set(noun, (list = [...rows].filter(([ref]) => ref.startsWith(`${noun}:`)).map(([, row]) => row)));
      return list;
    },
    /** Changes whenever a row that is no task does: what a task's drawing shows of others is then drawn again. */
    get around() {
      return around;
    },
    /** @param {Entry[]} fresh @param {Rows} touched */
    apply(fresh, touched) {
      store(touched);
      keep(fresh);
      seq = Math.max(seq, fresh.at(-1)?.seq ?? seq);
      tell({ entries: fresh, refs: Object.keys(touched), whole: false });
    },
    /** Take a whole board; entries of a journal that is no more are forgotten. @param {Answer} answer */
    adopt(answer) {
      rows.clear();
      lists.clear();
      store(answer.board?.rows ?? {});
      entries = [];
      keep(answer.entries ?? []);
      seq = answer.seq;
      tell({ entries: [], refs: [...rows.keys()], whole: true });
    },
    /** Older entries, for reading only. @param {Entry[]} older */
    remember(older) {
      if (keep(older).length > 0) tell({ entries: [], refs: [], whole: false });
    },
    /** Who looks, and what he may do, can change under way. @param {import("./types").Me} who */
    meet(who) {
      me = who;
      tell({ entries: [], refs: [], whole: false });
    },
    /** @param {(change: Change) => void} listen */
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}

/** @typedef {ReturnType<typeof createState>} State */
