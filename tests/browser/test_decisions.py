"""The decision log in a real browser: the lead asks and takes, departments acknowledge, an observer reads."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import faults_of, widths_of
from tests.serving import Served

pytestmark = pytest.mark.browser


def give(town: Served, who: str, name: str, **args: Any) -> Any:
    """A command by the API, as another screen would give it."""
    answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
    assert answer.ok, answer.text
    return answer.json()


def decided(town: Served, question: str, **more: Any) -> int:
    """A decision that is taken; returns its number."""
    number = give(town, "chloe", "ask_decision", question=question)["row"]["id"]
    said = {"choice": f"Oui : {question}", "rationale": "Les délais", "decider": town.ids["alice"], **more}
    give(town, "bruno", "take_decision", decision=number, **said)
    return number


def open_page(person: Any, path: str) -> Page:
    person.page.goto(f"{person.town.url}/cells/{person.town.cell}/decisions{path}")
    return person.page


def test_the_lead_asks_and_takes_a_department_acknowledges_and_an_observer_sees_it_live(people: Any):
    alice, chloe = people("alice"), people("chloe", size="phone")
    page = open_page(alice, "/new")
    page.get_by_label("Question").fill("Faut-il arrêter la ligne 2 ?")
    page.get_by_label("Logistique").check()
    page.get_by_role("button", name="Poser", exact=True).click()
    expect(page).to_have_url(re.compile(r"/decisions/\d+$"))
    path = "/" + page.url.rsplit("/", 1)[1]
    dan = people("dan", tongue="en")
    reader = open_page(dan, path)
    expect(reader.locator("body")).to_have_attribute("data-link", "live")
    page.get_by_text("Ajouter une réponse possible").click()
    page.get_by_label("Réponse possible").fill("Une semaine")
    page.get_by_role("button", name="Ajouter la réponse").click()
    expect(reader.locator("#sheet")).to_contain_text("Une semaine")
    page.get_by_role("link", name="Prendre la décision").click()
    page.get_by_label("A. Une semaine").check()
    expect(page.get_by_label("Ce qui est décidé")).to_have_value("Une semaine")
    page.get_by_label("Motif").fill("Trois jours de stock")
    page.get_by_role("button", name="Inscrire la décision").click()
    expect(page.locator("#sheet .say")).to_have_text("Une semaine")
    expect(reader.locator("#sheet .say")).to_have_text("Une semaine")
    expect(reader.locator("#knows")).to_contain_text("Does not know yet")
    phone = open_page(chloe, path)
    phone.locator("#call").get_by_role("button", name="Nous savons").click()
    expect(phone.locator("#knows")).to_contain_text("Chloé Durand")
    expect(reader.locator("#knows")).to_contain_text("Chloé Durand")
    expect(page.locator("#knows")).to_contain_text("Chloé Durand")
    expect(reader.locator("form[method=post][action*=decisions]")).to_have_count(0)


def test_what_others_do_leaves_what_is_being_typed(people: Any, town: Served):
    number = decided(town, "Doubler l'équipe ?", inform=["logistics", "legal"])
    page = open_page(people("alice"), f"/{number}")
    expect(page.locator("body")).to_have_attribute("data-link", "live")
    page.get_by_text("Réviser maintenant").click()
    page.locator("#review-text").fill("Cela tient")
    give(town, "chloe", "acknowledge_decision", decision=number, department="logistics")
    expect(page.locator("#knows")).to_contain_text("Chloé Durand")
    give(town, "bruno", "acknowledge_decision", decision=number, department="legal")
    expect(page.locator("#knows")).to_contain_text("Bruno Petit")
    expect(page.locator("#review-text")).to_have_value("Cela tient")
    page.get_by_label("Elle tient toujours").check()
    page.get_by_role("button", name="Inscrire la révision").click()
    expect(page.locator("#sheet")).to_contain_text("Cela tient")


def test_a_missing_reason_is_named_and_nothing_is_lost(people: Any, town: Served):
    number = give(town, "chloe", "ask_decision", question="Prévenir la presse ?")["row"]["id"]
    alice = people("alice", size="phone")
    page = open_page(alice, f"/{number}/take")
    page.get_by_label("Ce qui est décidé").fill("Pas encore")
    page.get_by_role("button", name="Inscrire la décision").click()
    expect(page.get_by_label("Motif")).to_be_focused()
    assert "422" in alice.said.pop()  # Chromium notes every refusal
    expect(page.get_by_label("Motif")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Ce qui est décidé")).to_have_value("Pas encore")
    page.keyboard.type("On ne sait rien de sûr")
    page.get_by_role("button", name="Inscrire la décision").press("Enter")
    expect(page.locator("#sheet .say")).to_have_text("Pas encore")


def test_the_board_leads_to_the_page_and_says_we_know(people: Any, town: Served):
    number = decided(town, "Louer un dépôt ?", inform=["logistics"])
    chloe = people("chloe").enter()
    page = chloe.page
    page.locator("#side-tab-decisions").click()
    page.locator(f"#decision-{number} a").click()
    page.locator("#decision-know").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f"#decision-{number}")).not_to_contain_text("Pas encore")
    page.locator(f"#decision-{number} h4 a").click()
    page.locator("#decision-page").click()
    expect(page.locator("#knows")).to_contain_text("Chloé Durand")


def test_a_page_whose_link_is_lost_says_so_and_catches_up(people: Any, town: Served):
    number = decided(town, "Appeler le préfet ?", inform=["logistics"])
    bruno = people("bruno")
    page = open_page(bruno, f"/{number}")
    expect(page.locator("body")).to_have_attribute("data-link", "live")
    bruno.context.set_offline(True)
    expect(page.locator("#frozen")).to_contain_text("Figé à")
    give(town, "chloe", "acknowledge_decision", decision=number, department="logistics")
    bruno.context.set_offline(False)
    expect(page.locator("#knows")).to_contain_text("Chloé Durand")
    expect(page.locator("#frozen")).to_be_hidden()
    bruno.said.clear()  # Chromium notes the attempts in between


def test_every_page_of_the_log_can_be_used_by_all(people: Any, town: Served):
    fact = give(town, "chloe", "record_information", text="Trois jours de stock")["row"]["id"]
    more = {"pinned": [fact], "inform": ["logistics", "legal"], "review_at": "2030-01-01T00:00Z"}
    number = decided(town, "Acheter plus cher ?", **more)
    asked = give(town, "chloe", "ask_decision", question="Et la suite ?", consulted=["legal"])["row"]["id"]
    give(town, "chloe", "add_option", decision=asked, text="Continuer")
    said = {"department": "legal", "stance": "against", "reason": "Le contrat", "strong": True, "option": 1}
    give(town, "bruno", "give_position", decision=asked, **said)
    page = open_page(people("alice"), "")
    for path in ("", "/new", f"/{number}", f"/{asked}", f"/{asked}/take"):
        page.goto(f"{town.url}/cells/{town.cell}/decisions{path}")
        for folded in page.locator(".beside details").all():
            folded.locator("summary").click()
        assert not faults_of(page), path


def test_no_page_is_wider_than_a_phone(people: Any, town: Served):
    number = decided(town, "Un mot-interminable-qui-ne-se-coupe-pas-du-tout-et-continue ?", inform=["legal"])
    page = open_page(people("alice", size="phone"), "")
    for path in ("", "/new", f"/{number}"):
        page.goto(f"{town.url}/cells/{town.cell}/decisions{path}")
        assert widths_of(page, 390, 320) == {390: 390, 320: 320}, path


def test_a_decision_fits_on_two_sheets_with_its_marks(people: Any, town: Served):
    number = decided(town, "Ouvrir le stock de secours ?", inform=["legal", "logistics"])
    page = open_page(people("alice"), f"/{number}")
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_contain_text("Imprimé le")
    expect(page.locator(".paper")).to_contain_text("Incendie")
    expect(page.locator(".topbar nav")).to_be_hidden()
    expect(page.locator("#follow")).to_be_hidden()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert 1 <= sheets <= 2
