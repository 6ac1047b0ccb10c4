"""A burst of entries rings a channel a few times; the rest goes as one message, and nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from cell import clock, outbox
from cell.journal.orders import Job
from cell.outbox import FEW, GATHER_S, WHILE_S
from tests.cast import World
from tests.letters import Bag, make_outlet, posts

MAIL = "mailto://relay.example.org:25?from=cell@example.org&to=legal@example.org"
PHONE = "vonage://1a2b3c4d:0123456789abcdef@33611111111/33612345678"


@pytest.fixture
def moved() -> Iterator[Any]:
    """A clock that only the test moves."""
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1), tick=False) as moved:
        yield moved


def ask(world: World, count: int, first: int = 1) -> None:
    for number in range(first, first + count):
        world.act("alice", "ask_decision", question=f"Question {number} ?")


def letters_of(bag: Bag) -> list[Any]:
    """What goes out until nothing more does."""
    found = []
    while letters := bag.look():
        found += letters
    return found


def test_a_few_go_alone_and_the_rest_as_one_that_tells_each(world: World, moved: Any):
    make_outlet(world, MAIL)
    bag = Bag(world)
    ask(world, FEW + 12)
    due = clock.after(clock.now(), 1_200)
    world.act("chloe", "offer_handoff", department="logistics", to="legal", text="palettes", needed_by=due)
    alone = letters_of(bag)
    assert [f"Question {number} ?" in letter.body for number, letter in enumerate(alone, 1)] == [True] * FEW
    assert {(one.reason, one.tries) for one in posts(world) if one.state == "waiting"} == {("many", 0)}
    moved.shift(timedelta(seconds=GATHER_S - 1))
    assert bag.look() == []
    moved.shift(timedelta(seconds=2))
    [letter] = letters_of(bag)
    lines = [line.replace("\u00a0", " ") for line in letter.body.split("\n")]
    assert letter.title == alone[0].title and lines[0] == "Aussi demandé, en un seul message (13) :"
    assert lines[1].startswith("- Accepter ou rendre H-0001 : palettes · Juridique · Avant"), "what is due first"
    assert all(any(f"Question {number} ?" in line for line in lines) for number in range(FEW + 1, FEW + 13))
    assert lines[-3].startswith("Niveau 3") and lines[-2] == "Cellule : Incendie"
    assert lines[-1] == "http://127.0.0.1:5000/cells/ctest/inbox"
    assert [one.state for one in posts(world)] == ["sent"] * (FEW + 13)
    assert [one.reason for one in posts(world)].count("together") == 12, "one of them stands for the message"
    assert letters_of(bag) == []


def test_a_trickle_rings_no_more_often_and_a_quiet_while_begins_anew(world: World, moved: Any):
    make_outlet(world)
    bag, rung = Bag(world), 0
    for number in range(60):  # one every ten seconds, for ten minutes
        ask(world, 1, number)
        rung += len(letters_of(bag))
        moved.shift(timedelta(seconds=10))
    moved.shift(timedelta(seconds=GATHER_S))
    rung += len(letters_of(bag))
    assert {one.state for one in posts(world)} == {"sent"}
    assert FEW < rung <= 2 * FEW + 600 / GATHER_S
    moved.shift(timedelta(seconds=WHILE_S + 1))
    ask(world, FEW)
    assert len(letters_of(bag)) == FEW


def test_at_the_gravest_level_nothing_is_held_back(world: World, moved: Any):
    make_outlet(world)
    bag = Bag(world)
    ask(world, FEW + 6)
    assert len(letters_of(bag)) == FEW
    world.act("alice", "change_level", level=4, reason="pire")
    [letter] = letters_of(bag)
    assert "(6)" in letter.body and "Niveau 4" in letter.title
    ask(world, 3)
    assert ["(3)" in letter.body for letter in letters_of(bag)] == [True]


def test_each_cell_and_each_channel_has_its_own_few(world: World, moved: Any):
    make_outlet(world, name="one")
    make_outlet(world, name="two")
    world.open("cother", "alice")
    ask(world, FEW)
    bag = Bag(world)
    assert len(letters_of(bag)) == 2 * FEW + 2, "the call into the other cell besides"
    world.act("alice", "ask_decision", cell="cother", question="Fermer ?")
    assert len(letters_of(bag)) == 2


def test_what_is_settled_or_restricted_is_not_told_among_the_others(world: World, moved: Any):
    make_outlet(world)
    bag = Bag(world)
    ask(world, FEW + 2)
    world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    letters_of(bag)
    given = {"choice": "Non", "rationale": "sûr", "decider": world.ids["alice"]}
    world.act("alice", "take_decision", decision=FEW + 1, **given)
    moved.shift(timedelta(seconds=GATHER_S + 1))
    [letter] = letters_of(bag)
    assert (
        "(2)" in letter.body and f"Question {FEW + 2} ?" in letter.body and f"Question {FEW + 1} ?" not in letter.body
    )
    assert "rançon" not in letter.body and "restreint" in letter.body
    assert [one.state for one in posts(world)].count("settled") == 1


def test_what_fails_together_is_tried_again_together_and_each_is_counted(world: World, moved: Any):
    make_outlet(world)
    pauses = world.house.settings.pauses
    bag = Bag(world, *[None] * FEW, "unreached")
    ask(world, FEW + 4)
    letters_of(bag)
    moved.shift(timedelta(seconds=GATHER_S + 1))
    assert letters_of(bag) == [] and bag.tried == FEW + 1
    left = [one for one in posts(world) if one.state == "waiting"]
    assert {(one.reason, one.tries) for one in left} == {("unreached", 1)} and len(left) == 4
    moved.shift(timedelta(seconds=pauses[0] + 1))
    [letter] = letters_of(bag)
    assert "(4)" in letter.body and bag.tried == FEW + 2


def test_a_telephone_gets_as_many_lines_as_it_takes_and_how_many_others_there_are(world: World, moved: Any):
    make_outlet(world, PHONE, language="en")
    bag = Bag(world)
    ask(world, FEW + 40)
    letters_of(bag)
    moved.shift(timedelta(seconds=GATHER_S + 1))
    [letter] = letters_of(bag)
    lines = letter.body.split("\n")
    told = sum(line.startswith("- ") for line in lines)
    assert len(letter.body) <= 900 and 3 < told < 40
    assert f"Others, in the inbox: {40 - told}" in lines and lines[0] == "Also asked, in one message (40):"
    assert [one.state for one in posts(world)] == ["sent"] * (FEW + 40)


def test_a_claim_of_many_is_one_processs_and_runs_out_as_one(world: World, moved: Any):
    make_outlet(world)
    ask(world, FEW + 3)
    letters_of(Bag(world))
    moved.shift(timedelta(seconds=GATHER_S + 1))
    waiting = [one.id for one in posts(world) if one.state == "waiting"]

    def claim(post: int, lease: str, now: str) -> list[int]:
        found = world.house.desk.ask(Job(lambda c: outbox.claim(c, post, lease, now, clock.after(now, 180))))
        return [one.id for one in found]

    now = clock.now()
    assert claim(waiting[1], "a", now) == waiting and claim(waiting[0], "b", now) == []
    assert letters_of(Bag(world)) == [], "somebody else sends them"
    moved.shift(timedelta(seconds=181))
    assert len(letters_of(Bag(world))) == 1
    assert {one.state for one in posts(world)} == {"sent"}


def three_asked(world: World) -> list[str]:
    """Three departments asked for their part within ten minutes, and nobody gives it."""
    slugs, due = ["legal", "logistics", "production"], clock.after(clock.now(), 600)
    world.act("alice", "ask_contributions", text="Votre part", departments=slugs, needed_by=due)
    return slugs


def gathered(world: World, bag: Bag, moved: Any) -> str:
    """What the message says in which everything goes that is held back."""
    letters_of(bag)
    moved.shift(timedelta(seconds=GATHER_S + 1))
    [letter] = letters_of(bag)
    return letter.body


@pytest.mark.parametrize("step", ["passed", "director"])
def test_of_what_several_departments_owe_each_is_told(world: World, moved: Any, step: str):
    make_outlet(world, MAIL, language="en")
    bag, slugs = Bag(world), three_asked(world)
    letters_of(bag)
    moved.shift(timedelta(seconds=901))
    ask(world, FEW)
    letters_of(bag)
    for slug in slugs:
        world.act(None, "tell_target", step=step, measure="contribute", object="contribution:1", on=slug)
    body = gathered(world, bag, moved)
    [line] = [line for line in body.split("\n") if "Votre part" in line]
    assert body.startswith("Also asked, in one message (1):") and "Legal, Logistics and Production" in line
    assert ("Late: Legal" in line) is (step == "director") is ("who leads the cell · By:" in line)


def test_a_letter_to_who_leads_says_who_is_late(world: World, moved: Any):
    make_outlet(world, language="en")
    three_asked(world)
    letters_of(bag := Bag(world))
    moved.shift(timedelta(seconds=901))
    world.act(None, "tell_target", step="director", measure="contribute", object="contribution:1", on="logistics")
    [letter] = letters_of(bag)
    assert {"Late: Logistics", "Asked of: who leads the cell"} <= {*letter.body.split("\n")}


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_put_right_holds_back_nothing_for_so_long(world: World, moved: Any, hours: int):
    make_outlet(world)
    bag = Bag(world)
    ask(world, FEW + 3)
    assert len(letters_of(bag)) == FEW
    moved.shift(timedelta(hours=hours))
    ask(world, 1, FEW + 4)
    [letter] = letters_of(bag)
    assert "(4)" in letter.body and {one.state for one in posts(world)} == {"sent"}
