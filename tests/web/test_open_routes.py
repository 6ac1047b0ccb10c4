"""Every address there is: who is not signed in, forms from elsewhere, and what reading changes."""

import re

import pytest
from werkzeug.routing import AnyConverter, Map, Rule
from werkzeug.test import TestResponse

from tests.cast import World
from tests.web.administrators import name_admin
from tests.web.visitor import Visitor, digest_of

# What opens without signing in; docs/security.md says why (tests/project/test_security_doc.py compares).
OPEN = {
    *("people.sign_in", "people.sign_in_as", "people.sign_out", "people.choose_language", "factor.code"),
    *("join.show", "join.join", "join.make_account", "join.sign_in", "wall.show"),
    *("health.alive", "health.ready", "static", "api.description"),
}
READ, WRITE = {"GET"}, {"POST", "PUT", "PATCH", "DELETE"}


def address(world: World, rule: Rule, urls: Map) -> str:
    """An address of a route, about the cell of the cast and the first of everything else."""
    values = {
        name: next(iter(converter.items)) if isinstance(converter, AnyConverter) else 1
        for name, converter in rule._converters.items()
    }
    named = {"cell": world.cell, "filename": "css/tokens.css", "noun": "task", "slug": "legal", "name": "add_task"}
    values |= {name: value for name, value in named.items() if name in values}
    return urls.bind("localhost").build(rule.endpoint, values, method=next(iter((rule.methods or READ) - {"OPTIONS"})))


def routes(world: World, methods: set[str]) -> list[tuple[Rule, str]]:
    """Every route that hears one of the methods, with an address of it."""
    urls = world.app.url_map
    return [(rule, address(world, rule, urls)) for rule in urls.iter_rules() if methods & (rule.methods or set())]


def sent(world: World, path: str, **typed: str) -> TestResponse:
    """A form of a stranger's, with the token of a page they read: signing out takes it away again."""
    stranger = Visitor(world)
    return stranger.post(path, {"csrf_token": stranger.token, **typed})


def test_nothing_but_what_is_on_the_list_opens_without_signing_in(shared: World):
    stranger, opened, tried = Visitor(shared), set(), 0
    for methods, ask in ((READ, stranger.get), (WRITE, lambda path: sent(shared, path))):
        for rule, path in routes(shared, methods):
            answer = ask(path)
            is_door = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next=")
            if answer.status_code != 401 and not is_door:
                opened.add(rule.endpoint)
            answer.close()
            tried += 1
    assert tried > 70
    assert opened <= OPEN
    assert {"people.sign_in", "health.alive", "static"} <= opened


def test_every_form_needs_the_token_of_its_page(shared: World):
    name_admin(shared, "alice")
    alice, before = Visitor(shared, "alice"), digest_of(shared)
    forms = [path for _rule, path in routes(shared, WRITE) if not path.startswith("/api/")]
    assert len(forms) > 30
    for path in forms:
        for token in ({}, {"csrf_token": "forged"}):
            assert alice.post(path, {"title": "x", **token}).status_code == 403, path
    assert digest_of(shared) == before


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_changes_neither_journal_nor_people(shared: World, method: str):
    name_admin(shared, "alice")
    alice, before, seen = Visitor(shared, "alice"), digest_of(shared), 0
    for _rule, path in routes(shared, READ):
        with alice.client.open(path, method=method) as answer:
            assert answer.status_code < 500, path
            seen += answer.status_code == 200
    assert seen > 20
    assert digest_of(shared) == before


def test_a_stranger_changes_nothing_anywhere(shared: World):
    before = digest_of(shared)
    for _rule, path in routes(shared, WRITE):
        if not re.match("/join/|/sign-in", path):
            sent(shared, path, title="x", language="en").close()
    assert digest_of(shared) == before


def test_passwords_are_masked_and_managers_may_fill_them_in(shared: World):
    pages = Visitor(shared).get("/sign-in").text + Visitor(shared, "alice").get("/account").text
    fields = re.findall(r"<input[^>]*(?:password|current|again)[^>]*>", pages)
    typed = [one for one in fields if 'type="hidden"' not in one and 'name="username"' not in one]
    assert len(typed) >= 4
    for one in typed:
        assert 'type="password"' in one and 'autocomplete="' in one and "onpaste" not in one


@pytest.mark.parametrize("path", ["/", "/account", "/cells/ctest/members", "/search", "/nothing"])
def test_signing_out_is_on_every_page(shared: World, path: str):
    assert 'action="/sign-out"' in Visitor(shared, "alice").get(path).text


def test_from_the_board_it_is_one_step_away(shared: World):
    assert 'href="/account"' in Visitor(shared, "alice").get("/cells/ctest").text
