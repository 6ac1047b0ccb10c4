"""What one person's browser cannot do: hold others up, act where its owner left it, or write over what it never saw."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from cell import search
from cell.journal.orders import Command, Job
from cell.people import add_token
from cell.search import FOLDS_TO, folded, marked
from cell.web import lobby, turns
from cell.web.search import SEARCHES_FREE
from tests.api.caller import Caller
from tests.cast import PASSWORD, SEATS, World
from tests.web.administrators import administrator, recorded
from tests.web.links import LINK, choices, make_link, secret_of
from tests.web.second_step import CODE, enrol
from tests.web.visitor import Page, Visitor

LONG = "\ufdfa" * 10_000


def test_no_text_is_folded_to_many_times_its_length():
    """Needs: one sign that stands for eighteen letters is compared as one sign."""
    for text in (LONG, "각" * 1_000, "㌖" * 1_000, "🄫🈂" * 1_000, "ﬃ" * 1_000):
        assert len(folded(text)) <= FOLDS_TO * len(text)
    assert folded("\ufdfa") == folded(" \ufdfa ").strip() and "\ufdfa" not in folded("le quai")


@pytest.mark.parametrize(
    "text", [LONG, LONG + "quai", "é" * 10_000 + "quai", "quai " * 2_000], ids=lambda text: text[:4]
)
def test_marking_a_long_text_takes_a_blink(text: str):
    begun = time.thread_time()
    for _time in range(50):
        pieces = marked(text, "quai \ufdfa zzz yyy xxx")
    assert time.thread_time() - begun < 4
    assert ("quai" not in text) or text.startswith("\ufdfa") or ("quai", True) in pieces


def test_one_persons_searches_are_slowed_down_and_nobody_elses(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cell.clock.elapsed", lambda: 0.0)
    told = [Visitor(world, "chloe").get("/search.json?q=quai") for _time in range(SEARCHES_FREE + 5)]
    assert [answer.status_code for answer in told].count(429) == 5
    assert int(told[-1].headers["Retry-After"]) >= 1
    assert Visitor(world, "chloe").get("/search?q=quai").status_code == 429, "the page is counted with the palette"
    assert Visitor(world, "dan").get("/search?q=quai").status_code == 200


def test_one_person_has_no_third_search_running(world: World, monkeypatch: pytest.MonkeyPatch):
    """Needs: they are counted when they begin, not when they end."""
    monkeypatch.setattr(turns, "LOOKS", 0)  # the second waits for the first, which is ours
    inner: list[int] = []
    depth: list[int] = []
    real = world.house.desk.apart

    def nested(work: Callable[[Any], Any]) -> Any:
        if len(depth) < 3:
            depth.append(1)
            inner.append(Visitor(world, "chloe").get("/search?q=quai").status_code)
        return real(work)

    monkeypatch.setattr(world.house.desk, "apart", nested)
    assert Visitor(world, "chloe").get("/search?q=quai").status_code == 200
    assert sorted(inner) == [200, 429]


def test_the_lobby_looks_at_fewer_boards_than_the_desk_keeps(world: World, monkeypatch: pytest.MonkeyPatch):
    from cell.journal import desk

    assert lobby.BOARDS_MOST < desk.KEPT_BOARDS
    monkeypatch.setattr(lobby, "BOARDS_MOST", 3)
    monkeypatch.setattr(desk, "KEPT_BOARDS", 4)
    for number in range(8):
        world.open(f"cmore{number}", "alice", title=f"Cellule {number}", exercise=number == 0)
    visitor, loads = Visitor(world, "alice"), []
    first = visitor.page("/")
    monkeypatch.setattr(
        world.house.desk, "show", lambda cell, real=world.house.desk.show: loads.append(cell) or real(cell)
    )
    carried = world.house.desk.writer.carry_out
    read: list[Any] = []
    monkeypatch.setattr(world.house.desk.writer, "carry_out", lambda orders: read.extend(orders) or carried(orders))
    page = visitor.page("/")
    assert len(set(loads)) == 3 and not read, "what it looked at is still there at the next look"
    assert all(f"Cellule {number}" in page.text for number in range(8)) and "Incendie" in page.text
    assert "6 autres cellules ouvertes" in first.text


# What an administrator's open screen does not do ------------------------------------------------------------------


def test_an_administrators_own_password_and_second_step_take_the_present_password(world: World):
    alice = administrator(world)
    enrol(alice)
    mine = f"/admin/people/{world.ids['alice']}"
    page = alice.page(mine)
    assert f"{mine}/password" not in page.forms and f"{mine}/drop-factor" not in page.forms
    for deed in ("password", "drop-factor"):
        answer = alice.post(f"{mine}/{deed}", {"csrf_token": alice.token})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert alice.is_in() and recorded(world) == []
    fresh = Visitor(world)
    assert fresh.sign_in("alice", PASSWORD).headers["Location"] == CODE, "password and second step are as they were"


def test_a_reset_password_ends_the_tokens_too(world: World):
    alice, program = administrator(world), Caller(world, "chloe")
    assert program("GET", "/me").status_code == 200
    page = f"/admin/people/{world.ids['chloe']}"
    assert alice.send(page, f"{page}/password").status_code == 201
    assert program("GET", "/me").status_code == 401
    world.house.desk.ask(Job(lambda c: add_token(c, world.ids["dan"], "x")))
    assert Caller(world, "dan")("GET", "/me").status_code == 200, "and nobody else's"


# Secrets that are addresses ---------------------------------------------------------------------------------------


def test_where_somebody_wanted_to_go_is_kept_in_no_table_and_in_no_address(world: World):
    path = make_link(world)
    enrol(Visitor(world, "eve"))
    answer = Visitor(world).send(path, path + "/sign-in", email="eve@example.org", password=PASSWORD)
    assert answer.headers["Location"] == CODE
    with world.house.store.reading() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM thresholds").all())
    assert len(kept) > 20 and secret_of(path) not in kept


def test_who_must_choose_a_password_comes_back_to_the_link_without_its_being_told(world: World):
    path, alice = make_link(world), administrator(world)
    page = f"/admin/people/{world.ids['eve']}"
    handed = alice.send(page, f"{page}/password").text.split('id="once" value="')[1].split('"')[0]
    eve = Visitor(world)
    eve.sign_in("eve", handed)
    answer = eve.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert secret_of(path) not in eve.get("/account").text
    new = "une tout autre longue phrase à elle"
    answer = eve.send("/account", "/account/password", current=handed, password=new, again=new)
    assert answer.headers["Location"] == path


# Two at one text, and answers that come midway ---------------------------------------------------------------------


def test_the_second_of_two_who_change_a_playbook_is_told_and_loses_nothing(world: World):
    alice, bruno = administrator(world), administrator(world, "bruno")
    path = "/admin/playbooks/recall"
    typed = bruno.page(path).forms[path]
    assert alice.send(path, path, aim_fr="Le but d’Alice", aim_en="Alice’s aim").status_code == 303
    answer = bruno.post(path, {**typed, "aim_fr": "Le but de Bruno", "aim_en": "Bruno’s aim"})
    page = Page(answer.text)
    assert answer.status_code == 409 and "modification" in page.text
    assert page.forms[path]["aim_fr"] == "Le but de Bruno"
    assert alice.page(path).forms[path]["aim_fr"] == "Le but d’Alice"
    assert bruno.post(path, page.forms[path]).status_code == 303, "told of it, they may save over it"
    assert alice.page(path).forms[path]["aim_fr"] == "Le but de Bruno"
    without = {name: value for name, value in alice.page(path).forms[path].items() if name != "seen"}
    assert alice.post(path, without).status_code == 409


def test_links_that_could_not_be_made_are_said(world: World, monkeypatch: pytest.MonkeyPatch):
    """Needs: a refusal midway keeps the links made so far on the page, and is not swallowed."""
    real, count = world.house.desk.ask, []

    def ask(order: Any) -> Any:
        if isinstance(order, Command) and order.name == "make_invitation":
            count.append(order)
            if len(count) == 3:
                real(Command(world.cell, world.ids["alice"], "close_cell", {"reason": "fini"}, None))
        return real(order)

    monkeypatch.setattr(world.house.desk, "ask", ask)
    page = f"/cells/{world.cell}/invitations"
    answer = Visitor(world, "alice").send(page, page, **choices(department="*"))
    assert answer.status_code == 201 and len(LINK.findall(answer.text)) == 2
    assert "Pas de lien pour" in answer.text and "Juridique" in answer.text and len(SEATS) == 4


def test_words_beyond_what_is_marked_are_found_all_the_same(world: World):
    seq = world.act("chloe", "record_information", text=LONG[:9_000] + " quai").seq
    with world.house.store.reading() as connection:
        [found] = search.search(connection, world.ids["chloe"], "quai")
    assert found.hits == (seq,)
