"""A statement that two departments must approve: one answers at once, one is silent, and the clock calls its deputy."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, faults_of, widths_of
from tests.browser.test_decisions import give
from tests.leaping import Leaping

pytestmark = pytest.mark.browser
NEEDED_MIN = 60
# The deputy is called at 5/4 of the time that was given, the director at 6/4.
SILENT_MIN = 76
LINE = "La vidéo est vraie. Apportez votre manteau : nous le contrôlons."


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Leaping]:
    """A cell with Chloé for communications, Dan for legal, and Eve, of production, who answers where Dan does not."""
    made = Leaping(tmp_path_factory.mktemp("town"))
    made.start()
    ids = made.ids
    give(made, "alice", "add_department", department="communications")
    give(made, "alice", "give_role", member=ids["chloe"], role="communications", department="communications")
    give(made, "alice", "give_role", member=ids["dan"], role="member", department="legal")
    give(made, "alice", "add_member", member=ids["eve"], role="member", department="production")
    give(made, "alice", "staff_department", department="legal", holder=ids["dan"], deputy=ids["eve"])
    for who in ("chloe", "dan", "eve"):
        give(made, who, "answer_call", answer="here")
    yield made
    made.stop()


def open_page(person: Person, path: str) -> Page:
    person.page.goto(f"{person.town.url}/cells/{person.town.cell}{path}")
    return person.page


def draft_and_ask(writer: Page) -> None:
    writer.get_by_label("Public visé").select_option("customers")
    writer.get_by_label("Formulation").fill(LINE)
    for department in ("Juridique", "Direction générale"):
        writer.get_by_label(department).check()
    writer.get_by_role("button", name="Garder le brouillon").click()
    expect(writer).to_have_url(re.compile(r"/statements/1$"))
    expect(writer.locator("body")).to_have_attribute("data-link", "live")
    writer.get_by_text("Demander les visas").click()
    by = datetime.now(ZoneInfo("Europe/Paris")) + timedelta(minutes=NEEDED_MIN)
    writer.locator("#ask-needed_by").fill(by.strftime("%Y-%m-%dT%H:%M"))
    writer.get_by_role("button", name="Demander", exact=True).click()
    expect(writer.locator("#approvals .passing__one")).to_have_count(2)


def test_legal_is_silent_the_clock_calls_its_deputy_and_the_line_goes_out(people: Any, town: Leaping):
    deputy, legal = people("eve", tongue="en").page, people("dan", tongue="en")
    expect(deputy.locator("h1")).to_contain_text("nothing waits on you")
    writer = open_page(people("chloe"), "/statements/new")
    draft_and_ask(writer)
    leader = people("alice", size="phone")
    phone = open_page(leader, "/inbox")
    phone.locator("#inbox").get_by_role("link", name=re.compile("Lire et répondre V-")).click()
    expect(phone).to_have_url(re.compile(r"/approvals/\d$"))
    assert not faults_of(phone)
    assert widths_of(phone, 390, 320) == {390: 390, 320: 320}
    phone.get_by_role("button", name="Donner notre visa").click()
    given = writer.locator("#approvals .passing__one").filter(has_text="Alice Martin")
    expect(given).to_contain_text("Donné")

    journal = open_page(legal, "/journal")
    expect(journal.locator("body")).to_have_attribute("data-ready", "1")
    town.leap(SILENT_MIN * 60)
    called = journal.locator("#lines li.entry").filter(has_text="Legal has not answered").filter(has_text="Eve Stone")
    expect(called).to_have_count(1)
    says = open_page(leader, "/silos").locator(".says")
    expect(says).to_contain_text(re.compile("Communication attend Juridique depuis 1\\sh"))
    expect(says).to_contain_text("1 visa")
    register = open_page(legal, "/statements")
    expect(register.locator("body")).to_have_attribute("data-link", "live")
    expect(register.locator(".register__one--pinned")).to_have_count(0)

    deputy.reload()
    deputy.locator("#cells").get_by_role("link", name=f"Step in: {LINE}").click()
    deputy.get_by_label("On this condition").fill("Sans nommer le transporteur")
    deputy.get_by_role("button", name="Give our approval").click()
    expect(writer.locator("#approvals")).to_contain_text("Sans nommer le transporteur")
    writer.get_by_text("Publier", exact=True).click()
    writer.get_by_role("button", name="Publier : tous le disent").click()
    pinned = register.locator(".register__one--pinned")
    expect(pinned).to_contain_text(LINE)
    assert not faults_of(register)
    assert widths_of(register, 390, 320) == {390: 390, 320: 320}
