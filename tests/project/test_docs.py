"""The pages people rely on say what the code says."""

import ast
import importlib.util
import re
from pathlib import Path

import kinds_doc
import pytest

from cell.kinds import KINDS
from tests.project.tree import TOP, files, name

MEASURES = TOP / "docs/measures.md"
# Every measure is told in these six lines; readers compare two organisations by them.
TOLD = ("Definition", "Unit", "Start", "End", "Unknown", "Source")
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


def test_read_me_lists_every_setting_of_the_contract():
    page = (TOP / "README.md").read_text()
    settings = TOP / "cell/settings.py"
    used = set(re.findall(r"\b(?:CELL_[A-Z_]+|DATABASE_URL|REDIS_URL)\b", _sources(TOP / "app.py", settings)))
    contract = {
        "CELL_HOST",
        "CELL_PORT",
        "CELL_INSTANCE",
        "CELL_DEMO",
        "CELL_SECRET_KEY",
        "DATABASE_URL",
        "REDIS_URL",
    }
    assert not [setting for setting in contract | used if f"`{setting}`" not in page]


def _sources(*paths: Path) -> str:
    return "\n".join(path.read_text() for path in paths if path.exists())


def test_a_missing_word_is_seen():
    silent = ast.literal_eval(
        "{'__doc__': 'Something happened. task: its number.', '__struct_fields__': ('task', 'due_at')}"
    )
    assert undocumented(type("Silent", (), silent)) == ["due_at"]
    assert undocumented(type("Mute", (), {"__struct_fields__": ()})) == ["the kind itself"]
