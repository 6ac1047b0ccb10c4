"""Kinds of facts written down afterwards: each keeps its own time, as precisely as it is known and no more."""

from cell.kinds.registry import Facts, kind

WORDS = ("text", "actor", "source", "note")


class Recorded(Facts, frozen=True, kw_only=True):
    """What every fact of a later record carries; the kinds below say what each field means."""

    text: str | None = None
    happened_at: str
    precision: str
    offset: str | None = None
    actor: str | None = None
    department: str | None = None
    to: str | None = None
    answers: int | None = None
    answer: str | None = None
    source: str | None = None
    note: str | None = None
    lang: str | None = None
    row: str | None = None


@kind("message.recorded", texts=WORDS)
class MessageRecorded(Recorded, frozen=True, kw_only=True):
    """Somebody said something to somebody, before it was written here.

    message: its number. text: what was said. happened_at: an instant, or a date or a month alone (no hour is
    invented). precision: second, minute, about, part_of_day or day. offset: the offset of the place, such as +01:00,
    or null. actor, note, source: as the source has them. lang: the language of the words, or null. department, to:
    the slugs of who speaks and who is spoken to, or null. answers: the entry this one answers, or null; answer: ack,
    done, reply, decision or expired. row: its id in the file it comes from, or null.
    """

    message: int


@kind("task.recorded", texts=WORDS)
class TaskRecorded(Recorded, frozen=True, kw_only=True):
    """Work was done, before it was written here: the board shows it as done, since nobody can take it any more.

    task: its number. text: what was done. department: the slug of who did it, or null; to: of who it was for, or
    null. happened_at, precision, offset, actor, note, source, lang, answers, answer, row: as in message.recorded.
    """

    task: int


@kind("decision.recorded", texts=WORDS)
class DecisionRecorded(Recorded, frozen=True, kw_only=True):
    """A decision was taken, before it was written here: who decided is known as the source has it, not as a member.

    decision: its number. text: what was decided. department: the slug of who decided, or null; to: of who it was
    for, or null. happened_at, precision, offset, actor, note, source, lang, answers, answer, row: as in
    message.recorded.
    """

    decision: int


@kind("entry.linked")
class EntryLinked(Facts, frozen=True, kw_only=True):
    """One entry turns out to answer another, which was not there yet when it was written.

    entry: the number of the one that answers. answers: the number of the one it answers. answer: ack, done, reply,
    decision or expired.
    """

    entry: int
    answers: int
    answer: str


@kind("start.set")
class StartSet(Facts, frozen=True, kw_only=True):
    """The measures count from the own time of one entry instead of T0. entry: its number."""

    entry: int
