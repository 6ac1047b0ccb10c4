"""A record of another tool becomes a cell whose entries give the published figures, or nothing at all."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select

from cell.cli.steps import import_log
from cell.flows import figures_of, record_of
from cell.journal.orders import Job
from cell.journal.reader import read_entries
from cell.journal.rebuild import rebuild
from cell.journal.verify import verify
from cell.journal.waiting import waits_in
from cell.kinds import Entry
from cell.tables import cells
from cell.waits import waits_of
from tests.cast import World
from tests.commands.test_import_timeline import ALICE, DATA, newest, real

LOGS, EXPECTED = DATA / "logs", DATA / "expected"
NOW = "2026-11-20T12:00:00.000Z"
TABLES = ("edges", "loops", "nodes", "cases")


def run(world: World, *args: str | Path) -> Result:
    return world.app.test_cli_runner().invoke(import_log, [str(arg) for arg in args])


def taken(world: World, *args: str | Path) -> str:
    """Import a file that is good; what it printed."""
    result = run(world, *args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def said(found: list[Entry], kind: str = "step.recorded") -> list[Any]:
    return [entry.facts for entry in found if entry.kind == kind]


def same(found: Any, wanted: Any, place: str = "") -> None:
    """As published: the same words and counts, durations within half a second."""
    if isinstance(wanted, dict):
        assert set(found) == set(wanted), place
        for name in wanted:
            same(found[name], wanted[name], f"{place}.{name}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), place
        for number, (one, two) in enumerate(zip(found, wanted, strict=True)):
            same(one, two, f"{place}[{number}]")
    elif isinstance(wanted, float) or (isinstance(wanted, str) and "." in wanted and _is_number(wanted)):
        limit = 1e-9 if "share" in place else 0.5
        assert abs(float(found) - float(wanted)) <= limit, place
    elif isinstance(wanted, str) and _is_number(wanted):
        assert float(found) == float(wanted), place  # a count, or a nought of seconds
    else:
        assert found == wanted, place


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


PUBLISHED = (
    ("toy", "department", "toy_department"),
    ("bpic2013_public", "department", "bpic2013_public_department"),
    ("bpic2013_public", "team", "bpic2013_public_team"),
    ("uci_incidents_canonical", "department", "uci_public_group"),
)


@real
@pytest.mark.parametrize(("log", "level", "published"), PUBLISHED, ids=[one[2] for one in PUBLISHED])
def test_the_published_figures_come_from_the_entries(
    world: World, tmp_path: Path, log: str, level: str, published: str
):
    taken(world, LOGS / f"{log}.csv", "--figures", tmp_path / "made", "--level", level, *ALICE)
    made = {path.name for path in (tmp_path / "made").iterdir()}
    assert made == {f"{log}_{level}_{name}.csv" for name in TABLES} | {f"{log}_{level}_summary.json"}
    for name in TABLES:
        found = rows_of(tmp_path / "made" / f"{log}_{level}_{name}.csv")
        wanted = rows_of(EXPECTED / f"{published}_{name}.csv")
        assert list(found[0]) == list(wanted[0])
        same(found, wanted, name)
    summary = json.loads((tmp_path / "made" / f"{log}_{level}_summary.json").read_text())
    same(summary, json.loads((EXPECTED / f"{published}_summary.json").read_text()), "summary")


@real
def test_both_spellings_and_both_forms_of_the_service_desk_are_one(world: World):
    told: dict[str, Any] = {}
    for name in ("uci_dates_dashes", "uci_dates_slashes"):
        taken(world, LOGS / f"{name}.csv")
        told[name] = said(newest_of(world, name))
    assert told["uci_dates_dashes"] == told["uci_dates_slashes"] and len(told["uci_dates_dashes"]) == 194
    summaries: list[Any] = []
    for name in ("uci_incidents_raw", "uci_incidents_canonical"):
        taken(world, LOGS / f"{name}.csv")
        record = record_of(newest_of(world, name))
        found = figures_of(record)
        summaries.append((found.tables, {**found.summary, "input": None, "input_sha256": None}))
    assert summaries[0] == summaries[1]


def newest_of(world: World, title: str) -> list[Entry]:
    return next(found for found in every(world) if found[0].facts.title == title)


def every(world: World) -> list[list[Entry]]:
    with world.house.store.reading() as connection:
        known = connection.scalars(select(cells.c.id).where(cells.c.id != world.cell)).all()
        return [read_entries(connection, cell) for cell in known]


@real
def test_the_table_of_hand_overs_gives_the_same_waits_and_loops(world: World, tmp_path: Path):
    told = taken(world, LOGS / "bpic2013_public_handoffs.csv", "--figures", tmp_path)
    assert "nodes" not in told and "341 hand-overs" in told
    edges = rows_of(tmp_path / "bpic2013_public_handoffs_department_edges.csv")
    wanted = rows_of(EXPECTED / "bpic2013_public_department_edges.csv")
    known = ["from", "to", "count", *[name for name in wanted[0] if "queue" in name or "never" in name]]
    same([{name: row[name] for name in known} for row in edges], [{n: row[n] for n in known} for row in wanted])
    assert {row["elapsed_sum_s"] + row["share_of_successions"] for row in edges} == {""}
    loops = rows_of(tmp_path / "bpic2013_public_handoffs_department_loops.csv")
    same(loops, rows_of(EXPECTED / "bpic2013_public_department_loops.csv"))


@real
def test_every_hand_over_is_in_the_one_list_of_waits(world: World):
    taken(world, LOGS / "bpic2013_public.csv", *ALICE)
    entries = newest(world)
    found = waits_of(entries, NOW)
    names = {slug: row.name.en for slug, row in world.house.desk.show(entries[0].cell).board.departments.items()}
    for edge in rows_of(EXPECTED / "bpic2013_public_department_edges.csv"):
        mine = [wait for wait in found if (names[wait.waiting], names[wait.on]) == (edge["from"], edge["to"])]
        took = [wait.acknowledged_s for wait in mine if wait.acknowledged_s is not None]
        assert (len(mine), len(took)) == (int(edge["count"]), int(edge["queue_wait_n"]))
        assert sum(took) == pytest.approx(float(edge["queue_wait_sum_s"] or 0), abs=0.5)
        assert sum(wait.acknowledged_at is None for wait in mine) == int(edge["never_acknowledged"])
    back = [wait for wait in found if wait.outcome == "returned"]
    loops = rows_of(EXPECTED / "bpic2013_public_department_loops.csv")
    assert len(back) == sum(int(loop["wait_n"]) for loop in loops)
    assert sum(wait.lasted_s or 0 for wait in back) == pytest.approx(sum(float(loop["wait_sum_s"]) for loop in loops))
    with world.house.store.reading() as connection:
        assert waits_in(connection, entries[0].cell, NOW, cleared=True) == found
        assert verify(connection, entries[0].cell).seq == len(entries)
    assert world.house.desk.ask(Job(lambda connection: rebuild(connection, entries[0].cell))) == 0
