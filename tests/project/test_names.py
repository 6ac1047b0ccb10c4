"""One word per notion: the synonyms we decided against do not come back in the names we give."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.tree import files, name, pythons, under

# The banned word, and ours.
BANNED = {
    "event": "entry",
    "log": "journal",
    "ticket": "task",
    "card": "task",
    "action": "task or command",
    "incident": "cell",
    "notification": "push",
}
# Exact names that keep the word, everywhere or in one file, and why.
ALLOWED = {
    "cell/fanout.py:event": "the library's method that is overridden calls a message's name so",
    "cell/serve.py:log_request": "the method of gevent's handler that is overridden has this name",
    "tests/live/receiving.py:log_message": "the standard library's method that is overridden has this name",
    "import_log": "the operator's command `cell import-log` reads other tools' logs; its name is a promise",
}
FILES = {"utils", "util", "helpers", "helper", "manager", "service", "misc", "common"}
PLURALS = {f"{word}s": word for word in BANNED}


def words(identifier: str) -> list[str]:
    """The words of a snake_case, camelCase or kebab-case name."""
    return re.findall(r"[a-z]+", re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", identifier).lower())


def python_names(source: str) -> Iterator[tuple[str, int]]:
    """The names a module gives: classes, functions, arguments, variables, columns, tables."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            # What is set on somebody else's object has the name they gave it.
            yield node.attr, node.lineno
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname, node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
            "Table",
            "Column",
            "mapped_column",
        }:
            if node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), node.lineno
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__tablename__":
            yield ast.unparse(node.value), node.lineno


def javascript_names(source: str) -> Iterator[tuple[str, int]]:
    """The names of classes, functions, constants and variables. A handler's `event` argument is the DOM's."""
    given = re.compile(r"\b(?:class|function\*?|const|let)\s+([A-Za-z_$][\w$]*)")
    for number, line in enumerate(source.splitlines(), start=1):
        for found in given.finditer(line):
            yield found.group(1), number


def faults(names: Iterator[tuple[str, int]], file: str = "") -> list[str]:
    """The names that hold a banned word, with the word to use."""
    return [
        f"line {line}: {given}: say {BANNED[PLURALS.get(word, word)]}"
        for given, line in names
        if given not in ALLOWED and f"{file}:{given}" not in ALLOWED
        for word in words(given)
        if PLURALS.get(word, word) in BANNED
    ]


@pytest.mark.parametrize("path", [*pythons(), *under("static/js", ".js")], ids=name)
def test_names_use_the_words_of_the_house(path: Path):
    read = javascript_names if path.suffix == ".js" else python_names
    assert not faults(read(path.read_text()), name(path))


def test_no_file_is_a_drawer():
    assert not [name(path) for path in files() if path.stem.strip("_").lower() in FILES]


def test_kinds_use_the_words_of_the_house():
    from cell.kinds import KINDS

    assert KINDS
    assert not faults((kind, 0) for kind in KINDS)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", kind) for kind in KINDS)


@pytest.mark.parametrize(
    "source",
    [
        "class EventStore: ...",
        "def add_ticket(): ...",
        "actions = 1",
        "def f(incident): ...",
        "class T:\n    log_id: int = 1",
    ]
    + ["Table('notifications', meta)", "__tablename__ = 'event_log'", "self.card = 1", "import x as log"],
)
def test_python_synonyms_are_seen(source: str):
    assert faults(python_names(source))


@pytest.mark.parametrize(
    "source", ["const ticketList = []", "export class EventBus {", "async function drawIncident() {"]
)
def test_javascript_synonyms_are_seen(source: str):
    assert faults(javascript_names(source))


@pytest.mark.parametrize("source", ["logger = 1", "catalogue = 1", "transaction = 1", "prevented = 1"])
def test_other_words_are_not(source: str):
    assert not faults(python_names(source))
