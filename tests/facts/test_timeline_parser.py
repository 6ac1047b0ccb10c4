"""A timeline file is read whole or refused with its line and the reason."""

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cell.timeline import FUNCTIONS, Malformed, read_rows, start_of, text_of
from cell.timeline.rows import COLUMNS, ROWS_MAX

NOW = "2026-11-20T12:00:00.000Z"
ROW = {
    "id": "a1",
    "time": "2019-03-19T04:00:00+01:00",
    "precision": "minute",
    "actor": "chief executive",
    "dept": "direction",
    "to_dept": "",
    "kind": "information",
    "answers": "",
    "answer_type": "",
    "text": "Told by phone",
    "lang": "en",
    "source": "H4",
    "note": "",
}


def page(*changes: dict[str, str], columns: tuple[str, ...] = COLUMNS, end: str = "\n") -> str:
    """A file with one row per change of ROW; ids are a1, a2… unless said otherwise."""
    written = io.StringIO(newline="")
    rows = csv.DictWriter(written, columns, lineterminator=end, extrasaction="ignore")
    rows.writeheader()
    rows.writerows({**ROW, "id": f"a{number}", **change} for number, change in enumerate(changes, 1))
    return written.getvalue()


def refusal(text: str) -> Malformed:
    with pytest.raises(Malformed) as caught:
        read_rows(text, NOW)
    assert "\n" not in caught.value.reason
    return caught.value


def only(**change: str) -> Any:
    [row] = read_rows(page(change), NOW)
    return row


def test_a_row_says_what_its_cells_say():
    row = only(to_dept="it", note=" by phone ", actor="")
    assert (row.line, row.id, row.noun, row.text) == (2, "a1", "information", "Told by phone")
    assert (row.department, row.to, row.actor, row.note) == ("direction", "it", None, "by phone")
    assert (row.when.at, row.when.precision, row.when.offset) == ("2019-03-19T03:00:00.000Z", "minute", "+01:00")


@pytest.mark.parametrize(
    ("time", "at", "offset"),
    [
        ("2017-01-31T23:28:38Z", "2017-01-31T23:28:38.000Z", "+00:00"),
        ("2017-01-31T23:28:38.5Z", "2017-01-31T23:28:38.500Z", "+00:00"),
        ("2021-03-19T02:47+09:00", "2021-03-18T17:47:00.000Z", "+09:00"),
        ("2021-03-19T02:47-03:30", "2021-03-19T06:17:00.000Z", "-03:30"),
        ("2021-03-19T02:47+01", "2021-03-19T01:47:00.000Z", "+01:00"),
        ("2020-02-29T23:59:59-0500", "2020-03-01T04:59:59.000Z", "-05:00"),
        ("1800-01-01T00:00:00Z", "1800-01-01T00:00:00.000Z", "+00:00"),
    ],
)
def test_an_instant_keeps_its_offset(time: str, at: str, offset: str):
    when = only(time=time).when
    assert (when.at, when.offset, when.is_timed) == (at, offset, True)


@pytest.mark.parametrize(
    ("time", "precision"), [("2020-02-29", "day"), ("2019-03-19", "part_of_day"), ("2017-11", "day")]
)
def test_a_fact_known_to_the_day_gets_no_hour(time: str, precision: str):
    when = only(time=time, precision=precision).when
    assert (when.at, when.offset, when.is_timed) == (time, None, False)


@pytest.mark.parametrize("function", ["", *FUNCTIONS])
def test_every_function_is_known(function: str):
    row = only(dept=function, to_dept=function)
    assert row.department == row.to == (function or None)


def test_links_may_point_to_a_later_row_and_times_may_be_out_of_order():
    rows = read_rows(
        page(
            {"answers": "a2", "answer_type": "done"},
            {"time": "2019-03-18T04:00:00+01:00"},
            {"answers": "a1", "answer_type": "ack"},
        ),
        NOW,
    )
    assert [row.answers for row in rows] == ["a2", None, "a1"]
    assert start_of(rows, None) == rows[1]


def test_the_clock_starts_at_the_first_of_equal_instants_or_where_it_is_told():
    rows = read_rows(page({"time": "2019-03-19", "precision": "day"}, {}, {}), NOW)
    assert start_of(rows, None) == rows[1]
    assert start_of(rows, "a3") == rows[2]
    assert start_of(rows[:1], None) is None
    for wanted in ("a1", "zz", ""):
        with pytest.raises(ValueError, match="row"):
            start_of(rows, wanted)


@pytest.mark.parametrize("columns", [COLUMNS, tuple(reversed(COLUMNS))])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_bytes_may_come_from_any_system(columns: tuple[str, ...], end: str, mark: str):
    data = (mark + page({"text": "Arrêt « total »"}, columns=columns, end=end)).encode()
    [row] = read_rows(text_of(data), NOW)
    assert row.text == "Arrêt « total »"


def test_a_line_is_where_its_record_starts():
    rows = read_rows(page({"text": "two\nlines"}, {"text": "three\r\nmore\nlines"}, {}), NOW)
    assert [row.line for row in rows] == [2, 4, 7]
    assert refusal(page({"text": "two\nlines"}, {"note": "a\n\nb"}, {"kind": "rumour"})).line == 7
    assert read_rows(page({}) + "\n\n", NOW)


BAD: dict[str, tuple[dict[str, str], str]] = {
    "unknown precision": ({"precision": "hour"}, "precision 'hour' is none of"),
    "no precision": ({"precision": ""}, "precision '' is none of"),
    "unknown kind": ({"kind": "rumour"}, "kind 'rumour' is none of"),
    "no kind": ({"kind": ""}, "kind '' is none of"),
    "unknown function": ({"dept": "marketing"}, "dept 'marketing' is none of"),
    "unknown addressee": ({"to_dept": "IT"}, "to_dept 'IT' is none of"),
    "unknown language": ({"lang": "xx"}, "lang 'xx' is none of"),
    "unknown answer": ({"answers": "a1", "answer_type": "maybe"}, "answer_type 'maybe' is none of"),
    "answer to nothing": ({"answer_type": "ack"}, "go together"),
    "answer without a sort": ({"answers": "a1"}, "go together"),
    "missing id": ({"answers": "zz", "answer_type": "ack"}, "answers 'zz'"),
    "itself": ({"answers": "a2", "answer_type": "ack"}, "answers itself"),
    "no id": ({"id": ""}, "no id"),
    "blank id": ({"id": "a b"}, "printable"),
    "long id": ({"id": "x" * 41}, "printable"),
    "unseen id": ({"id": "a\u202e2"}, "printable"),
    "same id": ({"id": "a1"}, "already that of line 2"),
    "no offset": ({"time": "2019-03-19T04:00:00"}, "no offset"),
    "date alone": ({"time": "2019-03-19"}, "needs an hour"),
    "month alone": ({"time": "2019-03", "precision": "about"}, "needs an hour"),
    "day with an hour": ({"precision": "day"}, "no hour"),
    "part of a day with an hour": ({"precision": "part_of_day"}, "no hour"),
    "part of a month": ({"time": "2017-11", "precision": "part_of_day"}, "which day"),
    "year alone": ({"time": "2017", "precision": "day"}, "does not go with"),
    "no time": ({"time": ""}, "is not like"),
    "no such day": ({"time": "2019-02-29", "precision": "day"}, "no such date"),
    "no such month": ({"time": "2019-13", "precision": "day"}, "no such date"),
    "no such hour": ({"time": "2019-03-19T24:00:00Z"}, "no such time"),
    "no such offset": ({"time": "2019-03-19T04:00:00+24:00"}, "no such time"),
    "week date": ({"time": "2019-W12-2T04:00Z"}, "is not like"),
    "local spelling": ({"time": "19/03/2019 04:00"}, "is not like"),
    "other figures": ({"time": "٢٠١٩-03-19T04:00:00Z"}, "is not like"),
    "before the year 1": ({"time": "0001-01-01T00:00:00+14:00"}, "no such time"),
    "too early": ({"time": "0999-01-01T00:00:00Z"}, "before the year"),
    "to come": ({"time": "2999-01-01T00:00:00Z"}, "to come"),
    "tomorrow": ({"time": "2999-01-01", "precision": "day"}, "to come"),
    "NUL": ({"text": "a\0b"}, "NUL"),
    "huge": ({"text": "x" * 200_000}, "not CSV: field larger"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_fault_is_named_with_its_line(case: str):
    change, reason = BAD[case]
    fault = refusal(page({}, change, {}))
    assert fault.line == 3
    assert reason in fault.reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "empty"),
        ("\n\n", 1, "empty"),
        (page(), 1, "no row"),
        (page({}, columns=COLUMNS[:-1]), 1, "missing column: 'note'"),
        (page({}, columns=(*COLUMNS, "severity")), 1, "unknown column: 'severity'"),
        (page({}, columns=(*COLUMNS, "id")), 1, "repeated column: 'id'"),
        (page({}).replace(",", ";"), 1, "missing column"),
        (page({}) + "a,b\n", 3, "2 cells under 13 columns"),
        (page({}) + ',"never closed\n\n', 3, "not CSV"),
        (page({}) + 'a,"b"c\n', 3, "not CSV"),
    ],
)
def test_a_file_that_is_no_timeline_is_refused(text: str, line: int, reason: str):
    fault = refusal(text)
    assert fault.line == line
    assert reason in fault.reason


def test_what_is_past_depends_on_the_place():
    assert only(time="2026-11-20T13:00:00+01:00")
    assert only(time="2026-11-21", precision="day")
    assert only(time="2026-11", precision="day")
    assert "to come" in refusal(page({"time": "2026-11-20T12:00:01Z"})).reason
    assert "to come" in refusal(page({"time": "2026-11-22", "precision": "day"})).reason


def test_too_many_rows_are_refused():
    assert refusal(page(*[{}] * (ROWS_MAX + 1))).line == ROWS_MAX + 2


@pytest.mark.parametrize(("data", "line"), [(b"id\nab\xff", 2), ("id,time".encode("utf-16"), 1), (b"\xed\xa0\x80", 1)])
def test_bytes_that_are_not_utf_8_are_refused(data: bytes, line: int):
    with pytest.raises(Malformed, match="not UTF-8") as caught:
        text_of(data)
    assert caught.value.line == line


@given(st.binary() | st.text(alphabet='\r\n",;a\0é').map(str.encode))
@example(b'"\n')
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        assert read_rows(text_of(data), NOW)
    except Malformed as fault:
        assert 1 <= fault.line <= data.count(b"\n") + data.count(b"\r") + 1


@given(st.fixed_dictionaries({}, optional={name: st.text() for name in COLUMNS}))
@example({"time": "9999-12-31T23:59:59-23:59"})
@example({"note": "\r"})
def test_any_cells_are_read_or_refused(cells: dict[str, str]):
    try:
        [row] = read_rows(page(cells), NOW)
    except Malformed as fault:
        assert 2 <= fault.line <= 2 + sum(text.count("\r") for text in cells.values())  # unquoted, it ends the row
    else:
        assert row.when.at <= NOW
