"""The door: who comes in, who does not, and what a stranger can learn at it."""

import os
import subprocess
import sys

import pytest
import time_machine

from cell import people
from cell.journal.orders import Job
from cell.settings import ROOT
from tests.cast import PASSWORD, World
from tests.web.visitor import COOKIE, Page, Visitor, still

START = "2026-11-18T14:00:00Z"


def count(world: World, table: str) -> int:
    """The rows of a table."""
    with world.house.store.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def test_the_right_password_lets_in_and_leads_where_one_wanted_to_go(world: World):
    visitor = Visitor(world)
    assert visitor.get("/cells/ctest").headers["Location"] == "/sign-in?next=/cells/ctest"
    page = Page(visitor.get("/sign-in?next=/cells/ctest").text)
    answer = visitor.post("/sign-in", {**page.forms[""], "email": " ALICE@example.org ", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cells/ctest")
    assert visitor.is_in()
    assert visitor.get("/sign-in").status_code == 302


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_a_wrong_password_keeps_what_was_typed_but_the_password(world: World, email: str):
    visitor = Visitor(world)
    answer = visitor.sign_in(email, "not the password at all", next="/cells/ctest")
    page = Page(answer.text)
    assert answer.status_code == 422
    assert (page.forms[""]["email"], page.forms[""]["next"]) == (email, "/cells/ctest")
    assert "not the password at all" not in answer.text
    assert page.errors["password"]
    assert COOKIE not in str(answer.headers.getlist("Set-Cookie"))
    assert not visitor.is_in()


def test_an_unknown_and_a_disabled_and_a_known_name_are_answered_with_the_same_page(world: World):
    world.house.desk.ask(Job(lambda c: people.disable_account(c, world.ids["eve"])))
    names = ("alice@example.org", "nobody@example.org", "eve@example.org")
    answers = []
    for name in names:
        answer = Visitor(world).sign_in(name, PASSWORD if name.startswith("eve") else "wrong password here")
        answers.append((answer.status_code, still(answer.text).replace(name, "NAME")))
    assert answers[0] == answers[1] == answers[2]
    assert count(world, "guesses") == 6  # a pair and an address each, whoever it was


def test_a_name_nobody_has_costs_as_much_as_one_that_somebody_has():
    measure = (
        "import time\n"
        "from cell import passwords\n"
        "kept = passwords.hash_of('a long enough password')\n"
        "def cost(kept):\n"
        "    start = time.process_time(); passwords.matches('a wrong password', kept)\n"
        "    return time.process_time() - start\n"
        "pairs = [(cost(kept), cost(None)) for _ in range(7)]\n"
        "print(*map(min, zip(*pairs)))\n"  # the least disturbed of each
    )
    environ = {name: value for name, value in os.environ.items() if name != "CELL_QUICK_HASHES"}
    told = subprocess.run([sys.executable, "-c", measure], cwd=ROOT, env=environ, capture_output=True, check=True)
    known, unknown = map(float, told.stdout.split())
    assert known > 0.01  # else the hash is too cheap to slow anybody
    assert 0.7 < unknown / known < 1.4


def test_guessing_is_slowed_down_and_the_rightful_person_comes_in_from_elsewhere(world: World):
    thief = Visitor(world, address="198.51.100.9")
    with time_machine.travel(START, tick=False):  # the first wait is short, and a slow machine sits it out
        tries = [thief.sign_in("alice", f"wrong password {number}").status_code for number in range(8)]
        slowed = thief.sign_in("alice")  # now with the right one: still too early
    assert tries == [422] * 5 + [429] * 3
    assert slowed.status_code == 429
    assert Page(slowed.text).forms[""]["email"] == "alice@example.org"
    assert not thief.is_in()
    assert Visitor(world, address="192.0.2.1").sign_in("alice").status_code == 302


def test_a_name_nobody_has_is_slowed_down_alike(world: World):
    thief = Visitor(world, address="198.51.100.9")
    with time_machine.travel(START, tick=False):
        tries = [thief.sign_in("nobody@example.org", "wrong").status_code for _ in range(7)]
    assert tries == [422] * 5 + [429] * 2


def test_who_waits_as_long_as_told_may_try_again(world: World):
    visitor = Visitor(world)
    with time_machine.travel(START, tick=False) as now:
        for _ in range(5):
            visitor.sign_in("alice", "wrong")
        assert visitor.sign_in("alice").status_code == 429
        now.shift(3)
        assert visitor.sign_in("alice").status_code == 302


def test_many_names_from_one_address_are_slowed_down_too(world: World):
    thief = Visitor(world, address="198.51.100.9")
    with time_machine.travel(START, tick=False):
        tries = [thief.sign_in(f"name{number}@example.org", "wrong").status_code for number in range(32)]
    assert tries == [422] * 30 + [429] * 2
    assert Visitor(world, address="192.0.2.1").sign_in("alice").status_code == 302


def test_another_address_of_the_same_ipv6_network_is_no_other_address(world: World):
    with time_machine.travel(START, tick=False):
        for number in range(5):
            Visitor(world, address=f"2001:db8::{number + 1:x}").sign_in("alice", "wrong")
        assert Visitor(world, address="2001:db8::ffff:1").sign_in("alice").status_code == 429
        assert Visitor(world, address="2001:db8:0:1::1").sign_in("alice").status_code == 302


def test_an_address_that_a_request_claims_is_not_believed(world: World):
    with time_machine.travel(START, tick=False):
        for number in range(5):
            claims = {"X_Forwarded_For": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"}
            Visitor(world, **claims).sign_in("alice", "wrong")
        assert Visitor(world, X_Forwarded_For="10.9.9.9").sign_in("alice").status_code == 429


@pytest.mark.parametrize(
    "wanted",
    [
        *("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "//[", "///evil.example"),
        *(
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "evil.example",
            "http:///x",
        ),
        *(
            "/x\r\nSet-Cookie: a=b",
            "https:evil.example",
            "//evil.example\\@ours",
            "/" * 3_000,
            "/" + "x" * 3_000,
            "\x00",
        ),
    ],
)
def test_no_address_leads_elsewhere(shared: World, wanted: str):
    for where in (Visitor(shared).sign_in("alice", next=wanted), Visitor(shared, "dan").get("/sign-in", **{})):
        assert where.headers["Location"] == "/"
    visitor = Visitor(shared, "chloe")
    page_token = visitor.token
    answer = visitor.post("/language", {"csrf_token": page_token, "language": "en", "next": wanted})
    assert answer.headers["Location"] == "/"
    assert visitor.client.get("/sign-in", query_string={"next": wanted}).headers["Location"] == "/"


@pytest.mark.parametrize("wanted", ["/", "/cells/ctest", "/cells/ctest/members?a=1&b=%2F#x", "/é"])
def test_an_address_of_ours_is_kept(shared: World, wanted: str):
    assert Visitor(shared).sign_in("alice", next=wanted).headers["Location"] in (wanted, "/%C3%A9")


def test_signing_in_gives_a_new_secret_and_ends_the_former_sign_in(world: World):
    visitor = Visitor(world, "alice")
    first, page_token = visitor.cookie, visitor.token
    answer = visitor.post("/sign-in", {"csrf_token": page_token, "email": "dan@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    assert visitor.cookie != first
    visitor.client.set_cookie(COOKIE, first or "")
    assert not visitor.is_in()


def test_signing_out_ends_the_sign_in_for_good(world: World):
    visitor = Visitor(world, "alice")
    kept = visitor.cookie
    assert visitor.send("/account", "/sign-out").headers["Location"] == "/sign-in"
    assert visitor.cookie is None
    visitor.client.set_cookie(COOKIE, kept or "")
    assert not visitor.is_in()
    with world.house.store.reading() as connection:
        assert people.open_sign_ins(connection, world.ids["alice"]) == []


def test_a_disabled_person_is_out_at_once(world: World):
    visitor = Visitor(world, "chloe")
    page_token = visitor.token
    world.house.desk.ask(Job(lambda c: people.disable_account(c, world.ids["chloe"])))
    assert not visitor.is_in()
    answer = visitor.post("/cells/new", {"csrf_token": page_token, "title": "x", "level": "1"})
    assert answer.status_code == 401


@pytest.mark.parametrize("step_s", [-3600, 3600])
def test_a_clock_that_steps_an_hour_signs_nobody_out_and_voids_no_page(world: World, step_s: int):
    with time_machine.travel(START, tick=False) as now:
        visitor = Visitor(world, "alice")
        page_token = visitor.token
        now.shift(step_s)
        assert visitor.is_in()
        answer = visitor.post("/cells/new", {"csrf_token": page_token, "title": "Feu", "level": "2"})
        assert answer.status_code == 303


@pytest.mark.parametrize("value", ["", "x", "x" * 4_000, "é", '"', "null", "../../secret.key"])
def test_a_cookie_that_is_none_lets_nobody_in(shared: World, value: str):
    visitor = Visitor(shared)
    visitor.client.set_cookie(COOKIE, value)
    visitor.client.set_cookie("cell_page", value)
    assert visitor.get("/").status_code == 302
    assert visitor.get("/sign-in").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "", "password": "x"}, "email"),
        ({"email": "a\x00b@example.org", "password": "x"}, "email"),
        ({"email": "x" * 300, "password": "x"}, "email"),
        ({"email": "alice@example.org", "password": ""}, "password"),
        ({"email": "alice@example.org", "password": "x" * 2_000}, "password"),
    ],
)
def test_what_cannot_be_a_sign_in_is_said_beside_the_field(shared: World, typed: dict[str, str], field: str):
    before = count(shared, "guesses")
    answer = Visitor(shared).send("/sign-in", **typed)
    assert answer.status_code == 422
    assert Page(answer.text).errors[field]
    assert count(shared, "guesses") == before


def test_nobody_comes_in_as_the_demo_where_there_is_none(shared: World):
    visitor = Visitor(shared, address="127.0.0.1")
    answer = visitor.post("/sign-in/demo", {"csrf_token": visitor.token, "email": "alice@example.org"})
    assert answer.status_code == 403
    assert not visitor.is_in()
