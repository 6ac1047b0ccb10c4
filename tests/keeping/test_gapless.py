"""Numbers without a gap, one effect per key, in whatever order and from however many threads."""

import sqlite3
import threading
import uuid
from pathlib import Path

import pytest

from cell.errors import Refused
from cell.journal.orders import Answer
from cell.journal.verify import verify
from tests.cast import World
from tests.recording import command, entries_of, together


def test_eight_threads_write_without_a_gap(world: World):
    answers: list[tuple[int, int, int]] = []

    def write(thread: int) -> None:
        for number in range(12):
            answer = world.act("chloe", "add_task", title=f"{thread} {number}", department="legal")
            assert world.house.desk.show(world.cell).board.row(answer.ref or "") == answer.row
            answers.append((thread, number, answer.seq))

    start = world.seq
    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seq for _, _, seq in answers) == list(range(start + 1, start + 97))
    titles = {entry.seq: getattr(entry.facts, "title", None) for entry in entries_of(world)}
    assert all(titles[seq] == f"{thread} {number}" for thread, number, seq in answers)
    for thread in range(8):
        mine = [(seq, number) for who, number, seq in answers if who == thread]
        assert [number for _, number in sorted(mine)] == list(range(12))
    with world.house.store.reading() as connection:
        assert verify(connection, world.cell).seq == world.seq == start + 96


def test_the_database_itself_refuses_a_gap(world: World):
    from sqlalchemy import insert
    from sqlalchemy.exc import IntegrityError

    from cell.tables import entries

    row = {"cell": world.cell, "at": "2026-01-01T00:00:00.000Z", "kind": "aim.set", "clearance": "cell"}
    with world.house.store.writer.connect() as connection:
        for wrong in (0, 1, world.seq, world.seq + 2):
            with pytest.raises(IntegrityError), connection.begin():
                connection.execute(insert(entries).values(**row, seq=wrong, sum="", digest=""))


# What is done twice: a name and arguments, on a cell where task 1 waits on task 2 and task 3 waits on nothing.
TWICE = [
    ("add_task", {"title": "Appeler", "department": "legal"}, "task:4"),
    ("resume_task", {"task": 1}, "task:1"),
    ("wait_task", {"task": 2, "reason": "attente", "on": {"task": 3}}, "task:2"),
    ("submit_task", {"task": 3}, "task:3"),
    ("complete_task", {"task": 1, "result": "fait"}, "task:1"),
    ("set_aim", {"text": "Livrer"}, "cell"),
    ("set_objective", {"text": "Servis"}, "objective:1"),
    ("set_situation", {"text": "Le site est fermé.", "seen": 0}, "cell"),
    ("change_level", {"level": 1, "reason": "un seul site"}, "cell"),
    ("join_task", {"task": 2}, "task:2"),
    ("undo_task", {"task": 3, "entry": 9}, "task:3"),
    ("add_department", {"department": "finance"}, "department:finance"),
    ("ask_decision", {"question": "Fermer ?"}, "decision:1"),
    ("record_information", {"text": "Vu"}, "information:1"),
    ("redact_entry", {"entry": 7, "reason": "vie privée"}, None),
    ("correct_entry", {"entry": 7, "text": "autre", "reason": "faute"}, None),
    ("close_cell", {"reason": "fini"}, "cell"),
]


def _three_tasks(world: World) -> None:
    for number in range(3):
        world.act("alice", "add_task", title=f"tâche {number}", department="logistics")
    world.act("alice", "wait_task", task=1, reason="attente", on={"task": 2})


@pytest.mark.parametrize(("name", "args", "ref"), TWICE, ids=[name for name, _, _ in TWICE])
def test_the_same_key_twice_has_one_effect_and_the_first_answer(world: World, name: str, args: dict, ref: str | None):
    _three_tasks(world)
    first = world.act("alice", name, key="k", **args)
    seq = world.seq
    again = world.act("alice", name, key="k", **args)
    assert first == again and first.ref == ref
    assert world.seq == seq


@pytest.mark.parametrize(("name", "args", "ref"), TWICE, ids=[name for name, _, _ in TWICE])
def test_the_same_key_twice_in_one_batch_is_one(world: World, name: str, args: dict, ref: str | None):
    _three_tasks(world)
    order = command(world, "alice", name, **args)
    first, again = together(world, [order, order])
    assert isinstance(first, Answer)
    assert first == again and first.ref == ref
    assert sum(entry.key == order.key for entry in entries_of(world)) == 1


def test_the_same_key_after_a_restart_is_still_one(tmp_path: Path):
    world = World(tmp_path)
    first = world.act("alice", "add_task", key="k", title="Appeler", department="legal")
    world.close()
    reborn = World.again(tmp_path)
    assert reborn.act("alice", "add_task", key="k", title="Appeler", department="legal") == first
    assert len(reborn.board.tasks) == 1
    reborn.close()


def test_the_key_of_somebody_else_is_refused(world: World):
    world.act("alice", "add_task", key="k", title="Appeler", department="legal")
    assert world.refused("bruno", "add_task", key="k", title="Autre", department="legal").code == "key_reused"
    orders = [command(world, who, "set_aim", key="j", text=who) for who in ("alice", "bruno")]
    answer, refused = together(world, list(orders))
    assert isinstance(answer, Answer)
    assert isinstance(refused, Refused) and refused.code in ("key_reused", "not_allowed")
    assert world.board.cell.aim == "alice"


OTHERS = [
    ("add_task", {"title": "Autre", "department": "legal"}),
    ("add_task", {"title": "Appeler", "department": "legal", "priority": 1}),
    ("acknowledge_task", {"task": 1}),
    ("set_aim", {"text": "Appeler"}),
    ("vanish", {}),
]


@pytest.mark.parametrize(("name", "args"), OTHERS, ids=[f"{name} {len(args)}" for name, args in OTHERS])
def test_ones_own_key_is_refused_for_anything_else(world: World, name: str, args: dict):
    first = world.act("alice", "add_task", key="k", title="Appeler", department="legal")
    refused = world.refused("alice", name, key="k", **args)
    assert (refused.code, refused.field) == ("key_reused", "key")
    assert world.act("alice", "add_task", key="k", title="Appeler", department="legal") == first


def test_ones_own_key_is_refused_for_anything_else_in_one_batch(world: World):
    orders = [command(world, "alice", "set_aim", key="k", text=text) for text in ("un", "deux", "un")]
    first, refused, again = together(world, list(orders))
    assert isinstance(refused, Refused) and refused.code == "key_reused"
    assert first == again and world.board.cell.aim == "un"


def test_a_key_tells_nothing_of_words_that_were_redacted(world: World):
    """Nobody finds out by trying which words stood there: whatever is sent with the key, the answer is the same."""
    seq = world.act("alice", "set_aim", key="k", text="Livrer Paul").seq
    world.act("alice", "redact_entry", entry=seq, reason="nom")
    answers = [world.act("alice", "set_aim", key="k", text=text) for text in ("Livrer Paul", "Livrer Jean")]
    assert answers[0] == answers[1] and answers[0].seq == seq


def test_what_was_written_before_commands_were_remembered_is_answered_as_ever(tmp_path: Path):
    world = World(tmp_path)
    first = world.act("alice", "set_aim", key="k", text="Livrer")
    world.close()
    with sqlite3.connect(tmp_path / "cell.db") as connection:
        connection.executescript("DROP TRIGGER facts_no_update; UPDATE facts SET asked = NULL")
    reborn = World.again(tmp_path)
    assert reborn.act("alice", "set_aim", key="k", text="Autre") == first
    assert reborn.refused("bruno", "set_aim", key="k", text="Livrer").code in ("key_reused", "not_allowed")
    reborn.close()


def test_a_command_that_changes_nothing_is_safe_to_repeat(world: World):
    world.act("alice", "add_task", title="Appeler", department="legal")
    before = world.seq
    answers = [world.act("alice", "edit_task", key="k", task=1, title="Appeler") for _ in range(2)]
    assert answers[0] == answers[1] and answers[0].seq == before == world.seq


def test_a_key_says_nothing_to_who_has_left_or_lost_the_right_to_read(world: World):
    world.act("bruno", "ask_decision", key="k", question="Payer ?", restricted=True)
    world.act("alice", "give_role", member=world.ids["bruno"], role="member", department="production")
    answer = world.act("bruno", "ask_decision", key="k", question="Payer ?", restricted=True)
    assert answer.row is None
    world.act("alice", "remove_member", member=world.ids["bruno"])
    refused = world.refused("bruno", "ask_decision", key="k", question="Payer ?", restricted=True)
    assert (refused.code, refused.field) == ("not_found", "cell")


def test_keys_belong_to_their_cell(world: World):
    world.open("cother", "alice")
    key = str(uuid.uuid4())
    one = world.act("alice", "set_aim", key=key, text="ici")
    other = world.act("alice", "set_aim", key=key, cell="cother", text="là")
    assert (one.seq, other.seq) == (world.seq, 4)


def test_a_refused_command_in_a_batch_leaves_no_trace_and_the_others_go_on(world: World):
    orders = [
        command(world, "chloe", "add_task", title="une", department="legal"),
        command(world, "dan", "add_task", title="non", department="legal"),
        command(world, "chloe", "wait_task", task=1, reason="x", on={"task": 1}),
        command(world, "chloe", "acknowledge_task", task=1),
    ]
    start = world.seq
    one, refused, circle, taken = together(world, list(orders))
    assert (refused.code, circle.code) == ("not_allowed", "would_cycle")
    assert (one.seq, taken.seq, world.seq) == (start + 1, start + 2, start + 2)
    assert world.board.tasks[1].status == "in_progress"
