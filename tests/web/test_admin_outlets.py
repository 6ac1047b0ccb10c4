"""Alert channels, as an administrator keeps them: addresses go in and never come out, and a trial says what became."""

import re
from typing import Any

import pytest

from cell import outlets
from cell.outlets import Outlet
from cell.sending import fault_of
from tests.cast import World
from tests.letters import ADDRESS, Bag, make_outlet, posts
from tests.project.tree import TOP
from tests.web.administrators import administrator, name_admin, recorded
from tests.web.visitor import Page, Visitor

PATH = "/admin/alerts"
NEW = {"name": "Astreinte juridique", "address": ADDRESS, "departments": "legal"}
SECRETS = ("a-secret-path", "hush-hush", "outside.example.org")


def kept(world: World) -> list[Outlet]:
    with world.house.store.reading() as connection:
        return outlets.outlets_of(connection)


def test_a_channel_is_added_changed_and_removed_on_record(world: World):
    alice = administrator(world)
    typed = {**NEW, "quiet_from": "7:30", "quiet_until": "22:00", "level": "2", "exercises": "y"}
    answer = alice.send(PATH, PATH, **typed)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PATH}/1")
    [one] = kept(world)
    assert (one.scheme, one.departments, one.level, one.quiet_from) == ("json", ("legal",), 2, "07:30")
    assert (one.exercises, one.language, one.zone, one.is_on) == (True, "fr", "Europe/Paris", True)
    page = alice.page(f"{PATH}/1")
    assert page.forms[f"{PATH}/1"]["departments"] == ["legal"] and page.forms[f"{PATH}/1"]["address"] == ""
    assert alice.send(f"{PATH}/1", f"{PATH}/1", name="Juristes", director="y").status_code == 303
    assert kept(world)[0].scheme == "json", "an empty address keeps the one that is there"
    assert alice.send(f"{PATH}/1", f"{PATH}/1", address="jsons://elsewhere.example.org/x").status_code == 303
    assert alice.send(f"{PATH}/1", f"{PATH}/1/off").status_code == 303 and not kept(world)[0].is_on
    assert alice.send(f"{PATH}/1", f"{PATH}/1/on").status_code == 303 and kept(world)[0].is_on
    assert alice.send(f"{PATH}/1", f"{PATH}/1/remove").status_code == 303
    assert kept(world) == [] and alice.get(f"{PATH}/1").status_code == 404
    deeds = ["added", "changed", "changed", "off", "on", "removed"]
    assert [one.deed for one in recorded(world)] == [f"outlet.{deed}" for deed in deeds]
    text = alice.page("/admin/record").text.replace("\u00a0", " ")
    assert "a modifié le canal d’alerte Juristes : adresse" in text
    assert "nom : « Astreinte juridique » devient « Juristes »" in text
    assert "ce qui va à qui dirige : « non » devient « oui »" in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        *(({"name": ""}, "name"), ({"name": "x" * 81}, "name"), ({"name": "\u202e"}, "name")),
        *(({"address": ""}, "address"), ({"address": "x"}, "address"), ({"address": "json://"}, "address")),
        *(({"address": "json://a b"}, "address"), ({"address": "json://" + "x" * 2_000}, "address")),
        *(({"address": "msteams://a/b"}, "address"), ({"address": "dbus://"}, "address")),
        *(
            ({"address": "jsons://h.example?verify=no"}, "address"),
            ({"address": "mailtos://a:b@h?mode=insecure"}, "address"),
        ),
        *(({"address": "syslog://"}, "address"), ({"address": "json://h?template=/etc/passwd"}, "address")),
        *(({"departments": []}, "departments"), ({"departments": "nowhere"}, "departments")),
        *(({"level": "5"}, "level"), ({"language": "de"}, "language"), ({"zone": "Nowhere"}, "zone")),
        *(({"quiet_from": "25:00", "quiet_until": "07:00"}, "quiet_from"), ({"quiet_from": "22:00"}, "quiet_until")),
        *(({"quiet_until": "22:00"}, "quiet_from"), ({"quiet_from": "9:00", "quiet_until": "9:00"}, "quiet_until")),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(shared: World, typed: dict[str, Any], field: str):
    name_admin(shared, "alice")
    alice = Visitor(shared, "alice")
    answer = alice.send(PATH, PATH, **{**NEW, **typed})
    page = Page(answer.text)
    assert answer.status_code == 422 and page.errors[field]
    given = {
        name: value for name, value in {**NEW, **typed}.items() if name not in ("departments", "level", "language")
    }
    assert all(page.forms[PATH][name] == value for name, value in given.items() if name != "name")
    assert kept(shared) == []


def test_a_name_is_there_once(world: World):
    alice = administrator(world)
    assert alice.send(PATH, PATH, **NEW).status_code == 303
    answer = alice.send(PATH, PATH, **{**NEW, "name": "ASTREINTE Juridique"})
    assert answer.status_code == 422 and Page(answer.text).errors["name"]


def test_msteams_is_told_where_to_go(shared: World):
    name_admin(shared, "alice")
    answer = Visitor(shared, "alice").send(PATH, PATH, **{**NEW, "address": "msteams://a/b"})
    assert "workflows" in Page(answer.text).errors["address"]


@pytest.mark.parametrize(
    "scheme", ["file", "exec", "windows", "macosx", "gnome", "glib", "kde", "qt", "growl", "rsyslog"]
)
def test_what_stays_on_the_machine_is_not_taken(scheme: str):
    assert fault_of(f"{scheme}://localhost/x") == "not_taken"


@pytest.mark.parametrize("query", ["{}", "%20{}", "%09{}", "a=1&{}", "a=1;{}", "a=1#&{}", "+x=1&-y=2;:z=3;{}"])
@pytest.mark.parametrize("word", ["redirect=yes", "re%74ry=9", "Optional=yes", "template=/etc/passwd"])
def test_what_meddles_is_seen_as_the_library_reads_it(query: str, word: str):
    for mark in ("", "#", "#general"):
        assert fault_of(f"json://localhost/x{mark}?{query.format(word)}") == "meddles"
    assert fault_of("json://localhost/x?+redirect=yes&-file=1;:template=2") is None, "a header, a field, a parameter"


def test_every_example_is_an_address_that_is_taken():
    for page in ("templates/admin/outlet_fields.html", "docs/deploy.md"):
        found = re.findall(r'(?:"|`)([a-z]+://[^"`]*)(?:"|`)', (TOP / page).read_text().split("## Alerts outside")[-1])
        found = [one for one in found if not one.startswith(("http", "msteams", "dbus", "syslog"))]
        assert len(found) > 7
        assert [one for one in found if fault_of(one) is not None] == []


def test_a_trial_says_what_became_of_it(world: World):
    alice, outlet = administrator(world), make_outlet(world)
    mine = f"{PATH}/{outlet}"
    for reason, said in (
        (None, "L’essai est parti"),
        ("answered:403", "réponse 403"),
        ("unreached", "pas pu être joint"),
    ):
        assert alice.send(mine, f"{mine}/trial").status_code == 303
        assert "est en route" in alice.page(mine).text
        assert "déjà en route" in alice.page(alice.send(mine, f"{mine}/trial").headers["Location"]).text
        letters = Bag(world, reason).look()
        assert said in alice.page(mine).text
        assert [letter.title.replace("\u00a0", " ") for letter in letters] == ["Essai du canal « Astreinte »"] * (
            not reason
        )
    assert [one.tries for one in posts(world)] == [1, 1, 1], "a trial is one try"


def test_what_was_given_up_is_shown_and_tried_again(world: World):
    alice, outlet = administrator(world), make_outlet(world)
    world.act("alice", "ask_decision", question="Fermer ?")
    short = Bag(world, "unreached")
    short.courier._pauses = ()
    short.look()
    assert "Un message n’a pas pu être envoyé" in alice.page("/admin").text
    assert "pas pu être joint" in alice.page(PATH).text
    assert alice.send(PATH, f"{PATH}/messages/1/again").status_code == 303
    assert "outlet.tried_again" in [one.deed for one in recorded(world)]
    assert len(Bag(world).look()) == 1 and "Envoyé" in alice.page(f"{PATH}/{outlet}").text
    assert alice.post(f"{PATH}/messages/1/again", {"csrf_token": alice.token}).status_code == 303
    assert alice.post(f"{PATH}/messages/9/again", {"csrf_token": alice.token}).status_code == 404
    assert len(Bag(world).look()) == 0


def test_an_address_is_told_nowhere(world: World, tmp_path: Any, caplog: pytest.LogCaptureFixture):
    alice = administrator(world)
    alice.send(PATH, PATH, **{**NEW, "everything": "y"})
    alice.send(f"{PATH}/1", f"{PATH}/1/trial")
    world.act("alice", "ask_decision", question="Fermer ?")
    Bag(world, "failed", "failed").look()
    pages = [alice.get(path).text for path in (PATH, f"{PATH}/1", "/admin", "/admin/record", "/admin/record.csv")]
    files = [path.read_bytes().decode("latin-1") for path in tmp_path.glob("cell.db*")]
    for secret in SECRETS:
        assert not [text for text in (*pages, *files, caplog.text) if secret in text], secret
    assert "json://" in pages[0], "how it begins is shown"
