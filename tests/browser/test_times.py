"""Response times in a real browser: the page in light, dark, on a phone and on paper, and the clocks on the board."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cell import clock
from cell.measures import TIMED
from tests.browser.conftest import Person, faults_of
from tests.serving import Served


def _act(town: Served, who: str, name: str, **args: Any) -> dict[str, Any]:
    answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
    assert answer.ok, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def lived(town: Served) -> Served:
    """A cell in which something of everything was timed, and something still runs."""
    for number, title in enumerate(("Relire le contrat", "Compter le stock", "Appeler le transporteur"), 1):
        _act(town, "alice", "add_task", title=title, department="legal" if number == 1 else "logistics")
    _act(town, "chloe", "acknowledge_task", task=2)
    _act(town, "chloe", "wait_task", task=2, reason="leur accord", on={"department": "legal"})
    asked = {"question": "Louer un entrepôt à Lens ?", "decider": town.ids["alice"]}
    _act(town, "bruno", "ask_decision", **asked)
    _act(town, "bruno", "ask_decision", **{**asked, "question": "Partir ce soir ?"})
    ruled = {"choice": "Oui", "rationale": "Il faut", "decider": town.ids["alice"], "inform": ["legal", "logistics"]}
    _act(town, "bruno", "take_decision", decision=1, **ruled)
    _act(town, "chloe", "acknowledge_decision", decision=1, department="logistics")
    return town


def _times(person: Person) -> Page:
    person.page.goto(f"{person.town.url}/cells/{person.town.cell}/times")
    expect(person.page.locator("#times .times__part")).to_have_count(len(TIMED))
    return person.page


def _sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_the_page_is_sound_and_fits(people: Any, lived: Served, size: str):
    page = _times(people("alice", "fr", size))
    for summary in page.locator("#times summary").all():
        summary.click()
    assert faults_of(page) == []
    assert _sideways(page) == 0
    if size == "phone":
        heights = page.locator("#times summary").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44


def test_what_comes_is_drawn_without_a_word_and_what_is_unfolded_stays(people: Any, lived: Served):
    alice = people("alice", spoilt=True)
    alice.page.clock.install()  # ten seconds need not be waited for
    page = _times(alice)
    page.locator("#decide summary").last.click()
    expect(page.locator("#decide summary").last).to_be_focused()
    _act(lived, "alice", "add_task", title="Nouvelle venue", department="production")
    page.clock.fast_forward(10_500)
    expect(page.locator("#acknowledge .times__open")).to_contain_text("Nouvelle venue")
    expect(page.locator("#decide details").last).to_have_attribute("open", "")
    expect(page.locator("#decide summary").last).to_be_focused()
    assert page.locator("#times [aria-live], #times [role=status], #times [role=timer]").count() == 0
    age = page.locator("#acknowledge .times__open li").first.locator(".clock")
    page.clock.fast_forward(16 * 60_000)  # one turn of each timer: ninety-six questions would be too many
    expect(age).to_have_attribute("data-state", "late")
    expect(age).to_contain_text("retard")
    expect(age.locator("use")).to_have_attribute("href", "#i-late")
    asked: list[Any] = []
    page.route(re.compile("/times/now"), lambda route: asked.append(route))
    while not asked:
        page.clock.run_for(5_000)
    page.clock.run_for(25_000)
    assert len(asked) == 1, "while one question waits for its answer no other is asked"
    asked[0].continue_()
    page.unroute_all(behavior="ignoreErrors")


def test_the_page_prints_without_its_buttons(people: Any, lived: Served):
    page = _times(people("alice"))
    page.emulate_media(media="print")
    expect(page.locator(".times__go")).to_be_hidden()
    expect(page.locator("#acknowledge table").first).to_be_visible()
    expect(page.locator("#decide summary").last).to_be_hidden()


def test_the_strip_goes_to_the_task_the_decision_and_the_department(people: Any, lived: Served):
    alice = people("alice").enter()
    page: Page = alice.page
    page.locator("li:has(> #clock-acknowledge) .tile__open").click()
    expect(page.locator("#sheet")).to_be_visible()
    expect(page.locator("#sheet")).to_contain_text("Relire le contrat")
    page.keyboard.press("Escape")
    page.locator("li:has(> #clock-mobilise) .tile__open").click()
    expect(page.locator("#seat-sheet")).to_contain_text("Appelée, personne n’est encore venu")
    page.keyboard.press("Escape")
    expect(page.locator("#clock-know")).to_contain_text("D-0001")
    assert faults_of(page) == []
    page.locator("li:has(> #clock-know) .tile__open").click()
    page.wait_for_url(f"**/cells/{lived.cell}/decisions/1")


def test_a_target_that_passes_marks_the_question_and_goes_up_to_the_director(people: Any, lived: Served):
    chloe = people("chloe").enter()
    due = {"needed_by": clock.after(clock.now(), 2), "decider": lived.ids["chloe"]}
    number = _act(lived, "bruno", "ask_decision", question="Ouvrir le second quai ?", **due)["row"]["id"]
    page: Page = chloe.page
    expect(page.locator("#journal")).to_contain_text("cible dépassée")
    page.locator("#side-tab-decisions").click()
    mark = page.locator(f"#decision-{number}")
    expect(mark.locator(".task__raised")).to_contain_text("Alice Martin")
    expect(mark.locator(".clock").first).to_have_attribute("data-state", "late")
    alice = people("alice")
    alice.page.goto(f"{lived.url}/")
    expect(alice.page.locator(".mine")).to_contain_text("Ouvrir le second quai ?")
