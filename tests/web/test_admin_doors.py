"""Who may enter the administration: administrators; everybody else is told there is nothing."""

from typing import Any

import pytest

from cell import organisation, outlets, people
from cell.journal.orders import Job
from tests.cast import World
from tests.letters import make_outlet
from tests.web.administrators import administrator, name_admin, recorded
from tests.web.visitor import Page, Visitor, still

PERSON = "/admin/people/{eve}"
READ = {
    "admin.index": ["/admin"],
    "admin.people": ["/admin/people", "/admin/people?q=al"],
    "admin.person": [PERSON],
    "admin.departments": ["/admin/departments"],
    "admin.department": ["/admin/departments/legal"],
    "admin.levels": ["/admin/levels"],
    "admin.level": ["/admin/levels/3"],
    "admin.playbooks": ["/admin/playbooks"],
    "admin.playbook": ["/admin/playbooks/supply"],
    "admin.new_playbook": ["/admin/playbooks/new"],
    "admin.synonyms": ["/admin/synonyms"],
    "admin.outlets": ["/admin/alerts"],
    "admin.outlet": ["/admin/alerts/1"],
    "admin.record": ["/admin/record", "/admin/record?before=7"],
    "admin.record_file": ["/admin/record.csv"],
}
WRITE = {
    "admin.add_person": ["/admin/people"],
    "admin.change_person": [PERSON],
    "admin.reset_password": [f"{PERSON}/password"],
    "admin.do_to_person": [
        f"{PERSON}/{deed}"
        for deed in ("sign-out", "make-administrator", "unmake-administrator", "drop-factor", "disable", "enable")
    ],
    "admin.add_department": ["/admin/departments"],
    "admin.change_department": ["/admin/departments/legal"],
    "admin.do_to_department": [f"/admin/departments/legal/{deed}" for deed in ("up", "down", "archive", "restore")],
    "admin.change_level": ["/admin/levels/3"],
    "admin.add_playbook": ["/admin/playbooks/new"],
    "admin.change_playbook": ["/admin/playbooks/supply"],
    "admin.duplicate_playbook": ["/admin/playbooks/supply/duplicate"],
    "admin.change_synonyms": ["/admin/synonyms"],
    "admin.add_outlet": ["/admin/alerts"],
    "admin.change_outlet": ["/admin/alerts/1"],
    "admin.try_outlet": ["/admin/alerts/1/trial"],
    "admin.do_to_outlet": [f"/admin/alerts/1/{deed}" for deed in ("on", "off", "remove")],
    "admin.send_again": ["/admin/alerts/messages/1/again"],
    "admin.do_to_playbook": [f"/admin/playbooks/supply/{deed}" for deed in ("archive", "restore")],
}
READS = [path for paths in READ.values() for path in paths]
WRITES = [path for paths in WRITE.values() for path in paths]


def at(world: World, path: str) -> str:
    """An address with the ids of this world in it."""
    return path.format(**world.ids)


def test_every_address_of_the_administration_is_tried_below(shared: World):
    known = {rule.endpoint for rule in shared.app.url_map.iter_rules() if rule.endpoint.startswith("admin.")}
    assert known == set(READ) | set(WRITE)


@pytest.mark.parametrize("path", READS)
def test_who_is_not_signed_in_is_shown_the_door(shared: World, path: str):
    answer = Visitor(shared).get(at(shared, path))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("who", ["bruno", "chloe", "dan", "eve"])
@pytest.mark.parametrize("path", READS)
def test_others_are_told_what_they_are_told_of_no_address(shared: World, who: str, path: str):
    visitor = Visitor(shared, who)
    answer, nothing = visitor.get(at(shared, path)), visitor.get("/admin/nothing-here")
    assert answer.status_code == nothing.status_code == 404
    assert still(answer.text).replace(at(shared, path), "") == still(nothing.text).replace("/admin/nothing-here", "")


@pytest.mark.parametrize("path", WRITES)
def test_others_change_nothing(shared: World, path: str):
    chloe, nobody = Visitor(shared, "chloe"), Visitor(shared)
    before = _state(shared)
    assert chloe.post(at(shared, path), {"csrf_token": chloe.token, "name": "x"}).status_code == 404
    assert nobody.post(at(shared, path), {"csrf_token": nobody.token, "name": "x"}).status_code == 401
    assert _state(shared) == before


def _state(world: World) -> Any:
    with world.house.store.reading() as connection:
        return (
            organisation.people_of(connection),
            organisation.departments_of(connection),
            organisation.levels_of(connection),
            organisation.playbooks_of(connection),
            outlets.outlets_of(connection, removed=True),
            len(recorded(world)),
        )


@pytest.mark.parametrize("path", WRITES)
def test_without_the_page_token_nothing_is_changed(world: World, path: str):
    alice, elsewhere = administrator(world), Visitor(world, "alice")
    before = _state(world)
    for typed in ({}, {"csrf_token": "x"}, {"csrf_token": elsewhere.token}):
        assert alice.post(at(world, path), typed).status_code == 403
    assert _state(world) == before


def test_an_administrator_opens_every_page(world: World):
    alice = administrator(world)
    assert make_outlet(world) == 1
    for path in READS:
        answer = alice.get(at(world, path))
        assert answer.status_code == 200, path
        assert answer.headers["Cache-Control"] == "no-store"


def test_only_administrators_are_shown_the_way(world: World):
    alice = administrator(world)
    assert 'href="/admin"' in alice.page("/").html
    assert "Administration" in alice.page("/").text
    assert "Plans types" in alice.page("/").text
    assert 'href="/admin' not in Visitor(world, "bruno").page("/").html


def test_who_loses_administration_is_out_at_the_next_request(world: World):
    alice, bruno = administrator(world), administrator(world, "bruno")
    assert alice.send(at(world, "/admin/people/{bruno}"), at(world, "/admin/people/{bruno}/unmake-administrator"))
    assert bruno.get("/admin").status_code == 404
    assert bruno.post("/admin/people", {"csrf_token": bruno.token}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/admin/people/0", "/admin/people/999999", "/admin/people/" + "9" * 30, "/admin/people/x", "/admin/people/-1"]
    + ["/admin/departments/nothing", "/admin/departments/%00", "/admin/levels/0", "/admin/levels/5"]
    + ["/admin/alerts/7", "/admin/alerts/" + "9" * 30]
    + ["/admin/levels/" + "9" * 30, "/admin/playbooks/nothing", "/admin/playbooks/..%2f"],
)
def test_what_is_not_there_is_not_found(shared: World, path: str):
    name_admin(shared, "alice")
    alice = Visitor(shared, "alice")
    assert alice.get(path).status_code == 404
    assert alice.post(path, {"csrf_token": alice.token}).status_code == 404


@pytest.mark.parametrize("typed", ["x", "-1", "0", "9" * 40, "٣", "1.5", ""])
def test_a_strange_page_of_the_record_is_a_page(shared: World, typed: str):
    name_admin(shared, "alice")
    assert Visitor(shared, "alice").get(f"/admin/record?before={typed}").status_code == 200


def test_who_must_choose_a_password_is_led_there_from_everywhere(world: World):
    alice, world_path = administrator(world), "/admin/people/{dan}"
    made = alice.send(at(world, world_path), at(world, f"{world_path}/password"))
    secret = Page(made.text).html.split('id="once" value="')[1].split('"')[0]
    dan = Visitor(world)
    assert dan.sign_in("dan", secret, next="/cells/ctest").headers["Location"] == "/cells/ctest"
    for path in ("/cells/ctest", "/", "/admin"):
        answer = dan.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/account?next={path}")
    assert dan.post("/account/tokens", {"csrf_token": dan.token, "name": "x"}).status_code == 303
    with world.house.store.reading() as connection:
        assert people.open_tokens(connection, world.ids["dan"]) == []


def test_a_token_of_who_is_disabled_dies_with_the_account(world: World):
    alice, secret = administrator(world), world.token("eve")
    alice.send(at(world, PERSON), at(world, f"{PERSON}/disable"))
    gone = world.house.desk.ask(Job(lambda c: people.by_token(c, secret)))
    assert gone is None
