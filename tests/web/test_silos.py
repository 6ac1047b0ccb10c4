"""The silo map's pages: what stands in the squares, what is said, the waits behind; for those in the cell alone."""

from pathlib import Path

import pytest

from cell.web import silos as silo_pages
from tests.api.caller import Caller
from tests.cast import World
from tests.commands.test_import_log import taken
from tests.commands.test_import_log_rules import WORK, write
from tests.commands.test_import_timeline import ALICE, newest
from tests.web.test_times import plain
from tests.web.visitor import Visitor


def lived(world: World) -> str:
    """Production has asked legal for two things, and logistics for one; returns where the map stands."""
    world.act("alice", "give_role", member=world.ids["bruno"], role="member", department="production")
    for title in ("Relire le contrat", "Avis sur la clause"):
        world.act("bruno", "add_task", title=title, department="legal")
    world.act("bruno", "add_task", title="Livrer", department="logistics")
    return f"/cells/{world.cell}/silos"


def test_the_map_says_who_waits_and_what_to_unblock(world: World):
    where = lived(world)
    alice = Visitor(world, "alice")
    text = alice.page(where).text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Production attend Juridique" in text and "2 actions" in text
    assert "×2" in text and "Débloquer d’abord" in text and "Relire le contrat" in text
    assert "Production has waited on Legal" in Visitor(world, "dan").page(where).text
    behind = plain(alice.get(f"{where}/production/legal").text)
    assert "Relire le contrat" in behind and "Avis sur la clause" in behind and "Livrer" not in behind
    assert "Aucune attente" in plain(alice.get(f"{where}/legal/production").text)


def test_a_span_is_asked_for_by_its_two_ends_and_a_wrong_one_is_named(world: World):
    where, alice = lived(world), Visitor(world, "alice")
    assert "Production attend" in plain(alice.get(f"{where}?view=now").text)
    nothing = plain(alice.get(f"{where}?from=2001-01-01T08:00&to=2001-01-02T08:00").text)
    assert "Aucune direction n’en a attendu une autre" in nothing
    refused = alice.page(f"{where}?from=2026-01-02T08:00&to=2026-01-01T08:00")
    assert refused.errors["to"] == "Ce n’est pas après le début."
    assert "2026-01-02T08:00" in refused.html, "what was typed stays"
    assert alice.page(f"{where}?from=x").errors["from"]


def test_the_part_that_changes_comes_alone_and_only_when_it_changed(world: World):
    where, alice = lived(world), Visitor(world, "alice")
    assert alice.get(f"{where}/now?after={world.board.seq}").status_code == 204
    assert "<html" not in alice.get(f"{where}/now?after=1").text


def test_nobody_else_reads_it_and_what_is_restricted_is_not_told(world: World):
    where = lived(world)
    assert Visitor(world, "eve").get(where).status_code == 404
    assert Visitor(world, "eve").get(f"{where}/production/legal").status_code == 404
    secret = {"question": "Le secret", "restricted": True, "decider": world.ids["chloe"]}
    world.act("alice", "ask_decision", **secret)
    assert "Le secret" not in Visitor(world, "dan").get(where).text


def test_programs_read_the_same_map(world: World):
    lived(world)
    told = Caller(world).get(f"/cells/{world.cell}/silos")
    [legal, logistics] = [(one["waiting"], one["on"], len(one["open"])) for one in told["squares"]]
    assert legal == ("production", "legal", 2) and logistics == ("production", "logistics", 1)
    assert [(one["sort"], one["on"]) for one in told["sayings"]] == [("pair", "legal")]
    assert {one["object"] for one in told["moves"]} == {"task:1", "task:2", "task:3"}


def test_hand_overs_of_another_tools_record_stand_behind_their_square(world: World, tmp_path: Path):
    taken(world, write(tmp_path, WORK), *ALICE)
    where, alice = f"/cells/{newest(world)[0].cell}", Visitor(world, "alice")
    behind = alice.get(f"{where}/silos/sales/elan-cie")
    assert behind.status_code == 200 and "/journal?at=" in behind.text
    assert [alice.get(f"{where}{page}").status_code for page in ("/silos", "/silos?view=now", "/times")] == [200] * 3


def test_every_pair_stands_in_figures_and_many_waits_are_turned_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    where, alice = lived(world), Visitor(world, "alice")
    figures = plain(alice.get(where).text).partition('id="pairs-h"')[2]
    assert figures.count('scope="row"') == 2 and f'href="{where}/production/legal"' in figures
    assert "Temps de visa" in figures and "Relais retournés" in figures
    monkeypatch.setattr(silo_pages, "LINES", 1)
    monkeypatch.setattr(silo_pages, "WIDE", 2)
    first, second = (plain(alice.get(f"{where}/production/legal?view=now&page={n}").text) for n in (1, 2))
    assert "Relire le contrat" in first and "Avis sur la clause" not in first and "1 à 1 sur 2" in first
    assert 'rel="next" href="?view=now&amp;page=2"' in first and 'rel="prev"' not in first
    assert "Avis sur la clause" in second and "2 à 2 sur 2" in second and 'rel="next"' not in second
    for other in ("0", "3", "x", "²", "9" * 30, "000000001" + "9" * 5000):
        assert "1 à 1 sur 2" in plain(alice.get(f"{where}/production/legal?page={other}").text)
    wide = plain(alice.get(where).text)
    assert "Les 2 directions sur 4" in wide and wide.partition("</table>")[0].count('<th scope="row">') == 2


def test_programs_read_the_waits_a_page_at_a_time(world: World):
    lived(world)
    alice = Caller(world)
    whole = alice.get(f"/cells/{world.cell}/waits")
    assert whole["n"] == len(whole["waits"]) > 3 and whole["more"] is False
    some = alice.get(f"/cells/{world.cell}/waits?skip=1&limit=2")
    assert [one["object"] for one in some["waits"]] == [one["object"] for one in whole["waits"][1:3]]
    assert some["more"] is True and some["n"] == whole["n"]
    rest = alice.get(f"/cells/{world.cell}/waits?skip={whole['n']}&limit=9")
    assert (rest["waits"], rest["more"]) == ([], False)
    assert alice("GET", f"/cells/{world.cell}/waits?limit=0").status_code == 422
