"""What is to be said, from a draft to every screen, with the yes of another department; and the inbox between."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import faults_of, widths_of
from tests.browser.test_decisions import give
from tests.serving import Served

pytestmark = pytest.mark.browser


def open_page(person: Any, path: str) -> Page:
    person.page.goto(f"{person.town.url}/cells/{person.town.cell}{path}")
    return person.page


def test_a_statement_is_drafted_approved_by_another_department_and_published(people: Any, town: Served):
    give(town, "alice", "give_role", member=town.ids["dan"], role="member", department="legal")
    give(town, "chloe", "offer_handoff", to="legal", text="Contrat signé", means="La clause est relue")
    writer = open_page(people("chloe"), "/statements/new")
    writer.get_by_label("Public visé").select_option("media")
    writer.get_by_label("Formulation").fill("Nous cherchons la cause.")
    writer.get_by_label("Juridique").check()
    writer.get_by_role("button", name="Garder le brouillon").click()
    expect(writer).to_have_url(re.compile(r"/statements/1$"))
    expect(writer.locator("body")).to_have_attribute("data-link", "live")
    writer.get_by_text("Demander les visas").click()
    writer.get_by_role("button", name="Demander", exact=True).click()
    reader = open_page(people("dan", tongue="en"), "/inbox")
    expect(reader.locator("#inbox .passing__one")).to_have_count(2)
    reader.locator("#inbox").get_by_role("button", name="Accept H-0001").click()
    expect(reader.locator("#inbox")).to_contain_text("Say when it is usable")
    assert not faults_of(reader)
    assert widths_of(reader, 390, 320) == {390: 390, 320: 320}
    reader.get_by_role("link", name="Read and answer V-0001").click()
    reader.get_by_label("On this condition").fill("Sans nommer le site")
    reader.get_by_role("button", name="Give our approval").click()
    expect(writer.locator("#approvals")).to_contain_text("Sans nommer le site")
    writer.get_by_text("Reformuler").click()
    writer.locator("#revise-text").fill("Nous connaissons la cause.")
    writer.get_by_role("button", name="Garder cette formulation").click()
    expect(writer.locator("#approvals")).to_contain_text("manquent")
    expect(writer.locator("del").first).to_contain_text("cherchons")
    assert not faults_of(writer)
    assert widths_of(writer, 390, 320) == {390: 390, 320: 320}
    leader = open_page(people("alice"), "/statements/1")
    leader.get_by_text("Publier", exact=True).click()
    leader.get_by_label("Pourquoi ne pas attendre").fill("L’antenne est dans dix minutes")
    leader.get_by_role("button", name="Publier : tous le disent").click()
    expect(writer.locator("#sheet")).to_contain_text("Publié sans le visa de")
