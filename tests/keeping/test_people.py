"""Who may sign in, as administrators manage it: the organisation is not locked out, what is handed out is soon void."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cell import clock, organisation, passwords, people
from cell.errors import Refused
from cell.journal.orders import Command, Job
from cell.organisation import Registered
from tests.cast import World, hashed
from tests.keeping.test_organisation import deeds_of, told


def everybody(world: World) -> dict[str, Registered]:
    with world.house.store.reading() as connection:
        return {one.email.partition("@")[0]: one for one in organisation.people_of(connection)}


def refused(world: World, work: Any) -> Refused:
    """The refusal of a function that must change nobody and leave no deed."""
    before = (everybody(world), deeds_of(world))
    with pytest.raises(Refused) as caught:
        told(world, work)
    assert (everybody(world), deeds_of(world)) == before
    return caught.value


def make_admin(world: World, *names: str) -> None:
    for who in names:
        told(world, lambda c, who=who: organisation.set_admin(c, None, world.ids[who], True))


def test_everybody_is_listed_with_what_they_stand_for(world: World):
    finance = world.ids["chloe"]
    told(world, lambda c: people.begin_sign_in(c, finance, "127.0.0.1", "a browser"))
    with world.house.store.reading() as connection:
        row = next(one for one in organisation.departments_of(connection) if one.slug == "finance")
    told(world, lambda c: organisation.set_department(c, None, "finance", row.name, row.code, deputy=finance))
    found = everybody(world)
    assert [*found] == ["alice", "bruno", "chloe", "dan", "eve"]
    assert found["chloe"].stands_for == (("finance", "deputy"),) and found["chloe"].signed_in_at
    assert found["eve"].signed_in_at is None and not hasattr(found["eve"], "password")


def test_a_person_is_made_with_a_password_that_must_be_changed(world: World):
    handed = passwords.hash_of(passwords.one_time())
    account = told(world, lambda c: organisation.add_person(c, 1, " Zoe@Example.org ", " Zoé  Roy ", handed))
    zoe = everybody(world)["zoe"]
    assert (zoe.id, zoe.name, zoe.email, zoe.must_change) == (account, "Zoé Roy", "zoe@example.org", True)
    assert [(deed.deed, deed.about, deed.facts) for deed in deeds_of(world)] == [("person.added", str(account), {})]


@pytest.mark.parametrize(
    ("email", "name", "code", "field"),
    [
        ("alice@example.org", "Other", "already_there", "email"),
        ("ALICE@example.org", "Other", "already_there", "email"),
        ("nobody", "Other", "bad_value", "email"),
        ("a@b@c", "Other", "bad_value", "email"),
        ("a b@c.org", "Other", "bad_value", "email"),
        ("x" * 250 + "@e.org", "Other", "too_long", "email"),
        ("zoe@example.org", "", "missing", "name"),
        ("zoe@example.org", "Z\x00e", "bad_value", "name"),
        ("zoe@example.org", "Z" * 121, "too_long", "name"),
    ],
)
def test_a_person_nobody_could_reach_or_tell_apart_is_refused(
    world: World, email: str, name: str, code: str, field: str
):
    fault = refused(world, lambda c: organisation.add_person(c, None, email, name, hashed()))
    assert (fault.code, fault.field) == (code, field)
    if not email.lower().startswith("alice"):
        bruno = world.ids["bruno"]
        fault = refused(world, lambda c: organisation.change_person(c, None, bruno, email=email, name=name))
        assert (fault.code, fault.field) == (code, field)


def test_a_name_is_corrected_but_what_was_written_stays(world: World):
    bruno = world.ids["bruno"]
    told(world, lambda c: organisation.change_person(c, 1, bruno, email="bruno@example.org", name="Bruno Grand"))
    assert everybody(world)["bruno"].name == "Bruno Grand"
    assert world.board.members[bruno].name == "Bruno Petit"
    assert deeds_of(world)[0].facts == {"name": ["Bruno Petit", "Bruno Grand"]}


def test_the_last_administrator_is_neither_disabled_nor_set_aside(world: World):
    make_admin(world, "alice", "bruno")
    alice, bruno = world.ids["alice"], world.ids["bruno"]
    told(world, lambda c: organisation.set_admin(c, bruno, alice, False))
    for work in (organisation.disable_person, lambda c, by, who: organisation.set_admin(c, by, who, False)):
        fault = refused(world, lambda c, work=work: work(c, bruno, bruno))
        assert (fault.code, fault.field) == ("last_admin", "person")
    make_admin(world, "chloe")
    told(world, lambda c: organisation.disable_person(c, bruno, bruno))
    assert [name for name, one in everybody(world).items() if one.is_admin and not one.disabled_at] == ["chloe"]


def test_an_administrator_who_cannot_come_in_does_not_count_as_one(world: World):
    make_admin(world, "alice")
    told(world, lambda c: organisation.add_person(c, None, "ghost@example.org", "Ghost", None, is_admin=True))
    fault = refused(world, lambda c: organisation.set_admin(c, None, world.ids["alice"], False))
    assert fault.code == "last_admin"


def test_two_administrators_who_resign_at_once_leave_one(world: World):
    make_admin(world, "alice", "bruno")
    orders = [
        Job(lambda c, who=who: organisation.set_admin(c, None, world.ids[who], False)) for who in ("alice", "bruno")
    ]
    answers = world.house.desk.writer.carry_out([*orders]).answers
    assert [getattr(answer, "code", None) for answer in answers] == [None, "last_admin"]


def test_who_is_disabled_is_out_at_once_and_comes_back_only_by_the_front_door(world: World):
    dan = world.ids["dan"]
    secret = told(world, lambda c: people.begin_sign_in(c, dan, None, None))
    token = told(world, lambda c: people.add_token(c, dan, "script"))
    told(world, lambda c: organisation.disable_person(c, None, dan))
    told(world, lambda c: organisation.disable_person(c, None, dan))
    assert refused(world, lambda c: organisation.set_admin(c, None, dan, True)).code == "not_found"
    assert refused(world, lambda c: organisation.reset_password(c, None, dan, hashed())).code == "not_found"
    told(world, lambda c: organisation.enable_person(c, None, dan))
    with world.house.store.reading() as connection:
        assert people.by_sign_in(connection, secret) is None and people.by_token(connection, token) is None
    assert [deed.deed for deed in deeds_of(world)] == ["person.enabled", "person.disabled"]
    assert refused(world, lambda c: organisation.enable_person(c, None, 999)).code == "not_found"


def test_a_password_that_must_be_changed_lets_nobody_act(world: World):
    dan, handed = world.ids["dan"], passwords.one_time()
    before = told(world, lambda c: people.begin_sign_in(c, dan, None, None))
    told(world, lambda c: organisation.reset_password(c, 1, dan, passwords.hash_of(handed)))
    after = told(world, lambda c: people.begin_sign_in(c, dan, None, None))
    with world.house.store.reading() as connection:
        assert people.by_sign_in(connection, before) is None
        who = people.by_sign_in(connection, after)
        assert who is not None
        account, door = who
        assert account.must_change and passwords.matches(handed, account.password)
        assert people.alive(connection, {door}) == set()
    with pytest.raises(Refused, match="signed_out"):
        world.house.desk.ask(Command(world.cell, dan, "answer_call", {"answer": "here"}, door=door))
    told(world, lambda c: people.choose_password(c, dan, hashed(), but=door[1]))
    with world.house.store.reading() as connection:
        assert people.alive(connection, {door}) == {door}
        assert not people.by_id(connection, dan).must_change


def test_a_password_handed_out_is_void_after_three_days(world: World):
    dan = world.ids["dan"]
    told(world, lambda c: organisation.reset_password(c, None, dan, hashed()))
    with world.house.store.reading() as connection:
        account = people.by_id(connection, dan)
    for hours, lets_in in ((71, True), (73, False)):
        with time_machine.travel(clock.moment_of(clock.now()) + timedelta(hours=hours)):
            assert people.may_sign_in(account) is lets_in


def test_no_deed_holds_a_password_or_its_hash(world: World):
    handed = passwords.one_time()
    kept = passwords.hash_of(handed)
    told(world, lambda c: organisation.add_person(c, None, "zoe@example.org", "Zoé", kept))
    told(world, lambda c: organisation.reset_password(c, None, world.ids["dan"], kept))
    written = repr(deeds_of(world))
    assert len(deeds_of(world)) == 2 and handed not in written and "argon2" not in written
