"""The board's page: it arrives drawn for who may see it, and its texts never run."""

import json
import re

import pytest

from tests.cast import World
from tests.web.visitor import Page, Visitor

MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\u2028'\"&"


def blocks(html: str) -> list[str]:
    """What stands inside the page's blocks of data."""
    return re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)


def test_who_is_in_the_cell_sees_its_board_and_nobody_else(world: World):
    for who in ("alice", "bruno", "chloe", "dan"):
        assert "Incendie" in Visitor(world, who).page("/cells/ctest").text
    for who in ("eve", "alice"):
        answer = Visitor(world, who).get("/cells/ctest" if who == "eve" else "/cells/cnowhere")
        assert answer.status_code == 404
        assert "Incendie" not in answer.text


def test_the_page_carries_the_board_of_this_instant_for_this_person(world: World):
    world.act("alice", "ask_decision", question="Licencier ?", restricted=True)
    for who, is_cleared in (("alice", True), ("dan", False)):
        html = Visitor(world, who).page("/cells/ctest").html
        boot = next(one for one in map(json.loads, blocks(html)) if "stream" in one)
        assert (boot["seq"], boot["me"]["id"], boot["me"]["cleared"]) == (world.seq, world.ids[who], is_cleared)
        assert ("decision:1" in boot["board"]["rows"]) is is_cleared
        assert ("Licencier" in html) is is_cleared


def test_no_text_of_a_person_runs_on_any_page(world: World):
    world.open("cmarkup", "alice", title=MARKUP.replace("\u2028", ""))
    for name, args in (
        ("add_task", {"title": MARKUP.replace("\u2028", " "), "department": "legal"}),
        ("record_information", {"text": MARKUP, "source": "<b>x</b>"}),
        ("set_aim", {"text": MARKUP.replace("\u2028", " ")}),
    ):
        world.act("alice", name, cell="cmarkup", **args)
    alice = Visitor(world, "alice")
    for path in ("/", "/cells/cmarkup", "/cells/cmarkup/members"):
        html = alice.page(path).html
        assert "alert(1)" in html
        assert not re.search(r"<script>|<img|49'|onerror=alert\(1\)>", html)
        assert all(json.loads(block) for block in blocks(html))


@pytest.mark.parametrize("before", ["0", "-1", "x", "1.5", "9" * 30, "", "%00", "٣"])
def test_older_entries_are_asked_for_by_a_number(shared: World, before: str):
    answer = Visitor(shared, "alice").get(f"/cells/ctest/entries?before={before}", Accept="application/json")
    assert answer.status_code == (200 if before == "0" else 422)


def test_older_entries_come_ascending_up_to_the_one_before(shared: World):
    visitor = Visitor(shared, "alice")
    told = visitor.get("/cells/ctest/entries?before=3").json
    assert told is not None
    assert [entry["seq"] for entry in told["entries"]] == [1, 2]
    assert len(visitor.get("/cells/ctest/entries?before=9999999999").json["entries"]) == shared.seq  # type: ignore[index]
    assert Visitor(shared, "eve").get("/cells/ctest/entries").status_code == 404


def test_the_history_of_a_row_is_the_entries_that_touched_it(world: World):
    world.act("alice", "add_task", title="un", department="legal")
    world.act("alice", "add_task", title="deux", department="legal")
    world.act("alice", "comment_task", task=1, text="bien reçu")
    told = Visitor(world, "dan").get("/cells/ctest/history/task/1").json
    assert told is not None
    assert [entry["kind"] for entry in told["entries"]] == ["task.added", "task.commented"]
    assert Visitor(world, "eve").get("/cells/ctest/history/task/1").status_code == 404


def test_the_versions_of_the_aim_are_read_by_members_alone(world: World):
    for text in ("livrer", "livrer les douze clients"):
        world.act("alice", "set_aim", text=text)
    told = Visitor(world, "dan").get("/cells/ctest/kinds/aim.set").json
    assert told is not None
    assert [entry["facts"]["text"] for entry in told["entries"]] == ["livrer", "livrer les douze clients"]
    assert Visitor(world, "dan").get("/cells/ctest/kinds/task.added").json == {"entries": []}
    assert Visitor(world, "eve").get("/cells/ctest/kinds/aim.set").status_code == 404


@pytest.mark.parametrize(
    "ref", ["task/%00", "task/" + "9" * 50, "TASK/1", "%00/1", "task/é", "task/1'--", "x" * 30 + "/1"]
)
def test_what_can_be_no_row_has_no_history(shared: World, ref: str):
    assert Visitor(shared, "alice").get(f"/cells/ctest/history/{ref}").status_code == 404


def test_an_exercise_says_so_in_its_title(world: World):
    world.open("cexo", "alice", exercise=True)
    page = Page(Visitor(world, "alice").get("/cells/cexo").text)
    assert 'data-mode="exercise"' in page.html
    assert re.search(r"<title>[^<]*EXERCICE", page.html)
