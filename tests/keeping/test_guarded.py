"""Guards of what is kept: the index of words is proved, shut doors stay shut, and undoing brings nobody back."""

import time
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, insert, update

from cell import organisation, passwords, people
from cell.errors import Damaged, Refused
from cell.journal import rebuild
from cell.journal.orders import Job
from cell.journal.verify import verify
from cell.migrate import INDEXED
from cell.tables import settings, words
from tests.cast import World, hashed


def proved(world: World) -> Any:
    with world.house.store.reading() as connection:
        return verify(connection, world.cell)


# The index of words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["lost", "another", "wider", "forged"])
def test_an_index_of_words_that_says_something_else_is_found(world: World, fault: str):
    seq = world.act("bruno", "record_information", text="rançon demandée", restricted=True).seq
    gone = world.act("chloe", "add_task", title="à retirer", department="legal").seq
    world.act("alice", "redact_entry", entry=gone, reason="nom")
    assert proved(world).seq == world.seq
    row = words.c.seq == seq
    statement: Any = {
        "lost": delete(words).where(row),
        "another": update(words).where(row).values(text="rien"),
        "wider": update(words).where(row).values(clearance="cell"),
        "forged": insert(words).values(cell=world.cell, seq=gone, clearance="cell", text="a retirer"),
    }[fault]
    world.house.desk.ask(Job(lambda connection: connection.execute(statement)))
    with pytest.raises(Damaged) as caught:
        proved(world)
    assert caught.value.seq == (gone if fault == "forged" else seq) and "rebuild" in caught.value.fault
    assert world.house.desk.ask(Job(lambda connection: rebuild.rebuild(connection, world.cell))) >= 1
    assert proved(world).seq == world.seq


def test_a_process_killed_between_the_schema_and_the_index_makes_it_at_the_next_start(world: World, tmp_path: Any):
    """Needs: the revision of the index is written after it was made, and asked for at every start."""
    world.act("chloe", "add_task", title="Réserver le quai", department="legal")

    def forget(connection: Any) -> None:
        connection.execute(delete(words))
        connection.execute(update(settings).where(settings.c.name == INDEXED).values(value="0002"))

    world.house.desk.ask(Job(forget))
    with pytest.raises(Damaged):
        proved(world)
    world.close()
    again = World.again(tmp_path)
    try:
        assert proved(again).seq == again.seq
    finally:
        again.close()


# Doors -----------------------------------------------------------------------------------------------------------


def test_the_last_administrator_is_not_one_whose_password_was_handed_out_too_long_ago(world: World):
    """Needs: who cannot come in any more does not count as an administrator who is left."""
    ids, ask = world.ids, world.house.desk.ask
    for who in ("alice", "bruno"):
        ask(Job(lambda c, who=who: organisation.set_admin(c, None, ids[who], True)))
    ask(Job(lambda c: organisation.reset_password(c, ids["alice"], ids["bruno"], hashed())))
    ask(Job(lambda c: organisation.set_admin(c, None, ids["dan"], True)))
    ask(Job(lambda c: organisation.set_admin(c, None, ids["dan"], False)))
    with time_machine.travel("2029-01-01T00:00:00Z", tick=False), pytest.raises(Refused) as caught:
        ask(Job(lambda c: organisation.disable_person(c, ids["alice"], ids["alice"])))
    assert caught.value.code == "last_admin"
    ask(Job(lambda c: organisation.disable_person(c, ids["alice"], ids["alice"])))


def test_no_sign_in_outlives_another_password(world: World):
    chloe, ask = world.ids["chloe"], world.house.desk.ask
    kept, other = (ask(Job(lambda c: people.begin_sign_in(c, chloe, None, None))) for _ in range(2))
    with world.house.store.reading() as connection:
        here = people.by_sign_in(connection, kept)
    assert here is not None
    ask(Job(lambda c: people.choose_password(c, chloe, passwords.hash_of("une autre phrase bien longue"), here[1][1])))
    with world.house.store.reading() as connection:
        assert people.by_sign_in(connection, kept) is not None and people.by_sign_in(connection, other) is None
        assert people.alive(connection, {here[1], ("sign_in", here[1][1] + 1)}) == {here[1]}


# Taking back -----------------------------------------------------------------------------------------------------


def test_taking_back_does_not_bring_back_an_owner_who_was_removed(world: World):
    eve = world.ids["eve"]
    world.act("alice", "add_member", member=eve, role="member", department="logistics")
    made = world.act("alice", "add_task", title="x", department="logistics", owner=eve)
    slip = world.act("chloe", "edit_task", task=made.row.id, owner=world.ids["chloe"]).seq
    world.act("alice", "remove_member", member=eve)
    refused = world.refused("chloe", "undo_task", task=made.row.id, entry=slip)
    assert refused.field == "entry"
    assert world.board.tasks[made.row.id].owner == world.ids["chloe"]


def test_taking_back_does_not_make_a_task_wait_on_one_that_is_done(world: World):
    first, second = (world.act("alice", "add_task", title="x", department="legal").row.id for _ in range(2))
    for task in (first, second):
        world.act("alice", "acknowledge_task", task=task)
    world.act("chloe", "wait_task", task=first, on={"task": second}, reason="x")
    slip = world.act("chloe", "resume_task", task=first).seq
    world.act("alice", "complete_task", task=second)
    assert world.refused("chloe", "undo_task", task=first, entry=slip).field == "entry"
    assert world.board.tasks[first].status == "in_progress"


def test_taking_back_in_a_long_history_holds_nobody_up(world: World):
    """Needs: what is not to be taken back is refused before the history is read, and reading it stays short."""
    task = world.act("alice", "add_task", title="x", department="legal").row.id
    for number in range(400):
        last = world.act("chloe", "comment_task", task=task, text=f"{number}").seq
    begun = time.thread_time()
    for _time in range(20):
        with pytest.raises(Refused):
            world.act("chloe", "undo_task", task=task, entry=last - 100)
    world.act("chloe", "undo_task", task=task, entry=last)
    assert time.thread_time() - begun < 3
