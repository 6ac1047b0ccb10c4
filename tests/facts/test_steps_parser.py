"""A record of another tool is read whole, or its bad rows are told with their line and the reason."""

import csv
import io
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell.steps import Malformed, Taken, read_record, text_of
from cell.steps.rows import DESK, HANDOFFS, STEPS

NOW = "2026-11-20T12:00:00.000Z"
STEP = dict(zip(STEPS, ("X", "1", "2024-01-05T08:00:00Z", "open", "Accepted", "Sales", "S1", "R7"), strict=True))
CHANGE = dict(zip(DESK, ("INC1", "New", "0", "29-02-2016 01:16", "Group 5"), strict=True))
HANDOFF = {
    **dict(zip(HANDOFFS, ("X#1", "X", "A", "B"), strict=False)),
    "requested_at": "2024-01-05T08:00:00Z",
    "acknowledged_at": "2024-01-05T09:00:00Z",
    "left_at": "2024-01-05T10:00:00Z",
    "next_department": "A",
}


def sheet(row: dict[str, str], *changes: dict[str, str]) -> str:
    """A file with one row per change."""
    written = io.StringIO(newline="")
    rows = csv.DictWriter(written, row, lineterminator="\n")
    rows.writeheader()
    rows.writerows({**row, **change} for change in changes)
    return written.getvalue()


def steps(*changes: dict[str, str]) -> str:
    return sheet(STEP, *changes)


def second(**change: str) -> str:
    """A file whose second step is another."""
    return steps({}, {"seq": "2", **change})


def faults(text: str) -> list[str]:
    try:
        return [str(fault) for fault in read_record(text, NOW).faults]
    except Malformed as fault:
        return [str(fault)]


def told(taken: Taken) -> list[tuple[Any, ...]]:
    return [(row.case, row.step, row.at, row.precision, row.department, row.actor) for row in taken.rows]


def test_a_row_says_what_its_cells_say():
    [row] = read_record(steps({"department": "", "resource": ""}), NOW).rows
    assert (row.line, row.case, row.step, row.at) == (2, "X", 1, "2024-01-05T08:00:00.000Z")
    assert (row.precision, row.activity, row.status) == ("second", "open", "Accepted")
    assert (row.department, row.team, row.actor) == (None, "S1", None)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2024-01-05T08:00Z", "2024-01-05T08:00:00.000Z", "minute"),
        ("2024-01-05T08:00:01.25+02:00", "2024-01-05T06:00:01.250Z", "second"),
    ],
)
def test_an_instant_is_kept_in_utc(text: str, at: str, precision: str):
    [row] = read_record(steps({"timestamp": text}), NOW).rows
    assert (row.at, row.precision) == (at, precision)


BAD = {
    "gap": ({"seq": "3"}, "case 'X' goes to seq 3 where 2 should stand"),
    "double": ({"seq": "1"}, "case 'X' has seq 1 at line 2 already"),
    "back in time": ({"timestamp": "2024-01-05T07:59:59Z"}, "seq 2 of case 'X' is before that of line 2"),
    "no case": ({"case_id": " "}, "no case_id"),
    "seq of words": ({"seq": "two"}, "seq 'two' is not a number from 1"),
    "seq nought": ({"seq": "0"}, "seq '0' is not a number from 1"),
    "Arabic figures": ({"seq": "\u0662"}, "is not a number from 1"),
    "a date alone": ({"timestamp": "2024-01-05"}, "time '2024-01-05' is not like"),
    "no offset": ({"timestamp": "2024-01-05T08:00:00"}, "is not like 2024-01-05T08:00:00Z"),
    "no such day": ({"timestamp": "2023-02-29T08:00:00Z"}, "there is no such time as 2023-02-29T08:00:00Z"),
    "beyond time": ({"timestamp": "0001-01-01T00:00:00+10:00"}, "there is no such time"),
    "to come": ({"timestamp": "2099-01-01T00:00:00Z"}, "is still to come"),
    "no activity": ({"activity": ""}, "no activity"),
    "no status": ({"status": "\u200b"}, "no status"),
    "long": ({"department": "x" * 201}, "department is longer than 200 signs"),
    "turned": ({"team": "a\u202eb"}, "team 'a\\u202eb' has signs that cannot be seen"),
    "NUL": ({"resource": "a\0b"}, "has signs that cannot be seen"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_is_told_with_its_line(case: str):
    change, reason = BAD[case]
    [fault] = faults(second(**change))
    assert fault.startswith("line 3: ")
    assert reason in fault
    assert "\n" not in fault


WHOLE = {
    "empty": ("", "line 1: the file is empty"),
    "header only": (steps(), "line 1: no row under the header"),
    "a column missing": (steps({}).replace(",team", ""), "line 1: missing column: 'team'"),
    "a column too many": (steps({}).replace("team", "team,color"), "line 1: unknown column: 'color'"),
    "a column twice": (steps({}).replace("resource", "resource,team"), "line 1: repeated column: 'team'"),
    "a quote left open": (steps({}) + '"X,2\n', "line 3: not CSV"),
    "a huge field": (second(team="x" * 200_000), "line 3: not CSV: field larger"),
    "cells missing": (steps({}) + "X,2\n", "line 3: 2 cells under 8 columns"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_is_no_record_is_told(case: str):
    text, reason = WHOLE[case]
    assert faults(text)[0].startswith(reason)


def test_bytes_are_utf_8():
    with pytest.raises(Malformed, match="line 3: not UTF-8"):
        text_of(steps({}).encode() + b"\xff", 1_000)
    with pytest.raises(Malformed, match="larger than 10 bytes"):
        text_of(steps({}).encode(), 10)
    assert text_of(b"\xef\xbb\xbfx", 10) == "x"


def test_a_bad_row_costs_its_case_and_no_other():
    text = steps({}, {"seq": "2", "timestamp": "soon"}, {"seq": "3"}, {"case_id": "Y"}, {"case_id": "Z", "seq": "2"})
    taken = read_record(text, NOW)
    assert [fault.line for fault in taken.faults] == [3, 6]
    assert ([row.case for row in taken.rows], taken.left) == (["Y"], 4)


def test_a_formula_is_a_text_like_any_other():
    [row] = read_record(steps({"department": '=HYPERLINK("http://x")', "team": "@sum"}), NOW).rows
    assert (row.department, row.team) == ('=HYPERLINK("http://x")', "@sum")


def test_ties_keep_the_order_of_the_case():
    rows = [{"seq": str(number), "activity": f"a{number}"} for number in (3, 1, 2)]
    assert [row.activity for row in read_record(steps(*rows), NOW).rows] == ["a1", "a2", "a3"]


def test_both_spellings_of_a_service_desk_are_one():
    dashes = ({"sys_updated_at": "05-03-2016 07:04", "sys_mod_count": "1"}, {"assignment_group": "?"})
    slashes = ({"sys_updated_at": "5/3/2016 7:04", "sys_mod_count": "1"}, {"assignment_group": "?"})
    slashes[1]["sys_updated_at"] = "29/2/2016 01:16"
    one, two = (read_record(sheet(CHANGE, *rows), NOW) for rows in (dashes, slashes))
    assert one.rows == two.rows
    assert told(one) == [
        ("INC1", 1, "2016-02-29T01:16:00.000Z", "minute", None, None),
        ("INC1", 2, "2016-03-05T07:04:00.000Z", "minute", "Group 5", None),
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sys_updated_at": "2016-02-29 01:16"}, "is not like 29-02-2016 01:16"),
        ({"sys_updated_at": "29/2-2016 01:16"}, "is not like"),
        ({"sys_updated_at": "02-29-2016 01:16"}, "the day stands first"),
        ({"sys_mod_count": "-1"}, "sys_mod_count '-1' is not a number from 0"),
        ({"number": "?"}, "no number"),
        ({"incident_state": "?"}, "no incident_state"),
    ],
)
def test_a_bad_row_of_a_service_desk_is_told(change: dict[str, str], reason: str):
    [fault] = faults(sheet(CHANGE, {"number": "INC0"}, change))
    assert fault.startswith("line 3: ") and reason in fault


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"acknowledged_at": "2024-01-05T11:00:00Z"}, "are not in this order"),
        ({"to_department": "A", "next_department": "B"}, "a department hands over to itself: 'A'"),
        ({"left_at": ""}, "there is a next_department and no left_at"),
        ({"handoff_id": "X#2"}, "handed over before it left the department of line 2"),
        ({"requested_at": ""}, "is not like"),
    ],
)
def test_a_bad_hand_over_is_told(change: dict[str, str], reason: str):
    [fault] = faults(sheet(HANDOFF, {}, change))
    assert fault.startswith("line 3: ") and reason in fault


def test_hand_overs_stand_in_turn():
    later = {"requested_at": "2024-01-05T10:00:00Z", "acknowledged_at": "", "left_at": "", "next_department": ""}
    later |= {"handoff_id": "X#2", "from_department": "B", "to_department": "A"}
    taken = read_record(sheet(HANDOFF, later, {}), NOW)
    assert [(row.step, row.id, row.acknowledged_at, row.left_at, row.next) for row in taken.passed] == [
        (1, "X#1", "2024-01-05T09:00:00.000Z", "2024-01-05T10:00:00.000Z", "A"),
        (2, "X#2", None, None, None),
    ]


@given(st.text(max_size=60))
def test_whatever_stands_in_a_file_is_rows_or_one_line(text: str):
    for start in ("", ",".join(STEPS) + "\n", ",".join(DESK) + "\n", ",".join(HANDOFFS) + "\n"):
        assert all("\n" not in fault for fault in faults(start + text))


def test_the_order_of_rows_in_a_file_says_nothing():
    rows = [{"case_id": case, "seq": str(seq)} for case in "XYZ" for seq in range(1, 9)]
    wanted = told(read_record(steps(*rows), NOW))
    random.Random(7).shuffle(rows)
    assert told(read_record(steps(*rows), NOW)) == wanted
