"""The reader's language: the account's, else the visitor's choice, else the browser's, else French."""

import pytest

from cell import clock
from cell.errors import Refused
from cell.language import refusal, say
from cell.web.lobby import short
from cell.web.words import moment
from tests.cast import World
from tests.web.visitor import Page, Visitor


@pytest.mark.parametrize(
    ("accepted", "tongue"),
    [
        *(("fr", "fr"), ("en", "en"), ("en-GB,fr;q=0.5", "en"), ("fr-CA,en;q=0.9", "fr"), ("EN-us", "en")),
        *(
            ("de,en;q=0.3", "en"),
            ("de", "fr"),
            ("", "fr"),
            ("*", "fr"),
            ("en;q=0", "fr"),
            ("en;q=x,,;", "fr"),
            ("\xe9", "fr"),
        ),
    ],
)
def test_who_is_nobody_reads_the_language_of_the_browser(shared: World, accepted: str, tongue: str):
    page = Visitor(shared, Accept_Language=accepted).page("/sign-in")
    assert page.language == tongue
    assert say("Sign in", tongue) in page.text


def test_french_is_not_english():
    assert say("Sign in", "fr") != say("Sign in", "en") == "Sign in"


@pytest.mark.parametrize(("who", "tongue"), [("alice", "fr"), ("dan", "en")])
def test_the_account_wins_over_the_browser_and_the_choice(shared: World, who: str, tongue: str):
    other = {"fr": "en", "en": "fr"}[tongue]
    visitor = Visitor(shared, Accept_Language=other)
    visitor.post("/language", {"csrf_token": visitor.token, "language": other})
    assert visitor.page("/sign-in").language == other
    visitor.sign_in(who)
    assert visitor.page("/").language == tongue


def test_a_visitor_s_choice_is_kept_and_the_page_too(shared: World):
    visitor = Visitor(shared, Accept_Language="fr")
    answer = visitor.send("/sign-in?next=/account", "/language", language="en")
    assert answer.headers["Location"] == "/sign-in?next=/account"
    assert visitor.page("/sign-in").language == "en"


def test_who_is_signed_in_chooses_for_good(world: World):
    visitor = Visitor(world, "alice")
    visitor.post("/language", {"csrf_token": visitor.token, "language": "en", "next": "/account"})
    assert Visitor(world, "alice").page("/").language == "en"


@pytest.mark.parametrize("chosen", ["de", "", "fr\x00", "FR", "../fr"])
def test_a_language_nobody_speaks_here_is_refused(shared: World, chosen: str):
    visitor = Visitor(shared, "dan")
    assert visitor.post("/language", {"csrf_token": visitor.token, "language": chosen}).status_code == 422
    assert visitor.page("/").language == "en"


@pytest.mark.parametrize(("who", "tongue"), [("alice", "fr"), ("dan", "en")])
def test_errors_of_forms_are_in_the_reader_s_language(shared: World, who: str, tongue: str):
    errors = Page(Visitor(shared, who).send("/", "/cells/new", level="x", t0="x").text).errors
    assert errors["title"] == say("This is needed.", tongue)
    english = Page(Visitor(shared, "dan").send("/", "/cells/new", level="x", t0="x").text).errors
    assert (errors == english) is (tongue == "en")
    assert all((errors[name] == english[name]) is (tongue == "en") for name in ("title", "level", "t0"))


@pytest.mark.parametrize(
    ("tongue", "told"),
    [("fr", ["jeu. 20 nov. 2025, 11:00", "20 nov. 2025", "1 janv.", "1 janv. 2027"])]
    + [("en", ["Thu 20 Nov 2025, 11:00", "20 Nov 2025", "1 Jan", "1 Jan 2027"])],
)
def test_a_day_of_another_year_says_which_by_the_zone_of_who_reads(
    shared: World, monkeypatch: pytest.MonkeyPatch, tongue: str, told: list[str]
):
    monkeypatch.setattr(clock, "now", lambda: "2026-06-01T12:00:00.000Z")
    with shared.app.test_request_context("/", headers={"Accept-Language": tongue}):
        assert short("2025-11-20T10:00:00.000Z") == told[0]
        days = ("2025-11-20T10:00:00.000Z", "2025-12-31T23:30:00.000Z", "2026-12-31T23:30:00.000Z")
        assert [moment(one, "d MMM") for one in days] == told[1:]


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        ("2026-06-01T21:59:00.000Z", "à 23:59", "at 23:59"),
        ("2026-05-31T21:59:00.000Z", "le 31/05 à 23:59", "on 31/05 at 23:59"),
        ("2026-05-31T22:01:00.000Z", "à 00:01", "at 00:01"),
        ("2025-12-31T22:59:00.000Z", "le 31/12/2025 à 23:59", "on 31/12/2025 at 23:59"),
        ("2025-12-31T23:01:00.000Z", "le 01/01 à 00:01", "on 01/01 at 00:01"),
    ],
)
def test_a_refusal_names_the_day_where_it_is_not_today(at: str, french: str, english: str):
    refused, now = Refused("already_there", at=at), "2026-06-01T12:00:00.000Z"
    told = {tongue: refusal(refused, tongue, now=now) for tongue in ("fr", "en")}
    assert told == {"fr": f"C’était déjà fait {french}.", "en": f"This was already so {english}."}
