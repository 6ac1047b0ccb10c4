// Messages as the server sends them, for the tests of the screen's protocol.

const KINDS = new Set(["task.added", "withheld"]);
export const KNOWS = (kind) => KINDS.has(kind);

export const held = (seq, stream = "s1") => ({ cell: "1", seq, stream });
export const entry = (seq) => ({ seq, at: `2026-11-18T14:00:00.${String(seq).padStart(3, "0")}Z`, by: 7, kind: "task.added", facts: { task: seq } });
export const rowsOf = (...seqs) => Object.fromEntries(seqs.map((seq) => [`task:${seq}`, { id: seq }]));

export const push = (...seqs) => ({
  cell: "1",
  now: "2026-11-18T14:00:00.000Z",
  stream: "s1",
  entries: seqs.map(entry),
  rows: rowsOf(...seqs),
});

export const head = (seq, stream = "s1") => ({ cell: "1", seq, now: "2026-11-18T14:00:00.000Z", stream });

export const answer = (seq, seqs = [], stream = "s1") => ({
  ok: true,
  seq,
  now: "2026-11-18T14:00:00.000Z",
  stream,
  me: { id: 7, name: "Marc", role: "member", department: null, may: [], cleared: false },
  entries: seqs.map(entry),
  rows: rowsOf(...seqs),
});

/** The whole board: a task per entry. */
export function board(seq, stream = "s1") {
  const { ok, now, me } = answer(seq);
  return { ok, seq, now, stream, me, board: { rows: rowsOf(...Array.from({ length: seq }, (_none, index) => index + 1)) } };
}
