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
}

export interface DepartmentRow {
  id: string;
  name: Words;
  code: Words;
  tint: number;
}

export interface MemberRow {
  id: Id;
  name: string | null;
  role: string;
  department: string | null;
  added_at: string;
  removed_at: string | null;
}

export interface ObjectiveRow {
  id: number;
  text: string | null;
  unit: string | null;
  target: string | null;
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
  since: string;
  waiting: Waiting | null;
  reason: string | null;
  result: string | null;
  comments: number;
  blocks: number[];
  changed_at: string;
  changed_by: Id | null;
  changed_seq: Seq;
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

export type Link = "live" | "catching" | "frozen";

/** What a filter of the board asks for; kept in the page's address. */
export interface Filters {
  mine: boolean;
  late: boolean;
  blocked: boolean;
  department: string | null;
}

/** One thing a person may do with a task, and what has to be asked first. */
export interface Move {
  command: string;
  column: Status;
  label: string;
  asks: "nothing" | "reason" | "wait" | "result";
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
  type: "text" | "person" | "task" | "department" | "quote";
  text: string;
  ref?: string;
}

export interface Config {
  language: "fr" | "en";
  zone: string | null;
  now?: string;
  cell?: string;
  levels?: Record<string, string>;
}
