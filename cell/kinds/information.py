"""Kinds about information: what is believed, from whom, and how sure."""

from cell.kinds.registry import Facts, always, kind


@kind("information.recorded", texts=("text", "source", "channel", "actor", "note"))
class InformationRecorded(Facts, frozen=True, kw_only=True):
    """Something is known, believed or said.

    information: its number. text: the words. source, channel: from whom and how it came, or null. happened_at: when
    it happened: an instant, or a date or a month alone (no hour is invented), or null for "now". precision: second,
    minute, about, part_of_day or day. offset: the offset of the place, such as +01:00, or null. standing: fact,
    assumption or rumour. state: to_verify, verified or false. departments: slugs concerned. key_fact: whether it is
    one.
    actor, note: as the source has them.
    department, to: the slugs of who speaks and who is spoken to, or null. answers: the entry this one answers, or
    null; answer: ack, done, reply, decision or expired. lang: the language of the words, or null. row: its id in the
    file it comes from, or null.
    """

    information: int
    text: str | None = None
    source: str | None = None
    channel: str | None = None
    happened_at: str | None = None
    precision: str | None = None
    offset: str | None = None
    standing: str = always("fact")
    state: str = always("to_verify")
    departments: tuple[str, ...] = always(())
    actor: str | None = None
    note: str | None = None
    department: str | None = None
    to: str | None = None
    answers: int | None = None
    answer: str | None = None
    lang: str | None = None
    row: str | None = None
    key_fact: bool = False


@kind("information.checked", texts=("reason",))
class InformationChecked(Facts, frozen=True, kw_only=True):
    """How sure it is was looked at again; what was held before stays in its own entry.

    information: its number. state: to_verify, verified or false, as it is held now. reason: how one knows, or null.
    """

    information: int
    state: str
    reason: str | None = None


@kind("information.acknowledged")
class InformationAcknowledged(Facts, frozen=True, kw_only=True):
    """A department knows. information: its number. department: the slug."""

    information: int
    department: str


@kind("information.seen")
class InformationSeen(Facts, frozen=True, kw_only=True):
    """A department has read it, and says later that it knows. information: its number. department: the slug."""

    information: int
    department: str
