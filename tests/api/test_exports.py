"""The journal as a file: all of it in JSON, and a CSV that opens in a spreadsheet and stays text there."""

import csv
import io

import pytest

from cell import people
from cell.exports import FORMATS, safe
from cell.journal.orders import Command, Job
from cell.wire import read_json
from tests.api.caller import Caller, refusal
from tests.cast import World

FORMULAS = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://x","y")',
        "=1+1\n=2",
        "-2+3+cmd|' /C calc'!A0",
    ),
    *("\t=1", "\r=1", "\n=1", " =1", "  \t=1", "\ufeff=1", "\u00a0=1", "\u200b=1", "\u202f=1", "\u3000=1", "\u2003=1"),
    *("\u2060=1", "\u180e=1", "\u00ad=1", "\u200e=1", "\x0b=1", "\x0c=1", "\x1f=1", "\x00=1", "\u2028=1", "\ufe0f=1"),
    *("\uff1d1", "\uff0b1", "\uff0d1", "\uff20A1", "\ufe66=1", "\ufe621", "\ufe631", "\ufe6bA1", "\u207a1", "\u22121"),
    *(" \uff1d1", "\u200b\uff0b1", "\tharmless", "\rharmless"),
]
HARMLESS = ["Appeler", "1+1", "a=b", "'=1", "(=1)", "№ 3", "—", "«=»", "", "é=1", "👩🏽‍🚒", "12", "10:05"]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_a_formula_is_made_text(text: str):
    assert safe(text) == "'" + text


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_what_is_no_formula_stays_as_it_is(text: str):
    assert safe(text) == text


def lines(world: World, who: str) -> tuple[bytes, list[list[str]]]:
    """The CSV of one of the cast: its bytes, and the cells as a spreadsheet of that language splits them."""
    body = Caller(world, who)("GET", f"/cells/{world.cell}/exports/csv").data
    delimiter = {"alice": ";", "dan": ","}[who]
    return body, list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_the_csv_opens_right_in_a_french_spreadsheet(world: World):
    world.act("alice", "add_task", title="Prévenir ; l’usine, « vite »\u202f!", department="legal")
    world.act("alice", "record_information", text='Ligne 1\nligne "2"; suite')
    body, rows = lines(world, "alice")
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.endswith(b"\r\n")
    assert all(len(row) == 6 for row in rows)
    assert [row[0] for row in rows[1:]] == [str(seq) for seq in range(1, world.seq + 1)]
    assert "Prévenir ; l’usine, « vite »\u202f!" in rows[-2][4]
    assert 'Ligne 1\nligne "2"; suite' in rows[-1][4]
    assert rows[0] != lines(world, "dan")[1][0]  # each in the reader's language


def test_an_english_reader_gets_commas(shared: World):
    _, rows = lines(shared, "dan")
    assert len(rows) == shared.seq + 1
    assert all(len(row) == 6 for row in rows)


def test_no_cell_of_the_csv_is_live_whatever_people_write(world: World):
    for text in FORMULAS:
        answer = Caller(world, "alice").act("record_information", text=text, source=text.strip() or "x")
        assert answer.status_code in (200, 422)
    for who in ("alice", "dan"):
        assert not [cell for row in lines(world, who)[1] for cell in row if cell != safe(cell)]


def test_a_name_that_is_a_formula_is_made_text(world: World):
    made = Job(lambda c: people.add_account(c, "mallory@example.org", "=1+1", None))
    mallory = world.house.desk.ask(made)
    world.act("alice", "add_member", member=mallory, role="member", department="logistics")
    world.house.desk.ask(Command(world.cell, mallory, "record_information", {"text": "bonjour"}))
    assert lines(world, "alice")[1][-1][2] == "'=1+1"


def test_the_json_holds_every_entry_with_its_digests_and_the_board(world: World):
    world.act("alice", "add_task", title="Appeler", department="legal", key="mine")
    caller = Caller(world, "alice")
    told = caller.get(f"/cells/{world.cell}/exports/json")
    assert [entry["seq"] for entry in told["entries"]] == list(range(1, world.seq + 1))
    assert told["entries"][-1]["key"] == "mine"
    assert told["board"] == caller.get(f"/cells/{world.cell}/board")["board"]
    plain = caller.get(f"/cells/{world.cell}/entries")["entries"]
    assert [{name: entry[name] for name in shown} for entry, shown in zip(told["entries"], plain, strict=True)] == plain


def test_a_withheld_entry_keeps_its_place_in_a_file_and_says_nothing(world: World):
    world.act("alice", "ask_decision", question="Licencier ?", restricted=True, key="licencier-1")
    body, rows = lines(world, "dan")
    assert b"Licencier" not in body
    assert rows[-1][0] == str(world.seq)
    assert rows[-1][2:5] == ["", "withheld", ""]
    told = Caller(world, "dan")("GET", f"/cells/{world.cell}/exports/json")
    assert b"icencier" not in told.data


def test_a_redacted_text_is_in_no_file(world: World):
    seq = world.act("alice", "record_information", text="Untel a la grippe").seq
    world.act("alice", "redact_entry", entry=seq, reason="Vie privée")
    for form in FORMATS:
        assert b"grippe" not in Caller(world, "alice")("GET", f"/cells/{world.cell}/exports/{form}").data


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_an_attachment_with_a_name_of_ours(shared: World, form: str):
    answer = Caller(shared, "alice")("GET", f"/cells/{shared.cell}/exports/{form}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="cell-{shared.cell}-{shared.seq}.{form}"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_of_an_exercise_says_so(world: World):
    world.open("cexercise", "alice", exercise=True)
    answer = Caller(world, "alice")("GET", "/cells/cexercise/exports/json")
    assert 'filename="EXERCICE-' in answer.headers["Content-Disposition"]
    assert read_json(answer.data)["exercise"] is True


@pytest.mark.parametrize("form", ["pdf", "CSV", "json.exe", "%00", "..%2fcsv"])
def test_a_format_that_is_not_there_is_not_found(shared: World, form: str):
    answer = Caller(shared, "alice")("GET", f"/cells/{shared.cell}/exports/{form}")
    assert answer.status_code == 404
    if "%2f" not in form:
        refusal(answer, 404, "not_found", "format")
