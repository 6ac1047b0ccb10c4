"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

import pytest

from tests.project.tree import TOP, name, pythons, under

FUNCTION_LINES = 40
# File, or file:function, and why it is right as it is.
EXCEPTIONS: dict[str, str] = {
    "cell/migrations/versions/0001_ground.py:upgrade": "one table after the other, generated, and never edited again",
}


def limits() -> list[tuple[Path, int]]:
    """Every file with a limit, and the limit."""
    return [
        *((path, 300) for path in [*pythons(), *under("build", ".py"), *under("benchmarks", ".py")]),
        *((path, 200) for path in under("static/js", ".js")),
        *((path, 120) for path in under("templates", ".html", ".txt")),
        *((path, 250) for path in under("tests", ".py", ".js")),
    ]


def long_functions(source: str, limit: int = FUNCTION_LINES) -> list[str]:
    """Names and lengths of the functions above the limit; decorators do not count."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
    return [f"{function}: {length}" for function, length in lengths if length > limit]


def test_files_are_short():
    counted = {name(path): (len(path.read_text().splitlines()), limit) for path, limit in limits()}
    assert counted
    long = {path: lines for path, (lines, limit) in counted.items() if lines > limit and path not in EXCEPTIONS}
    assert not long


def test_functions_are_short():
    long = [
        f"{name(path)}:{fault}"
        for path in [*pythons(), *under("build", ".py"), *under("tests", ".py"), *under("benchmarks", ".py")]
        for fault in long_functions(path.read_text())
    ]
    assert not [fault for fault in long if fault.rpartition(": ")[0] not in EXCEPTIONS]


def test_exceptions_say_why_and_still_exist():
    assert all(len(reason) > 20 for reason in EXCEPTIONS.values())
    assert all((TOP / entry.partition(":")[0]).exists() for entry in EXCEPTIONS)


@pytest.mark.parametrize(("lines", "expected"), [(40, []), (41, ["f: 41"])])
def test_length_is_counted_in_lines(lines: int, expected: list[str]):
    assert long_functions("@decorated\ndef f():\n" + "    x = 1\n" * (lines - 1)) == expected
