"""The second step: no way in without it once it is on, each code once, and a way back for who lost the telephone."""

from pathlib import Path
from typing import Any

import pytest
import time_machine

from cell import people
from cell.journal.orders import Job
from tests.cast import PASSWORD, World
from tests.web.administrators import administrator, recorded
from tests.web.links import make_link
from tests.web.second_step import BEGIN, CODE, CONFIRM, END, Telephone, enrol, give, half_way
from tests.web.visitor import COOKIE, Page, Visitor

START = "2027-11-18T14:00:05Z"  # after everything that the world was made with
pytestmark = pytest.mark.usefixtures("hour")


@pytest.fixture
def hour():
    """The hour stands still, and is moved by hand."""
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def wait(hour: Any) -> None:
    """Until the telephone shows another code."""
    hour.shift(30)


def test_a_code_is_asked_for_after_the_password_and_leads_where_one_wanted_to_go(world: World, hour):
    telephone, codes = enrol(Visitor(world, "alice"))
    assert len(set(codes)) == 10
    wait(hour)
    visitor = half_way(world, next="/cells/ctest/members")
    assert visitor.cookie is None
    for path in ("/", "/account", "/cells/ctest"):
        assert visitor.get(path).headers["Location"].startswith("/sign-in")
    answer = give(visitor, f" {telephone.code()[:3]} {telephone.code()[3:]} ")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cells/ctest/members")
    assert visitor.is_in()
    assert visitor.client.get_cookie("cell_threshold") is None


def test_a_code_works_once(world: World, hour):
    telephone, _codes = enrol(Visitor(world, "alice"))
    assert give(half_way(world), telephone.code()).status_code == 422, "it was the first code"
    wait(hour)
    assert give(half_way(world), telephone.code()).status_code == 302
    again = half_way(world)
    assert give(again, telephone.code()).status_code == 422
    assert not again.is_in()
    assert give(again, telephone.code(-1)).status_code == 422, "earlier than one that was taken"


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_a_telephone_may_be_a_step_late_or_early_and_no_more(world: World, hour, steps: int, status: int):
    telephone, _codes = enrol(Visitor(world, "alice"))
    hour.shift(300)
    assert give(half_way(world), telephone.code(steps)).status_code == status


def test_guessing_codes_is_slowed_down_wherever_it_comes_from(world: World, hour):
    telephone, _codes = enrol(Visitor(world, "alice"))
    wait(hour)
    tries = []
    for number in range(12):
        thief = Visitor(world, address=f"198.51.100.{number}")
        thief.sign_in("alice")
        tries.append(give(thief, "000000").status_code)
    assert tries == [422] * 5 + [429] * 7
    assert give(half_way(world), telephone.code()).status_code == 429
    hour.shift(310)
    assert give(half_way(world), telephone.code()).status_code == 302


def test_a_recovery_code_stands_in_once_and_is_kept_as_a_digest(world: World, tmp_path: Path):
    _telephone, codes = enrol(Visitor(world, "alice"))
    assert give(half_way(world), codes[3].upper().replace("-", " ")).status_code == 302
    assert give(half_way(world), codes[3]).status_code == 422
    assert give(half_way(world), codes[4]).status_code == 302
    with world.house.store.reading() as connection:
        assert people.recovery_left(connection, world.ids["alice"]) == 8
        kept = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM recovery_codes")]
    assert not [code for code in codes if code in str(kept) or code.replace("-", "") in str(kept)]


def test_the_threshold_ends_by_itself_and_is_nobody_elses(world: World, hour):
    telephone, _codes = enrol(Visitor(world, "alice"))
    enrol(Visitor(world, "dan"))
    wait(hour)
    assert give(half_way(world, "dan"), telephone.code()).status_code == 422
    late = half_way(world)
    page = late.page(CODE).forms[""]
    hour.shift(people.THRESHOLD_S + 1)
    assert late.post(CODE, {**page, "code": telephone.code()}).headers["Location"] == "/sign-in"
    assert Visitor(world).get(CODE).headers["Location"] == "/sign-in"
    forged = Visitor(world)
    forged.client.set_cookie("cell_threshold", "x" * 43)
    assert forged.get(CODE).headers["Location"] == "/sign-in"
    forged.client.set_cookie(COOKIE, late.client.get_cookie("cell_threshold").value)
    assert not forged.is_in()


@pytest.mark.parametrize("code", ["", "12345", "x" * 101, "a\x00b", "١٢٣٤٥٦", "000000"])
def test_what_is_no_code_is_said_beside_the_field(world: World, hour, code: str):
    enrol(Visitor(world, "alice"))
    wait(hour)
    answer = give(half_way(world), code)
    assert answer.status_code == 422
    assert Page(answer.text).errors["code"]


def test_it_is_not_on_before_a_code_of_it_came_back(world: World, hour):
    visitor, elsewhere = Visitor(world, "alice"), Visitor(world, "alice")
    wrong = visitor.send("/account", BEGIN, factor_password="not my password at all")
    assert Page(wrong.text).errors["factor_password"]
    assert visitor.post(CONFIRM, {"csrf_token": visitor.token, "code": "000000"}).status_code == 404
    begun = visitor.send("/account", BEGIN, factor_password=PASSWORD)
    telephone = Telephone(begun.text)
    assert telephone.secret not in visitor.page("/account").html
    assert visitor.post(CONFIRM, {"csrf_token": visitor.token, "code": "000000"}).status_code == 422
    assert Visitor(world).sign_in("alice").headers["Location"] == "/"
    assert visitor.post(CONFIRM, {"csrf_token": visitor.token, "code": telephone.code()}).status_code == 201
    assert (visitor.is_in(), elsewhere.is_in()) == (True, False)
    assert half_way(world).cookie is None


def test_switching_it_off_takes_the_password_and_a_code(world: World, hour):
    visitor = Visitor(world, "alice")
    telephone, codes = enrol(visitor)
    wait(hour)
    assert visitor.send("/account", END, factor_password=PASSWORD, code="000000").status_code == 422
    wrong = visitor.send("/account", END, factor_password="not my password", code=telephone.code())
    assert Page(wrong.text).errors["factor_password"]
    assert visitor.post(BEGIN, {"csrf_token": visitor.token, "factor_password": PASSWORD}).status_code == 409
    assert visitor.send("/account", END, factor_password=PASSWORD, code=telephone.code()).status_code == 302
    assert Visitor(world).sign_in("alice").headers["Location"] == "/"
    enrol(visitor)
    assert give(half_way(world), codes[0]).status_code == 422, "codes of the former one are void"


def test_an_administrator_switches_it_off_on_the_record_and_a_new_password_does_not(world: World, hour):
    alice, chloe = administrator(world), Visitor(world, "chloe")
    enrol(chloe)
    page = f"/admin/people/{world.ids['chloe']}"
    secret = alice.send(page, f"{page}/password").text.split('id="once" value="')[1].split('"')[0]
    visitor = Visitor(world)
    assert visitor.sign_in("chloe", secret).headers["Location"] == CODE
    assert alice.send(page, f"{page}/drop-factor").status_code == 303
    assert visitor.get(CODE).headers["Location"] == "/sign-in", "who stood half-way in begins again"
    assert [one.deed for one in recorded(world)] == ["password.reset", "factor.dropped"]
    assert Visitor(world).sign_in("chloe", secret).headers["Location"] == "/"
    assert f"{page}/drop-factor" not in alice.page(page).forms
    assert alice.page("/admin/record")


def test_an_invitation_is_no_way_around_it(world: World, hour):
    eve = Visitor(world, "eve")
    telephone, _codes = enrol(eve)
    wait(hour)
    path, visitor = make_link(world), Visitor(world)
    answer = visitor.send(path, path + "/sign-in", email="eve@example.org", password=PASSWORD)
    assert answer.headers["Location"] == CODE
    assert world.ids["eve"] not in world.board.members
    assert give(visitor, telephone.code()).headers["Location"] == path
    assert visitor.send(path, path).status_code == 303
    assert world.ids["eve"] in world.board.members


def test_who_is_disabled_half_way_in_stays_out(world: World, hour):
    telephone, _codes = enrol(Visitor(world, "chloe"))
    wait(hour)
    visitor = half_way(world, "chloe")
    page = visitor.page(CODE).forms[""]
    world.house.desk.ask(Job(lambda c: people.disable_account(c, world.ids["chloe"])))
    assert visitor.post(CODE, {**page, "code": telephone.code()}).headers["Location"] == "/sign-in"
