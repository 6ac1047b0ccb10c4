"""Around the board: head, aim and meters, clock strip, seats, rail, calls and roles, on a desk and a phone."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import faults_of
from tests.serving import Served


def _act(town: Served, who: str, name: str, **args: Any) -> dict[str, Any]:
    answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _send(page: Page) -> None:
    page.locator("#panel-send").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_the_level_changes_with_a_reason_and_everybody_is_told(people: Any):
    alice, bruno = people("alice").enter(), people("bruno").enter()
    page: Page = alice.page
    told = bruno.hearing("#toasts")
    page.locator("#level-button").click()
    page.locator("#panel input[name=level][value='4']").check(force=True)
    page.locator("#panel-send").click()
    expect(page.locator("#f-reason-error")).to_be_visible()
    page.locator("#f-reason").fill("Deux lignes à l’arrêt")
    _send(page)
    expect(bruno.page.locator("#subtitle")).to_contain_text("Niveau 4 sur 4")
    told("Deux lignes à l’arrêt")
    expect(bruno.page.locator("#level-button")).to_have_count(0)  # a loggist reads the level


def test_the_next_point_is_set_in_one_press_and_counted_down(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en", "phone").enter()
    alice.page.locator("#point-button").click()
    alice.page.locator("#panel .chip").nth(1).click()
    expect(alice.page.locator("#panel")).to_be_hidden()
    expect(chloe.page.locator(".gauge--point")).to_contain_text(re.compile(r"in (2[5-9]|3[01]) min"))


def test_the_age_of_the_servers_last_word_is_always_seen(people: Any):
    alice = people("alice").enter()
    age = alice.page.locator("#link .link-state__long")
    expect(age).to_contain_text("entendu il y a")
    expect(age).to_contain_text(re.compile(r"\b[01]\s+s"))  # the server beats
    alice.context.set_offline(True)
    expect(age).to_contain_text(re.compile(r"\b([2-9]|\d\d)\s+s|min"))
    alice.context.set_offline(False)
    alice.settled()
    alice.said[:] = [line for line in alice.said if "ERR_INTERNET_DISCONNECTED" not in line]
    expect(alice.page.locator("#link .link-state")).to_have_attribute("title", re.compile("Dernier signe du serveur à"))


def test_an_objective_is_set_measured_over_time_and_shown_to_all(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    page: Page = alice.page
    page.locator("#objective-new").click()
    page.locator("#panel input[name=text]").fill("Stock de fil")
    page.locator("#panel input[name=target]").fill("5")
    page.locator("#panel input[name=unit]").fill("j")
    page.locator("#panel input[name=start]").fill("2,5")
    _send(page)
    meter = page.locator(".aim__one").filter(has_text="Stock de fil")
    for value in ("2,8", "environ trois", "3,2"):
        meter.click()
        page.locator("#f-value").fill(value)
        page.locator("#panel-send").click()
        if value == "environ trois":
            expect(page.locator("#f-value-error")).to_be_visible()
            expect(page.locator("#f-value")).to_have_value(value)
            page.locator("#panel-close").click()
            continue
        expect(page.locator("#panel")).to_be_hidden()
    expect(meter).to_contain_text("3,2\u00a0j")
    expect(meter).to_contain_text("+\u00a00,4\u00a0j")
    theirs = chloe.page.locator(".aim__one").filter(has_text="Stock de fil")
    expect(theirs).to_contain_text("3.2\u00a0j")
    theirs.click()
    chloe.page.locator(".past summary").click()
    expect(chloe.page.locator(".past tbody tr")).to_have_count(2)
    expect(chloe.page.locator("#objective-objective")).to_have_count(0)  # she measures, she does not set


def test_the_versions_of_the_aim_can_be_read(people: Any, town: Served):
    _act(town, "alice", "set_aim", text="Livrer tout le monde")
    alice, dan = people("alice").enter(), people("dan", "en").enter()
    alice.page.locator("#aim-button").click()
    alice.page.locator("#f-text").fill("Livrer les douze clients prioritaires")
    _send(alice.page)
    dan.page.locator("#aim-button").click()
    dan.page.locator(".wordings summary").click()
    expect(dan.page.locator(".wordings li").first).to_contain_text("Livrer les douze clients prioritaires")
    expect(dan.page.locator(".wordings li").nth(1)).to_contain_text("Livrer tout le monde")
    expect(dan.page.locator("#panel-send")).to_have_count(0)


def test_a_delay_filters_the_board_and_lives_in_the_address(people: Any, town: Served):
    task = _act(town, "alice", "add_task", title="Relire le contrat", department="production")["row"]["id"]
    _act(town, "alice", "add_task", title="Compter le stock", department="logistics")
    _act(town, "alice", "wait_task", task=task, reason="leur accord", on={"department": "legal"})
    alice = people("alice").enter()
    page: Page = alice.page
    hold = page.locator("#clock-hold")
    expect(hold).to_contain_text(f"A-{task}")
    expect(hold.locator(".dep")).to_have_text(["PRO", "JUR"])
    hold.click()
    expect(alice.task("Compter le stock")).to_have_count(0)
    assert "clock=hold" in page.url
    page.reload()
    alice.settled()
    expect(hold).to_have_attribute("aria-pressed", "true")
    hold.click()
    expect(alice.task("Compter le stock")).to_be_visible()


def test_a_question_to_settle_is_opened_from_its_clock(people: Any, town: Served):
    _act(town, "bruno", "ask_decision", question="Louer un entrepôt à Lens ?")
    alice = people("alice").enter()
    alice.page.locator("#clock-decide").click()
    expect(alice.page.locator("#panel .said").first).to_have_text("Louer un entrepôt à Lens ?")
    alice.page.locator("#panel-close").click()
    expect(alice.page.locator("#decisions")).to_contain_text("Louer un entrepôt à Lens ?")
    expect(alice.page.locator("#feed")).to_be_hidden()


def test_the_tabs_of_the_rail_are_walked_with_the_arrows(people: Any):
    page: Page = people("alice").enter().page
    page.locator("#side-tab-journal").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#side-tab-decisions")).to_be_focused()
    expect(page.locator("#side-tab-decisions")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    expect(page.locator("#situation")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#feed")).to_be_visible()


def test_an_empty_chair_is_named_with_who_stands_in(people: Any, town: Served):
    staff = {"holder": town.ids["dan"], "deputy": town.ids["eve"]}
    _act(town, "alice", "staff_department", department="legal", **staff)
    page: Page = people("alice").enter().page
    seat = page.locator("#seat-legal")
    expect(seat).to_have_class(re.compile("seat--empty"))
    expect(seat).to_contain_text("Personne depuis")
    page.locator("#seat-legal").hover()
    page.locator("#seat-more-legal").click()
    expect(page.locator("#seat-sheet")).to_contain_text("Eve Stone")
    expect(page.locator("#seat-sheet")).to_contain_text("pas dans la cellule")


def test_of_two_who_write_the_situation_neither_loses_a_word(people: Any, town: Served):
    alice = people("alice").enter()
    page: Page = alice.page
    page.locator("#side-tab-situation").click()
    page.locator("#situation-edit").click()
    page.locator("#f-text").fill("Deux lignes tournent.")
    _act(town, "bruno", "set_situation", text="Une ligne tourne.")
    expect(page.locator(".meanwhile")).to_contain_text("Une ligne tourne.")
    page.locator("#panel-send").click()
    expect(page.locator("#f-text-error")).to_contain_text("Bruno Petit")
    expect(page.locator("#f-text")).to_have_value("Deux lignes tournent.")
    page.locator("#meanwhile-read").click()
    _send(page)
    expect(page.locator(".situation__text")).to_have_text("Deux lignes tournent.")
    page.locator("#situation-versions").click()
    expect(page.locator(".wordings li")).to_have_count(2)


def test_who_is_called_answers_and_the_others_see_when_they_come(people: Any):
    chloe, alice = people("chloe", "en", "phone").enter(), people("alice").enter()
    chloe.page.locator("#answer-coming").click()
    chloe.page.locator("#panel .chip").first.click()
    expect(chloe.page.locator("#call")).to_have_count(0)
    chloe.page.close()
    alice.page.locator("#people-button").click()
    expect(alice.page.locator("#people")).to_contain_text(re.compile(r"arrive .*à \d\d:\d\d"))


def test_a_role_passes_when_both_confirm_and_all_are_told(people: Any, town: Served):
    alice, bruno = people("alice").enter(), people("bruno").enter()
    told = bruno.hearing("#toasts")
    chloe = people("chloe", "en", "phone").enter()
    alice.page.locator("#people-button").click()
    alice.page.locator("#handover-button").click()
    alice.page.locator("#f-role").select_option("coordinator")
    alice.page.locator("#f-member").select_option(str(town.ids["chloe"]))
    _send(alice.page)
    expect(alice.page.locator("#offered")).to_be_visible()
    chloe.page.locator("#offer-accept").click()
    expect(chloe.page.locator("#offer")).to_have_count(0)
    told("Chloé Durand")
    expect(bruno.page.locator("#journal li[data-kind='role.accepted']")).to_contain_text("Chloé Durand")
    expect(chloe.page.locator("#level-button")).to_be_visible()  # a coordinator's right


def test_axe_finds_nothing_in_what_opens(people: Any, town: Served):
    _act(town, "alice", "set_situation", text="Tout va.")
    page: Page = people("alice", "fr", "laptop").enter().page
    for opener in ("#level-button", "#point-button", "#aim-button", "#objective-new", "#people-button"):
        page.locator(opener).click()
        assert faults_of(page) == [], opener
        page.keyboard.press("Escape")
    for tab in ("decisions", "situation"):
        page.locator(f"#side-tab-{tab}").click()
        assert faults_of(page) == [], tab


def test_on_a_phone_aim_and_clocks_stay_and_every_target_is_large(people: Any):
    page: Page = people("alice", "fr", "phone").enter().page
    for part in ("#aim", "#clocks", ".phone-nav", "#link"):
        expect(page.locator(part)).to_be_in_viewport()
    small = page.evaluate(
        """() => [...document.querySelectorAll(':is(.bar, #aim, #clocks, #seats, .phone-nav) button')]
          .filter((one) => one.offsetParent !== null && !one.matches('.bar__key'))
          .filter((one) => one.getBoundingClientRect().height < 43.5)
          .map((one) => one.id || one.className)"""
    )
    assert small == []
