"""The journal as a page: sentences, filters in the address, places, files, and what is withheld."""

import csv
import io
import re
from typing import Any

import pytest

from cell.journal.finding import find_entries
from tests.cast import World
from tests.web.visitor import Page, Visitor


def path(world: World, rest: str = "") -> str:
    return f"/cells/{world.cell}/journal{rest}"


def numbers(page: Page) -> list[int]:
    return [int(seq) for seq in re.findall(r'<li class="entry[^"]*" id="e(\d+)"', page.html)]


def line(page: Page, seq: int) -> str:
    """The line of one entry, as it is read."""
    found = re.search(
        rf'<li class="entry[^"]*" id="e{seq}".*?(?=<li class="(?:entry|journal)|</ol>\s*<p)', page.html, re.S
    )
    assert found, f"no line {seq}"
    return " ".join(re.sub(r"<[^>]+>", "", found[0]).split())


def test_every_entry_is_a_sentence_in_the_readers_language(world: World):
    world.act("chloe", "add_task", title="Appeler <la> préfecture", department="legal")
    page = Visitor(world, "chloe").page(path(world))
    assert numbers(page) == list(range(1, world.seq + 1))
    assert "Chloé Durand a confié à Juridique l’action A-1 : « Appeler &lt;la&gt; préfecture »" in line(page, 7)
    assert f'href="/cells/{world.cell}#task-1"' in page.html
    english = Visitor(world, "dan").page(path(world))
    assert "Chloé Durand gave Legal A-1: “Appeler &lt;la&gt; préfecture”" in line(english, 7)
    assert Visitor(world, "eve").get(path(world)).status_code == 404
    assert Visitor(world).get(path(world)).status_code == 302


def test_the_address_filters(world: World):
    said = world.act("bruno", "record_information", text="Le dépôt brûle", departments=["production"]).seq
    task = world.act("chloe", "add_task", title="Compter", department="logistics").seq
    marked = world.act("bruno", "mark_entry", entry=task).seq
    aim = world.act("alice", "set_aim", text="Livrer").seq
    read = Visitor(world, "alice")

    def found(query: str) -> list[int]:
        return numbers(read.page(path(world, f"?{query}")))

    assert found("q=DEPOT") == [said]
    assert found("kind=task") == [task]
    assert found(f"by={world.ids['bruno']}") == [said, marked]
    assert found("department=production") == [said]
    assert found("department=logistics")[-1] == task
    assert found("key=y") == [1, task, aim]
    assert found("key=y&kind=task") == [task]
    assert found(f"kind=information&by={world.ids['alice']}") == []
    assert found("from=2199-01-01T00:00") == []
    assert found("to=2199-01-01T00:00")[-1] == aim
    wrong = read.page(path(world, "?from=yesterday&kind=nonsense"))
    assert set(wrong.errors) == {"from", "kind"} and numbers(wrong)[-1] == aim
    assert read.page(path(world, "?q=depot&kind=information")).forms[path(world)] == {
        **{"q": "depot", "kind": "information", "from": "", "to": ""},
    }


def test_a_long_journal_comes_in_pages_and_every_number_has_a_place(world: World):
    for number in range(130):
        world.act("bruno", "record_information", text=f"fait {number}")
    read, last = Visitor(world, "chloe"), world.seq
    page = read.page(path(world))
    assert numbers(page) == list(range(last - 99, last + 1)) and 'data-live="1"' in page.html
    earlier = re.search(r'href="([^"]+)" id="earlier"', page.html)
    assert earlier
    before = read.page(earlier[1].replace("&amp;", "&"))
    assert numbers(before) == list(range(1, last - 99)) and 'data-live=""' in before.html
    assert 'id="later"' in before.html and 'id="earlier"' not in before.html
    assert 60 in numbers(read.page(path(world, "?at=60")))
    assert numbers(read.page(path(world, "?size=5000"))) == list(range(1, last + 1))
    assert len(numbers(read.page(path(world, "?kind=information&before=60")))) == 53


def test_what_is_restricted_keeps_its_number_and_hides_all_else(world: World):
    secret = world.act("bruno", "record_information", text="La rançon est de 9 M€", restricted=True).seq
    world.act("bruno", "mark_entry", entry=secret)
    world.act("bruno", "correct_entry", entry=secret, text="La rançon est de 8 M€", reason="lapsus de rançon")
    read = Visitor(world, "chloe")
    page = read.page(path(world))
    assert secret in numbers(page) and "rançon" not in page.html and "Fait marquant" not in line(page, secret)
    for query in ("q=rancon", "kind=information", f"by={world.ids['bruno']}", "key=y", "department=legal"):
        assert secret not in numbers(read.page(path(world, f"?{query}"))), query
    for form in ("csv", "json"):
        told = read.get(path(world, f"/register.{form}"))
        assert told.status_code == 200 and "rançon" not in told.text
    assert "rançon" not in read.get(path(world, "/lines?after=0")).text
    assert "La rançon est de 8 M€" in line(Visitor(world, "bruno").page(path(world)), secret)


def test_corrections_redactions_checks_and_late_entries_are_seen_on_the_line(world: World):
    args: dict[str, Any] = {"happened_at": "2026-01-01T08:30+01:00", "standing": "rumour", "source": "gendarmerie"}
    said = world.act("chloe", "record_information", text="Le pon est coupé", departments=["logistics"], **args).seq
    world.act("chloe", "correct_entry", entry=said, text="Le pont est coupé", reason="faute")
    world.act("bruno", "check_information", information=1, state="verified", reason="la mairie")
    read = Visitor(world, "chloe")
    text = line(read.page(path(world)), said)
    for told in (
        "« Le pon est coupé »",
        "« Le pont est coupé »",
        "faute",
        "vérifié",
        "d’abord « à vérifier »",
        "la mairie",
    ):
        assert told in text, told
    assert "inscrit après coup" in text and "1 janv., 08:30" in text and "gendarmerie" in text and "rumeur" in text
    assert "ne sait pas encore" in text and "Nous savons" in text
    world.act("chloe", "acknowledge_information", information=1, department="logistics")
    world.act("bruno", "redact_entry", entry=said, reason="nom")
    text = line(read.page(path(world)), said)
    assert "Le pon est" not in text and "Texte retiré" in text and "ne sait pas encore" not in text
    news = Page(read.get(path(world, f"/lines?after={world.seq - 1}")).text)
    assert numbers(news) == [said, world.seq]  # what was spoken of comes again
    assert numbers(Page(read.get(path(world, f"/lines?after={world.seq - 1}&kind=task")).text)) == [said]


def test_the_register_opens_in_a_french_spreadsheet_and_runs_nothing(world: World):
    world.act("bruno", "record_information", text="=1+1", source="@cmd", departments=["legal"], key_fact=True)
    world.act("bruno", "check_information", information=1, state="false", reason="-2")
    told = Visitor(world, "bruno").get(path(world, "/register.csv?kind=information"))
    assert told.data.startswith(b"\xef\xbb\xbf") and told.content_type == "text/csv; charset=utf-8"
    assert f"journal-{world.cell}-" in told.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(told.data.decode("utf-8-sig")), delimiter=";"))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["Source"] == "'@cmd" and first["État"] == "infirmé" and first["Fait marquant"] == "oui"
    assert first["Texte"] == "Bruno Petit a inscrit\u00a0: =1+1" and first["Directions"] == "JUR"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", first["Inscrit à (Europe/Paris)"])
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    english = Visitor(world, "dan").get(path(world, "/register.csv")).data.decode("utf-8-sig")
    assert english.splitlines()[0].startswith("No.,Happened at (Europe/Paris)")
    assert Visitor(world, "dan").get(path(world, "/register.xml")).status_code == 404


@pytest.mark.parametrize("query", ["?at=x", "?before=-1", "?size=0", "?at=999999", "/lines?after=x", "?by=9", "?q=%00"])
def test_an_address_nobody_made_breaks_nothing(world: World, query: str):
    assert Visitor(world, "chloe").get(path(world, query)).status_code in (200, 422)


def test_paper_says_whose_when_and_for_whom(world: World):
    def paper(who: str) -> str:
        found = re.search(r'class="journal__paper">(.*?)</p>', Visitor(world, who).page(path(world)).html)
        assert found
        return found[1]

    assert re.search(r"Incendie · imprimé le .* par Chloé Durand · Réservé aux membres de la cellule", paper("chloe"))
    world.act("bruno", "record_information", text="x", restricted=True)
    assert "Diffusion restreinte" in paper("alice") and "Diffusion restreinte" not in paper("chloe")


def test_every_sheet_of_paper_says_what_it_is_and_no_title_ends_its_style(world: World):
    world.open("other", "chloe", title='Feu"; } body { display: none } é')
    world.cell = "other"
    read = Visitor(world, "chloe")

    def plain(query: str) -> str:
        text = read.get(f"/cells/{world.cell}/paper.css?of=journal{query}").text
        assert text.count("{") == 3 and text.count('"') == 4
        return re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), text)

    assert 'Feu"; } body { display: none } é · Main courante' in plain("") and "par Chloé Durand" in plain("")
    assert "restreinte" not in plain("") and "Diffusion restreinte" in plain("&restricted=1")


def test_no_one_persons_filters_are_everybodys_wait(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cell.web.search.SEARCHES_FREE", 3)
    monkeypatch.setattr("cell.clock.elapsed", lambda: 0.0)
    chloe, bruno = Visitor(world, "chloe"), Visitor(world, "bruno")
    tried = [chloe.get(path(world, rest)).status_code for rest in ("?q=a", "?key=y", "/register.csv", "/register.json")]
    assert tried == [200, 200, 200, 429]
    assert chloe.get(path(world)).status_code == 200 and bruno.get(path(world, "?q=a")).status_code == 200


def test_what_is_said_of_one_information_reads_no_other(world: World, monkeypatch: pytest.MonkeyPatch):
    said = [world.act("bruno", "record_information", text=f"fait {number}").seq for number in range(12)]
    for number in range(1, 12):
        world.act("bruno", "check_information", information=number, state="verified", reason="vu")
    read, found = Visitor(world, "bruno"), []

    def counted(*given: Any, **span: Any) -> list[Any]:
        found.append(find_entries(*given, **span))
        return found[-1]

    read.get(path(world, f"/lines?after={world.seq}"))
    monkeypatch.setattr("cell.web.journal.find_entries", counted)
    last = world.act("bruno", "check_information", information=12, state="false", reason="démenti").seq
    news = Page(read.get(path(world, f"/lines?after={last - 1}")).text)
    assert numbers(news) == [said[-1], last] and "démenti" in line(news, said[-1])
    assert all(len(entries) <= 1 for entries in found)
    world.act("bruno", "redact_entry", entry=last, reason="nom")
    assert "démenti" not in read.get(path(world)).text  # what was read before it is read anew
