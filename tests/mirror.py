"""A screen without a browser: it knows rows and entries as bytes bring them, and follows the seq rule alone.

The rule is that of static/js/seq.js: lower or equal, drop; next, apply; a hole, ask; another stream, take the whole.
"""

from typing import Any

import msgspec

from cell import wire
from cell.board import Board, replay
from cell.journal.reader import read_entries, refs_touched
from tests.cast import World

Rows = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as a screen gets it."""
    return msgspec.json.decode(msgspec.json.encode(value))


class Mirror:
    """One screen on a cell, of somebody who reads restricted entries or does not."""

    def __init__(self, world: World, cleared: bool, cell: str | None = None):
        self._world = world
        self.cell = cell or world.cell
        self.cleared = cleared
        self.stream = ""
        self.seq = 0
        self.rows: Rows = {}
        self.entries: dict[int, Any] = {}
        self.adopt()

    def adopt(self) -> None:
        """Take the whole board; what was known is void."""
        shown = self._world.house.desk.show(self.cell)
        told = msgspec.json.decode(shown.snapshot(self.cleared, wire.snapshot))
        self.stream, self.seq, self.rows, self.entries = shown.stream, told["seq"], told["rows"], {}

    def ask(self) -> None:
        """Fetch what is missing, by the functions that answer a join."""
        shown = self._world.house.desk.show(self.cell)
        upto = shown.board.seq
        with self._world.house.store.reading() as connection:
            entries = read_entries(connection, self.cell, self.seq, upto=upto)
            refs = refs_touched(connection, self.cell, self.seq, upto)
        rows = wire.visible({ref: shown.board.row(ref) for ref in refs}, self.cleared)
        self._apply(plain([wire.entry_view(entry, self.cleared) for entry in entries]), plain(rows))
        assert self.seq == upto

    def hear(self, push: bytes) -> None:
        """A push, whenever it comes."""
        told = msgspec.json.decode(push)
        if told["cell"] != self.cell:
            return
        if told["stream"] != self.stream:
            self.adopt()
            return
        fresh = [entry for entry in told["entries"] if entry["seq"] > self.seq]
        numbers = [entry["seq"] for entry in fresh]
        if fresh and numbers != list(range(self.seq + 1, self.seq + 1 + len(fresh))):
            self.ask()
        elif fresh:
            self._apply(fresh, told["rows"])

    def head(self) -> None:
        """The server's word about its head."""
        shown = self._world.house.desk.show(self.cell)
        if shown.stream != self.stream:
            self.adopt()
        elif shown.board.seq > self.seq:
            self.ask()

    def _apply(self, fresh: list[Any], rows: Rows) -> None:
        for ref, row in rows.items():
            if row is None:
                self.rows.pop(ref, None)
            else:
                self.rows[ref] = row
        for entry in fresh:
            self.seq = entry["seq"]
            self.entries[self.seq] = entry
            gone = self.entries.get(entry["facts"].get("entry")) if entry["kind"] == "entry.redacted" else None
            if gone is not None:
                gone["facts"] = entry["facts"].get("kept", {})


def in_order(rows: Rows) -> list[list[tuple[str, Any]]]:
    """Rows by noun, each noun's in the order a screen draws them."""
    nouns = dict.fromkeys(ref.partition(":")[0] for ref in rows)
    return [[(ref, row) for ref, row in rows.items() if ref.partition(":")[0] == noun] for noun in sorted(nouns)]


def rows_of(board: Board, cleared: bool) -> Rows:
    """The rows of a board as a fresh screen gets them."""
    return msgspec.json.decode(wire.snapshot(board, cleared))["rows"]


def replayed(world: World, cell: str | None = None) -> Board:
    """The board by replay of every entry from zero."""
    with world.house.store.reading() as connection:
        return replay(read_entries(connection, cell or world.cell))


def assert_same(world: World, mirrors: list[Mirror], cell: str | None = None) -> None:
    """Every mirror, a fresh screen, the shown board and a replay from zero are one board."""
    cell = cell or world.cell
    board = replayed(world, cell)
    assert world.house.desk.show(cell).board == board
    with world.house.store.reading() as connection:
        entries = read_entries(connection, cell)
    for mirror in mirrors:
        assert mirror.seq == board.seq
        assert in_order(mirror.rows) == in_order(rows_of(board, mirror.cleared))
        views = {entry.seq: plain(wire.entry_view(entry, mirror.cleared)) for entry in entries}
        assert mirror.entries == {seq: views[seq] for seq in mirror.entries}
