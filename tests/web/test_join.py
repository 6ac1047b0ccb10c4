"""Coming in by a link: looking never joins, wrong secrets are counted, and who has no account makes one."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from cell import clock, people
from tests.cast import PASSWORD, World
from tests.web.links import make_link, secret_of
from tests.web.visitor import Page, Visitor, still

NEW = {"name": "Farid Nouri", "new_email": "farid@example.org", "new_password": "une phrase assez longue"}


def accounts(world: World) -> int:
    with world.house.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM accounts").scalar_one())


def test_looking_shows_where_the_link_leads_and_joins_nobody(world: World):
    path = make_link(world)
    for visitor in (Visitor(world), Visitor(world, "eve")):
        before = world.seq
        answer = visitor.get(path)
        assert answer.status_code == 200 and world.seq == before
        assert "Incendie" in answer.text and "Logisti" in answer.text
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_signed_in_joins_with_one_button_and_lands_on_the_brief(world: World):
    path = make_link(world, role="member")
    eve = Visitor(world, "eve")
    answer = eve.send(path, path)
    assert answer.status_code == 303 and answer.headers["Location"] == f"/cells/{world.cell}/brief"
    row = world.board.members[world.ids["eve"]]
    assert (row.role, row.department) == ("member", "logistics")
    assert world.board.invitations[1].used == 1
    assert "already" in eve.page(path).text
    assert eve.get(f"/cells/{world.cell}/brief").status_code == 200


def test_who_has_an_account_signs_in_and_is_in(world: World):
    path = make_link(world)
    visitor = Visitor(world)
    wrong = visitor.send(path, path + "/sign-in", email="eve@example.org", password="not this one at all")
    assert wrong.status_code == 422 and world.ids["eve"] not in world.board.members
    assert "not this one" not in wrong.text and 'value="eve@example.org"' in wrong.text
    answer = visitor.send(path, path + "/sign-in", email="eve@example.org", password=PASSWORD)
    assert answer.status_code == 302 and visitor.cookie
    assert world.board.members[world.ids["eve"]].department == "logistics"


def test_who_has_no_account_makes_one_and_is_in(world: World):
    path = make_link(world, uses="1")
    visitor = Visitor(world, Accept_Language="en")
    answer = visitor.send(path, path + "/account", **NEW)
    assert answer.headers.get("Location") == "/sign-in", Page(answer.text).errors
    assert visitor.page("/sign-in").forms[""]["email"] == NEW["new_email"], "one types the password alone"
    answer = visitor.sign_in(NEW["new_email"], NEW["new_password"])
    assert visitor.get(answer.headers["Location"]).headers["Location"] == f"/cells/{world.cell}/brief"
    assert visitor.get(f"/cells/{world.cell}/brief").status_code == 200
    joined = [row for row in world.board.members.values() if row.name == "Farid Nouri"]
    assert [(row.role, row.department) for row in joined] == [("member", "logistics")]
    with world.house.store.reading() as connection:
        account = people.by_email(connection, "farid@example.org")
    assert account and not account.is_admin and account.language == "en"
    assert Visitor(world).sign_in("farid@example.org", NEW["new_password"]).status_code == 302
    assert Visitor(world).get(path).status_code == 410, "it was for one person"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"new_password": "short"}, "new_password"),
        ({"new_password": "farid@example.org"}, "new_password"),
        ({"new_email": "no address"}, "new_email"),
        ({"name": ""}, "name"),
        ({"name": "x\ny"}, "name"),
        ({"name": "x" * 81}, "name"),
    ],
)
def test_a_wrong_account_is_refused_by_field_keeps_what_was_typed_and_makes_nothing(
    world: World, typed: dict[str, str], field: str
):
    path = make_link(world)
    before = accounts(world), world.seq
    answer = Visitor(world).send(path, path + "/account", **{**NEW, **typed})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert page.errors.keys() == {field}
    kept = page.forms[path + "/account"]
    assert kept["new_password"] == "" and (field == "new_email" or kept["new_email"] == "farid@example.org")
    assert (accounts(world), world.seq) == before


def test_whether_an_address_has_an_account_is_not_told(world: World):
    path = make_link(world)
    told = []
    for email in ("farid@example.org", "eve@example.org", "chloe@example.org"):
        visitor = Visitor(world, Accept_Language="en")
        answer = visitor.send(path, path + "/account", **{**NEW, "new_email": email})
        door = still(visitor.get("/sign-in").text).replace(email, "x")
        told.append((answer.status, answer.headers["Location"], still(answer.text), door))
        assert visitor.cookie is None
    assert len(set(told)) == 1
    assert world.ids["eve"] not in world.board.members
    assert Visitor(world).sign_in("eve", NEW["new_password"]).status_code == 422, "no password is put on an account"
    eve = Visitor(world)
    eve.send(path, path + "/account", **{**NEW, "new_email": "eve@example.org"})
    where = eve.sign_in("eve").headers["Location"]
    assert eve.send(where, path).status_code == 303, "who had one is back at the link, and joins"


@pytest.mark.parametrize("name", ["ACCOUNTS_OF_ADDRESS", "ACCOUNTS_OF_LINK"])
def test_the_making_of_accounts_is_slowed_down_by_link_and_by_address(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setattr(f"cell.web.join.{name}", 3)
    path, other = make_link(world), make_link(world)
    is_link = name == "ACCOUNTS_OF_LINK"
    before, told = accounts(world), []
    with time_machine.travel(datetime.now(UTC), tick=False):  # the first wait is short, and a slow machine sits it out
        for number in range(6):
            visitor = Visitor(world, address=f"198.51.100.{number}" if is_link else "198.51.100.4")
            typed = {**NEW, "new_email": f"farid{number}@example.org"}
            link = path if is_link else (path, other)[number % 2]
            told.append(visitor.send(link, link + "/account", **typed).status_code)
    assert told[:3] == [303] * 3 and set(told[3:]) == {429}
    assert accounts(world) == before + 3
    elsewhere = other if is_link else path
    free = Visitor(world, address="203.0.113.9").send(elsewhere, elsewhere + "/account", **NEW)
    assert free.status_code == 303


def test_an_account_whose_joining_fails_at_the_last_moment_is_not_left_behind(world: World):
    path = make_link(world)
    visitor = Visitor(world)
    fields = visitor.page(path).forms[path + "/account"]
    world.act("alice", "close_cell", reason="fini")
    before = accounts(world)
    answer = visitor.post(path + "/account", {**fields, **NEW})
    assert answer.status_code in (409, 422) and accounts(world) == before
    assert visitor.cookie is None


def test_what_comes_from_another_site_joins_nobody(world: World):
    path = make_link(world)
    for where, sent in [("", {}), ("/account", NEW), ("/sign-in", {"email": "eve@example.org", "password": PASSWORD})]:
        eve = Visitor(world, "eve")
        assert eve.post(path + where, {**sent, "csrf_token": "forged"}).status_code == 403
    assert world.ids["eve"] not in world.board.members


def test_a_form_is_taken_over_https_though_the_page_sends_no_referrer(tmp_path: Any):
    world = World(tmp_path, CELL_PROXIES=1)
    try:
        path = make_link(world)
        over = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.9"}
        eve = Visitor(world, "eve", **over)
        eve.client.set_cookie("cell_sign_in", eve.cookie or "", secure=True)
        answer = eve.client.get(path, headers=eve.headers, base_url="https://localhost")
        fields = Page(answer.text).forms[path]
        sent = eve.client.post(path, data=fields, headers=eve.headers, base_url="https://localhost")
        assert sent.status_code == 303, sent.text[:500]
        assert world.ids["eve"] in world.board.members
    finally:
        world.close()


def test_an_invitation_that_is_over_says_so_alike_and_tells_nothing_of_the_cell(world: World):
    expired, revoked, used = make_link(world, expires="3600"), make_link(world), make_link(world, uses="1")
    world.act("alice", "revoke_invitation", invitation=2)
    Visitor(world, "eve").send(used, used)
    with time_machine.travel(clock.moment_of(clock.now()) + timedelta(hours=2)):
        told = [Visitor(world, Accept_Language="fr").get(path) for path in (expired, revoked, used)]
    assert [answer.status_code for answer in told] == [410] * 3
    assert len({Page(answer.text).text for answer in told}) == 1
    assert "Incendie" not in told[0].text


def test_who_was_removed_needs_more_than_a_link(world: World):
    path = make_link(world)
    world.act("alice", "remove_member", member=world.ids["chloe"])
    answer = Visitor(world, "chloe").send(path, path)
    assert answer.status_code in (403, 409, 422)
    assert world.board.members[world.ids["chloe"]].removed_at is not None


def test_guesses_are_counted_by_address_and_the_invitation_opens_from_elsewhere(world: World):
    with time_machine.travel(clock.moment_of(clock.now()), tick=False):
        _guess(world)


def _guess(world: World) -> None:
    path = make_link(world)
    guesser = Visitor(world, address="198.51.100.4")
    told = [guesser.get(f"/join/{world.cell}/{people.new_secret()}").status_code for _ in range(60)]
    assert told.count(404) <= 20 and set(told) == {404, 429} and told[-1] == 429
    shut = guesser.get(f"/wall/{world.cell}/{people.new_secret()}")
    assert shut.status_code == 429 and int(shut.headers["Retry-After"]) >= 1, "both sorts of link are one door"
    assert guesser.get(path).status_code == 200, "who sits beside the guesser comes in"
    assert Visitor(world, address="198.51.100.5").get(path).status_code == 200
    neighbour = Visitor(world, address="2001:db8::1")
    assert [neighbour.get("/join/x/y").status_code for _ in range(30)].count(429) >= 10
    assert Visitor(world, address="2001:db8::2").get("/join/x/y").status_code == 429, "one /64 is one guesser"


def test_right_ones_are_never_counted(world: World):
    path = make_link(world)
    visitor = Visitor(world)
    assert {visitor.get(path).status_code for _ in range(60)} == {200}


def test_neither_diary_nor_answers_name_the_secret(world: World, caplog: pytest.LogCaptureFixture):
    path = make_link(world)
    with caplog.at_level(logging.DEBUG):
        visitor = Visitor(world)
        answers = [visitor.get(path), visitor.post(path, {}), visitor.send(path, path + "/account", **NEW)]
        answers.append(visitor.get(f"/cells/{world.cell}/brief"))
    assert secret_of(path) not in caplog.text
    assert all(secret_of(path) not in answer.headers.get("Location", "") for answer in answers)
    assert secret_of(path) not in answers[-1].text
