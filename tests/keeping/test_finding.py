"""Looking entries up: the database leaves nothing out, in pages as at once, and shows nothing withheld."""

import pytest
from flask import request

from cell.journal.finding import Hint, Wanted, find_entries
from cell.kinds import Entry
from cell.lines import SPEAKING, Remarks, departments_of, kinds_of
from cell.web.journal_filters import FilterForm, wanted_by
from tests import story
from tests.cast import SEATS, World
from tests.recording import entries_of


@pytest.fixture
def told(world: World) -> World:
    """A short crisis with something of everything, and marks on it."""
    seqs = story.tell(world)
    world.act("bruno", "record_information", text="su", departments=["legal"], key_fact=True)
    world.act("bruno", "mark_entry", entry=seqs["task"])
    world.act("bruno", "mark_entry", entry=seqs["comment"])
    world.act("bruno", "unmark_entry", entry=seqs["comment"])
    story.redact(world, seqs)
    return world


def remarks_of(world: World) -> Remarks:
    return Remarks(entry for entry in entries_of(world) if entry.kind in SPEAKING)


def found(world: World, wanted: Wanted, size: int, last: bool) -> list[int]:
    """What is found, a page after the other."""
    pages: list[list[Entry]] = []
    after, before = 0, 2**31 - 1
    with world.house.store.reading() as connection:
        while page := find_entries(connection, world.cell, wanted, size, after=after, before=before, last=last):
            pages.append(page)
            after, before = (after, page[0].seq) if last else (page[-1].seq, before)
    return [entry.seq for page in (reversed(pages) if last else pages) for entry in page]


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(
    "query", [*({"department": slug} for slug in SEATS), {"key": "y"}, {"kind": "task"}, {"by": "2"}]
)
def test_a_filter_finds_what_reading_everything_finds(told: World, query: dict[str, str], last: bool):
    remarks = remarks_of(told)
    with told.app.test_request_context(query_string=query):
        form = FilterForm(request.args, meta={"csrf": False}).offer(told.board, "en")
        assert form.validate()
        wanted = wanted_by(form, told.board, remarks, cleared=True, zone="Europe/Paris")

    def is_wanted(entry: Entry) -> bool:
        return (
            ("department" not in query or query["department"] in departments_of(entry, told.board))
            and ("key" not in query or remarks.is_key(entry))
            and ("kind" not in query or entry.kind in kinds_of(query["kind"]))
            and ("by" not in query or entry.by == int(query["by"]))
        )

    expected = [entry.seq for entry in entries_of(told) if is_wanted(entry)]
    assert expected or query == {"department": "direction"}
    assert found(told, wanted, 100, last) == found(told, wanted, 2, last) == expected


def test_who_may_not_read_an_entry_finds_it_by_number_and_hour_alone(told: World):
    hidden = {entry.seq for entry in entries_of(told) if entry.clearance != "cell"}
    assert hidden
    everything = Wanted(cleared=False, since="2000-01-01T00:00:00.000Z")
    assert hidden <= set(found(told, everything, 100, last=True))
    for narrow in (
        Wanted(cleared=False, words=("chantage",)),
        Wanted(cleared=False, hints=(Hint(kinds=frozenset({"information.recorded", "decision.asked"})),)),
        Wanted(cleared=False, passes=lambda entry: True),
    ):
        assert not hidden & set(found(told, narrow, 100, last=True))


def test_what_was_withdrawn_is_found_by_no_word_of_it(told: World):
    assert found(told, Wanted(cleared=True, words=("marchandeau",)), 100, last=True) == []
    assert found(told, Wanted(cleared=True, words=("camions",)), 100, last=True)
