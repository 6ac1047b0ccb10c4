"""Append-only, enforced by the database: the triggers, for SQLite and PostgreSQL.

Facts may be deleted only once the journal holds the entry that redacts them; then they cannot come back either.
What administrators did stays as it was written, too. Migrations ran these as they stand: add, never change.
"""

_REDACTED = (
    "EXISTS (SELECT 1 FROM entries e JOIN facts f ON f.cell = e.cell AND f.seq = e.seq"
    " WHERE e.cell = OLD.cell AND e.kind = 'entry.redacted' AND {entry} = OLD.seq)"
)
# The last redaction always has facts, and stands after what it redacted: so what is gone cannot come back.
_OUT_OF_PLACE = (
    "NEW.seq <= COALESCE((SELECT max(seq) FROM facts WHERE cell = NEW.cell), 0)"
    " OR NEW.seq > COALESCE((SELECT max(seq) FROM entries WHERE cell = NEW.cell), 0)"
)

SQLITE = (
    "CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries"
    " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries"
    " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER entries_no_gap BEFORE INSERT ON entries"
    " WHEN NEW.seq <> 1 + COALESCE((SELECT max(seq) FROM entries WHERE cell = NEW.cell), 0)"
    " BEGIN SELECT RAISE(ABORT, 'the journal has no gap'); END",
    "CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'facts never change'); END",
    "CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts WHEN NOT "
    + _REDACTED.format(entry="CAST(json_extract(f.body, '$.entry') AS INTEGER)")
    + " BEGIN SELECT RAISE(ABORT, 'facts go only by a redaction'); END",
    f"CREATE TRIGGER facts_no_return BEFORE INSERT ON facts WHEN {_OUT_OF_PLACE}"
    " BEGIN SELECT RAISE(ABORT, 'facts come only at the end'); END",
)

POSTGRESQL = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER entries_no_change BEFORE UPDATE OR DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER entries_no_truncate BEFORE TRUNCATE ON entries EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER facts_no_truncate BEFORE TRUNCATE ON facts EXECUTE FUNCTION refuse_change()",
    "CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN IF NEW.seq <> 1 + COALESCE((SELECT max(seq) FROM entries WHERE cell = NEW.cell), 0)"
    " THEN RAISE EXCEPTION 'the journal has no gap'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER entries_no_gap BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION refuse_gap()",
    "CREATE FUNCTION refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT "
    + _REDACTED.format(entry="CAST(CAST(f.body AS json) ->> 'entry' AS INTEGER)")
    + " THEN RAISE EXCEPTION 'facts go only by a redaction'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_loss()",
    f"CREATE FUNCTION refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {_OUT_OF_PLACE}"
    " THEN RAISE EXCEPTION 'facts come only at the end'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER facts_no_return BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION refuse_return()",
)

DEEDS_SQLITE = (
    "CREATE TRIGGER deeds_no_update BEFORE UPDATE ON deeds BEGIN SELECT RAISE(ABORT, 'deeds are append-only'); END",
    "CREATE TRIGGER deeds_no_delete BEFORE DELETE ON deeds BEGIN SELECT RAISE(ABORT, 'deeds are append-only'); END",
)

DEEDS_POSTGRESQL = (
    "CREATE FUNCTION refuse_deed() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'deeds are append-only'; END $$",
    "CREATE TRIGGER deeds_no_change BEFORE UPDATE OR DELETE ON deeds FOR EACH ROW EXECUTE FUNCTION refuse_deed()",
    "CREATE TRIGGER deeds_no_truncate BEFORE TRUNCATE ON deeds EXECUTE FUNCTION refuse_deed()",
)
