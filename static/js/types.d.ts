// The shapes that come over the wire, for the type checker alone: no browser ever loads this file.
export type Id = number;
export type Seq = number;

export interface Entry {
  seq: Seq;
  at: string;
  by: Id | null;
  kind: string;
  facts: Record<string, unknown> | null;
  clearance?: string;
}

export interface Words {
  en: string;
  fr: string;
}

export interface CellRow {
  id: string;
  title: string | null;
  level: number;
  type: string | null;
  state: "open" | "closed";
  exercise: boolean;
  t0: string;
  opened_at: string;
  opened_by: Id | null;
  closed_at?: string | null;
  sealed?: number | null;
  aim: string | null;
  aim_version?: number;
  aim_withdrawn?: number;
  aim_at?: string | null;
  aim_by?: Id | null;
  playbook?: string | null;
  targets?: Record<string, number> | null;
  situation?: string | null;
  situation_at?: string | null;
  situation_by?: Id | null;
  situation_version?: number;
  situation_withdrawn?: number;
  next_point_at?: string | null;
  phase?: string | null;
}

/** Who holds or stands in for a department, in the cell or not. */
export interface Staff {
  id: Id;
  name: string | null;
}

export interface DepartmentRow {
  id: string;
  name: Words;
  code: Words;
  tint: number;
  holder?: Staff | null;
  deputy?: Staff | null;
  sponsor?: Staff | null;
  called_at?: string | null;
  mobilised_at?: string | null;
  emptied_at?: string | null;
  reminded?: Reminded[];
}

/** What the clock said of a row: `step` is neared, passed, deputy or director; `to` is who was called. */
export interface Reminded {
  measure: string;
  step: string;
  on: string | null;
  at: string;
  due_at: string;
  to: Id | null;
}

export interface MemberRow {
  id: Id;
  name: string | null;
  role: string;
  department: string | null;
  added_at: string;
  removed_at: string | null;
  answer?: "here" | "coming" | "cannot" | null;
  coming_at?: string | null;
  answered_at?: string | null;
  offered?: string | null;
  offered_by?: Id | null;
  offered_at?: string | null;
}

/** A link by which people join. */
export interface InvitationRow {
  id: number;
  department: string;
  role: "member" | "observer";
  expires_at: string;
  uses: number | null;
  used: number;
  made_by: Id | null;
  made_at: string;
  revoked_at: string | null;
}

/** A link to the wall view. */
export interface WallRow {
  id: number;
  made_by: Id | null;
  made_at: string;
  revoked_at: string | null;
}

export interface ObjectiveRow {
  id: number;
  text: string | null;
  unit: string | null;
  target: string | null;
  version?: number;
  sense?: "up" | "down";
  start?: string | null;
  value?: string | null;
  measured_at?: string | null;
  measured_by?: Id | null;
  measures?: Measure[];
  retired_at?: string | null;
}

export interface Measure {
  value: string;
  at: string;
  by: Id | null;
}

export interface DecisionRow {
  id: number;
  number: string;
  question: string | null;
  status: "asked" | "in_force" | "superseded" | "revoked" | "dropped";
  asked_at: string;
  asked_by: Id | null;
  decider: Id | null;
  needed_by: string | null;
  consulted: string[];
  options: { id: number; text: string | null; by: Id | null }[];
  positions: { department: string; option: number | null; stance: string; reason: string | null; strong: boolean; by: Id | null; seq: Seq }[];
  taken: Record<string, any> | null;
  informed: Record<string, string | null>;
  known_by?: Record<string, Id | null>;
  told_at?: Record<string, string>;
  reminded?: Reminded[];
  chased?: Record<string, { times: number; at: string; by: Id | null }>;
  review_at?: string | null;
  recalled_at?: string | null;
  review_task?: number | null;
  reviews?: { verdict: string; text: string | null; at: string; by: Id | null; seq: Seq }[];
  successor: number | null;
  reason: string | null;
  past?: { happened_at: string; precision: string; actor: string | null } | null;
  changed_seq: Seq;
}

export interface InformationRow {
  id: number;
  text: string | null;
  source: string | null;
  recorded_at: string;
  by: Id | null;
  standing: string;
  state: string;
  departments: string[];
  informed?: Record<string, string | null>;
  told_at?: Record<string, string>;
  seen?: Record<string, string>;
  checked_at?: string | null;
  checked_by?: Id | null;
  changed_seq: Seq;
}

/** What must be true before the cell stands down; `met` is null until somebody looked. */
export interface CriterionRow {
  id: number;
  text: string | null;
  version: number;
  met: boolean | null;
  note: string | null;
  checked_at: string | null;
  checked_by: Id | null;
  dropped_at: string | null;
}

/** Something that goes from one department to another. */
export interface StatementRow {
  id: number;
  number: string;
  audience: string;
  status: "draft" | "published" | "superseded" | "withdrawn";
  wordings: { version: number; text: string | null }[];
  published_at?: string | null;
}

export interface HandoffRow {
  id: number;
  number: string;
  department: string;
  to: string;
  text: string | null;
  means: string | null;
  needed_by: string | null;
  task: number | null;
  decision: number | null;
  status: "offered" | "seen" | "accepted" | "returned" | "usable" | "withdrawn";
  offered_at: string;
  offered_by: Id | null;
  asked_at?: string;
  stalled_since?: string | null;
  bounces: { offered_at: string; at: string; by: Id | null; reason: string | null; seen_at: string | null; seen_by: Id | null }[];
  changed_seq: Seq;
}

/** A department's yes to a statement, a decision or a task. */
export interface ApprovalRow {
  id: number;
  number: string;
  object: string;
  wording: number | null;
  department: string;
  needed_by: string | null;
  silence: "escalate" | "lapse" | "agree";
  status: "asked" | "given" | "refused" | "lapsed" | "presumed" | "released" | "overtaken" | "withdrawn";
  asked_at: string;
  asked_by: Id | null;
  changed_seq: Seq;
}

/** Two positions, and what was ruled between them, the last one counting. */
export interface ArbitrationRow {
  id: number;
  status: "asked" | "ruled" | "withdrawn";
  first: { department: string; text: string | null; indicator: string | null };
  second: { department: string; text: string | null; indicator: string | null };
  rulings: { suspended: "first" | "second" | null; until: string | null }[];
}

/** What each of some departments is to give by an hour; one that has no part is missing. */
export interface ContributionRow {
  id: number;
  number: string;
  text: string | null;
  departments: string[];
  needed_by: string;
  parts: Record<string, { text: string | null; at: string; by: Id | null; seq: Seq; version: number; withdrawn: number; first_at: string; first_by: Id | null; first_seq: Seq }>;
  status: "asked" | "complete" | "withdrawn";
  asked_at: string;
  asked_by: Id | null;
  reason: string | null;
  changed_seq: Seq;
}

export interface On {
  department?: string | null;
  task?: number | null;
  outside?: string | null;
}

export interface Waiting {
  on: On;
  reason: string | null;
  since: string;
  unblocker: string | null;
}

export type Status = "to_acknowledge" | "in_progress" | "waiting" | "to_validate" | "done" | "dropped";

export interface TaskRow {
  id: number;
  title: string | null;
  department: string;
  owner: Id | null;
  requester: Id | null;
  status: Status;
  priority: number;
  due_at: string | null;
  objective: number | null;
  decision: number | null;
  added_at: string;
  acknowledged_at: string | null;
  acknowledged_by: Id | null;
  stalled_since?: string | null;
  since: string;
  waiting: Waiting | null;
  reason: string | null;
  result: string | null;
  comments: number;
  blocks: number[];
  duplicate_of?: number | null;
  duplicates?: number[];
  reminded?: Reminded[];
  helpers?: Id[];
  undone?: boolean;
  changed_at: string;
  changed_by: Id | null;
  changed_seq: Seq;
}

/** Something asked, done or decided that reads like what is typed; `at` is an instant or a date alone. */
export interface Similar {
  cell: string;
  title: string | null;
  ref: string;
  number: string;
  text: string;
  status: string;
  department: string | null;
  name: Words | null;
  at: string;
  score: number;
}

/** A row of any noun: its fields are looked at by whoever knows the noun. */
export type Row = Record<string, any>;
export type Rows = Record<string, Row | null>;

export interface Me {
  id: Id;
  name: string;
  role: string;
  department: string | null;
  may: string[];
  cleared: boolean;
}

export interface Held {
  cell: string | number;
  seq: Seq;
  stream: string | null;
}

export interface Push {
  cell: string | number;
  now: string;
  stream?: string;
  version?: number;
  entries: Entry[];
  rows: Rows;
}

export interface Head {
  cell: string | number;
  seq: Seq;
  now: string;
  stream: string;
}

export interface Answer {
  ok: true;
  seq: Seq;
  now: string;
  stream: string;
  me: Me;
  version?: number;
  board?: { rows: Rows };
  entries?: Entry[];
  rows?: Rows;
}

export interface Refusal {
  code: string;
  field?: string | null;
  message: string;
}

export type Outcome = { ok: true; seq: Seq; row?: Row | null } | { ok: false; refused: Refusal };

export interface Person {
  id: Id;
  name: string;
  screens: number;
  idle?: boolean;
}

/** Who has the cell on a screen, and the departments of which nobody has, each since when. */
export interface Told {
  cell: string | number;
  members: Person[];
  empty: Record<string, string>;
}

/** Somebody writes in a field of a row; `at` is when this screen heard it, on its steady clock. */
export interface Writing {
  ref: string;
  field: string;
  by: Id;
  name: string;
  at: number;
}

export type Link = "live" | "catching" | "frozen";

/** What a filter of the board asks for; kept in the page's address. */
export interface Filters {
  mine: boolean;
  late: boolean;
  blocked: boolean;
  /** Tasks that serve no objective. */
  aimless: boolean;
  view: "columns" | "lanes";
  department: string | null;
  objective: number | null;
  owner: Id | null;
  text: string | null;
  /** The delay of the clock strip whose tasks are looked at. */
  clock?: "acknowledge" | "approve" | "hold" | null;
}

/** One thing a person may do with a task, and what has to be asked first. */
export interface Move {
  command: string;
  column: Status | null;
  label: string;
  asks: "nothing" | "reason" | "wait" | "result" | "department" | "duplicate";
}

/** A command on its way, or refused and not yet read. */
export interface Pending {
  key: string;
  ref: string | null;
  name: string;
  args: Record<string, unknown>;
  sent: number;
  slow: boolean;
  seq: Seq | null;
  refused: Refusal | null;
}

/** A piece of a sentence: words of ours, or something that can be drawn as a mark. */
export interface Part {
  type: "text" | "person" | "task" | "department" | "quote" | "number";
  text: string;
  ref?: string;
}

export interface Config {
  language: "fr" | "en";
  zone: string | null;
  account: number | null;
  now?: string;
  cell?: string;
  levels?: Record<string, string>;
}

/** Somebody or something that waits on a wall: since when, and until when it may. */
export interface WallClock {
  since: string;
  due_at: string | null;
}

export interface WallSeat {
  id: string;
  name: Words;
  code: Words;
  tint: number;
  who: string | null;
  here: boolean;
  empty_at: string | null;
  /** Somebody waits on it, or nobody was ever seated. */
  missed: boolean;
}

export interface WallObjective {
  id: number;
  text: string | null;
  unit: string | null;
  sense: "up" | "down";
  start: string | null;
  target: string | null;
  value: string | null;
}

/** All that a wall shows (cell/live/picture.py). */
export interface Picture {
  title: string | null;
  level: number;
  exercise: boolean;
  state: "open" | "closed";
  closed_at: string | null;
  t0: string;
  next_point_at: string | null;
  aim: string | null;
  objectives: WallObjective[];
  waits: (WallClock & { from: string; on: string; about: "task" | "decision" | "handoff" | "approval" | "arbitration" | "contribution"; number: string; count: number })[];
  settle: (WallClock & { number: string; text?: string | null; known?: number; of?: number })[];
  take: (WallClock & { number: string; department: string; text: string | null; decision: number | null })[];
  said: { number: string; audience: string; text: string | null }[];
  more: { waits: number; settle: number; take: number; said: number };
  seats: WallSeat[];
}

export interface WallTold {
  cell: string;
  seq: Seq;
  stream: string;
  now: string;
  picture: Picture;
}
