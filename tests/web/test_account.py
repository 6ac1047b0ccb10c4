"""My account: my preferences, my password, my sign-ins, my tokens; nobody else's."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from flask import g

from cell import people
from cell.journal.orders import Job
from cell.web.words import moment
from tests.api.caller import Caller
from tests.cast import PASSWORD, World
from tests.web.visitor import Page, Visitor

NEW = "another long enough one"


def test_preferences_are_kept(world: World):
    visitor = Visitor(world, "alice")
    path = "/account/preferences"
    assert visitor.send("/account", path, language="en", theme="dark", zone="Asia/Tokyo").status_code == 302
    page = visitor.page("/account")
    assert page.language == "en"
    assert [page.forms[path][name] for name in ("language", "theme", "zone")] == ["en", "dark", "Asia/Tokyo"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Paris", "Europe/Paris"),
        (" new  york ", "America/New_York"),
        ("asia/TOKYO", "Asia/Tokyo"),
        ("utc", "UTC"),
        ("Pacific/Noumea", "Pacific/Noumea"),
    ],
)
def test_a_time_zone_is_found_by_its_city_or_its_name(shared: World, typed: str, meant: str):
    visitor, path = Visitor(shared, "chloe"), "/account/preferences"
    assert visitor.send("/account", path, zone=typed).status_code == 302
    assert visitor.page("/account").forms[path]["zone"] == meant


def test_every_time_zone_can_be_read_in(shared: World):
    offered = re.findall(
        r'<option value="([^"]+)">', Visitor(shared, "dan").page("/account").html.split("<datalist")[1]
    )
    assert len(offered) > 500
    with shared.app.test_request_context("/"):
        for zone in offered:
            g.account = SimpleNamespace(zone=zone, language="fr")
            assert moment("2026-11-18T13:00:00.000Z")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "de"),
        ("theme", "pink"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("zone", "localtime"),
    ],
)
def test_a_preference_nobody_offers_is_refused_beside_its_field(shared: World, field: str, value: str):
    visitor = Visitor(shared, "alice")
    answer = visitor.send("/account", "/account/preferences", **{field: value})
    assert answer.status_code == 422
    assert Page(answer.text).errors[field]
    assert visitor.page("/account").language == "fr"


@pytest.mark.parametrize("theme", ["pink", "", "auto\x00"])
def test_a_theme_nobody_offers_is_refused(shared: World, theme: str):
    visitor = Visitor(shared, "alice")
    assert visitor.post("/account/theme", {"csrf_token": visitor.token, "theme": theme}).status_code == 422


def test_the_theme_is_chosen_by_a_button(shared: World):
    visitor = Visitor(shared, "bruno")
    answer = visitor.post("/account/theme", {"theme": "dark"}, **{"X-CSRFToken": visitor.token})
    assert answer.status_code == 204
    assert 'data-theme="dark"' in visitor.page("/account").html


def change(visitor: Visitor, current: str = PASSWORD, password: str = NEW, again: str | None = None):
    """Ask for another password."""
    typed = {"current": current, "password": password, "again": password if again is None else again}
    return visitor.send("/account", "/account/password", **typed)


def test_another_password_ends_every_other_sign_in_and_only_it_lets_in(world: World):
    here, elsewhere = Visitor(world, "alice"), Visitor(world, "alice")
    others = Visitor(world, "dan")
    assert change(here).status_code == 302
    assert here.is_in() and others.is_in()
    assert not elsewhere.is_in()
    assert Visitor(world).sign_in("alice", PASSWORD).status_code == 422
    assert Visitor(world).sign_in("alice", NEW).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": "wrong password here"}, "current"),
        ({"current": ""}, "current"),
        ({"password": "zq9-zq9"}, "password"),
        ({"password": "x" * 14}, "password"),
        ({"password": "a" * 40}, "password"),
        ({"password": "passwordpassword"}, "password"),
        ({"password": "ALICE@example.org"}, "password"),
        ({"password": "long enough " * 30}, "password"),
        ({"again": "something else altogether"}, "again"),
        ({"password": PASSWORD}, "password"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(shared: World, typed: dict[str, str], field: str):
    here, elsewhere = Visitor(shared, "alice"), Visitor(shared, "alice")
    answer = change(here, **typed)
    assert answer.status_code == 422
    assert Page(answer.text).errors[field]
    assert elsewhere.is_in()
    assert not any(value and value in answer.text for name, value in typed.items() if "@" not in value)


def test_guessing_the_present_password_is_slowed_down(world: World):
    visitor = Visitor(world, "alice")
    with time_machine.travel(datetime.now(UTC), tick=False):  # the first wait is short: a slow machine sits it out
        tries = [change(visitor, current="wrong password here").status_code for _ in range(7)]
        assert tries == [422] * 5 + [429] * 2
        assert change(visitor).status_code == 429


def test_a_long_phrase_with_any_signs_is_a_password(world: World):
    visitor, phrase = Visitor(world, "alice"), "  Ça ira — très bien ! 👩🏽‍🚒 " + "é" * 200
    assert change(visitor, password=phrase).status_code == 302
    assert Visitor(world).sign_in("alice", phrase).status_code == 302
    assert Visitor(world, address="192.0.2.2").sign_in("alice", phrase[:-1]).status_code == 422


def test_a_token_is_shown_once_and_works_until_it_is_ended(world: World):
    visitor = Visitor(world, "alice")
    answer = visitor.send("/account", "/account/tokens", name="  la   sonde ")
    assert answer.status_code == 201
    [secret] = [part for part in answer.text.split('"') if part.startswith("cell_") and len(part) > 40]
    assert secret not in visitor.page("/account").html
    assert "la sonde" in visitor.page("/account").text
    caller = Caller(world, None, Authorization=f"Bearer {secret}")
    assert caller.get("/me")["email"] == "alice@example.org"
    [action] = [one for one in visitor.page("/account").forms if one.startswith("/account/tokens/")]
    assert visitor.send("/account", action).status_code == 302
    assert caller("GET", "/me").status_code == 401


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "a\x00b", "\u202e", "\u200b"])
def test_a_token_needs_a_name_that_can_be_read(shared: World, name: str):
    visitor = Visitor(shared, "alice")
    answer = visitor.send("/account", "/account/tokens", name=name)
    assert answer.status_code == 422
    assert Page(answer.text).errors["name"]
    with shared.house.store.reading() as connection:
        assert people.open_tokens(connection, shared.ids["alice"]) == []


def test_my_sign_ins_are_ended_one_by_one_or_all_but_this(world: World):
    here, second, third = (Visitor(world, "alice") for _ in range(3))
    actions = [one for one in here.page("/account").forms if one.startswith("/account/sign-ins/") and "/end" in one]
    assert len(actions) == 4  # three of mine, and the one for all the others
    with world.house.store.reading() as connection:
        newest = people.open_sign_ins(connection, world.ids["alice"])[0].id
    assert here.send("/account", f"/account/sign-ins/{newest}/end").status_code == 302
    assert (here.is_in(), second.is_in(), third.is_in()) == (True, True, False)
    assert here.send("/account", "/account/sign-ins/end").status_code == 302
    assert (here.is_in(), second.is_in()) == (True, False)


def test_one_signs_out_everywhere_this_browser_too(world: World):
    here, elsewhere, other = Visitor(world, "alice"), Visitor(world, "alice"), Visitor(world, "dan")
    answer = here.send("/account", "/account/sign-ins/end", everywhere="1")
    assert answer.headers["Location"] == "/sign-in"
    assert (here.is_in(), elsewhere.is_in(), other.is_in()) == (False, False, True)
    assert here.cookie is None


def test_each_sign_in_says_browser_address_and_since_and_this_one_is_marked(shared: World):
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    here = Visitor(shared, address="203.0.113.99", User_Agent=agent)
    here.sign_in("bruno")
    page = here.page("/account")
    assert "Firefox, Linux" in page.text and "203.0.113.99" in page.text
    assert page.html.count("ce navigateur</span>") == 1


@pytest.mark.parametrize("number", ["theirs", "0", "999999", "9" * 30, "x", "-1"])
@pytest.mark.parametrize("what", ["sign-ins", "tokens"])
def test_what_is_not_mine_cannot_be_ended(shared: World, what: str, number: str):
    dan, caller = Visitor(shared, "dan"), Caller(shared, "dan")
    with shared.house.store.reading() as connection:
        find = {"sign-ins": people.open_sign_ins, "tokens": people.open_tokens}[what]
        theirs = find(connection, shared.ids["dan"])[0].id
    alice = Visitor(shared, "alice")
    path = f"/account/{what}/{theirs if number == 'theirs' else number}/end"
    answer = alice.post(path, {"csrf_token": alice.token})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert dan.is_in()
    assert caller.get("/me")["id"] == shared.ids["dan"]


def test_somebody_elses_account_is_nowhere_on_mine(shared: World):
    shared.house.desk.ask(Job(lambda c: people.add_token(c, shared.ids["dan"], "secret of Dan")))
    page = Visitor(shared, "alice").page("/account")
    assert "dan@example.org" not in page.html
    assert "secret of Dan" not in page.html
