"""The pen: what a command is given to write with."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from cell import rights
from cell.board import Board, Member, Row, fold, take_back
from cell.directory import Directory
from cell.errors import Refused
from cell.journal.chain import canonical, digest_of, kept_salt, new_salt, sum_of, whole
from cell.kinds import Entry, Facts, kept_of
from cell.kinds.journal import EntryRedacted

Sign = Callable[[bytes], tuple[str, str]]
CLEARANCE = "restricted"


class Line:
    """An entry written but not yet on disk: the entry, its salt and canonical facts, and what it touched.

    `former` maps each ref it touched to the row that stood there, or None; `asked` is the digest of the command that
    it is the first entry of, where that has a key.
    """

    asked: str | None = None

    def __init__(self, entry: Entry, salt: str, body: bytes, former: dict[str, Row | None]):
        self.entry = entry
        self.salt = salt
        self.body = body
        self.former = former


class Pen:
    """Writes entries of ONE cell in the name of one account, inside the writer's transaction.

    Commands look at `board`, which is the truth of this instant, and call `write`; the rest is the writer's.
    """

    def __init__(self, board: Board, cell: str, digest: str, at: str, by: int | None, key: str | None, sign: Sign):
        self.board = board
        self.cell = cell
        self.digest = digest
        self.at = at
        self.by = by
        self.lines: list[Line] = []
        self.pending: list[Line] = []  # written before in the same batch, not yet on disk
        self._key = key
        self._sign = sign
        self._read: Callable[[int], Entry | None] = lambda seq: None
        self._read_body: Callable[[int], tuple[str, bytes]] = _no_body
        self._about: Callable[[str, int], list[Entry]] = lambda ref, after: []
        self._directory: Directory | None = None
        self._start = (board.seq, board.at, digest)

    def reading(
        self,
        read: Callable[[int], Entry | None],
        read_body: Callable[[int], tuple[str, bytes]],
        about: Callable[[str, int], list[Entry]],
        directory: Directory,
    ) -> "Pen":
        """Let the pen look up earlier entries of its cell, and the organisation's people and departments.

        `read_body` gives the salt and the canonical facts of an entry that has its words, `about` all the entries on
        disk that touched a row.
        """
        self._read = read
        self._read_body = read_body
        self._about = about
        self._directory = directory
        return self

    @property
    def directory(self) -> Directory:
        """The organisation's directory."""
        assert self._directory is not None, "this pen was given none"
        return self._directory

    @property
    def me(self) -> Member | None:
        """The member who writes, or None for the clock and for who is not in the cell."""
        return self.board.members.get(self.by) if self.by is not None else None

    @property
    def is_cleared(self) -> bool:
        """Whether who writes may read and write restricted entries."""
        me = self.me
        return me is None or rights.cleared(me.role, me.department)

    def write(self, said: Facts, clearance: str = "cell") -> Entry:
        """Write the next entry and fold it into the board at once."""
        salt, body = new_salt(), canonical(said)
        seq, key = self.board.seq + 1, None if self.lines else self._key
        total = sum_of(salt, body, canonical(kept_of(said)))
        self.digest = digest_of(
            self.digest,
            cell=self.cell,
            seq=seq,
            at=self.at,
            by=self.by,
            kind=said.kind,
            key=key,
            clearance=clearance,
            sum=total,
        )
        entry = Entry(self.cell, seq, self.at, self.by, said.kind, said, key, clearance, total, self.digest)
        self.lines.append(Line(entry, salt, body, fold(self.board, entry)))
        return entry

    def seal(self) -> tuple[str, str]:
        """Sign the head as it stands: (signature, public key), both in hex."""
        return self._sign(f"{self.cell} {self.board.seq} {self.digest}".encode())

    def look_up(self, seq: int) -> Entry:
        """An earlier entry of the cell that the writer may read, else refused as not found."""
        written = [line.entry for line in (*self.pending, *self.lines)]
        entry = next((entry for entry in written if entry.seq == seq), None)
        if entry is None and 1 <= seq <= self.board.seq:
            entry = self._read(seq)
        if entry is None or (entry.clearance == CLEARANCE and not self.is_cleared):
            raise Refused("not_found", "entry")
        return self._bare(entry)

    def history(self, ref: str, after: int = 0) -> list[Entry]:
        """Every entry after a number that touched a row, ascending."""
        written = [line.entry for line in (*self.pending, *self.lines) if ref in line.former and line.entry.seq > after]
        return [self._bare(entry) for entry in (*self._about(ref, after), *written)]

    def _bare(self, entry: Entry) -> Entry:
        """An entry without the words that a redaction has taken, even if that is not on disk yet."""
        for line in (*self.pending, *self.lines):
            said = line.entry.facts
            if isinstance(said, EntryRedacted) and said.entry == entry.seq:
                entry = replace(entry, facts=msgspec.convert(said.kept, type(entry.facts)))
        return entry

    def keep(self, entry: Entry) -> dict[str, Any]:
        """What a redaction of an entry must say: what stays of its facts, and how the chain proves it."""
        written = [line for line in (*self.pending, *self.lines) if line.entry.seq == entry.seq]
        salt, body = (written[0].salt, written[0].body) if written else self._read_body(entry.seq)
        return {"kept": kept_of(entry.facts), "salt": kept_salt(salt), "whole": whole(salt, body)}

    def take_back(self) -> None:
        """Undo everything written with this pen: the board is as it was."""
        seq, at, digest = self._start
        for line in reversed(self.lines):
            take_back(self.board, line.former, seq, at)
        self.lines.clear()
        self.digest = digest


def _no_body(seq: int) -> tuple[str, bytes]:
    raise Refused("not_found", "entry", seq=seq)
