"""Links into a cell: made by who leads it, shown once, limited, revoked, and never kept."""

import re

import pytest
import sqlalchemy

from cell import people
from tests.cast import SEATS, World
from tests.web.links import LINK, choices, make_link, make_links, make_wall, secret_of
from tests.web.visitor import Page, Visitor


def where(world: World) -> str:
    return f"/cells/{world.cell}/invitations"


def test_a_link_is_shown_once_with_its_code_and_kept_as_a_digest_alone(shared: World):
    path = make_link(shared)
    secret = secret_of(path)
    assert len(secret) >= 43, "256 bits in base64"
    row = list(shared.board.invitations.values())[-1]
    assert row.digest == people.digest(secret)
    assert secret not in Visitor(shared, "alice").get(f"/cells/{shared.cell}/members").text
    with shared.house.store.reading() as connection:
        tables = sqlalchemy.inspect(connection).get_table_names()
        kept = [str(list(connection.execute(sqlalchemy.text(f"SELECT * FROM {name}")))) for name in tables]  # noqa: S608
    assert tables and not [one for one in kept if secret in one]


def test_its_code_is_an_image_that_the_policy_of_the_page_allows(shared: World):
    visitor = Visitor(shared, "alice")
    answer = visitor.send(where(shared), where(shared), **choices())
    [drawn] = re.findall(r"<svg [^>]*class=\"segno\".*?</svg>", answer.text, re.DOTALL)
    assert "style" not in drawn and "<path" in drawn
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_department_gets_its_own_link_and_sheet(shared: World):
    made = make_links(shared, department="*", uses="3", expires=str(3600))
    assert len(set(made)) == len(SEATS)
    rows = list(shared.board.invitations.values())[-len(SEATS) :]
    assert [row.department for row in rows] == SEATS
    assert {row.uses for row in rows} == {3}
    assert {row.role for row in rows} == {"member"}


def test_who_may_not_let_people_in_gets_neither_form_nor_links(shared: World):
    for who in ("bruno", "chloe", "dan"):
        visitor = Visitor(shared, who)
        assert visitor.get(where(shared)).status_code == 403
        assert "/invitations" not in visitor.get(f"/cells/{shared.cell}/members").text
        sent = {"csrf_token": visitor.token, **choices(expires="3600", role="member")}
        assert visitor.post(where(shared), sent).status_code == 403
    assert Visitor(shared, "eve").get(where(shared)).status_code == 404
    assert Visitor(shared).get(where(shared)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"uses": "0"}, "uses"),
        ({"uses": "1001"}, "uses"),
        ({"uses": "many"}, "uses"),
        ({"department": "nowhere"}, "department"),
        ({"expires": "99999999"}, "expires"),
        ({"role": "director"}, "role"),
    ],
)
def test_a_wrong_choice_is_named_and_makes_no_link(shared: World, typed: dict[str, str], field: str):
    before = shared.seq
    visitor = Visitor(shared, "alice")
    answer = visitor.send(where(shared), where(shared), **choices(**typed))
    assert answer.status_code == 422
    assert Page(answer.text).errors.keys() == {f"invitation-{field}"}
    assert not LINK.findall(answer.text) and shared.seq == before


def test_the_list_says_what_is_left_and_a_revoked_link_opens_nothing(world: World):
    path = make_link(world, uses="2")
    assert Visitor(world, "eve").send(path, path).status_code == 303
    alice = Visitor(world, "alice")
    page = alice.page(f"/cells/{world.cell}/members")
    assert "reste 1" in page.text
    revoke = f"/cells/{world.cell}/invitations/1/revoke"
    assert alice.send(f"/cells/{world.cell}/members", revoke).status_code == 303
    assert "révoquée" in alice.page(f"/cells/{world.cell}/members").text
    answer = Visitor(world).get(path)
    assert answer.status_code == 410 and world.board.cell.title not in answer.text
    assert world.board.members[world.ids["eve"]].removed_at is None, "who came by it stays"


def test_a_wall_is_opened_by_its_link_until_it_is_revoked(world: World):
    path = make_wall(world)
    shown = Visitor(world).get(path)
    assert shown.status_code == 200
    assert shown.headers["Referrer-Policy"] == "no-referrer" and shown.headers["Cache-Control"] == "no-store"
    assert secret_of(path) not in shown.text, "its script reads it off the address"
    Visitor(world, "alice").send(f"/cells/{world.cell}/members", f"/cells/{world.cell}/walls/1/revoke")
    gone = Visitor(world).get(path)
    assert gone.status_code == 404 and world.board.cell.title not in gone.text


def test_a_wall_is_told_nothing_restricted_and_of_people_last_names_alone(world: World):
    secret = "Payer la rançon ?"
    world.act("alice", "ask_decision", question=secret, restricted=True)
    world.act("alice", "add_task", title="Compter le stock", department="logistics")
    told = Visitor(world).get(make_wall(world)).text
    assert secret not in told and "Compter le stock" in told
    assert "Chloé" not in told and "Alice Martin" not in told


def test_a_wrong_wall_and_a_cell_that_is_not_are_alike(shared: World):
    path = make_wall(shared)
    wrong = Visitor(shared).get(path[:-1] + ("A" if path[-1] != "A" else "B"))
    nowhere = Visitor(shared).get(path.replace(shared.cell, "another"))
    assert wrong.status_code == nowhere.status_code == 404
    invitation = make_link(shared)
    assert Visitor(shared).get(invitation.replace("/join/", "/wall/")).status_code == 404
    assert Visitor(shared).get(path.replace("/wall/", "/join/")).status_code == 404
