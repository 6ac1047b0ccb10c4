"""Figure 26: what hostile people type, in every text, is nowhere more than text; what would hide is refused."""

import csv
import html
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from werkzeug.test import TestResponse

from cell.exports import safe
from tests.cast import World
from tests.web.administrators import name_admin
from tests.web.hostile import Hostile, fill, free_texts
from tests.web.links import make_link, make_wall
from tests.web.payloads import FAMILIES, FORMULAS, KEPT, PRODUCT, RAN, REFUSED, XSS, packs
from tests.web.test_open_routes import READ, routes
from tests.web.visitor import Visitor

SHUT_TAGS = {"iframe", "object", "embed", "base", "math", "animate", "foreignobject", "xmp", "x"}
SHUT_TAGS |= {"image", "video", "audio", "template", "style", "mglyph", "marquee"}
LEADS = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcdoc", "srcset"}
TOKENS = re.compile(r"[\w.-]{20,}")  # of chance: any figures may be in them
LIES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\\\\u(0000|202[a-eA-E]|206[6-9])")


class Suspicious(HTMLParser):
    """What of a page is not ours: elements, attributes and addresses that only a payload brings."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[str] = []
        self.text: list[str] = []
        self._script: dict[str, str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SHUT_TAGS or (tag == "img" and "alt" not in given):
            self.found.append(f"<{tag} {given}>")
        for name, value in given.items():
            bare = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if name.startswith("on") or name == "style" or not re.fullmatch(r"[a-z][a-z0-9:-]*", name):
                self.found.append(f"{tag} {name}={value}")
            if name in LEADS and bare.startswith(("javascript:", "data:text", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")
        if tag == "script":
            self._script = given

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is None:
            self.text.append(data)
        elif self._script.get("type") != "application/json" and f"{RAN}=1" in data:
            self.found.append(f"script {data[:80]}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """A world that somebody hostile was in for a long time; Alice is its administrator."""
    world = World(tmp_path_factory.mktemp("hostile"))
    name_admin(world, "alice")
    yield fill(world)
    world.close()


def faults(answer: TestResponse) -> list[str]:
    """What is wrong with an answer, as far as payloads go."""
    text = answer.get_data(as_text=True)
    wrong = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    wrong += [f"hides: {found.group()!r}" for found in LIES.finditer(text)][:3]
    wrong += ["worked out"] if PRODUCT in TOKENS.sub("", text) else []
    if answer.mimetype == "text/html":
        wrong += Suspicious(text).found[:5]
    elif f"window.{RAN}" in text and answer.mimetype not in (
        "application/json",
        "application/problem+json",
        "text/csv",
    ):
        wrong.append(f"told as {answer.mimetype}")
    return wrong if answer.headers["X-Content-Type-Options"] == "nosniff" else [*wrong, "sniffed"]


def test_the_corpus_is_as_large_as_promised_and_no_payload_is_twice():
    for family, least in FAMILIES.values():
        assert len(set(family)) == len(family) >= least
    assert sum(count for _text, count in packs()) == len(KEPT)
    assert all(payload in " ".join(text for text, _count in packs()) for payload in KEPT)


def test_every_payload_was_typed_into_every_text_of_every_command(hostile: Hostile):
    assert len(free_texts()) >= 45
    assert set(hostile.tried) == free_texts() | {("account", "name")}
    least = {field: len(KEPT) + len(REFUSED) for field in free_texts()} | {("account", "name"): len(KEPT)}
    assert not {field: count for field, count in hostile.tried.items() if count < least[field]}
    assert sum(hostile.tried.values()) > 12_000
    print(sum(hostile.tried.values()), "payloads typed,", sum(hostile.refused.values()), "refused")


def test_what_hides_is_refused_and_the_rest_is_kept_as_typed(hostile: Hostile):
    world = hostile.world
    told = Visitor(world, "alice").get(f"/cells/{world.cell}").text
    assert not LIES.search(told)
    headers = {"Authorization": f"Bearer {world.token('alice')}"}
    answer = world.app.test_client().get(f"/api/v1/cells/{world.cell}/exports/json", headers=headers)
    texts = {one["facts"].get("text") for one in answer.get_json()["entries"]}
    assert sum(text in texts for text, _count in packs()) >= len(packs()) - 3, "composed, and blanks folded"
    lined = [field for field in hostile.refused if hostile.refused[field] >= len(REFUSED) - 8]
    assert len(lined) >= 40, "blanks apart, which a line folds, each of them is refused everywhere"


@pytest.mark.parametrize("who", ["alice", "dan"])
def test_on_no_page_is_a_payload_more_than_text(hostile: Hostile, who: str):
    world, seen, wrong = hostile.world, 0, {}
    visitor = Visitor(world, who)
    paths = [path for _rule, path in routes(world, READ) if not path.startswith(("/static", "/api"))]
    paths += [f"/search?q={word}" for word in ("window.ran", "onerror", "{{7*7077}}", "%3Cscript%3E", "1%2B1", "img")]
    paths += [f"/search.json?q={word}" for word in ("window.ran", "%3Cimg", "7077")]
    paths += [f"/cells/chost{number}" for number in (0, 20)] + ["/cells/cpast3", "/cells/cpast3/brief"]
    paths += [make_link(world), make_wall(world)] if who == "alice" else []
    for path in paths:
        answer = visitor.get(path)
        text = html.unescape(answer.get_data(as_text=True))
        seen += f"window.{RAN}" in text
        if found := faults(answer):
            wrong[path] = found
    assert not wrong
    assert len(paths) > 45 and seen >= (20 if who == "alice" else 8), (len(paths), seen)


def test_nothing_typed_into_an_address_is_more_than_text(hostile: Hostile):
    visitor, world = Visitor(hostile.world, "alice"), hostile.world
    wrong: dict[str, Any] = {}
    for payload in (*KEPT[::8], *REFUSED[:17:2]):
        for path, asked in (("/search", "q"), ("/admin/people", "q"), ("/sign-in", "next"), ("/search.json", "q")):
            stranger = Visitor(world) if path == "/sign-in" else visitor
            if path.startswith("/search"):
                world.app.extensions.pop("searches", None)
                world.app.extensions["searches"] = _Free()
            answer = stranger.client.get(path, query_string={asked: payload})
            found = [one for one in faults(answer) if not one.startswith(("hides", "worked out"))]
            wrong |= {f"{path} {payload!a}": found} if found else {}
    assert not wrong


class _Free:
    def of(self, _account: int) -> Any:
        from contextlib import nullcontext

        return nullcontext()


@pytest.mark.parametrize(("who", "delimiter"), [("alice", ";"), ("dan", ",")])
def test_no_cell_of_the_csv_is_a_formula(hostile: Hostile, who: str, delimiter: str):
    world = hostile.world
    headers = {"Authorization": f"Bearer {world.token(who)}"}
    answer = world.app.test_client().get(f"/api/v1/cells/{world.cell}/exports/csv", headers=headers)
    body = answer.get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter))
    assert {len(row) for row in rows} == {6} and len(rows) == world.seq + 1
    cells = [one for row in rows for one in row]
    assert not [one for one in cells if one != safe(one)] and PRODUCT not in TOKENS.sub("", body)
    register = Visitor(world, who).get(f"/cells/{world.cell}/journal/register.csv").text.removeprefix("\ufeff")
    more = [one for row in csv.reader(io.StringIO(register, newline=""), delimiter=delimiter) for one in row]
    assert not [one for one in more if one != safe(one)] and PRODUCT not in TOKENS.sub("", register)
    assert len(cells) > 6_000 and len(more) > 6_000


def test_the_checker_sees_each_payload_that_stands_as_markup():
    """Needs nothing of ours: it shows that the checks above would see what they look for."""
    live = [one for one in XSS if re.search(r"<[a-zA-Z!?/]", one) and "%3C" not in one]
    seen = [one for one in live if faults_of(f"<main>{one}</main>") or faults_of(f'<p title="{one}">')]
    assert len(seen) >= len(live) - 12, [one for one in live if one not in seen]
    assert all(safe(one) != one for one in FORMULAS if re.match("[=+@-]", one))


def faults_of(page: str) -> list[str]:
    """What is found on a page of one payload."""
    return Suspicious(page).found
