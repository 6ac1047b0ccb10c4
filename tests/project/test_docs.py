"""The pages people rely on say what the code says."""

import ast
import importlib.util
import re
from pathlib import Path

import kinds_doc
import pytest

from app import create_app
from cell.cli import group
from cell.commands import COMMANDS
from cell.errors import STATUS
from cell.house import House
from cell.kinds import KINDS
from cell.settings import Settings, read_settings
from tests.project.tree import TOP, files, name

MEASURES = TOP / "docs/measures.md"
# Every measure is told in these six lines; readers compare two organisations by them.
TOLD = ("Definition", "Unit", "Start", "End", "Unknown", "Source")
# What people read who use, run or connect to the product.
PAGES = {
    path: (TOP / path).read_text()
    for path in ("README.md", "docs/deploy.md", "docs/api.md", "docs/lead.en.md", "docs/lead.fr.md", "docs/security.md")
}
NOT_OURS = {"db", "limiter"}  # what libraries add to the operator's commands
DECISIONS = sorted((TOP / "docs/decisions").glob("*.md"))


def sections(page: str) -> dict[str, str]:
    """The second-level sections of a page, by title."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(map(str.strip, parts[::2]), parts[1::2], strict=True))


def undocumented(struct: type) -> list[str]:
    """What a kind's own docstring leaves out: itself, or some of its facts."""
    said = vars(struct).get("__doc__") or ""
    facts: tuple[str, ...] = getattr(struct, "__struct_fields__", ())
    return [fact for fact in facts if not re.search(rf"\b{fact}\b", said)] if said.strip() else ["the kind itself"]


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_documented_with_each_fact(kind: str):
    assert not undocumented(KINDS[kind])


def test_page_of_kinds_is_fresh():
    assert KINDS
    assert (TOP / "docs/kinds.md").read_text() == kinds_doc.page(KINDS), "run `make docs`"


def test_page_of_measures_tells_each_measure():
    # Before the first measure there is neither module nor page; from then on each has the other.
    has_module = importlib.util.find_spec("cell.measures") is not None
    measures = list(importlib.import_module("cell.measures").MEASURES) if has_module else []
    told = sections(MEASURES.read_text()) if MEASURES.exists() else {}
    assert {title for title in told if re.fullmatch(r"[a-z_]+", title)} == set(measures)
    assert not [f"{title}: {line}" for title in measures for line in TOLD if f"**{line}**" not in told[title]]


def test_decisions_are_numbered_without_a_gap_and_told_alike():
    assert [int(path.name[:3]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for path in DECISIONS:
        assert list(sections(path.read_text())) == ["Question", "Decision", "Reasons", "Consequences"], name(path)


def test_links_between_pages_lead_somewhere():
    dead = [
        f"{name(page)}: {target}"
        for page in files()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not dead


def table(page: str, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, cell by cell."""
    lines = sections(page)[heading].splitlines()
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines if line.startswith("|")]
    return rows[2:]


def default(name: str) -> str | None:
    """How a page tells what a setting is where nobody sets it; None where that takes words."""
    value = read_settings({}).__getattribute__(name)
    if name == "CELL_INSTANCE":
        return "`instance/`"
    return f"`{int(value) if isinstance(value, bool) else value}`" if value != "" else None


@pytest.mark.parametrize("path", ["README.md", "docs/deploy.md"])
def test_page_lists_every_setting_with_its_default(path: str):
    told = {row[0].strip("`"): row[1] for row in table((TOP / path).read_text(), "Settings")}
    assert set(told) == set(Settings.__struct_fields__)
    wrong = {name: told[name] for name in told if default(name) is not None and told[name] != default(name)}
    assert not wrong


def test_every_setting_that_a_page_names_exists():
    named = {found for page in PAGES.values() for found in re.findall(r"\b(?:CELL_[A-Z_]+|[A-Z]+_URL)\b", page)}
    assert named == set(Settings.__struct_fields__)


def test_every_command_of_the_operator_is_in_the_read_me_and_no_other_is_named():
    rows = table(PAGES["README.md"], "For the operator")
    assert {row[0].split()[1].strip("`") for row in rows} == set(group.commands) - NOT_OURS
    spoken = {found for page in PAGES.values() for found in re.findall(r"(?:bin/|`)cell ([a-z][a-z-]+)", page)}
    assert spoken <= set(group.commands), spoken - set(group.commands)
    options = {found for page in PAGES.values() for found in re.findall(r"`cell [^`]*(--[a-z-]+)", page)}
    assert options <= {name for one in group.commands.values() for option in one.params for name in option.opts}


def test_every_target_of_make_that_a_page_names_exists():
    targets = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(), re.MULTILINE))
    named = {found for page in PAGES.values() for found in re.findall(r"(?:^|`|&& )make ([a-z]+)", page, re.MULTILINE)}
    assert named >= {"run", "install", "test"} and named <= targets


def test_every_address_that_a_page_names_is_there(tmp_path: Path):
    app = create_app({"CELL_INSTANCE": tmp_path, "CELL_DEMO": "0"})
    urls = app.url_map.bind("localhost")
    asked = {found.split("?")[0] for page in PAGES.values() for found in re.findall(r"\$CELL(/[^\s\"?]*)", page)}
    named = {f"/api/v1{path.replace('$ID', 'cx')}" for path in asked}
    named |= {found for page in PAGES.values() for found in re.findall(r"`(/(?:healthz|readyz|api)[^`\s]*)`", page)}
    assert len(named) > 12
    for path in named - {"/api/v1"}:
        assert "POST" in urls.allowed_methods(path) or "GET" in urls.allowed_methods(path), path
    house: House = app.extensions["house"]
    house.desk.close()
    house.store.close()


def test_every_command_of_a_cell_that_the_api_page_names_exists():
    page = PAGES["docs/api.md"]
    named = set(re.findall(r'commands/([a-z_]+)|"name": "([a-z_]+)"', page))
    assert {one for pair in named for one in pair if one} <= set(COMMANDS)
    codes = {code for row in table(page, "Refusals") for code in re.findall(r"`([a-z_]+)`", row[1])}
    assert codes <= set(STATUS)
    wrong = [
        row
        for row in table(page, "Refusals")
        for code in re.findall(r"`([a-z_]+)`", row[1])
        if str(STATUS[code]) not in row[0]
    ]
    assert not wrong


def test_pictures_are_small():
    pictures = list((TOP / "docs/pictures").glob("*"))
    assert len(pictures) >= 8
    assert not [name(path) for path in pictures if path.suffix != ".png" or path.stat().st_size > 250_000]
    shown = {found for page in PAGES.values() for found in re.findall(r"pictures/([\w-]+\.png)", page)}
    assert shown == {path.name for path in pictures}


def test_a_missing_word_is_seen():
    silent = ast.literal_eval(
        "{'__doc__': 'Something happened. task: its number.', '__struct_fields__': ('task', 'due_at')}"
    )
    assert undocumented(type("Silent", (), silent)) == ["due_at"]
    assert undocumented(type("Mute", (), {"__struct_fields__": ()})) == ["the kind itself"]
