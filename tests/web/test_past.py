"""The board of the past: what was known then, whatever came later, stepped through without a script."""

from tests.cast import World
from tests.web.visitor import Page, Visitor


def main_of(page: Page) -> str:
    return page.html.partition("<main")[2].partition("</main")[0]


def at(world: World, seq: int | None = None) -> str:
    return f"/cells/{world.cell}/at" + ("" if seq is None else f"/{seq}")


def test_the_board_is_shown_as_it_stood_and_not_as_it_is(world: World):
    world.act("alice", "set_aim", text="Livrer douze clients")
    then = world.act("alice", "add_task", title="Compter les palettes", department="logistics").seq
    world.act("chloe", "complete_task", task=1)
    world.act("alice", "set_aim", text="Livrer trente clients")
    shown = main_of(Visitor(world, "chloe").page(at(world, then)))
    assert "Livrer douze clients" in shown and "Livrer trente clients" not in shown
    assert "À prendre en compte <" in shown and "Terminé" not in shown
    assert f"{then} sur {world.seq}" in shown
    now = main_of(Visitor(world, "dan").page(at(world, world.seq)))
    assert "Livrer trente clients" in now and "Done <" in now


def test_links_step_through_the_journal_and_stop_at_its_ends(world: World):
    for number in range(12):
        world.act("bruno", "record_information", text=f"Fait {number}", standing="fact", state="verified")
    chloe, head = Visitor(world, "chloe"), world.seq
    first, middle, last = (chloe.page(at(world, seq)).html for seq in (1, head - 5, head))
    assert f'href="{at(world, 2)}" rel="next"' in first and 'rel="prev"' not in first
    assert all(f'href="{at(world, seq)}"' in middle for seq in (1, head - 15, head - 6, head - 4, head))
    assert f'href="{at(world, head - 1)}" rel="prev"' in last and 'rel="next"' not in last


def test_an_entry_or_an_hour_is_jumped_to_without_a_script(world: World):
    chloe, head = Visitor(world, "chloe"), world.seq
    for asked, led in [
        ("entry=2", 2),
        ("entry=99999", head),
        ("entry=0", 1),
        ("time=2001-01-01T08:00", 1),
        ("time=2999-01-01T08:00", head),
        ("", head),
        ("entry=x", head),
    ]:
        answer = chloe.get(f"{at(world)}?{asked}")
        assert answer.status_code == 303 and answer.headers["Location"].endswith(at(world, led)), asked
    assert chloe.get(f"{at(world)}?time=yesterday").status_code == 422


def test_what_never_was_is_not_there_and_strangers_see_nothing(world: World):
    chloe = Visitor(world, "chloe")
    assert chloe.get(at(world, 0)).status_code == 404
    assert chloe.get(at(world, world.seq + 1)).status_code == 404
    assert Visitor(world, "eve").get(at(world, 1)).status_code == 404
    assert Visitor(world).get(at(world, 1)).status_code == 302


def test_what_is_restricted_stays_so_in_the_past_and_what_is_redacted_is_gone_from_it(world: World):
    asked = world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True).seq
    said = world.act("bruno", "record_information", text="M. Petit est blessé", standing="fact", state="verified").seq
    assert "rançon" in Visitor(world, "bruno").page(at(world, asked)).html
    assert "rançon" not in Visitor(world, "chloe").page(at(world, asked)).html
    assert "Petit est" in Visitor(world, "chloe").page(at(world, said)).html
    world.act("bruno", "redact_entry", entry=said, reason="vie privée")
    assert "Petit est" not in Visitor(world, "chloe").page(at(world, said)).html
