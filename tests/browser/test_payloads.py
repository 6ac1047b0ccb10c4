"""Figure 26 in a real browser: nothing hostile runs, opens a dialog, or makes the policy complain, on any page."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import World
from tests.serving import Served
from tests.web.administrators import name_admin
from tests.web.hostile import fill
from tests.web.links import make_link, make_wall

PAGES = (
    *("", "/brief", "/members", "/departments/logistics", "/invitations"),
    *("/journal", "/decisions", "/decisions/1", "/times", "/at/40"),
    *("?view=lanes", "?view=columns", "#task-3", "#decision-2"),
)
ELSEWHERE = ("/", "/account", "/search?q=onerror", "/search?q=%3Cscript%3E", "/admin/people", "/admin/record")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose cell holds every payload in every text."""
    made = Served(tmp_path_factory.mktemp("hostile"))
    world = World.again(made.folder)
    world.cell = made.cell
    name_admin(world, "alice")
    fill(world)
    made.links = [make_link(world), make_wall(world)]  # pyright: ignore[reportAttributeAccessIssue]
    world.close()
    made.start()
    yield made
    made.stop()


def test_no_payload_runs_anywhere(people: Any, town: Any):
    """The console must have nothing to say of it either: the fixture looks."""
    alice, opened = people("alice"), []
    page = alice.page
    page.on("dialog", lambda dialog: opened.append(dialog.message) or dialog.dismiss())
    page.on("popup", lambda popup: opened.append(popup.url))
    seen = 0
    for path in (*(f"/cells/{town.cell}{path}" for path in PAGES), *ELSEWHERE, *town.links):
        answer = page.goto(town.url + path)
        assert answer is None or answer.ok, path  # None: another place of the same page
        if path.startswith(f"/cells/{town.cell}") and path[len(f"/cells/{town.cell}") :][:1] in ("", "?", "#"):
            alice.settled()
        seen += "window.ran=1" in page.inner_text("body")
        page.wait_for_timeout(150)
        assert page.evaluate("window.ran") is None, path
        assert page.evaluate("document.querySelectorAll('[onerror], [onload], [onfocus], iframe').length") == 0, path
    assert seen >= 10
    assert not opened


def test_what_arrives_while_the_board_is_open_runs_no_more_than_what_was_there(people: Any, town: Any):
    alice = people("alice").enter()
    text = '"><img src=x onerror=window.ran=1><script>window.ran=1</script>'
    sent = [
        ("add_task", {"title": text, "department": "logistics"}),
        ("record_information", {"text": text, "source": text}),
        ("ask_decision", {"question": text}),
        ("set_aim", {"text": text}),
        ("set_situation", {"text": text}),
    ]
    for name, args in sent:
        answer = town.api("alice", "POST", f"/cells/{town.cell}/commands/{name}", json=args)
        assert answer.status_code == 200, answer.text
    expect(alice.page.locator("body")).to_contain_text('"><img src=x onerror')
    alice.page.keyboard.press("Control+k")
    for typed in ("onerror", "<img src=x onerror=window.ran=1>", "{{7*7077}}"):
        alice.page.keyboard.press("Control+a")
        alice.page.keyboard.type(typed)
        alice.page.wait_for_timeout(500)
        assert alice.page.evaluate("window.ran") is None
