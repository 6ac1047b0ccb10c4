"""The record: everything an administrator does, in a sentence of the reader's language, for ever."""

import csv
import io

from cell import deeds, language, organisation, people
from cell.journal.orders import Job
from cell.web.admin import said
from tests.cast import World
from tests.web.administrators import administrator, name_admin
from tests.web.visitor import Visitor

LEGAL = "/admin/departments/legal"


def test_every_deed_has_a_sentence_in_both_languages():
    assert set(said.SENTENCES) == set(deeds.DEEDS)
    for text in said.SENTENCES.values():
        french = language.say(text, "fr")
        assert french != text
        assert all(("{" + name + "}" in french) is ("{" + name + "}" in text) for name in ("by", "about", "changes"))


def test_the_record_says_who_did_what_and_what_it_was_before(world: World):
    alice = administrator(world)
    alice.send(LEGAL, LEGAL, name_fr="Droit", holder=str(world.ids["dan"]))
    alice.send("/admin/levels/3", "/admin/levels/3", **{"decide_s-h": "1", "decide_s-min": "30"})
    text = alice.page("/admin/record").text.replace("\u00a0", " ")
    assert "Alice Martin a modifié la direction Droit" in text
    assert "titulaire : « personne » devient « Dan Brown »" in text
    assert "nom en français : « Juridique » devient « Droit »" in text
    assert "Alice Martin a modifié le niveau 3 : trancher : « 1 h » devient « 1 h 30 »" in text
    assert "L’exploitant a confié l’administration à Alice Martin" in text
    name_admin(world, "dan")
    english = Visitor(world, "dan").page("/admin/record").text.replace("\u00a0", " ")
    assert "Alice Martin changed the department Legal" in english
    assert "holder from “nobody” to “Dan Brown”" in english


def test_the_overview_shows_the_last_of_it(world: World):
    alice = administrator(world)
    alice.send("/admin/departments", f"{LEGAL}/up")
    assert "a déplacé la direction Juridique" in alice.page("/admin").text


def fill(world: World, count: int) -> None:
    """Many deeds, all of Alice's."""

    def many(connection):
        for number in range(count):
            organisation.change_person(
                connection, world.ids["alice"], world.ids["eve"], email="eve@example.org", name=f"Eve {number}"
            )

    world.house.desk.ask(Job(many))


def test_the_record_has_pages_without_gap_or_repetition(world: World):
    alice = administrator(world)
    fill(world, 120)
    path, seen = "/admin/record", []
    while path:
        page = alice.page(path)
        seen += [int(part.split("<")[0]) for part in page.html.split('<th scope="row" class="num">')[1:]]
        older = page.html.partition('href="/admin/record?before=')[2].partition('"')[0]
        path = f"/admin/record?before={older}" if older else ""
    assert seen == list(range(seen[0], 0, -1))
    assert len(seen) == 121


def test_the_record_is_taken_away_as_a_file_that_runs_nowhere(world: World):
    alice = administrator(world)
    fill(world, 600)
    world.house.desk.ask(Job(lambda c: people.change_account(c, world.ids["alice"], name="=HYPERLINK(1)")))
    answer = alice.get("/admin/record.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="administration-record.csv"'
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 602)]
    assert rows[2][2] == "'=HYPERLINK(1)"
    assert rows[2][5].startswith("'=HYPERLINK(1) a modifié le compte")
    assert '"Eve 0"' in rows[2][6]


def test_no_secret_is_on_record(world: World):
    alice = administrator(world)
    eve = f"/admin/people/{world.ids['eve']}"
    html = alice.send(eve, f"{eve}/password").text
    secret = html.split('id="once" value="')[1].split('"')[0]
    with world.house.store.reading() as connection:
        hashed = people.by_id(connection, world.ids["eve"]).password
    told = alice.get("/admin/record.csv").text + alice.get("/admin/record").text
    assert secret not in told and hashed not in told
