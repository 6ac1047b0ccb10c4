"""The house keeps its floors: who may import whom, and what each floor may know of the outside."""

import ast
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.project.tree import TOP, name, pythons

# docs/map.md shows the same table to people, and a test compares them. Within a letter, a module may import
# those listed above it.
LAYERS = {
    "A": ["errors", "texts", "clock", "kinds", "rights"],
    "B": ["board", "sheets", "steps", "waits", "measures", "flows", "silos", "duplicates", "review"]
    + ["refusals", "language", "titles", "sentence", "lines", "dues", "stalls", "brief", "mine", "timeline", "outward"],
    "C": [
        "settings",
        "prepared",
        "db",
        "tables",
        "triggers",
        "guards",
        "migrations",
        "deeds",
        "departments",
        "playbooks",
        "passwords",
        "people",
        "organisation",
        "directory",
        "migrate",
    ]
    + ["search", "index", "vault", "outlets", "outbox", "journal", "cells", "similar", "files", "secret", "backup"],
    "D": ["commands"],
    "E": ["house", "wire", "links", "fanout", "alerts", "sending", "live", "forms", "exports", "story", "demo"]
    + ["web", "api", "serve", "cli"],
}
# What a module of A or B may use besides: a library that only computes, with neither hour, disk nor network.
PURE = {"duplicates": {"rapidfuzz"}}
PLACE = {noun: (letter, row) for letter, nouns in LAYERS.items() for row, noun in enumerate(nouns)}
# The only two that know every module.
DOORS = {"app", "cell.cli"}
# What reads the hour. Durations may be measured anywhere: time.monotonic and perf_counter are not the hour.
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime"),
}


class Import(NamedTuple):
    module: str
    line: int
    for_types_only: bool


def module_of(path: Path) -> str:
    parts = list(path.relative_to(TOP).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def noun_of(module: str) -> str:
    return module.split(".")[1] if module.startswith("cell.") else ""


def imports(tree: ast.Module, module: str, is_package: bool) -> list[Import]:
    """Every import, also those inside functions; `from cell import tables` counts as cell.tables."""
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found: list[Import] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: len(module.split(".")) - node.level + is_package]
                base = ".".join([*above, *([base] if base else [])])
            names = [f"cell.{alias.name}" for alias in node.names] if base == "cell" else [base]
        else:
            continue
        found += [Import(name, node.lineno, id(node) in typed) for name in names]
    return found


def refusal(module: str, wanted: Import) -> str | None:
    """Why a module may not import another, or None."""
    top = wanted.module.split(".")[0]
    letter, row = PLACE[noun_of(module)]
    if top == "app":
        return None if module in DOORS else "only the doors know app.py"
    if wanted.module.startswith("cell.__"):
        return None
    if top != "cell":
        allowed = {"msgspec"} | PURE.get(noun_of(module), set())
        outside = letter in "AB" and top not in sys.stdlib_module_names and top not in allowed
        if outside:
            return f"{letter} knows the standard library and msgspec only"
        return "D never meets the request" if letter == "D" and top.startswith("flask") else None
    noun = noun_of(wanted.module)
    if module in DOORS or not noun or noun == noun_of(module):
        return None
    if noun not in PLACE:
        return f"unknown module {noun}: add it to docs/map.md and to the table"
    if noun == "clock" and letter == "B" and not wanted.for_types_only:
        return "B is told the time, it does not ask"
    if noun == "tables" and letter == "E":
        return "E never touches tables"
    # A type may be named ahead of its place: nothing of it runs here.
    if PLACE[noun] < (letter, row) or (wanted.for_types_only and PLACE[noun][0] == letter):
        return None
    return f"{letter} {noun_of(module)} stands before {PLACE[noun][0]} {noun}"


def faults(source: str, module: str, is_package: bool = False) -> list[str]:
    """What a module does that its floor forbids."""
    if module in DOORS - {"cell.cli"} or module == "cell":
        return []
    if noun_of(module) not in PLACE:
        return [f"unknown module {noun_of(module)}: add it to docs/map.md and to the table"]
    tree = ast.parse(source)
    found = [
        f"line {wanted.line}: {wanted.module}: {why}"
        for wanted in imports(tree, module, is_package)
        if (why := refusal(module, wanted))
    ]
    if noun_of(module) != "clock":
        found += [
            f"line {node.lineno}: {ast.unparse(node.func)}: only cell.clock reads the clock"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ".".join(ast.unparse(node.func).split(".")[-2:]) in CLOCKS
        ]
    return found


@pytest.mark.parametrize("path", pythons(), ids=name)
def test_module_keeps_to_its_floor(path: Path):
    assert not faults(path.read_text(), module_of(path), path.name == "__init__.py")


def test_map_names_every_module():
    page = (TOP / "docs/map.md").read_text()
    for letter, nouns in LAYERS.items():
        rows = [line for line in page.splitlines() if line.startswith(f"| {letter} |")]
        assert [row.split("|")[2].strip().strip("`/") for row in rows] == nouns


def test_strict_types_cover_layers_a_to_d():
    strict = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["pyright"]["strict"]
    assert strict == [f"cell/{noun}*" for letter in "ABCD" for noun in LAYERS[letter] if noun != "migrations"]


@pytest.mark.parametrize(
    ("module", "source", "why"),
    [
        ("cell.board", "import flask", "standard library"),
        ("cell.board", "import rapidfuzz", "standard library"),
        ("cell.duplicates", "import flask", "standard library"),
        ("cell.kinds.tasks", "from cell.board import fold", "stands before"),
        ("cell.waits", "from cell import measures", "stands before"),
        ("cell.waits", "from cell.clock import now", "does not ask"),
        ("cell.waits", "import datetime\ndatetime.datetime.now()", "reads the clock"),
        ("cell.commands.tasks", "def f():\n    from flask import request", "request"),
        ("cell.commands.tasks", "from ..web import pages", "stands before"),
        ("cell.web.pages", "from cell.tables import entries", "tables"),
        ("cell.web.pages", "from cell import tables", "tables"),
        ("cell.web", "from .. import tables", "tables"),
        ("cell.waits", "if TYPE_CHECKING:\n    from cell.journal import pen", "stands before"),
        ("cell.web.pages", "import app", "doors"),
        ("cell.web.pages", "from cell.gadget import x", "unknown module"),
        ("cell.gadget", "", "unknown module"),
    ],
)
def test_each_rule_sees_its_fault(module: str, source: str, why: str):
    [fault] = faults(source, module, is_package=module == "cell.web")
    assert why in fault


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cell.waits", "from cell.board import Board\nimport msgspec"),
        (
            "cell.waits",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from cell.clock import Clock",
        ),
        ("cell.duplicates", "from rapidfuzz import process"),
        ("cell.kinds.tasks", "from .registry import kind"),
        ("cell.house", "if TYPE_CHECKING:\n    from cell.live.talk import Talk"),
        ("cell.cli", "import app\nfrom cell import tables"),
    ],
)
def test_what_is_allowed_passes(module: str, source: str):
    assert not faults(source, module)
