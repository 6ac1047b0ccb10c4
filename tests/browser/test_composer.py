"""One line adds a task, and what it says is understood; ten seconds are left to think again."""

from typing import Any

from playwright.sync_api import expect


def _row(person: Any, title: str) -> dict[str, Any]:
    rows = person.town.api("alice", "GET", f"/cells/{person.town.cell}/board").json()["board"]["rows"]
    [row] = [row for row in rows.values() if row.get("title") == title]
    return row


def test_a_line_is_understood_in_french_shown_and_sent(people: Any):
    alice = people("alice").enter()
    page = alice.page
    page.keyboard.press("a")
    page.keyboard.type("Appeler la préfecture @LOG @chloé demain 9h !1")
    preview = page.locator("#new-preview")
    expect(preview).to_contain_text("« Appeler la préfecture »")
    expect(preview.locator("[data-kind=department]")).to_contain_text("Logistique")
    expect(preview.locator("[data-kind=owner]")).to_contain_text("Chloé Durand")
    expect(preview.locator("[data-kind=due_at]")).to_contain_text("09:00")
    page.keyboard.press("Enter")
    expect(page.locator("#new-title")).to_have_value("")
    expect(page.locator("#new-title")).to_be_focused()
    expect(alice.task("Appeler la préfecture")).to_be_visible()
    row = _row(alice, "Appeler la préfecture")
    assert (row["department"], row["owner"], row["priority"]) == ("logistics", alice.town.ids["chloe"], 1)
    assert row["due_at"].endswith(":00:00.000Z")


def test_a_line_is_understood_in_english_and_marks_can_be_taken_back(people: Any):
    dora = people("chloe", "en").enter()
    page = dora.page
    page.locator("#add-task").click()
    page.keyboard.type("Call the mill @leg in 45 min @zoe")
    expect(page.locator("#new-preview")).to_contain_text("@zoe: nobody answers to it")
    page.locator("#new-preview [data-kind=due_at] button").click()
    expect(page.locator("#new-preview [data-kind=due_at]")).to_have_count(0)
    expect(page.locator("#new-title")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dora.task("Call the mill in 45 min @zoe")).to_be_visible()
    assert _row(dora, "Call the mill in 45 min @zoe")["department"] == "legal"


def test_names_are_offered_after_an_at_sign(people: Any):
    alice = people("alice").enter()
    page = alice.page
    page.keyboard.press("a")
    page.keyboard.type("Relire @ch")
    expect(page.locator("#new-suggest [role=option]")).to_have_count(1)
    expect(page.locator("#new-suggest [role=option]")).to_contain_text("Chloé Durand")
    expect(page.locator("#new-title")).to_have_attribute("aria-activedescendant", "new-suggest-0")
    page.keyboard.press("Tab")
    expect(page.locator("#new-title")).to_have_value("Relire @Chloé.Durand ")
    page.keyboard.type("@")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#new-title")).to_have_attribute("aria-activedescendant", "new-suggest-1")
    page.keyboard.press("Escape")
    expect(page.locator("#new-suggest")).to_be_hidden()
    expect(page.locator("#new-title")).to_be_visible()  # the list was left, not the line


def test_signs_without_a_title_are_refused_and_kept(people: Any):
    alice = people("alice").enter()
    page = alice.page
    page.keyboard.press("a")
    page.keyboard.type("@leg !1")
    page.keyboard.press("Enter")
    expect(page.locator("#new-error")).to_contain_text("Dites ce qui est à faire")
    expect(page.locator("#new-title")).to_have_value("@leg !1")


# Takes back by the keyboard; false where a machine that stood still has used up the ten seconds, or lost the link.
TAKE_BACK = """() => {
  if (document.getElementById("undo").hidden || document.body.dataset.link !== "live") return false;
  const press = { key: "z", code: "KeyZ", ctrlKey: true, bubbles: true, cancelable: true };
  return !(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", press));
}"""


def _add(person: Any, line: str, title: str) -> str:
    person.page.keyboard.press("a")
    person.page.keyboard.type(line)
    person.page.keyboard.press("Enter")
    task = person.ref(title)
    person.page.keyboard.press("Escape")
    return task


def test_what_was_just_done_is_taken_back_by_a_new_entry(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    page, told = alice.page, alice.hearing("#undo")
    for title in ("Action de trop", "Une autre de trop", "Encore une de trop"):
        task = _add(alice, title, title)
        page.locator(f"{task} a").first.focus()
        page.keyboard.press("p")
        expect(page.locator(f"[data-col=in_progress] {task}")).to_be_visible()
        told("prise en compte")
        if page.evaluate(TAKE_BACK):
            break
    expect(page.locator(f"[data-col=to_acknowledge] {task}")).to_be_visible()
    expect(chloe.page.locator(f"[data-col=to_acknowledge] {task}")).to_be_visible()
    expect(page.locator("#undo")).to_be_hidden()


def test_acknowledging_on_a_phone_is_confirmed_where_the_thumb_is(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "fr", "phone").enter()
    told, see = chloe.hearing("#undo"), chloe.page.locator("#undo-see")
    for title in ("Compter les camions", "Compter les quais", "Compter les palettes"):
        _add(alice, f"{title} @log", title)
        chloe.task(title).locator("[data-part=acknowledge]").tap()
        told("elle est à vous")
        if see.is_visible():
            see.tap()
            break
    expect(chloe.page.locator("#tab-in_progress")).to_have_attribute("aria-selected", "true")
    expect(chloe.task(title)).to_be_visible()
