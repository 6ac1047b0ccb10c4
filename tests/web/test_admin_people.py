"""People, as an administrator manages them: each change has its effect at once, and its line on the record."""

from datetime import UTC, datetime, timedelta

import pytest

from cell import clock, people
from cell.journal.orders import Job
from tests.api.caller import Caller
from tests.cast import PASSWORD, World
from tests.web.administrators import account, administrator, name_admin, recorded
from tests.web.visitor import Page, Visitor

PEOPLE = "/admin/people"
NEW = "another long enough one"


def person(world: World, who: str) -> str:
    """The page of one of the cast."""
    return f"{PEOPLE}/{world.ids[who]}"


def handed_out(html: str) -> str:
    """The password a page shows to be handed over."""
    return html.split('id="once" value="')[1].split('"')[0]


def choose(visitor: Visitor, current: str, password: str = NEW):
    """Choose a password where one must."""
    return visitor.send("/account", "/account/password", current=current, password=password, again=password)


def test_somebody_new_comes_in_with_a_password_shown_once_and_chooses_their_own(world: World):
    alice = administrator(world)
    answer = alice.send(PEOPLE, PEOPLE, name=" Zoé  Roux ", email=" Zoe@example.org ", language="en")
    assert answer.status_code == 201
    secret = handed_out(answer.text)
    made = account(world, "zoe@example.org")
    assert (made.name, made.language, made.is_admin) == ("Zoé Roux", "en", False)
    assert secret not in alice.page(f"{PEOPLE}/{made.id}").html
    zoe = Visitor(world)
    assert zoe.sign_in("zoe@example.org", secret).status_code == 302
    assert zoe.get("/").status_code == 303
    assert choose(zoe, secret).headers["Location"] == "/"
    assert zoe.is_in()
    assert Visitor(world).sign_in("zoe@example.org", secret).status_code == 422
    assert [(one.deed, one.about) for one in recorded(world)] == [("person.added", str(made.id))]
    assert secret not in alice.page("/admin/record").html


def test_after_choosing_one_goes_where_one_wanted_to(world: World):
    alice = administrator(world)
    secret = handed_out(alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/password").text)
    chloe = Visitor(world)
    chloe.sign_in("chloe", secret, next="/cells/ctest/members")
    led = chloe.get("/cells/ctest/members").headers["Location"]
    fields = chloe.page(led).forms["/account/password"]
    typed = {"current": secret, "password": NEW, "again": NEW}
    assert chloe.post("/account/password", {**fields, **typed}).headers["Location"] == "/cells/ctest/members"


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "\\\\evil", "javascript:x"])
def test_nobody_is_led_elsewhere_after_choosing(world: World, wanted: str):
    alice = administrator(world)
    secret = handed_out(alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/password").text)
    chloe = Visitor(world)
    chloe.sign_in("chloe", secret)
    fields = chloe.page("/account").forms["/account/password"]
    typed = {"current": secret, "password": NEW, "again": NEW, "next": wanted}
    assert chloe.post("/account/password", {**fields, **typed}).headers["Location"] == "/"


def test_the_password_handed_out_may_not_be_kept(world: World):
    alice = administrator(world)
    secret = handed_out(alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/password").text)
    chloe = Visitor(world)
    chloe.sign_in("chloe", secret)
    answer = choose(chloe, secret, secret)
    assert answer.status_code == 422
    assert Page(answer.text).errors["password"]
    assert chloe.get("/").status_code == 303


def test_a_password_handed_out_ends_after_three_days(world: World, monkeypatch: pytest.MonkeyPatch):
    alice = administrator(world)
    secret = handed_out(alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/password").text)
    later = clock.text_of(datetime.now(UTC) + timedelta(hours=72, seconds=1))
    monkeypatch.setattr(clock, "now", lambda: later)
    assert Visitor(world).sign_in("chloe", secret).status_code == 422


def test_a_new_password_ends_every_sign_in_and_the_former_password(world: World):
    alice, chloe = administrator(world), Visitor(world, "chloe")
    assert alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/password").status_code == 201
    assert not chloe.is_in()
    assert Visitor(world).sign_in("chloe", PASSWORD).status_code == 422
    assert [one.deed for one in recorded(world)] == ["password.reset"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "\u202egnp"}, "name"),
        ({"email": ""}, "email"),
        ({"email": "zoe"}, "email"),
        ({"email": "zoe@"}, "email"),
        ({"email": "a@b@c"}, "email"),
        ({"email": "DAN@example.org"}, "email"),
        ({"email": "x" * 250 + "@example.org"}, "email"),
        ({"language": "de"}, "language"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    shared: World, typed: dict[str, str], field: str
):
    name_admin(shared, "alice")
    alice, before = Visitor(shared, "alice"), len(recorded(shared))
    given = {"name": "Zoé Roux", "email": "zoe@example.org", "is_admin": "y", **typed}
    answer = alice.send(PEOPLE, PEOPLE, **given)
    page = Page(answer.text)
    assert answer.status_code in (409, 422)
    assert page.errors[field]
    kept = page.forms[PEOPLE]
    assert kept["is_admin"] == ["y"]
    assert all(kept[name] == given[name] for name in ("name", "email") if name != field)
    assert (account(shared, "zoe@example.org"), len(recorded(shared))) == (None, before)


def test_a_name_and_an_address_are_corrected(world: World):
    alice = administrator(world)
    answer = alice.send(person(world, "dan"), person(world, "dan"), name="Daniel Brown", email="daniel@example.org")
    assert answer.status_code == 303
    assert account(world, "daniel@example.org").name == "Daniel Brown"
    [deed] = recorded(world)
    assert deed.facts == {"name": ["Dan Brown", "Daniel Brown"], "email": ["dan@example.org", "daniel@example.org"]}
    refused = alice.send(person(world, "dan"), person(world, "dan"), email="eve@example.org")
    assert Page(refused.text).errors["email"]
    assert Page(refused.text).forms[person(world, "dan")]["email"] == "eve@example.org"


def test_who_is_disabled_is_out_at_once_and_may_come_back(world: World):
    alice, chloe, program = administrator(world), Visitor(world, "chloe"), Caller(world, "chloe")
    assert alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/disable").status_code == 303
    assert not chloe.is_in()
    assert program("GET", "/me").status_code == 401
    assert Visitor(world).sign_in("chloe").status_code == 422
    assert alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/enable").status_code == 303
    assert not chloe.is_in()
    assert Visitor(world, address="192.0.2.9").sign_in("chloe").status_code == 302
    assert [one.deed for one in recorded(world)] == ["person.disabled", "person.enabled"]


def test_somebody_is_signed_out_everywhere_and_their_programs_go_on(world: World):
    alice, chloe, program = administrator(world), Visitor(world, "chloe"), Caller(world, "chloe")
    assert alice.send(person(world, "chloe"), f"{person(world, 'chloe')}/sign-out").status_code == 303
    assert not chloe.is_in()
    assert program("GET", "/me").status_code == 200
    assert alice.is_in()
    assert [one.deed for one in recorded(world)] == ["person.signed_out"]


def test_administration_is_given_and_taken(world: World):
    alice, bruno = administrator(world), Visitor(world, "bruno")
    alice.send(person(world, "bruno"), f"{person(world, 'bruno')}/make-administrator")
    assert bruno.get("/admin").status_code == 200
    answer = bruno.send(person(world, "bruno"), f"{person(world, 'bruno')}/unmake-administrator")
    assert answer.headers["Location"] == "/"
    assert bruno.get("/admin").status_code == 404
    assert [one.deed for one in recorded(world)] == ["admin.given", "admin.taken"]


@pytest.mark.parametrize("deed", ["disable", "unmake-administrator"])
def test_the_last_administrator_stays(world: World, deed: str):
    alice = administrator(world)
    answer = alice.send(person(world, "alice"), f"{person(world, 'alice')}/{deed}")
    assert answer.status_code == 409
    assert alice.get("/admin").status_code == 200
    assert recorded(world) == []


def test_who_disables_themselves_or_signs_out_is_shown_the_door(world: World):
    alice, bruno = administrator(world), administrator(world, "bruno")
    for visitor, who, deed in ((bruno, "bruno", "sign-out"), (alice, "alice", "disable")):
        answer = visitor.send(person(world, who), f"{person(world, who)}/{deed}")
        assert answer.headers["Location"] == "/sign-in"
        assert not visitor.is_in()


def test_somebody_is_found_by_name_or_address_without_accents(world: World):
    alice = administrator(world)
    assert "Dan Brown" not in alice.page(f"{PEOPLE}?q=CHLOE").text
    assert "Chloé Durand" in alice.page(f"{PEOPLE}?q=CHLOE").text
    assert "Eve Stone" in alice.page(f"{PEOPLE}?q=eve%40exam").text
    page = alice.page(f"{PEOPLE}?q=%3Cscript%3E")
    assert "<script>" not in page.html and "Dan Brown" not in page.text


def test_what_a_person_stands_for_is_shown(world: World):
    alice = administrator(world)
    legal = "/admin/departments/legal"
    alice.send(legal, legal, holder=str(world.ids["dan"]), deputy=str(world.ids["eve"]))
    assert "Juridique, titulaire" in alice.page(person(world, "dan")).text
    assert "Juridique, suppléant" in alice.page(PEOPLE).text


def test_no_name_is_taken_for_markup(world: World):
    world.house.desk.ask(Job(lambda c: people.change_account(c, world.ids["dan"], name="<img src=x onerror=alert(1)>")))
    alice = administrator(world)
    for path in (PEOPLE, person(world, "dan"), "/admin/departments/legal"):
        assert "<img src=x" not in alice.get(path).text
