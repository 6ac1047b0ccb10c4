"""The page of response times: figures, dots, what still runs, what is not known; for those in the cell alone."""

import re
from typing import Any

import pytest

from cell import clock, language, measures
from cell.journal.orders import Command
from cell.journal.waiting import waits_in
from cell.measures import TIMED
from cell.web import plots
from cell.web import times as times_page
from tests.cast import World
from tests.facts.test_timeline_parser import page as timeline
from tests.web.visitor import Visitor


def where(world: World) -> str:
    return f"/cells/{world.cell}/times"


def plain(html: str) -> str:
    """A page with its spaces as they are typed, without the blocks of words for the scripts."""
    return re.sub(r"<script.*?</script>", "", html.replace("\u00a0", " ").replace("\u202f", " "), flags=re.DOTALL)


def part(html: str, name: str) -> str:
    """One response time's section."""
    found = re.search(rf'<section class="panel times__part" id="{name}".*?</section>', plain(html), re.DOTALL)
    assert found, name
    return found.group()


def row(html: str, name: str, code: str) -> list[str]:
    """The figures of a department, as text."""
    for line in re.findall(r"<tr>.*?</tr>", part(html, name), re.DOTALL):
        cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)]
        if cells and cells[0] == code:
            return cells
    raise AssertionError(f"no {code} under {name}")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


def test_every_case_is_a_dot_and_a_figure_beside_its_target(world: World, later: Any):
    for title in ("Un", "Deux", "Trois"):
        world.act("alice", "add_task", title=title, department="logistics")
    later(5)
    world.act("chloe", "acknowledge_task", task=1)
    later(20)
    world.act("chloe", "acknowledge_task", task=2)
    later(30)
    html = Visitor(world, "alice").page(where(world)).html
    # n, from the shortest to the longest as they are few, no p90, worst, kept, running, unknown
    assert row(html, "acknowledge", "LOG") == ["LOG", "2", "5 min – 20 min", "–", "20 min", "1/2", "1", "0"]
    own = part(html, "acknowledge")
    assert own.count('class="dots__dot"') == 1 and own.count('class="dots__late"') == 1
    assert "cible 15 min" in own and "A-3" in own and "retard 15 min" in own
    assert 'role="img"' in own and "Chaque cas" in own, "what is drawn stands there in words too"


def test_definitions_are_one_press_away_in_the_readers_language(world: World):
    french, english = (Visitor(world, who).page(where(world)) for who in ("alice", "dan"))
    found = [french.html.count("<summary>Définition</summary>"), english.html.count("<summary>Definition</summary>")]
    assert found == [len(TIMED)] * 2
    assert "type 7" in french.text and "type 7" in english.text
    assert "Le temps qu’une direction met à prendre une action en compte." in french.html
    assert "How long a department takes to take a task in hand." in english.html


def test_what_is_not_known_is_counted_as_unknown_and_never_as_nothing(world: World, later: Any):
    before = clock.after(clock.now(), -3600)
    world.act("alice", "ask_decision", question="Partir ?", decider=world.ids["alice"])
    ruled = {"choice": "Oui", "rationale": "Il faut", "decider": world.ids["alice"], "inform": ["legal"]}
    world.act("bruno", "take_decision", decision=1, decided_at=before, **ruled)
    html = Visitor(world, "alice").page(where(world)).html
    assert row(html, "decide", "DIR" if "DIR" in part(html, "decide") else "non connu")[-1] == "1"
    assert "inconnu" in part(html, "decide") or "Rien de mesuré encore" in part(html, "decide")
    assert row(html, "know", "JUR")[-2:] == ["1", "0"]


def test_those_outside_see_nothing_and_the_uncleared_nothing_restricted(world: World):
    world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    assert "rançon" in Visitor(world, "alice").get(where(world)).text
    chloe = Visitor(world, "chloe").page(where(world)).html
    assert "rançon" not in chloe and "D-0001" not in chloe
    assert Visitor(world, "eve").get(where(world)).status_code == 404
    assert Visitor(world, "eve").get(where(world) + "/now").status_code == 404
    assert Visitor(world).get(where(world)).status_code == 302


def test_an_open_page_asks_for_what_came_since(world: World):
    alice = Visitor(world, "alice")
    assert alice.get(f"{where(world)}/now?after={world.seq}").status_code == 204
    world.act("chloe", "add_task", title="Compter", department="legal")
    answer = alice.get(f"{where(world)}/now?after={world.seq - 1}")
    assert answer.status_code == 200 and "Compter" in answer.text and f'data-seq="{world.seq}"' in answer.text
    assert alice.get(f"{where(world)}/now?after=x").status_code == 200


def test_a_closed_cell_ages_no_more_and_an_exercise_says_so(world: World, later: Any):
    world.act("chloe", "add_task", title="Compter", department="legal")
    world.act("alice", "close_cell", reason="fini")
    later(6_000)
    html = Visitor(world, "alice").page(where(world)).html
    assert "data-still" in html and re.search(r"depuis \d+ s\b", plain(html)), "not the hundred minutes since"
    world.open("drill", "alice", exercise=True)
    drill = Visitor(world, "alice").page("/cells/drill/times")
    assert "<title>EXERCICE" in drill.html and "restent hors de ceux des crises réelles" in drill.text.replace("’", "'")


def test_an_imported_record_has_no_response_times_of_ours_and_says_what_has_no_answer(world: World):
    rows = timeline({"kind": "message", "to_dept": "legal"}, {})
    wanted = {"title": "Ailleurs", "level": 2, "text": rows, "name": "Alice"}
    world.house.desk.ask(Command("cpast", world.ids["alice"], "import_timeline", wanted))
    page = Visitor(world, "alice").page("/cells/cpast/times")
    told = plain(page.html)
    assert told.count("Rien de mesuré encore") == len(TIMED) and "1 message repris" in told and "sans cible" in told


def test_the_page_is_one_press_from_the_board(world: World):
    assert f'href="/cells/{world.cell}/times"' in Visitor(world, "chloe").get(f"/cells/{world.cell}").text


def test_a_question_is_held_against_its_own_hour_and_the_page_names_it(world: World):
    ask = {"decider": world.ids["alice"], "question": "Ouvrir ?"}
    world.act("alice", "ask_decision", needed_by="2030-01-01T09:00Z", **ask)
    world.act("alice", "ask_decision", needed_by=clock.now(), **ask)
    ruling = {"choice": "Oui", "rationale": "x", "decider": world.ids["alice"]}
    world.act("alice", "take_decision", decision=2, **ruling)
    page = Visitor(world, "alice").page(where(world))
    part = page.html.partition('id="decide"')[2].partition("</section>")[0]
    assert "ou l’heure fixée" in part and "attendue avant" in part
    assert "0 sur 1 dans la cible" in plain(part), "it was settled after its hour, well within the level's target"


def test_of_very_many_cases_those_that_tell_most_are_listed_and_the_others_counted(
    world: World, later: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(times_page, "OPEN_MOST", 1)
    monkeypatch.setattr(times_page, "OVER_MOST", 2)
    monkeypatch.setattr(plots, "DOTS_MOST", 2)
    for title in ("Un", "Deux", "Trois", "Quatre", "Cinq"):
        world.act("alice", "add_task", title=title, department="logistics")
    for number, minutes in enumerate((5, 30, 60), 1):
        later(minutes)
        world.act("chloe", "acknowledge_task", task=number)
    own = part(Visitor(world, "alice").page(where(world)).html, "acknowledge")
    assert "Les 1 plus anciennes sur 2" in own and "Quatre" in own and "Cinq" not in own
    assert "Les 2 plus longues sur 3" in own and "Trois" in own and "Un</a>" not in own
    assert own.count("<circle") == 2 and "1 cas de plus" in own, "the shortest and the longest are drawn"


@pytest.mark.parametrize(("minutes", "told"), [(16, "16 min"), (0.5, "30 s")])
def test_the_axis_of_a_plot_is_never_without_a_word(world: World, later: Any, minutes: float, told: str):
    world.act("alice", "ask_decision", question="Fermer ?")
    later(minutes)
    ruling = {"choice": "Oui", "rationale": "x", "decider": world.ids["alice"]}
    world.act("alice", "take_decision", decision=1, **ruling)
    with world.house.store.reading() as connection:
        found = measures.response_times(waits_in(connection, world.cell, clock.now(), cleared=True), None, {})
    [plot] = [plots.plot_of(one) for one in found if one.name == "decide"]
    assert plot is not None and [language.lasting(seconds, "en") for _x, seconds in plot.ticks] == [told]
