"""The reader's language: the account's, else the visitor's choice, else the browser's, else French."""

import pytest

from cell.language import say
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
