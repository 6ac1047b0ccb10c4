"""docs/security.md answers every row of the areas it takes on, by tests that exist; what it says of the code is so."""

import ast
import csv
import re

from cell import passwords, people
from cell.links import MESSAGE_MAX
from cell.live import talk
from cell.live.walls import SCREENS_OF_WALL
from cell.web import turns
from cell.web.join import ACCOUNTS_OF_ADDRESS, ACCOUNTS_OF_LINK
from cell.web.lobby import BOARDS_MOST
from cell.web.search import SEARCHES_FREE, SEARCHES_S
from cell.web.turns import READINGS_AT_ONCE, READINGS_FREE, READINGS_OF_ALL, READINGS_S
from tests.project.tree import TOP, under
from tests.web.test_open_routes import OPEN

PAGE = (TOP / "docs/security.md").read_text()
LIST = TOP.parent / "shared/asvs.csv"
AREAS = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
ROWS = re.findall(r"^\| (V[\d.]+) \| [12] \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def named(told: str) -> list[str]:
    """The tests a row names."""
    return re.findall(r"`(tests/[\w/]+\.py::\w+)`", told)


def exists(test: str) -> bool:
    """Whether a test is there, file and function."""
    path, _, function = test.partition("::")
    if not (TOP / path).exists():
        return False
    body = ast.parse((TOP / path).read_text()).body
    return function in {node.name for node in body if isinstance(node, ast.FunctionDef)}


def test_every_row_is_answered_once():
    ids = [row[0] for row in ROWS]
    assert len(ids) == len(set(ids)) == 96
    assert {"Sessions", "Authentication", "Authorisation", "Validation and business logic", "Browser side"} <= {*AREAS}
    if LIST.exists():
        with LIST.open() as listed:
            assert {row["id"] for row in csv.DictReader(listed) if row["area"] in AREAS} == set(ids)


def test_every_test_that_is_named_exists():
    tests = [test for _row, _how, told in ROWS for test in named(told)]
    assert len(tests) > 90
    assert not [test for test in tests if not exists(test)]
    assert not exists("tests/web/test_idle.py::test_nothing") and not exists("tests/nowhere.py::test_x")


def test_a_row_without_a_test_has_an_argument():
    silent = [row for row, how, told in ROWS if not named(told) and (told != "—" or len(how) < 10)]
    assert not silent


def test_the_list_of_open_routes_is_the_one_that_is_walked():
    part = PAGE.split("## Open without signing in")[1].split("\n## ")[0]
    assert {name for name in re.findall(r"`([a-z_.]+)`", part) if name in OPEN or "." in name} == OPEN


def test_limits_are_those_of_the_code():
    for said in (
        f"{talk.IN_FLIGHT_MAX} of a person",
        f"{MESSAGE_MAX // 1024} KiB",
        "five minutes and opens nothing",
        f"{passwords.SHORTEST} characters at least",
        f"`CELL_IDLE_HOURS` ({people.IDLE_S // 3600})",
        f"{SEARCHES_FREE} of a person within {SEARCHES_S} s",
        f"| {READINGS_FREE} of a person within {READINGS_S} s, {READINGS_AT_ONCE} at once | {READINGS_OF_ALL} made",
        f"| {SCREENS_OF_WALL}: those that show nothing",
        f"| {BOARDS_MOST}; the others",
        f"by address ({ACCOUNTS_OF_ADDRESS} within 15 minutes) and by link ({ACCOUNTS_OF_LINK})",
    ):
        assert said in PAGE, said
    assert (people.GUESSES_FREE, people.GUESSES_OF_ADDRESS, people.THRESHOLD_S) == (5, 30, 300)
    assert (turns.IN_LINE, turns.IN_LINE_OF_ALL, turns.LOOKS * turns.LOOK_S) == (4, 40, 10)
    assert people.SIGN_IN_S == 14 * 24 * 3600


def test_no_script_writes_html_or_listens_to_messages():
    shut = re.compile(r"(inner|outer|unsafe)HTML|insertAdjacentHTML|document\.write|postMessage|[\"']message[\"']")
    scripts = [path for path in under("static/js", ".js") if "vendor" not in path.parts]
    assert len(scripts) > 20
    assert not [path.name for path in scripts if shut.search(path.read_text())]


def test_chance_comes_from_the_system():
    sources = {path: path.read_text() for path in under("cell", ".py")}
    drawn = [path.name for path, text in sources.items() if re.search(r"^\s*(import random|from random)", text, re.M)]
    assert len(sources) > 50 and not drawn


def test_secrets_of_sign_ins_are_long_and_never_alike():
    made = [people.new_secret() for _ in range(10_000)]
    assert len(set(made)) == len(made)
    assert {len(one) for one in made} == {43}
