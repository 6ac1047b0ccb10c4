"""The outbox: what entries call for is written with them, goes out once, and is tried again."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy.event as sqlalchemy
import time_machine

from cell import clock, outbox, outlets
from cell.backup import back_up, restore
from cell.errors import Refused
from cell.journal.orders import Command, Job
from cell.journal.reader import read_entries
from cell.settings import ROOT
from cell.stalls import stalls_of
from tests.cast import World
from tests.letters import ADDRESS, Bag, make_outlet, posts


def ask(world: World, **more: Any) -> None:
    world.act("alice", "ask_decision", question="Fermer le site ?", **more)


def test_nothing_is_kept_for_who_is_not_there_and_ordinary_entries_ask_nobody(world: World):
    ask(world)
    assert posts(world) == []
    make_outlet(world)
    world.act("chloe", "add_task", title="Compter", department="legal")
    world.act("chloe", "add_task", title="Compter", department="logistics", priority=1)
    assert posts(world) == [], "a plain task, and an urgent one of one's own"
    world.act("chloe", "add_task", title="Bloquer", department="legal", priority=1)
    assert [one.state for one in posts(world)] == ["waiting"]


def test_entries_that_call_nobody_ask_nothing_of_the_database(world: World):
    world.act("chloe", "add_task", title="Compter", department="legal")
    world.act("alice", "set_aim", text="Livrer")
    with world.house.store.reading() as connection:
        entries = read_entries(connection, world.cell)
        assert {"task.added", "aim.set"} <= {entry.kind for entry in entries}
        asked: list[str] = []
        sqlalchemy.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        outbox.put(connection, world.board, [entry for entry in entries if entry.kind != "cell.opened"])
        assert asked == []


def test_the_library_is_not_loaded_at_start():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import app, cell.live.watch, cell.sending.sender, sys; print('apprise' in sys.modules)",
        ],
        **{"cwd": ROOT, "capture_output": True, "text": True, "check": True},
    )
    assert told.stdout.strip() == "False"


def test_it_says_cell_level_what_of_whom_by_when_and_where(world: World):
    make_outlet(world)
    due = clock.after(clock.now(), 7_200)
    world.act("chloe", "offer_handoff", department="logistics", to="legal", text="palettes\ntriées", needed_by=due)
    bag = Bag(world)
    [letter] = bag.look()
    assert letter.title == "Niveau 3, majeur · Incendie"
    lines = letter.body.split("\n")
    assert lines[0].replace("\u00a0", " ") == "Accepter ou rendre H-0001 : palettes triées"
    hour = clock.moment_of(due).astimezone(outlets.ZoneInfo("Europe/Paris"))
    assert f"{hour:%d/%m/%Y %H:%M} (Europe/Paris)" in letter.body
    assert "Juridique" in letter.body and "Incendie" in lines[2] and "Niveau 3" in lines[1]
    assert lines[-1] == "http://127.0.0.1:5000/cells/ctest/handoffs/1"
    assert bag.sent[0][0] == ADDRESS and bag.look() == []
    assert [one.state for one in posts(world)] == ["sent"]


def test_a_ruling_goes_out_with_its_question_and_a_long_one_leaves_room_for_the_answer(world: World):
    make_outlet(world)
    bag = Bag(world)
    decider = world.ids["alice"]
    for number, question in enumerate(("Fermer le site ?", "Fermer " + "le site " * 60 + "?"), 1):
        world.act("chloe", "ask_decision", question=question, decider=decider)
        ruled = {"choice": "Oui, dès ce soir", "rationale": "Vite", "decider": decider, "inform": []}
        world.act("alice", "take_decision", decision=number, **ruled)
        bag.look()
        world.act("chloe", "ask_approval", object=f"decision:{number}", departments=["legal"])
        [letter] = bag.look()
        said = letter.body.split("\n")[0].replace("\u00a0", " ").replace("\u202f", " ")
        assert said.startswith(f"Valider ou refuser V-{number:04d} : Fermer le site")
        assert said.endswith(("? Décidé : Oui, dès ce soir", "… Décidé : Oui, dès ce soir"))


def test_each_channel_hears_what_it_is_for(world: World):
    for name, terms in {
        "legal": {"departments": ("legal",)},
        "lead": {"director": True, "language": "en"},
        "grave": {"everything": True, "level": 4},
    }.items():
        make_outlet(world, name=name, **{"everything": False, **terms})
    ask(world)
    world.act("alice", "add_task", title="Bloquer", department="legal", priority=1)
    titles = [letter.body.split("\n")[0] for letter in Bag(world).look()]
    assert sorted(one.split(" ")[0] for one in titles) == ["Decide", "Prendre"]


def test_what_is_settled_is_not_sent_and_a_closed_cell_calls_nobody(world: World):
    make_outlet(world)
    world.act("alice", "add_task", title="Bloquer", department="logistics", priority=1)
    world.act("chloe", "acknowledge_task", task=1)
    assert Bag(world).look() == []
    assert [(one.state, one.reason) for one in posts(world)] == [("settled", "settled")]


def test_what_is_refused_leaves_nothing_behind(world: World):
    make_outlet(world)
    world.refused("dan", "ask_decision", question="Fermer ?")
    with pytest.raises(Refused):
        world.house.desk.ask(Command(world.cell, world.ids["alice"], "ask_decision", {"question": ""}, None))
    assert posts(world) == []


def test_restricted_entries_say_nothing_but_that(world: World):
    make_outlet(world)
    world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    [letter] = Bag(world).look()
    assert "rançon" not in letter.body + letter.title
    assert "restreint" in letter.body and letter.body.endswith("/cells/ctest/decisions/1")


def test_exercises_call_only_where_they_may_and_say_so(world: World):
    make_outlet(world, name="plain")
    make_outlet(world, name="drill", exercises=True, language="en")
    world.open("cdrill", "alice", exercise=True)
    world.act("alice", "ask_decision", cell="cdrill", question="Close?")
    letters = Bag(world).look()
    assert len(letters) == 2 == sum(letter.title.startswith("[EXERCISE] ") for letter in letters)
    assert all("nothing of this is real" in letter.body for letter in letters)


def test_a_target_that_passes_and_silence_call_outside(world: World):
    make_outlet(world)
    with time_machine.travel(clock.moment_of(clock.now()), tick=False) as now:
        world.act("chloe", "add_task", title="Compter", department="legal")
        now.shift(timedelta(seconds=901))
        task = {"measure": "acknowledge", "object": "task:1", "on": "legal"}
        world.act(None, "tell_target", step="passed", **task)
        now.shift(timedelta(seconds=600))
        world.act(None, "tell_target", step="director", **task)
        passed, director = (letter.body for letter in Bag(world).look())
    assert "dépassé" in passed and "Juridique" in passed
    assert "Alice Martin, qui dirige la cellule" in director


def test_what_was_taken_and_then_left_calls_again(world: World):
    make_outlet(world)
    with time_machine.travel(clock.moment_of(clock.now()), tick=False) as now:
        world.act("chloe", "add_task", title="Compter", department="logistics")
        world.act("chloe", "acknowledge_task", task=1)
        [due] = stalls_of(world.board)
        now.move_to(clock.moment_of(clock.after(due.at, 1)))
        world.act(None, due.command, **due.args)
        [letter] = Bag(world).look()
    assert "Compter" in letter.body and "laissé" in letter.body and "Logistique" in letter.body


def test_a_failure_is_tried_again_with_growing_pauses_then_given_up_and_again(world: World):
    outlet = make_outlet(world)
    bag, pauses = Bag(world, *["answered:500"] * 6), world.house.settings.pauses
    with time_machine.travel(clock.moment_of(clock.now()), tick=False) as now:
        ask(world)
        for number, pause in enumerate(pauses, 1):
            bag.look()
            assert (bag.tried, posts(world)[0].reason) == (number, "answered:500")
            now.shift(timedelta(seconds=pause - 1))
            bag.look()
            assert bag.tried == number, "not before its pause is over"
            now.shift(timedelta(seconds=2))
        bag.look()
        [row] = posts(world)
        assert (row.state, row.tries) == ("given_up", len(pauses) + 1)
        now.shift(timedelta(days=1))
        bag.look()
        assert bag.tried == len(pauses) + 1
        world.house.desk.ask(Job(lambda c: outbox.try_again(c, world.ids["alice"], row.id)))
        assert len(bag.look()) == 1 and posts(world)[0].outlet == outlet
        with pytest.raises(Refused, match="wrong_state"):
            world.house.desk.ask(Job(lambda c: outbox.try_again(c, world.ids["alice"], row.id)))


def test_one_of_two_gets_a_claim_and_a_dead_ones_runs_out(world: World):
    make_outlet(world)
    ask(world)
    [row] = posts(world)

    def claim(lease: str, now: str) -> Any:
        return world.house.desk.ask(Job(lambda c: outbox.claim(c, row.id, lease, now, clock.after(now, 180))))

    now = clock.now()
    assert len(claim("a", now)) == 1 and claim("b", now) == []
    assert Bag(world).look() == [], "somebody else sends it"
    assert len(claim("b", clock.after(now, 181))) == 1
    world.house.desk.ask(Job(lambda c: outbox.end(c, row.id, "a", "sent", None)))
    assert posts(world)[0].state == "waiting", "a claim that ran out says nothing any more"


def test_what_ended_weeks_ago_is_forgotten_and_what_is_old_is_not_sent(world: World):
    make_outlet(world)
    ask(world)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):
        assert Bag(world).look() == []
        assert [(one.state, one.reason) for one in posts(world)] == [("given_up", "stale")]
        world.house.desk.ask(Job(outbox.sweep))
        assert len(posts(world)) == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(days=40)):
        world.house.desk.ask(Job(outbox.sweep))
        assert posts(world) == []


def test_a_restored_backup_sends_nothing_by_itself_and_holds_no_address(world: World, tmp_path: Any):
    make_outlet(world)
    ask(world)
    copy = tmp_path / "copy.db"
    back_up(tmp_path / "cell.db", copy)
    assert all(word not in copy.read_bytes() for word in (b"a-secret-path", b"hush-hush"))
    world.close()
    restore(copy, tmp_path / "cell.db")
    again = World.again(tmp_path)
    assert Bag(again).look() == []
    [row] = posts(again)
    assert (row.state, row.reason) == ("given_up", "restored")
    again.house.desk.ask(Job(lambda c: outbox.try_again(c, again.ids["alice"], row.id)))
    assert len(Bag(again).look()) == 1
    again.close()


def test_another_secret_opens_no_address(world: World, tmp_path: Any):
    make_outlet(world)
    ask(world)
    world.close()
    other = World.again(tmp_path, CELL_SECRET_KEY="another secret of sixteen")
    assert Bag(other).look() == []
    assert [(one.state, one.reason) for one in posts(other)] == [("given_up", "shut")]
    other.close()
