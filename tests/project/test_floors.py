"""Versions below which a known fault of somebody else's code becomes ours."""

import re
import sqlite3
import tomllib
from importlib.metadata import version

import pytest

from tests.project.tree import TOP

FLOORS = {
    # CVE-2026-27205: an answer that depends on the cookie did not say so; a shared cache could hand it on.
    "flask": (3, 1, 3),
    # CVE-2026-48802 and CVE-2026-48809: a stranger could make threads or memory grow without bound.
    "python-engineio": (4, 13, 3),
    # CVE-2026-48804: binary attachments announced, never completed, piled up.
    # CVE-2025-61765: a pickle on the Redis channel ran as code.
    "python-socketio": (5, 16, 3),
}
# Until here, two connections that write and checkpoint at the wrong moment can corrupt a WAL database.
SQLITE_MENDED = (3, 51, 3)


def numbers(told: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", told)[:3])


@pytest.mark.parametrize("package", FLOORS)
def test_installed_version_is_mended(package: str):
    assert numbers(version(package)) >= FLOORS[package]


@pytest.mark.parametrize("package", FLOORS)
def test_project_asks_for_a_mended_version(package: str):
    asked = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]["dependencies"]
    [floor] = [line.partition(">=")[2] for line in asked if line.partition(">=")[0] == package]
    assert numbers(floor) >= FLOORS[package]


@pytest.mark.parametrize("package", FLOORS)
@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_holds_a_mended_version(lock: str, package: str):
    pins = re.findall(rf"^{re.escape(package)}==(\S+)", (TOP / lock).read_text(), re.MULTILINE)
    assert len(pins) == 1
    assert numbers(pins[0]) >= FLOORS[package]


def test_versions_are_compared_as_numbers():
    assert numbers("4.9.0") < FLOORS["python-engineio"] < numbers("4.15.1")


def test_operators_are_told_about_the_sqlite_fault():
    page = (TOP / "docs/deploy.md").read_text()
    assert ".".join(map(str, SQLITE_MENDED)) in page
    # Where this machine is affected, the discipline the page describes is what protects the data.
    assert sqlite3.sqlite_version_info >= SQLITE_MENDED or "only connection that writes" in page
