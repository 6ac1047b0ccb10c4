"""A server that cannot start says so in one line that names the setting, and ends with status 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

import app
from cell.settings import ROOT, Misconfigured, read_settings
from tests.cast import World
from tests.serving import PATIENCE_S, Served

WRONG = [
    *(("CELL_PORT", "x"), ("CELL_PORT", "-1"), ("CELL_PORT", "65536"), ("CELL_PORT", "80.5"), ("CELL_PORT", " ")),
    *(("CELL_DEMO", "maybe"), ("CELL_DEMO", "2"), ("CELL_SECURE_COOKIES", "yes please")),
    *(("CELL_PROXIES", "-1"), ("CELL_PROXIES", "6"), ("CELL_PROXIES", "one"), ("CELL_SCREENS", "0")),
    *(("CELL_SECRET_KEY", "short"), ("CELL_DIARY", "loud"), ("CELL_DIARY", "INFOS")),
    *(("DATABASE_URL", "nonsense"), ("DATABASE_URL", "mysql://u:hidden@h/x"), ("DATABASE_URL", "://")),
    *(("DATABASE_URL", "postgresql://u:hidden@h:port/x"), ("DATABASE_URL", "nobody+nothing://x")),
    *(("REDIS_URL", "http://h"), ("REDIS_URL", "h:6379"), ("REDIS_URL", "redis://:hidden@h")),
    *(("CELL_ORIGIN", "example.org"), ("CELL_ORIGIN", "https://h/path"), ("CELL_ORIGIN", "http://[")),
    *(("CELL_ORIGIN", "https://a.org,ftp://b.org"), ("CELL_ORIGIN", "*")),
    *(("CELL_HOST", "nobody.invalid"), ("CELL_HOST", "256.0.0.1"), ("CELL_HOST", "a b")),
    *(("CELL_SEND_LEASE", "119"), ("CELL_SEND_LEASE", "3601")),
    *(("CELL_INSTANCE", "{file}"), ("CELL_INSTANCE", "{file}/below"), ("CELL_INSTANCE", "/proc/nothing")),
    *(("DATABASE_URL", "sqlite:////proc/nothing/x.db"), ("DATABASE_URL", "sqlite:///{file}")),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_one_line_that_names_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
):
    file = tmp_path / "a file"
    file.write_text("not a database, and longer than the sixteen bytes that begin one")
    monkeypatch.setenv("CELL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("CELL_PORT", "0")
    monkeypatch.setenv(name, value.replace("{file}", str(file)))
    assert app.main() == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert name in told.err
    assert "Traceback" not in told.err and "hidden" not in told.err


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        *(("CELL_PORT", "0", 0), ("CELL_DEMO", "0", False), ("CELL_DEMO", "1", True), ("CELL_DEMO", "", True)),
        *(("CELL_SECURE_COOKIES", "true", True), ("CELL_PROXIES", "2", 2), ("CELL_DIARY", "debug", "debug")),
    ],
)
def test_a_right_setting_is_read(name: str, value: str, expected: object):
    assert getattr(read_settings({name: value, "UNKNOWN": "ignored"}), name) == expected


def test_origins_are_the_named_ones_or_this_machine():
    named = read_settings({"CELL_ORIGIN": "https://a.example.org/, http://b:8080"})
    assert named.origins == ["https://a.example.org", "http://b:8080"]
    assert read_settings({"CELL_HOST": "0.0.0.0", "CELL_PORT": "81"}).origins == [
        "http://127.0.0.1:81",
        "http://localhost:81",
    ]


def run(**environ: str) -> subprocess.CompletedProcess[str]:
    """The server as a process, which must end by itself."""
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


def test_a_second_server_on_the_same_file_refuses_and_the_first_goes_on(served: Served):
    second = run(CELL_INSTANCE=str(served.folder), CELL_PORT="0", CELL_DEMO="0")
    assert (second.returncode, second.stdout) == (2, "")
    assert len(second.stderr.splitlines()) == 1
    assert "another server already works on" in second.stderr
    assert served.api("alice", "GET", "/me").status_code == 200


def test_a_port_that_is_taken_is_said_in_one_line(served: Served, tmp_path: Path):
    second = run(CELL_INSTANCE=str(tmp_path / "other"), CELL_PORT=str(served.port), CELL_DEMO="0")
    assert (second.returncode, len(second.stderr.splitlines())) == (2, 1)
    assert "CELL_PORT" in second.stderr


def test_a_database_newer_than_the_program_is_left_alone(tmp_path: Path):
    World(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'cell.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = (tmp_path / "cell.db").read_bytes()
    with pytest.raises(Misconfigured, match="newer version"):
        app.create_app({"CELL_INSTANCE": tmp_path})
    assert (tmp_path / "cell.db").read_bytes() == before


def test_the_key_of_cookies_is_made_once_for_its_owner_alone(tmp_path: Path):
    keys = []
    for _ in range(2):
        made = app.create_app({"CELL_INSTANCE": tmp_path})
        keys.append(made.config["SECRET_KEY"])
        made.extensions["house"].desk.close()
        made.extensions["house"].store.close()
    assert keys[0] == keys[1]
    assert len(keys[0]) >= 43
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
