"""A cell's file made by somebody who means harm: it is chained and signed as it should be, and gives nothing away."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from app import create_app
from cell import clock, people, wire
from cell.commands.invitations import invited_by
from cell.errors import Refused
from cell.house import House
from cell.journal import parcel, parcel_lines
from cell.journal.chain import START, canonical, digest_of, sum_of
from cell.journal.keys import Seal
from cell.journal.orders import Job
from cell.journal.verify import verify
from cell.kinds import Facts, facts_of, kept_of
from cell.kinds.approvals import ApprovalAsked
from cell.kinds.arbitrations import ArbitrationRuled
from cell.kinds.cells import CellOpened
from cell.kinds.invitations import InvitationMade, WallMade
from cell.kinds.members import MemberAdded
from cell.kinds.statements import StatementDrafted
from cell.live.walls import wall_of
from tests.keeping.test_operator import cell

AT = "2026-01-01T00:00:00.000Z"
OPENED = CellOpened(title="Panne", level=2, t0=AT)
SECRET = "known-to-the-forger"
Row = dict[str, Any]


def row_of(said: Facts | str, seq: int, **columns: Any) -> Row:
    """An entry as somebody writes it who keeps to no limits; a text is the body of a cell's opening."""
    kind, body = ("cell.opened", said) if isinstance(said, str) else (said.kind, canonical(said).decode())
    whole = {"seq": seq, "at": AT, "by": None, "kind": kind, "key": None, "clearance": "cell", **columns}
    kept = canonical(kept_of(facts_of(kind, body)))
    return {**whole, "sum": sum_of("0" * 32, body.encode(), kept), "salt": "0" * 32, "body": body, "asked": None}


def forged(folder: Path, rows: list[Row], name: str = "cforged", named: tuple[Any, ...] = ()) -> tuple[Path, str]:
    """The file of a journal, and the key that it is signed with."""
    folder.mkdir(exist_ok=True)
    seal, digest = Seal(folder / "forger"), START
    lines = [{"format": "crisis-cell", "version": 1, "cell": name, "people": named}]
    order = ("seq", "at", "by", "kind", "key", "clearance", "sum", "digest", "salt", "body", "asked")
    for row in rows:
        header = {one: row[one] for one in order[:7]}
        digest = digest_of(digest, cell=name, **header)
        lines.append({one: {**row, "digest": digest}[one] for one in order})
    spelt = b"".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in lines)
    message = f"parcel {name} {len(rows)} {digest} {hashlib.sha256(spelt).hexdigest()}".encode()
    signature, public_key = seal.sign(message)
    end = {"seq": len(rows), "digest": digest, "signature": signature, "public_key": public_key}
    file = folder / "forged.cell"
    file.write_bytes(spelt + json.dumps(end, separators=(",", ":")).encode() + b"\n")
    return file, public_key


def house_with(folder: Path, *emails: str) -> None:
    app = create_app({"CELL_INSTANCE": folder})
    house: House = app.extensions["house"]
    for email in emails:
        house.desk.ask(Job(lambda c, email=email: people.add_account(c, email, "Zoé", None)))
    house.desk.close()
    house.store.close()


def taken(folder: Path, file: Path, key: str) -> Result:
    return cell(folder, "import", file, "--key", key)


def nothing_in(folder: Path) -> bool:
    return cell(folder, "verify").output.splitlines()[-1] == "0 cells hold"


def test_whom_only_the_facts_name_is_never_somebody_here(tmp_path: Path):
    house_with(tmp_path, "zoe@example.org")
    rows = [row_of(OPENED, 1), row_of(MemberAdded(member=1, name="X", role="director"), 2)]
    result = taken(tmp_path, *forged(tmp_path / "f", rows))
    assert result.exit_code == 1, result.output
    assert "line 3: account 1 is somebody else here: zoe@example.org" in result.output
    assert nothing_in(tmp_path)


def test_whom_only_the_facts_name_is_made_without_a_way_in(tmp_path: Path):
    # The keys of the clock begin with what no person can send.
    rows = [row_of(OPENED, 1, key="·1"), row_of(MemberAdded(member=7, name="X", role="director"), 2)]
    result = taken(tmp_path, *forged(tmp_path / "f", rows))
    assert result.exit_code == 0 and "1 people were not known here" in result.output


def test_links_that_stood_open_open_nothing_here(tmp_path: Path):
    digest = people.digest(SECRET)
    link = InvitationMade(
        invitation=1, department="x", role="member", digest=digest, expires_at="2199-01-01T00:00:00.000Z"
    )
    rows = [row_of(OPENED, 1), row_of(link, 2), row_of(WallMade(wall=1, digest=digest), 3)]
    file, key = forged(tmp_path / "f", rows)
    result = taken(tmp_path, file, key)
    assert result.exit_code == 0, result.output
    house: House = create_app({"CELL_INSTANCE": tmp_path}).extensions["house"]
    board = house.desk.show("cforged").board
    assert wall_of(board, SECRET) is None
    with pytest.raises(Refused, match="invitation_over"):
        invited_by(board, digest, clock.now())
    with house.store.reading() as connection:
        assert verify(connection, "cforged").seq == 5
        kept = connection.exec_driver_sql("SELECT digest FROM entries WHERE seq <= 3 ORDER BY seq").scalars().all()
    assert kept == [json.loads(line)["digest"] for line in file.read_bytes().splitlines()[1:4]]
    house.desk.close()
    house.store.close()


def test_a_file_comes_in_by_a_key_one_was_told_or_by_our_own(tmp_path: Path):
    file, key = forged(tmp_path / "f", [row_of(OPENED, 1)])
    here = tmp_path / "here"
    unknown = f"made by a house this one does not know: {key}"
    assert unknown in cell(here, "verify", file).output
    for words in ((), ("--key", "0" * 64)):
        result = cell(here, "import", file, *words)
        assert result.exit_code == 1 and unknown in result.output, result.output
    assert nothing_in(here)
    (here / "seal.key").write_bytes((tmp_path / "f" / "forger" / "seal.key").read_bytes())
    assert f"made by this house, key {key}" in cell(here, "verify", file).output
    assert cell(here, "import", file).exit_code == 0


def changed(**fields: Any) -> Callable[[], list[Row]]:
    return lambda: [row_of(CellOpened(**{"title": "x", "level": 2, "t0": AT, **fields}), 1)]


def spelt(body: str) -> Callable[[], list[Row]]:
    return lambda: [row_of(body, 1)]


def member(number: int) -> Callable[[], list[Row]]:
    return lambda: [row_of(OPENED, 1), row_of(MemberAdded(member=number, role="member"), 2)]


def asked(**fields: Any) -> Callable[[], list[Row]]:
    said = {"approval": 1, "object": "task:1", "department": "legal", **fields}
    return lambda: [row_of(OPENED, 1), row_of(ApprovalAsked(**said), 2)]


RULED = ArbitrationRuled(arbitration=1, choice="first", decider=1, until="soon")
WRONG: dict[str, tuple[Callable[[], list[Row]], str]] = {
    "t0": (changed(t0="yesterday"), "line 2: its t0"),
    "a year": (changed(t0="0001-01-01T00:00:00.000Z"), "line 2: its t0"),
    "level": (changed(level=9), "line 2: its level"),
    "type": (changed(type="<b>"), "line 2: its type"),
    "at": (lambda: [row_of(OPENED, 1, at="9")], "line 2: its at is no instant"),
    "a noun nobody knows": (asked(object="foo:1"), "line 3: its object"),
    "a ref without a number": (asked(object="task:x"), "line 3: its object"),
    "a rule nobody knows": (asked(silence="maybe"), "line 3: its silence"),
    "nobody's audience": (
        lambda: [row_of(OPENED, 1), row_of(StatementDrafted(statement=1, audience="martians"), 2)],
        "line 3: its audience",
    ),
    "no hour": (lambda: [row_of(OPENED, 1), row_of(RULED, 2)], "line 3: its until"),
    "a huge author": (lambda: [row_of(OPENED, 1, by=2**63)], "line 2: it cannot be read"),
    "a huge member": (member(2**63), "line 3: its member"),
    "nobody": (member(0), "line 3: 0 is no number of an account"),
    "a key twice": (
        lambda: [row_of(OPENED, 1, key="k"), row_of(MemberAdded(member=7, role="member"), 2, key="k")],
        "line 3: its key is that of an earlier entry",
    ),
    "a field twice": (spelt(f'{{"exercise":true,"level":2,"level":1,"t0":"{AT}"}}'), "line 2: its facts are not spelt"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_no_command_writes_is_refused_by_line(tmp_path: Path, what: str):
    make, told = WRONG[what]
    result = taken(tmp_path, *forged(tmp_path / "f", make()))
    assert result.exit_code == 1 and told in result.output, result.output
    assert nothing_in(tmp_path)


@pytest.mark.parametrize(("name", "named"), [("../x", ()), ("cforged", ([7, None, None], [7, None, None]))])
def test_a_head_names_a_cell_and_everybody_once(tmp_path: Path, name: str, named: Any):
    result = taken(tmp_path, *forged(tmp_path / "f", [row_of(OPENED, 1)], name, named))
    assert result.exit_code == 1 and "line 1: it" in result.output, result.output


def test_a_file_is_read_no_further_than_a_cell_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file, _ = forged(tmp_path / "f", [row_of(OPENED, 1)])
    for limit, told in (("TOTAL_MAX", "line 2: the file is longer"), ("LINE_MAX", "line 2: the line has no end")):
        with monkeypatch.context() as patch, file.open("rb") as lines:
            patch.setattr(parcel_lines, limit, 90)
            with pytest.raises(parcel_lines.Spoilt, match=told):
                parcel.unpacked(lines)


def test_a_cell_is_named_as_in_addresses():
    assert parcel_lines.CELL == rf"\A{wire.CELL}\Z"
