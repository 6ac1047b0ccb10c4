"""Roles that change hands and links that let in, while everybody works at once."""

import hashlib
from pathlib import Path
from typing import Any

import gevent
import pytest

from cell import clock, people
from cell.errors import Refused
from cell.journal.orders import Answer, Command, Job
from cell.live.desk import LiveDesk
from tests.cast import World
from tests.live.watching import open_cell
from tests.serving import PATIENCE_S, Screen, Served

SECRET = "canari confidentiel"
DIGEST = hashlib.sha256(b"secret").hexdigest()
CROWD = 50


@pytest.fixture
def two(standing: Served) -> tuple[str, Screen, Screen]:
    """A cell of its own, with Alice who directs it and Dan of logistics, each before a screen."""
    cell = open_cell(standing, "alice")
    alice, dan = standing.screen("alice", join=False), standing.screen("dan", join=False)
    alice.join(cell=cell)
    assert alice.act("add_member", cell=cell, member=standing.ids["dan"], department="logistics")["ok"]
    dan.joined = dan.join(cell=cell)
    return cell, alice, dan


def heard(screen: Screen, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The next entry of a kind that a screen is pushed, and the rows that came with it."""
    while True:
        push = screen.wait_for("entries")
        for entry in push["entries"]:
            if entry["kind"] == kind:
                return entry, push["rows"]


def test_a_handover_is_told_to_every_screen(standing: Served, two: tuple[str, Screen, Screen]):
    """Needs: one entry with the rows of both, for who watches; who may see another board now fetches it."""
    cell, alice, dan = two
    ids = standing.ids
    alice.act("add_member", cell=cell, member=ids["chloe"], role="observer")
    chloe = standing.screen("chloe", join=False)
    chloe.join(cell=cell)
    assert alice.act("offer_role", cell=cell, role="director", member=ids["dan"])["ok"]
    for screen in (alice, dan, chloe):
        entry, rows = heard(screen, "role.offered")
        assert entry["facts"] == {"member": ids["dan"], "role": "director"}
        assert rows[f"member:{ids['dan']}"]["offered"] == "director"
    assert dan.act("accept_role", cell=cell, role="director")["ok"]
    entry, rows = heard(chloe, "role.accepted")
    handed = {"member": ids["dan"], "role": "director", "former": ids["alice"], "former_department": "direction"}
    assert entry["facts"] == handed, "a member is what is not said; she sat nowhere, and stays with the direction"
    roles = {f"member:{ids['alice']}": "member", f"member:{ids['dan']}": "director"}
    assert {ref: row["role"] for ref, row in rows.items() if ref.startswith("member:")} == roles
    dan.wait_for("head", stream="")  # she reads what she read: nothing of her board is another
    for screen in (alice, dan):
        board = screen.join(cell=cell)["board"]["rows"]
        assert {ref: board[ref]["role"] for ref in roles} == roles


def test_with_the_role_its_rights_change_hands_at_once(standing: Served, two: tuple[str, Screen, Screen]):
    """Needs: the new kinds make the server look again at who may see what, on screens that are open."""
    cell, alice, dan = two
    assert dan.act("set_aim", cell=cell, text="x")["refused"]["code"] == "not_allowed"
    alice.act("give_role", cell=cell, member=standing.ids["alice"], role="director", department="logistics")
    alice.act("offer_role", cell=cell, role="director", member=standing.ids["dan"])
    dan.act("accept_role", cell=cell, role="director")
    assert alice.act("set_aim", cell=cell, text="x")["refused"]["code"] == "not_allowed"
    for screen in (alice, dan):  # what may be seen has changed for both: each is told to fetch it
        assert screen.wait_for("head", stream="")["seq"] == 0
    told = {screen: screen.join(cell=cell)["me"] for screen in (alice, dan)}
    assert (told[alice]["role"], told[alice]["cleared"]) == ("member", False)
    assert (told[dan]["role"], told[dan]["cleared"]) == ("director", True)
    assert dan.act("ask_decision", cell=cell, question=SECRET, restricted=True)["ok"]
    assert heard(dan, "decision.asked")[0]["facts"]["question"] == SECRET
    assert heard(alice, "withheld")[0]["facts"] == {}
    assert SECRET not in repr(alice.pushes)


def test_fifty_people_at_once_by_a_link_for_one(tmp_path: Path, world: World):
    """Needs: one writer, who looks at what is left of a link in the order of the journal."""

    def crowd(connection: Any) -> list[int]:
        return [people.add_account(connection, f"p{n}@example.org", f"P {n}", "x", language="fr") for n in range(CROWD)]

    invited = {"department": "legal", "digest": DIGEST, "expires_at": clock.after(clock.now(), 3600), "uses": 1}
    world.act("alice", "make_invitation", **invited)
    ids = world.house.desk.ask(Job(crowd))
    world.close()
    desk = LiveDesk(World.again(tmp_path).house.desk.writer)

    def join(account: int) -> Answer | str:
        try:
            return desk.ask(Command(world.cell, account, "join_cell", {"invitation_digest": DIGEST}, str(account)))
        except Refused as refused:
            return refused.code

    joining = [gevent.spawn(join, account) for account in ids]
    gevent.joinall(joining, timeout=PATIENCE_S)
    answers = [one.value for one in joining]
    board = desk.show(world.cell).board
    desk.close()
    assert sum(isinstance(one, Answer) for one in answers) == 1, answers
    assert answers.count("invitation_over") == CROWD - 1
    assert [row.id in ids for row in board.members.values()].count(True) == 1
    assert board.invitations[1].used == 1
