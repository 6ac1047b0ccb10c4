"""Nobody comes in by a password that was changed while its slow hash was worked out, by whichever door."""

from typing import Any

import pytest

from cell import passwords, people
from cell.journal.orders import Job
from cell.web import factor
from tests.cast import PASSWORD, World
from tests.web.links import make_link
from tests.web.second_step import enrol, give, half_way
from tests.web.visitor import Visitor

OTHER = "une tout autre longue phrase !"


def change(world: World, who: str) -> None:
    """The owner changes the password, elsewhere."""
    kept = passwords.hash_of(OTHER)
    world.house.desk.ask(Job(lambda connection: people.choose_password(connection, world.ids[who], kept)))


@pytest.fixture
def changing(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has a password changed while it is looked at."""

    def begin(who: str) -> None:
        matches = passwords.matches

        def late(password: str, kept: str | None) -> bool:
            found = matches(password, kept)
            change(world, who)
            return found

        monkeypatch.setattr(passwords, "matches", late)

    return begin


def test_not_at_the_door(world: World, changing: Any):
    changing("chloe")
    visitor = Visitor(world)
    assert visitor.sign_in("chloe").status_code == 422 and not visitor.is_in()


def test_not_by_an_invitation(world: World, changing: Any):
    where = make_link(world)
    changing("eve")
    visitor = Visitor(world)
    answer = visitor.send(where, f"{where}/sign-in", email="eve@example.org", password=PASSWORD)
    assert answer.status_code == 422 and not visitor.is_in()


def test_not_by_a_code_after_it(world: World, changing: Any, monkeypatch: pytest.MonkeyPatch):
    _telephone, codes = enrol(Visitor(world, "alice"))
    visitor = half_way(world)
    take = factor._take

    def late(*given: Any) -> Any:
        change(world, "alice")
        return take(*given)

    monkeypatch.setattr(factor, "_take", late)
    assert give(visitor, codes[0]).status_code == 401 and not visitor.is_in()
    monkeypatch.undo()
    changing("alice")
    assert Visitor(world).sign_in("alice").status_code == 422


def test_nor_does_it_come_back_by_a_better_hash_of_it(world: World, monkeypatch: pytest.MonkeyPatch):
    hash_of = passwords.hash_of

    def late(password: str) -> str:
        monkeypatch.setattr(passwords, "hash_of", hash_of)
        change(world, "chloe")
        return hash_of(password)

    monkeypatch.setattr(passwords, "is_stale", lambda kept: True)
    monkeypatch.setattr(passwords, "hash_of", late)
    visitor = Visitor(world)
    assert visitor.sign_in("chloe").status_code == 422 and not visitor.is_in()
    assert Visitor(world).sign_in("chloe").status_code == 422
    other = Visitor(world)
    assert other.sign_in("chloe", OTHER).status_code == 302 and other.is_in()


def test_a_better_hash_lets_in_by_the_same_password(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(passwords, "is_stale", lambda kept: True)
    before = kept_of(world, "chloe")
    visitor = Visitor(world)
    assert visitor.sign_in("chloe").status_code == 302 and visitor.is_in()
    assert kept_of(world, "chloe") != before
    assert Visitor(world).sign_in("chloe").status_code == 302


def test_of_two_who_renew_it_at_once_both_come_in(world: World, monkeypatch: pytest.MonkeyPatch):
    hash_of = passwords.hash_of

    def late(password: str) -> str:
        other = hash_of(password)  # the other one's, who was faster
        world.house.desk.ask(
            Job(lambda connection: people.change_account(connection, world.ids["chloe"], password=other))
        )
        return hash_of(password)

    monkeypatch.setattr(passwords, "is_stale", lambda kept: True)
    monkeypatch.setattr(passwords, "hash_of", late)
    visitor = Visitor(world)
    assert visitor.sign_in("chloe").status_code == 302 and visitor.is_in()


def kept_of(world: World, who: str) -> Any:
    """The hash of somebody's password."""
    with world.house.store.reading() as connection:
        account = people.by_id(connection, world.ids[who])
    assert account is not None
    return account.password
