"""The review: provisional while the cell works, with notes and lessons once it is closed, and two crises compared."""

import json
import re

import pytest

from cell import clock
from cell.language import lasting
from cell.web.review.strip import TICKS_MOST, strip_of
from tests.cast import World
from tests.web.visitor import Page, Visitor


def where(world: World, more: str = "") -> str:
    return f"/cells/{world.cell}/review{more}"


def main_of(page: Page) -> str:
    return page.html.partition("<main")[2].partition("</main")[0]


@pytest.fixture
def lived(world: World) -> World:
    """A crisis with a task that was held, a decision with an objection, and its closing."""
    world.act("alice", "set_aim", text="Livrer douze clients")
    world.act("alice", "add_task", title="Compter", department="logistics")
    world.act("chloe", "wait_task", task=1, on={"department": "legal"}, reason="contrat")
    world.act("chloe", "complete_task", task=1)
    world.act("alice", "ask_decision", question="Fermer le site ?")
    world.act("alice", "give_position", decision=1, department="legal", stance="against", reason="bail", strong=True)
    ruling = {"choice": "Fermer", "rationale": "sécurité", "decider": world.ids["alice"], "inform": ["logistics"]}
    world.act("alice", "take_decision", decision=1, **ruling)
    world.act("chloe", "acknowledge_decision", decision=1, department="logistics")
    return world


def test_the_review_is_there_during_the_crisis_and_says_that_it_is_provisional(lived: World):
    page = main_of(Visitor(lived, "dan").page(where(lived)))
    assert "provisional" in page and "Livrer douze clients" in page
    lived.act("alice", "close_cell", reason="fini")
    closed = main_of(Visitor(lived, "dan").page(where(lived)))
    assert "provisional" not in closed and "closed and sealed" in closed


def test_it_tells_what_happened_how_long_it_took_and_every_decision(lived: World):
    page = main_of(Visitor(lived, "dan").page(where(lived)))
    for told in ("ten lines", "D-0001", "Fermer le site ?", "1 of 1 kept, target", "n = 1", "Strong objection"):
        assert told in page, told
    assert f'href="/cells/{lived.cell}/at/' in page and 'class="hold"' in page and 'class="dec"' in page


def test_what_was_corrected_is_told_in_the_right_words(lived: World):
    lived.act("alice", "record_information", text="Le quai 3 est ferme", standing="fact", state="verified")
    wrong = lived.board.seq
    lived.act("alice", "mark_entry", entry=wrong)
    lived.act("alice", "correct_entry", entry=wrong, text="Le quai 4 est ferme", reason="mal entendu")
    taken = lived.board.decisions[1].changed_seq - 1
    lived.act("alice", "correct_entry", entry=taken, text="Fermer un quai", reason="mal noté")
    ten = main_of(Visitor(lived, "dan").page(where(lived))).partition('class="ten"')[2].partition("</ol>")[0]
    assert "Le quai 4 est ferme" in ten and "Le quai 3" not in ten, ten
    # A decision has several wordings: the right one stands beside what it may be about.
    assert "Fermer un quai" in ten and f"?at={wrong}#e{wrong}" in ten and ten.count("Corrected</a>") == 2, ten


def test_an_empty_review_teaches_what_will_stand_there(world: World):
    page = main_of(Visitor(world, "dan").page(where(world)))
    for told in ("Little is written yet", "No decision is taken yet", "comes back to that person", "no case has ended"):
        assert told in page, told


def test_a_reviewer_judges_a_decision_beside_its_record(lived: World):
    lived.act("alice", "close_cell", reason="fini")
    dan, page = Visitor(lived, "dan"), where(lived, "/decisions/1")
    assert f"/cells/{lived.cell}/at/{lived.board.decisions[1].taken.known}" in main_of(dan.page(page))
    assert Page(dan.send(page, "", outcome="deux jours perdus").text).errors["reasonable"]
    assert dan.send(page, "", reasonable="partly", outcome="deux jours perdus", lesson="vérifier").status_code == 303
    assert "deux jours perdus" in main_of(dan.page(where(lived)))
    again = dan.page(page).forms[""]
    assert again["reasonable"] == ["partly"] and again["lesson"] == "vérifier"
    assert dan.get(where(lived, "/decisions/9")).status_code == 404


def test_a_lesson_is_written_comes_back_in_the_lobby_and_is_closed_with_a_proof(lived: World):
    lived.act("alice", "close_cell", reason="fini")
    dan, chloe, new = Visitor(lived, "dan"), Visitor(lived, "chloe"), where(lived, "/lessons/new")
    owner, tomorrow = str(lived.ids["chloe"]), clock.after(clock.now(), 86_400)[:10]
    wrong = dan.send(new, "", text="Une astreinte", owner=owner, due="")
    assert wrong.status_code == 422 and "due" in Page(wrong.text).errors
    assert Page(wrong.text).forms[""]["text"] == "Une astreinte"
    assert dan.send(new, "", text="Une astreinte", owner=owner, due=tomorrow, decision="1").status_code == 303
    lobby = main_of(chloe.page("/"))
    assert "Une astreinte" in lobby and f"/cells/{lived.cell}/review/lessons/1" in lobby
    assert "Une astreinte" not in main_of(dan.page("/"))
    end = where(lived, "/lessons/1/close")
    refused = chloe.send(where(lived, "/lessons/1"), end, **{"end-words": ""})
    assert refused.status_code == 422 and "end-words" in Page(refused.text).errors
    assert chloe.send(where(lived, "/lessons/1"), end, **{"end-words": "note 12"}).status_code == 303
    assert "Une astreinte" not in main_of(chloe.page("/")) and "note 12" in main_of(dan.page(where(lived)))
    again = where(lived, "/lessons/1/reopen")
    assert chloe.send(where(lived, "/lessons/1"), again, **{"end-words": "pas nommé"}).status_code == 303
    assert "Une astreinte" in main_of(chloe.page("/"))


def test_a_lesson_far_off_waits_for_its_time(lived: World):
    due = clock.after(clock.now(), 60 * 86_400)
    lived.act("alice", "add_lesson", text="Une astreinte", owner=lived.ids["chloe"], due_at=due)
    assert "Une astreinte" not in main_of(Visitor(lived, "chloe").page("/"))
    page, seat = where(lived, "/lessons/1"), Visitor(lived, "alice")
    assert seat.send(page, "", text="Deux astreintes").status_code == 303
    assert lived.board.lessons[1].text == "Deux astreintes"
    assert "form-panel" not in main_of(Visitor(lived, "bruno").page(page))


def test_two_crises_stand_side_by_side_and_an_exercise_is_never_taken_for_real(lived: World):
    for cell, more in (("other", {}), ("drill", {"exercise": True})):
        lived.open(cell, "alice", **more)
    alice = Visitor(lived, "alice")
    both = main_of(alice.page(f"/compare?a={lived.cell}&b=other"))
    assert both.count("n = ") >= 1 and "exercice" not in both.partition("<table")[0].partition("</form>")[2]
    mixed = main_of(alice.page(f"/compare?a={lived.cell}&b=drill"))
    assert "est un exercice" in mixed and "EXERCICE" in mixed
    assert "drill" not in main_of(alice.page(where(lived))) and 'value="other"' in main_of(alice.page(where(lived)))
    assert Visitor(lived, "chloe").get(f"/compare?a={lived.cell}&b=other").status_code == 404


def test_what_is_restricted_is_in_no_part_of_the_review_of_who_may_not_read_it(world: World):
    world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    ruling = {"decision": 1, "choice": "Non à la rançon", "rationale": "jamais", "decider": world.ids["alice"]}
    world.act("alice", "take_decision", **ruling)
    world.act("alice", "note_review", decision=1, reasonable="yes", outcome="rançon évitée")
    chloe = Visitor(world, "chloe")
    for path in (where(world), where(world, "/lessons/new"), f"/cells/{world.cell}/files/json"):
        assert "rançon" not in chloe.get(path).text, path
    assert chloe.get(where(world, "/decisions/1")).status_code == 404
    assert "rançon" in Visitor(world, "bruno").page(where(world)).html


def test_files_are_for_members_and_the_whole_for_who_directs(lived: World):
    files = f"/cells/{lived.cell}/files"
    chloe, alice = Visitor(lived, "chloe"), Visitor(lived, "alice")
    told = json.loads(chloe.get(f"{files}/json").text)
    assert told["seq"] == lived.seq and len(told["entries"]) == lived.seq
    assert "Livrer douze clients" in chloe.get(f"{files}/csv").text
    assert chloe.get(f"{files}/cell").status_code == 403 and chloe.get(f"{files}/exe").status_code == 404
    whole = alice.get(f"{files}/cell")
    assert whole.status_code == 200 and len(whole.text.splitlines()) == lived.seq + 2
    assert f'filename="{lived.cell}-{lived.seq}.cell"' in whole.headers["Content-Disposition"]
    assert Visitor(lived, "eve").get(f"{files}/json").status_code == 404


def test_a_lesson_is_not_written_over_unread_and_its_words_alone_move_no_date(lived: World):
    due = clock.after(clock.now(), 60 * 86_400)[:10] + "T09:17:00.000Z"
    lived.act("alice", "add_lesson", text="Une astreinte", owner=lived.ids["chloe"], due_at=due)
    chloe, page = Visitor(lived, "chloe"), where(lived, "/lessons/1")
    fields = chloe.page(page).forms[""]
    assert chloe.post(page, {**fields, "text": "Deux astreintes"}).status_code == 303
    assert (lived.board.lessons[1].text, lived.board.lessons[1].due_at) == ("Deux astreintes", due)
    stale = chloe.page(page).forms[""]
    lived.act("alice", "edit_lesson", lesson=1, owner=lived.ids["bruno"])
    lived.act("alice", "edit_lesson", lesson=1, owner=lived.ids["chloe"], text="Trois astreintes")
    answer = chloe.post(page, {**stale, "text": "Quatre astreintes"})
    assert answer.status_code == 422 and lived.board.lessons[1].text == "Trois astreintes"
    told = Page(answer.text)
    assert "text" in told.errors and "Trois astreintes" in main_of(told)
    assert chloe.post(page, told.forms[""]).status_code == 303
    assert lived.board.lessons[1].text == "Quatre astreintes"


def test_a_double_click_writes_one_lesson_and_one_note(lived: World):
    alice, new, note = Visitor(lived, "alice"), where(lived, "/lessons/new"), where(lived, "/decisions/1")
    lesson = {"text": "Une astreinte", "owner": str(lived.ids["chloe"]), "due": clock.after(clock.now(), 86_400)[:10]}
    for page, typed in ((new, lesson), (note, {"reasonable": "yes", "outcome": "tenu"})):
        fields, before = {**alice.page(page).forms[""], **typed}, lived.seq
        assert [alice.post(page, fields).status_code for _ in range(2)] == [303, 303]
        assert lived.seq == before + 1


def test_a_lesson_whose_words_were_withdrawn_is_not_written_again_unawares(lived: World):
    due, alice, page = clock.after(clock.now(), 86_400), Visitor(lived, "alice"), where(lived, "/lessons/1")
    seq = lived.act("alice", "add_lesson", text="M. Petit dormait", owner=lived.ids["chloe"], due_at=due).seq
    fields = alice.page(page).forms[""]
    lived.act("bruno", "redact_entry", entry=seq, reason="nom")
    answer = alice.post(page, fields)
    assert answer.status_code == 422 and "retirés entre-temps" in Page(answer.text).errors["text"]
    assert lived.board.lessons[1].text is None
    assert alice.post(page, {**Page(answer.text).forms[""], "text": "Deux astreintes"}).status_code == 303
    assert (lived.board.lessons[1].text, lived.board.lessons[1].due_at) == ("Deux astreintes", due)


def test_hours_are_in_the_readers_zone_and_each_decision_has_its_record(lived: World):
    aim = {"text": "Douze clients", "unit": "clients", "sense": "up", "start": "0", "target": "12"}
    lived.act("alice", "set_objective", **aim)
    lived.act("alice", "measure_objective", objective=1, value="12", measured_at="2026-01-05T12:00Z")
    page = Visitor(lived, "dan").page(where(lived))
    assert "5 Jan 2026, 13:00 (Europe/Paris)" in page.text and not re.search(r"\bUTC\b", main_of(page))
    part = page.html.partition('class="review__said"')[2].partition("</details>")[0]
    assert all(told in part for told in ("4 entries", "Fermer le site", "bail", "knows of D-0001")), part
    assert 'class="link"' in page.html and "nobody there yet" in page.text


@pytest.mark.parametrize(
    ("lasted_s", "told"),
    [
        (64, "10 s"),
        (390, "60 s"),
        (45 * 60, "5 min"),
        (2 * 3_600, "10 min"),
        (9 * 3_600, "1 h 00"),
        (30 * 86_400, "3 d"),
    ],
)
def test_the_strip_of_a_crisis_of_any_length_has_its_ticks(lasted_s: int, told: str):
    start = "2026-11-18T08:00:00.000Z"
    ticks = strip_of([], [], [], start, clock.after(start, lasted_s)).ticks
    assert 3 <= len(ticks) <= TICKS_MOST and lasting(ticks[1][1], "en").startswith(told), ticks
    words = [lasting(seconds, "en") for _x, seconds in ticks]
    assert len(set(words)) == len(words), words


def test_none_and_one_are_counted_as_french_counts_them(world: World):
    alice = Visitor(world, "alice")
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "ask_decision", question="Fermer ?")
    counted = main_of(alice.page(where(world))).partition("review__counts")[2].partition("</p>")[0]
    assert "0 action terminée sur 1, 0 décision, 0 information, 4 directions." in counted
    ruling = {"choice": "Fermer", "rationale": "le toit", "decider": world.ids["alice"], "inform": ["logistics"]}
    world.act("alice", "take_decision", decision=1, **ruling)
    world.act("alice", "add_task", title="Fermer", department="logistics", decision=1)
    sheet = main_of(alice.page(f"/cells/{world.cell}/decisions/1"))
    assert "0 direction sur 1" in sheet and "0 action sur 1" in sheet and "connue de 0 direction sur 1" in sheet
