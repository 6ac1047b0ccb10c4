"""The words that mean the same in this organisation, so that a task asked twice is seen whatever it is called."""

import json

from sqlalchemy import Connection, delete, insert, select

from cell import deeds, duplicates
from cell.errors import Refused
from cell.tables import settings
from cell.texts import line

NAME = "synonyms"
MOST_GROUPS, WORDS, WORD = 400, 20, 60
Groups = tuple[tuple[str, ...], ...]


def synonyms_of(connection: Connection) -> Groups:
    """The groups: those the product ships until the organisation keeps its own."""
    kept = connection.scalar(select(settings.c.value).where(settings.c.name == NAME))
    return duplicates.SHIPPED if kept is None else tuple(tuple(group) for group in json.loads(kept))


def set_synonyms(connection: Connection, by: int | None, groups: Groups) -> None:
    """Keep these groups and no others. A group has two words or phrases at least, each of three words at most."""
    checked = _checked(groups)
    former = synonyms_of(connection)
    if checked == former:
        return
    connection.execute(delete(settings).where(settings.c.name == NAME))
    kept = json.dumps(checked, ensure_ascii=False)
    connection.execute(insert(settings).values(name=NAME, value=kept))
    gone, come = _lines(former) - _lines(checked), _lines(checked) - _lines(former)
    deeds.note(connection, by, "synonyms.changed", NAME, groups=[sorted(gone), sorted(come)])


def _lines(groups: Groups) -> set[str]:
    return {", ".join(group) for group in groups}


def _checked(groups: Groups) -> Groups:
    if len(groups) > MOST_GROUPS:
        raise Refused("bad_count", "groups", limit=MOST_GROUPS)
    return tuple(dict.fromkeys(checked_group(group) for group in groups))


def checked_group(group: tuple[str, ...]) -> tuple[str, ...]:
    """One group as it is kept: each word once. Refused where it has fewer than two, or a phrase is too long."""
    words = tuple(dict.fromkeys(line(word, "groups", WORD) for word in group))
    if not 2 <= len(words) <= WORDS or any(duplicates.is_too_long(word) for word in words):
        raise Refused("bad_value", "groups")
    return words
