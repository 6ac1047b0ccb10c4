"""Figure 12, the other half: a fuzzer that watches which lines it reaches, on everything of ours that reads.

    python -m benchmarks.guided -max_total_time=600

needs atheris, which is not among what the project installs (`pip install atheris`; it has wheels for Linux alone).
Ends with a status other than 0 and the bytes at fault as soon as a reader of ours does anything but read or refuse.
"""

import importlib
import json
import sys
from types import SimpleNamespace
from typing import Any

from socketio.packet import Packet
from wsproto.utilities import RemoteProtocolError

atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["cell"]):
    from cell import clock, wire
    from cell.board import Board
    from cell.commands.registry import COMMANDS, OPENING, read_args, run
    from cell.directory import Directory, Staff
    from cell.errors import STATUS, Refused
    from cell.journal.chain import START
    from cell.journal.pen import Pen
    from cell.kinds import cells, members
    from cell.links import Link
    from cell.live.asked import Join, Wanted
    from cell.live.channel import Channel
    from cell.live.writing import Writing
    from cell.timeline.rows import Malformed, read_rows, text_of

SEATS = ("direction", "logistics", "legal")


class Encoded(Packet):
    """The packets of the live channel, with its JSON."""

    json: Any = wire.Json


def board() -> Board:
    """A cell with somebody in it and something to do, folded anew for each try."""
    made = Board()
    pen = pen_on(made, None)
    named = [cells.Named(en=slug, fr=slug) for slug in SEATS]
    seats = [cells.Seat(id=slug, name=name, code=name, tint=1) for slug, name in zip(SEATS, named, strict=True)]
    pen.write(cells.CellOpened(title="Fire", level=3, t0="2026-11-18T09:00:00.000Z", departments=tuple(seats)))
    pen.write(members.MemberAdded(member=1, name="Alice", role="director", department="direction"))
    pen.write(members.MemberAdded(member=2, name="Chloé", role="member", department="logistics"))
    for name, args in (
        ("add_task", {"title": "Count", "department": "logistics"}),
        ("add_task", {"title": "Call", "department": "legal"}),
        ("ask_decision", {"question": "Buy?", "decider": 1}),
        ("offer_handoff", {"to": "legal", "text": "The contract"}),
        ("draft_statement", {"audience": "media", "text": "Nobody is hurt.", "approvers": ["legal"]}),
        ("ask_approval", {"object": "statement:1", "departments": ["legal"]}),
        (
            "ask_contributions",
            {"text": "The figures", "departments": ["legal", "logistics"], "needed_by": "2099-01-01T00:00:00Z"},
        ),
        ("record_information", {"text": "The road is shut", "departments": ["legal"]}),
    ):
        run(pen_on(made, 1), name, args)
    return made


def pen_on(made: Board, by: int | None) -> Pen:
    """A pen that writes for somebody, a minute after the last entry."""
    at = clock.now() if not made.at else clock.after(made.at, 60)
    pen = Pen(made, "c1", START, at, by, None, lambda _: ("", ""))
    return pen.reading(lambda _seq: None, unwritten, lambda _ref, _after: [], Known())


def unwritten(seq: int) -> tuple[str, bytes]:
    """What the pen reads of an entry on disk: here none is."""
    raise Refused("not_found", "entry", seq=seq)


class Known(Directory):
    """An organisation of two people and three departments, without a database."""

    def __init__(self) -> None:
        self._names = {1: "Alice", 2: "Chloé", 3: "Bruno"}

    def name_of(self, account: int) -> str | None:
        return self._names.get(account)

    def seat_of(self, slug: str) -> cells.Seat | None:
        named = cells.Named(en=slug, fr=slug)
        return cells.Seat(id=slug, name=named, code=named, tint=1) if slug in (*SEATS, "finance") else None

    def staff(self, slug: str) -> Staff:
        return members.Person(id=2, name="Chloé"), None, None

    def targets(self, level: int) -> cells.Targets | None:
        hour = {name: 3600 for name in cells.Targets.__struct_fields__}
        return cells.Targets(**hour) if 1 <= level <= 4 else None

    def playbook(self, slug: str) -> None:
        return None

    def language_of(self, account: int | None) -> str:
        return "fr"


FOLDED = board()
# These read entries on disk; their arguments are read all the same.
ASKING = frozenset({"correct_entry", "redact_entry", "take_decision"})


def fuzz_command(data: bytes) -> None:
    """A command as it comes in by the socket, then carried out: refused, or it wrote entries that fold."""
    said = wire.read_json(data)
    for struct in (Join, Wanted, Writing):
        refused_well(read_args, struct, said)
    if not isinstance(said, dict):
        return
    names = list(COMMANDS)
    name = said.get("name")
    name = names[name % len(names)] if isinstance(name, int) else str(name)
    args = said.get("args")
    if name in COMMANDS:
        refused_well(read_args, COMMANDS[name].args, args)
    if name not in OPENING | ASKING and isinstance(args, dict):
        made = FOLDED.copy()
        before, pen = made.seq, pen_on(made, 1)
        if not refused_well(run, pen, name, args):
            assert made.seq == before + len(pen.lines)


def fuzz_built(data: bytes) -> None:
    """Commands one after the other, their arguments built from what each asks for, right and wrong in turns."""
    dice = atheris.FuzzedDataProvider(data)
    made = FOLDED.copy()
    names = [name for name in COMMANDS if name not in OPENING | ASKING]
    for _ in range(6):
        intention = COMMANDS[names[dice.ConsumeIntInRange(0, len(names) - 1)]]
        fields = intention.args.__struct_fields__
        args = {name: value(dice, name) for name in fields if dice.ConsumeIntInRange(0, 7)}
        before, pen = made.seq, pen_on(made, dice.ConsumeIntInRange(1, 2))
        if refused_well(run, pen, intention.name, args):
            pen.take_back()  # as the writer does
            assert made.seq == before


def value(dice: Any, name: str) -> Any:
    """Something for a field: mostly what its name makes likely, else anything that JSON can say."""
    likely: dict[str, Any] = {
        "department": "logistics",
        "due_at": "2099-01-01T00:00:00Z",
        "decided_at": clock.now(),
        "on": {"task": dice.ConsumeIntInRange(1, 3)},
        "target": "12.5",
        "value": "7",
        "inform": ["legal"],
        "stance": "for",
        "needed_by": "2099-01-01T00:00:00Z",
        "until": "2099-01-01T00:00:00Z",
        "object": "statement:1",
        "departments": ["legal", "direction"],
        "approvers": ["legal"],
        "audience": "customers",
        "silence": "lapse",
        "level": 2,
        "first": "legal",
        "second": "logistics",
        "to": "legal",
    }
    kind = dice.ConsumeIntInRange(0, 15)
    if kind < 9 and name in likely:
        return likely[name]
    if kind < 6:
        return dice.ConsumeIntInRange(-1, 4)
    if kind < 12:
        return dice.ConsumeUnicode(dice.ConsumeIntInRange(0, 40))
    wrong = [None, True, 2**70, 1.5, [], {}, [1], {"department": "legal"}, {"task": 1, "outside": "x"}]
    return wrong[dice.ConsumeIntInRange(0, len(wrong) - 1)]


def refused_well(read: Any, *given: Any) -> bool:
    """Whether it was refused: with a code that has a status."""
    try:
        read(*given)
    except Refused as refused:
        assert refused.code in STATUS
        json.dumps(refused.field)
        return True
    return False


def fuzz_packet(data: bytes) -> None:
    """A text frame as the channel reads it."""
    channel = SimpleNamespace(_server=SimpleNamespace(packet_class=Encoded))
    Channel._read(channel, data.decode(errors="replace"))  # pyright: ignore[reportArgumentType]


def fuzz_link(data: bytes) -> None:
    """Bytes from a socket: parts of messages, or the end."""
    link = Link(lambda _link: None, None)
    try:
        link._protocol.receive_data(data)
    except RemoteProtocolError:  # as in Link._read
        return
    for part in link._parts():
        if part is None:
            return


def fuzz_timeline(data: bytes) -> None:
    """A file to import."""
    read_rows(text_of(data), "2026-11-22T00:00:00.000Z")


def fuzz_words(data: bytes) -> None:
    """What stands alone: a cell's id, a key."""
    text = data.decode(errors="surrogateescape")
    for read in (wire.read_cell, wire.read_key):
        refused_well(read, text)


DOORS = (fuzz_command, fuzz_packet, fuzz_link, fuzz_timeline, fuzz_words, fuzz_built)


def one(data: bytes) -> None:
    """One try: the first byte chooses the door. A reader may refuse in the ways it documents, and in no other."""
    if len(data) < 2:
        return
    try:
        DOORS[data[0] % len(DOORS)](data[1:])
    except (Refused, Malformed):
        pass
    except (ValueError, IndexError, RecursionError):
        # What the callers of the JSON and of the packet catch.
        if DOORS[data[0] % len(DOORS)] not in (fuzz_command, fuzz_packet):
            raise


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
