"""What is committed installs anywhere, and says nothing of the machine it was written on."""

import hashlib
import json
import re
from pathlib import Path

import pytest
import vendor

from tests.project.tree import TOP, files, matches, name, text

LOCKS = sorted(TOP.glob("requirements*.lock"))
# Written in pieces, or this file would be its own first fault.
HOMES = re.compile("/(?:" + "|".join(["work", "farm", "root", "home", "Users"]) + r")/[A-Za-z.]")
REGISTRIES = re.compile(r"--(?:extra-)?" + "index" + r"-url[ =]|\bregistry *= *" + "http|--find" + "-links[ =]")
BUILT = ("static/vendor/", "node_modules/", ".venv/", "instance/")


def machine_paths(body: str) -> list[tuple[int, str]]:
    return [*matches(HOMES, body), *matches(re.compile(re.escape(str(TOP)) + r"\b"), body)]


def unhashed(lock: str) -> list[str]:
    """Requirements of a lock without a hash: pip would refuse the whole file."""
    return [
        block.split()[0]
        for block in re.split(r"\n(?=\S)", lock)
        if "==" in block[:120] and "--hash=sha256:" not in block
    ]


def test_locks_are_all_here():
    assert [path.name for path in LOCKS] == [
        "requirements-dev.lock",
        "requirements-node.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("path", LOCKS, ids=name)
def test_python_lock_has_hashes_and_no_address(path: Path):
    lock = path.read_text()
    assert "==" in lock
    assert not unhashed(lock)
    assert "://" not in lock


def test_development_lock_agrees_with_the_runtime_lock():
    pins = [dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", (TOP / lock).read_text(), re.MULTILINE)) for lock in PAIR]
    assert pins[0].items() <= pins[1].items()


PAIR = ("requirements.lock", "requirements-dev.lock")


def test_browser_lock_has_hashes_and_no_address():
    lock = json.loads((TOP / "package-lock.json").read_text())
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert packages
    assert not [path for path, package in packages.items() if "resolved" in package or "integrity" not in package]


def test_browser_libraries_are_named_exactly():
    package = json.loads((TOP / "package.json").read_text())
    asked = package["dependencies"] | package["devDependencies"]
    assert not [
        f"{library} {version}" for library, version in asked.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ]


def test_what_is_built_is_not_committed():
    assert not [name(path) for path in files() if name(path).startswith(BUILT) or path.suffix in {".mo", ".db"}]


def test_no_file_names_a_registry_or_a_path_of_this_machine():
    faults = [
        f"{name(path)}:{line}: {found}"
        for path in files()
        if (body := text(path)) is not None
        for line, found in [*machine_paths(body), *matches(REGISTRIES, body)]
    ]
    assert not faults


def test_built_libraries_are_fresh_and_complete():
    manifest = json.loads(vendor.MANIFEST.read_text())
    assert vendor.is_fresh(), "run `make install`"
    assert set(manifest) == set(vendor.LIBRARIES)
    for library in manifest.values():
        body = (vendor.VENDOR / library["file"]).read_bytes()
        assert hashlib.sha256(body).hexdigest().startswith(library["hash"])
    assert all((vendor.VENDOR / "inter" / font).is_file() for font in vendor.FONTS)
    assert all((folder / "LICENSE").is_file() for folder in vendor.VENDOR.iterdir() if folder.is_dir())


def test_flattened_libraries_import_nothing():
    # A bare name inside a library would ask the browser for something no import map holds.
    imported = re.compile(r"""(?:\bfrom|\bimport)\s*\(?["'][^"']+["']""")
    modules = sorted(vendor.VENDOR.glob("*/*.js"))
    assert len(modules) == len(vendor.LIBRARIES)
    assert not [f"{path.name}: {found}" for path in modules for found in imported.findall(path.read_text())]


@pytest.mark.parametrize("body", ["cd /" + "root/.cache", "open('/" + "home/lea/x')", f"{TOP}/static"])
def test_a_machine_path_is_seen(body: str):
    assert machine_paths(body)


def test_a_missing_hash_is_seen():
    assert unhashed("a==1 \\\n    --hash=sha256:00\nb==2\n    # via a\n") == ["b==2"]
