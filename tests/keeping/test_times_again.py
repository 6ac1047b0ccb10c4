"""Every response time of the demo and of the real timelines, counted twice by two ways that share nothing."""

import csv
import io
import json
import statistics
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell import cells, clock, demo, people
from cell.exports import as_json
from cell.journal.orders import Command
from cell.journal.reader import read_entries
from cell.kinds import Entry
from cell.kinds.records import EntryLinked
from cell.measures import measures_of, response_times
from cell.measures.times import Times
from cell.waits import waits_of
from tests import story
from tests.cast import World
from tests.facts.again import counted
from tests.facts.entries import LEA, instant, journal, message

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "timelines"
FILES = ("gitlab_2017_en", "kfc_uk_2018_en", "lactalis_2017_fr", "norsk_hydro_2019_en", "renesas_2021_en")


def told(times: Times) -> tuple[Any, ...]:
    spread = times.all.spread
    return (spread.n, spread.median, spread.p90, spread.worst, len(spread.open), spread.never, spread.unknown)


def check(world: World, cell: str) -> list[Times]:
    with world.house.store.reading() as connection:
        entries = read_entries(connection, cell)
        reader = people.by_id(connection, world.ids["alice"])
    board = world.house.desk.show(cell).board
    times = response_times(waits_of(entries, clock.now()), board.cell.targets, board.departments)
    exported = json.loads(as_json(entries, board, True, reader).body)["entries"]
    again = counted(exported)
    for one in times:
        # Half a millisecond may be rounded either way.
        assert told(one) == pytest.approx(again[one.name].told(), abs=0.0011), one.name
        assert one.all.kept == again[one.name].kept(one.target_s), one.name
        assert sum(row.spread.n for row in one.rows) == one.all.spread.n, "departments add up"
        assert sum(len(row.spread.open) for row in one.rows) == len(one.all.spread.open)
        assert sum(len(row.cases) for row in one.rows) == len(one.all.cases), "no case is left out"
    return times


def test_the_demo_is_counted_twice_to_the_same_figures(world: World):
    demo.seed(world.house)
    with world.house.store.reading() as connection:
        found = [cell for cell in cells.all_ids(connection) if cells.is_demo(connection, cell)]
    assert found
    for cell in found:
        times = {one.name: one.all for one in check(world, cell)}
        assert all(times[name].spread.n >= 3 for name in ("mobilise", "acknowledge", "decide", "know"))
        assert times["validate"].cases


def test_a_short_crisis_with_slips_redactions_and_hidden_entries_too(world: World):
    seqs = story.tell(world)
    world.act("chloe", "add_task", title="Une erreur", department="legal")
    slip = world.act("chloe", "edit_task", task=3, department="production").seq
    world.act("chloe", "undo_task", task=3, entry=slip)
    world.act("alice", "revoke_decision", decision=2, reason="trop tard")
    story.redact(world, seqs)
    check(world, world.cell)


def numbered(answer: Any) -> int:
    return int(str(answer.ref).partition(":")[2])


def test_results_handed_in_and_a_question_with_its_own_hour_too(world: World):
    tasks = [numbered(world.act("chloe", "add_task", title="À valider", department="legal")) for _ in range(5)]
    for task in tasks:
        world.act("alice", "acknowledge_task", task=task)
        world.act("alice", "submit_task", task=task)
    world.act("chloe", "return_task", task=tasks[0], reason="incomplet")
    world.act("alice", "submit_task", task=tasks[0])
    world.act("chloe", "validate_task", task=tasks[1])
    world.act("alice", "wait_task", task=tasks[2], on={"department": "production"}, reason="une pièce manque")
    world.act("chloe", "drop_task", task=tasks[3], reason="inutile")
    ruling = {"choice": "oui", "rationale": "il le faut", "decider": world.ids["alice"]}
    for seconds in (3_600, 0):
        hour = clock.after(clock.now(), seconds)
        asked = world.act("alice", "ask_decision", question="Oui ?", decider=world.ids["alice"], needed_by=hour)
        world.act("alice", "take_decision", decision=numbered(asked), **ruling)
    times = {one.name: one.all for one in check(world, world.cell)}
    assert told_of(times["validate"]) == (2, 2, 2)
    assert {case.on for case in times["validate"].cases} == {"logistics"}, "who asked for it is waited on"
    assert times["decide"].kept == 1 and [case.is_late for case in times["decide"].cases] == [False, True]


def test_contributions_given_missing_and_not_needed_any_more_too(world: World):
    hour = {seconds: clock.after(clock.now(), seconds) for seconds in (3_600, 0)}
    seats = ["logistics", "legal", "production"]
    for seconds in (3_600, 0):
        world.act("alice", "ask_contributions", text="Le point", departments=seats, needed_by=hour[seconds])
        for text in ("Un", "Deux"):
            world.act("chloe", "give_contribution", contribution=len(world.board.contributions), text=text)
    world.act("alice", "withdraw_contribution", contribution=1, reason="inutile")
    times = {one.name: one.all for one in check(world, world.cell)}["contribute"]
    assert told_of(times) == (2, 2, 2) and times.kept == 1


def told_of(row: Any) -> tuple[int, int, int]:
    """Ended, never, open."""
    return row.spread.n, row.spread.never, len(row.spread.open)


@pytest.mark.skipif(not DATA.is_dir(), reason="the real timelines are not beside the project")
@pytest.mark.parametrize("name", FILES)
def test_a_real_timeline_gives_the_waits_of_its_own_file(world: World, name: str):
    text = (DATA / f"{name}.csv").read_text()
    args = {"title": name, "level": 3, "text": text}
    world.house.desk.ask(Command("cpast", world.ids["alice"], "import_timeline", args))
    times = check(world, "cpast")
    assert all(not one.all.cases for one in times), "nobody was called, and no task was given here"
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    with world.house.store.reading() as connection:
        found = measures_of(read_entries(connection, "cpast"), clock.now())["time_to_answer"]
    for sort in ("ack", "done", "decision", "reply"):
        asked = [(rows[row["answers"]], row) for row in rows.values() if row["answers"] and row["answer_type"] == sort]
        timed = [(one["time"], two["time"]) for one, two in asked if "T" in one["time"] and "T" in two["time"]]
        lasted = [(datetime.fromisoformat(b) - datetime.fromisoformat(a)).total_seconds() for a, b in timed]
        kept = [seconds for seconds in lasted if seconds >= 0]
        spread = found.get(sort)
        assert (spread.n if spread else 0, spread.unknown if spread else 0) == (len(kept), len(asked) - len(kept))
        if len(kept) > 1:
            high = statistics.quantiles(kept, n=10, method="inclusive")[8]
            assert (spread.median, spread.p90) == pytest.approx((statistics.median(kept), high), abs=0.001)


@given(st.permutations(range(6)), st.lists(st.integers(0, 900), min_size=6, max_size=6))
def test_the_order_in_which_a_record_is_taken_in_does_not_matter(order: list[int], minutes: list[int]):
    """Six messages, each the answer to the one before it, written down in any order and linked at the end."""

    def lasted(order: list[int]) -> list[tuple[float, str]]:
        lines = [
            (60.0, LEA, message(one + 1, instant(minutes[one]), department="it", to="hr", row=f"r{one}"))
            for one in order
        ]
        seqs = {one: place + 5 for place, one in enumerate(order)}  # after the four entries of the opening
        links = [(60.0, LEA, EntryLinked(entry=seqs[n], answers=seqs[n - 1], answer="ack")) for n in range(1, 6)]
        entries: list[Entry] = journal(*lines, *links)
        waits = waits_of(entries, instant(900))
        return sorted((-1 if wait.lasted_s is None else wait.lasted_s, wait.outcome or "open") for wait in waits)

    assert lasted(order) == lasted(sorted(order))
