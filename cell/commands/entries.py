"""Correcting, redacting and marking: all are new entries, and the number of the old one stays."""

from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import Entry, has_words, words_of
from cell.kinds.handoffs import HandoffRenewed
from cell.kinds.journal import EntryCorrected, EntryMarked, EntryRedacted, EntryUnmarked
from cell.kinds.tasks import TaskUndone

# What says earlier words again, by what it is about.
REPEATED = {"handoff": HandoffRenewed, "task": TaskUndone}


class CorrectEntry(Args, frozen=True, kw_only=True):
    entry: fields.Number
    text: fields.Text
    reason: fields.Text


@command
def correct_entry(pen: Pen, args: CorrectEntry) -> None:
    """Put the right words beside the wrong ones. Who wrote an entry corrects it; so do the lead and the loggist."""
    wrong = pen.look_up(args.entry)
    me = pen.me
    if me is not None and wrong.by != pen.by and me.role not in ("director", "coordinator", "loggist"):
        raise Refused("not_allowed", "entry")
    text, reason = fields.text(args.text, "text"), fields.text(args.reason, "reason")
    pen.write(EntryCorrected(entry=args.entry, text=text, reason=reason), wrong.clearance)


class RedactEntry(Args, frozen=True, kw_only=True):
    entry: fields.Number
    reason: fields.Text


@command
def redact_entry(pen: Pen, args: RedactEntry) -> None:
    """Take people's words out of an entry for good; what it did stays, and so does its place in the chain."""
    gone = pen.look_up(args.entry)
    if not has_words(gone.facts):
        raise Refused("wrong_state", "entry", status="redacted")
    reason = fields.text(args.reason, "reason")
    pen.write(EntryRedacted(entry=args.entry, reason=reason, **pen.keep(gone)), gone.clearance)
    for other in _repeating(pen, gone):
        pen.write(EntryRedacted(entry=other.seq, reason=reason, **pen.keep(other)), other.clearance)


def _repeating(pen: Pen, gone: Entry) -> list[Entry]:
    """Entries that take something back or offer it anew, and so say again words that are to go."""
    words = set(words_of(gone.facts))
    for noun, kind in REPEATED.items():
        number = getattr(gone.facts, noun, None)
        if number is not None and words:
            again = [entry for entry in pen.history(f"{noun}:{number}") if isinstance(entry.facts, kind)]
            return [entry for entry in again if entry.seq != gone.seq and words & set(words_of(entry.facts))]
    return []


class MarkEntry(Args, frozen=True, kw_only=True):
    entry: fields.Number


@command
def mark_entry(pen: Pen, args: MarkEntry) -> None:
    """Say that an entry is a key fact. Said twice, it is one all the same."""
    entry = _markable(pen, args.entry)
    pen.write(EntryMarked(entry=entry.seq), entry.clearance)


class UnmarkEntry(Args, frozen=True, kw_only=True):
    entry: fields.Number


@command
def unmark_entry(pen: Pen, args: UnmarkEntry) -> None:
    """Say that an entry is a key fact no more; that it was one stays in the journal."""
    entry = _markable(pen, args.entry)
    pen.write(EntryUnmarked(entry=entry.seq), entry.clearance)


def _markable(pen: Pen, number: int) -> Entry:
    entry = pen.look_up(number)
    if isinstance(entry.facts, EntryMarked | EntryUnmarked):
        raise Refused("wrong_state", "entry")
    return entry
