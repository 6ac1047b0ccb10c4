"""When something is refused or breaks: a page or a problem, in the person's language, and nothing of our inside."""

import logging
import re
from pathlib import Path

import pytest

from tests.cast import World
from tests.web.visitor import Page, Visitor

INSIDE = re.compile(r"Traceback|File \"|sqlite|SELECT |/cell/|\.py|werkzeug|jinja|Exception", re.IGNORECASE)


@pytest.fixture
def broken(world: World) -> World:
    """A house whose database is gone under its feet."""
    world.house.store.close()
    for path in Path(world.app.instance_path).glob("cell.db*"):
        path.unlink()
    return world


@pytest.mark.parametrize(
    "path", ["/nothing", "/cells/cnowhere", "/.git/HEAD", "/.env", "/cell.db", "/app.py", "/secret.key"]
)
def test_what_is_not_there_is_a_page_that_says_so(shared: World, path: str):
    answer = Visitor(shared, "alice").get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert Page(answer.text).language == "fr"
    assert not INSIDE.search(Page(answer.text).text)


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "js/../../app.py", "etc/passwd", "js", "", "\x00"]
)
def test_nothing_but_static_files_is_served_as_one(shared: World, path: str):
    assert Visitor(shared).get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("text/html", "text/html"),
        ("application/json", "application/problem+json"),
        ("*/*", "text/html"),
        ("x", "text/html"),
    ],
)
def test_who_asks_for_json_is_refused_in_json(shared: World, accept: str, mimetype: str):
    answer = Visitor(shared, "alice").get("/cells/cnowhere", Accept=accept)
    assert (answer.status_code, answer.mimetype) == (404, mimetype)


def test_a_screen_that_is_signed_out_is_told_so_and_a_page_is_led_to_the_door(shared: World):
    visitor = Visitor(shared)
    told = visitor.get("/cells/ctest/entries", Accept="application/json")
    assert (told.status_code, told.json["code"]) == (401, "signed_out")  # type: ignore[index]
    assert visitor.get("/cells/ctest?a=1&b=2").headers["Location"] == "/sign-in?next=/cells/ctest?a%3D1%26b%3D2"


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/"), ("DELETE", "/cells/ctest"), ("TRACE", "/"), ("GET", "/sign-out")],
)
def test_a_method_that_is_not_there_is_refused_with_those_that_are(shared: World, method: str, path: str):
    answer = shared.app.test_client().open(path, method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"]


@pytest.mark.parametrize("size", [1_000_000, 2_000_000])
def test_a_form_that_is_too_large_is_refused(shared: World, size: int):
    visitor = Visitor(shared, "alice")
    answer = visitor.post("/cells/new", {"csrf_token": visitor.token, "title": "x" * size, "level": "1"})
    assert (answer.status_code, answer.mimetype) == (413, "text/html")


def test_a_form_of_too_many_parts_is_refused(shared: World):
    visitor = Visitor(shared, "alice")
    body = "".join(f'--x\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(300)) + "--x--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert visitor.post("/cells/new", body, **kind, **{"X-CSRFToken": visitor.token}).status_code == 413


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "application/json", "text/plain", ""]
)
def test_a_body_that_is_no_form_opens_nothing(shared: World, kind: str):
    visitor = Visitor(shared, "alice")
    before = cells_shown(visitor)
    for body in (b"--\xff\x00garbage", b"[1]", b'{"title": "x", "level": 1}', b"5", b""):
        answer = visitor.post("/cells/new", body, **{"Content-Type": kind, "X-CSRFToken": visitor.token})
        assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert cells_shown(visitor) == before


def cells_shown(visitor: Visitor) -> list[str]:
    """The cells the lobby leads to."""
    return sorted(set(re.findall(r'"/cells/(\w+)"', visitor.get("/").text)))


def test_a_fault_of_ours_shows_a_reference_and_nothing_of_our_inside(broken: World, caplog: pytest.LogCaptureFixture):
    client = broken.app.test_client()
    client.set_cookie("cell_sign_in", "x" * 43)
    for path in ("/", "/sign-in", "/cells/ctest", "/api/v1/me", "/api/v1/cells", "/account"):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            answer = client.get(path, headers={"Authorization": "Bearer cell_" + "x" * 43})
        told = Page(answer.text).text if answer.mimetype == "text/html" else answer.text
        assert answer.status_code == 500
        assert not INSIDE.search(told)
        [reference] = set(re.findall(r"\b[0-9a-f]{8}\b", told))
        assert f"fault {reference} at" in caplog.text
        assert answer.headers["Cache-Control"] == "no-store"


def test_health_says_alive_but_not_ready_where_the_database_is_gone(broken: World):
    client = broken.app.test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "cannot_write\n")


def test_health_says_alive_and_ready(shared: World):
    for path in ("/healthz", "/readyz"):
        assert shared.app.test_client().get(path).status_code == 200
