"""Another tool's record of many rows: how long taking it in lasts, and how long its silo map takes to open."""

import csv
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import requests

from benchmarks.plan import Plan
from benchmarks.proc import cpu_s
from benchmarks.report import Part, Row, middle, ratios
from benchmarks.stage import TOP, Stage
from cell.settings import database_file, read_settings
from tests.cast import PASSWORD
from tests.serving import PATIENCE_S, Served

HOW = (
    "A service desk's log in the shape of the public UCI one is made into a cell by `cell import-log`, a process of its"
    " own, its start included. Where ../shared/data is there, its rows are those of that log, again and again under new"
    " numbers until there are enough; else they are made up. The limit beside it is Python's own `csv` and one insert"
    " per row into a bare SQLite file, which checks nothing, chains nothing and finds nothing again. Then the server is"
    " started and the silo map of the cell is opened over HTTP by somebody who is signed in: at once, and again. Beside"
    " it stands one plain reading of the same facts from the file, of which nothing is made."
)
IMPORT_S, OPEN_S = 60.0, 1.0
ROUNDS = 2  # each takes in the whole record
AGAIN = 5
UCI = TOP.parent / "shared/data/logs/uci_incidents_raw.csv"
COLUMNS = ("number", "incident_state", "sys_mod_count", "sys_updated_at", "assignment_group", "assigned_to")
GROUPS, STATES = 40, ("New", "Active", "Awaiting User Info", "Active", "Resolved", "Closed")
PAGES = {
    "again": "/cells/{cell}/silos",
    "times": "/cells/{cell}/times",
    "review": "/cells/{cell}/review",
    "behind": "",
    "waits": "/api/v1/cells/{cell}/waits",
}


def records(stage: Stage, plan: Plan) -> Part:
    """Everything about records of other tools."""
    told: dict[str, list[float]] = {
        name: [] for name in ("import_s", "import_cpu_s", "bare_s", "first_s", "cpu_s", "read_s", "kb", *PAGES)
    }
    log = stage.place().with_suffix(".csv")
    write_log(log, plan.steps)
    for _ in range(min(ROUNDS, plan.rounds)):
        folder = stage.place()
        folder.mkdir()
        told["bare_s"].append(_took(lambda folder=folder: _insert_barely(log, folder / "bare.sqlite3")))
        served = Served(folder, CELL_DIARY="warning")
        cell = _take_in(log, folder, told)
        served.start()
        try:
            _open(served, cell, told)
        finally:
            served.stop()
        told["read_s"].append(
            statistics.median(_took(lambda f=folder, c=cell: _read_barely(f, c)) for _ in range(AGAIN))
        )
    return Part("Another tool's record", HOW, _rows(plan, told), told)


def write_log(path: Path, count: int) -> None:
    """A log of that many rows."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        if UCI.is_file():
            with UCI.open(newline="") as given:
                header, *rows = csv.reader(given)
            writer.writerow(header)
            writer.writerows(islice(_again(rows), count))
        else:
            writer.writerow(COLUMNS)
            writer.writerows(islice(_made_up(), count))


def _again(rows: list[list[str]]) -> Iterator[list[str]]:
    copy = 0
    while True:
        yield from ([f"{copy}-{row[0]}", *row[1:]] for row in rows)
        copy += 1


def _made_up() -> Iterator[list[str]]:
    """Cases of six steps, each going round the groups in its own way."""
    case, start = 0, datetime(2016, 2, 29, 8, tzinfo=UTC)
    while True:
        for step, state in enumerate(STATES):
            at = start + timedelta(minutes=case * 7 % 100_000 + step * (30 + case % 50))
            group = f"Group {(case + step // 2 * (1 + case % 7)) % GROUPS + 1}"
            yield [f"INC{case:07}", state, str(step), f"{at:%d-%m-%Y %H:%M}", group, "?"]
        case += 1


def _take_in(log: Path, folder: Path, told: dict[str, list[float]]) -> str:
    """Have the operator's command make a cell of the log; returns its id."""
    environ = {**os.environ, "CELL_INSTANCE": str(folder), "CELL_DIARY": "warning"}
    command = [sys.executable, "-c", "from cell.cli import main; main()"]
    given = ["import-log", str(log), "--by", "alice@example.org"]
    before, begun = sum(os.times()[2:4]), time.perf_counter()
    done = subprocess.run([*command, *given], cwd=TOP, env=environ, text=True, capture_output=True, timeout=600)
    told["import_s"].append(time.perf_counter() - begun)
    told["import_cpu_s"].append(sum(os.times()[2:4]) - before)
    if done.returncode:
        raise RuntimeError(f"import-log: {done.stderr.strip()[-600:]}")
    return done.stdout.split()[0]


def _open(served: Served, cell: str, told: dict[str, list[float]]) -> None:
    """Open the map as a browser does, the first time since the start and again; then what else reads all the waits."""
    with requests.Session() as browser:
        sign_in(browser, served.url)
        page = f"{served.url}/cells/{cell}/silos"
        cpu = cpu_s(served.pid)
        told["first_s"].append(_took(lambda: _get(browser, page)))
        told["cpu_s"].append(cpu_s(served.pid) - cpu)
        map_ = _get(browser, page)
        told["kb"].append(len(map_) / 1_000)
        behind = re.search(rf'href="(/cells/{cell}/silos/[^"?]+)"', map_)
        browser.headers["Authorization"] = f"Bearer {served.tokens['alice']}"
        for name, place in PAGES.items():
            where = served.url + (place.format(cell=cell) or (behind[1] if behind else f"/cells/{cell}/silos"))
            told[name].append(statistics.median(_took(lambda where=where: _get(browser, where)) for _ in range(AGAIN)))


def sign_in(browser: requests.Session, url: str) -> None:
    """Come in by the door."""
    door = browser.get(f"{url}/sign-in", timeout=PATIENCE_S).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', door)
    assert token, "no form at the door"
    given = {"csrf_token": token[1], "email": "alice@example.org", "password": PASSWORD}
    assert browser.post(f"{url}/sign-in", data=given, timeout=PATIENCE_S).ok


def _get(browser: requests.Session, where: str) -> str:
    answer = browser.get(where, timeout=PATIENCE_S)
    assert answer.status_code == 200 and "/sign-in" not in answer.url, (where, answer.status_code)
    return answer.text


def _took(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _insert_barely(log: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as base, log.open(newline="") as opened:
        rows = csv.reader(opened)
        header = next(rows)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute(f"CREATE TABLE rows ({', '.join(f'c{place} TEXT' for place in range(len(header)))})")
        with base:
            base.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(header))})", rows)


def _read_barely(folder: Path, cell: str) -> None:
    file = database_file(read_settings({"CELL_INSTANCE": str(folder)}))
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as base:
        base.execute("SELECT seq, body FROM facts WHERE cell = ? ORDER BY seq", (cell,)).fetchall()


def _rows(plan: Plan, told: dict[str, list[float]]) -> list[Row]:
    count = f"{plan.steps:,} rows"
    rate = [plan.steps / took for took in told["import_s"]]
    detail = f"s: {middle(told['import_s'])}, CPU {middle(told['import_cpu_s'])}; {middle(rate)} rows a second"
    first = f"s: {middle(told['first_s'])}, CPU {middle(told['cpu_s'])}"
    again = f"s: {middle(told['again'])}; {middle(told['kb'])} kB of page"
    others = (("behind", "the waits behind a square"), ("times", "response times"), ("review", "the review"))
    return [
        Row(f"{count} taken in, over {IMPORT_S:.0f} s", [one / IMPORT_S for one in told["import_s"]], 1.0, detail),
        Row(
            "the same, over csv and bare inserts",
            ratios(told["import_s"], told["bare_s"]),
            None,
            f"s: {middle(told['bare_s'])} barely",
        ),
        Row(f"its silo map, the first time, over {OPEN_S:.0f} s", told["first_s"], OPEN_S, first),
        Row(f"its silo map again, over {OPEN_S:.0f} s", told["again"], OPEN_S, again),
        Row(
            "the same, over one plain reading of the facts",
            ratios(told["again"], told["read_s"]),
            None,
            f"s: {middle(told['read_s'])} barely",
        ),
        *(Row(f"{name} of it, s", told[key], None) for key, name in (*others, ("waits", "all its waits by the API"))),
    ]
