"""The journal as a page: every entry a sentence, filtered by the address, live, printed, and taken along as a file."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from weakref import WeakKeyDictionary

from flask import Blueprint, Flask, Response, current_app, render_template, request, stream_template, url_for
from flask_wtf.csrf import generate_csrf
from gevent.monkey import get_original
from sqlalchemy import Connection

from cell import clock, exports, rights, wire
from cell.board import ref_of
from cell.errors import Refused
from cell.house import house
from cell.journal.desk import Shown
from cell.journal.finding import Hint, Wanted, find_entries
from cell.journal.reader import LAST
from cell.kinds import Entry
from cell.lines import SPEAKING, Remarks, spoken_of
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.journal_filters import FilterForm, number, wanted_by
from cell.web.journal_lines import QUOTED, Line, lines_of
from cell.web.search import KEY, Searches
from cell.web.words import tongue

pages = Blueprint("journal", __name__, url_prefix="/cells/<cell>/journal")
SHOWN = 100
PRINTED = 2_000
FILED = 200_000
# Lines a page that was away may fetch at a time; beyond, it is opened again.
CAUGHT = 300
# Bits of a template that are written without looking up.
PIECES = 2_000
SPOKEN = Hint(kinds=frozenset(SPEAKING))
NOTHING = Remarks(())


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


class _Kept:
    """What entries of one cell say of earlier ones, up to a number of a stream, by clearance."""

    def __init__(self):
        self.turn: Any = get_original("_thread", "allocate_lock")()  # of native threads: greenlets never wait here
        self.told: dict[bool, tuple[str, int, Remarks]] = {}


# By cell as it is shown.
_REMARKS: WeakKeyDictionary[Shown, _Kept] = WeakKeyDictionary()


class Reading:
    """One reader's look at the journal of one cell: what is asked for, and what later entries say of earlier ones."""

    def __init__(self, cell: str):
        self.cell = cell
        shown, self.member = seen_by(cell, me().id)
        self.shown, self.board = shown, shown.board
        # Reading takes a while, and others write meanwhile: of this look, the journal ends here.
        self.seq, self.stream, self.at = shown.board.seq, shown.stream, shown.board.at
        self.cleared = rights.cleared(self.member.role, self.member.department)
        self.form = FilterForm(request.args, meta={"csrf": False}).offer(self.board, tongue())
        self.form.validate()
        # Taken along: the reading itself is done in another thread, that knows of no request.
        self.args, self.zone = request.args.copy(), me().zone
        self._kept = _REMARKS.setdefault(shown, _Kept())

    def open(self, connection: Connection) -> None:
        """Read what entries say of earlier ones, which some filters need too."""
        self.remarks = self._remarks(connection)
        self.wanted = wanted_by(self.form, self.board, self.remarks, self.cleared, self.zone)

    def _remarks(self, connection: Connection) -> Remarks:
        """The same for all who read at this number: after a push, every page that lives asks for it at once."""
        speaking = Wanted(cleared=self.cleared, hints=(SPOKEN,))
        with self._kept.turn:
            stream, seq, remarks = self._kept.told.get(self.cleared, ("", 0, NOTHING))
            if (stream, seq) == (self.stream, self.seq):
                return remarks
            is_past = stream == self.stream and seq > self.seq
            is_later = stream == self.stream and not is_past
            fresh = self.find(connection, speaking, LAST, after=seq if is_later else 0, last=False)
            if is_later and any(one.kind == "entry.redacted" for one in fresh):
                is_later, fresh = False, self.find(connection, speaking, LAST, last=False)  # kept words are withdrawn
            remarks = (remarks if is_later else NOTHING).plus(fresh)
            if not is_past:
                self._kept.told[self.cleared] = (self.stream, self.seq, remarks)
            return remarks

    def find(self, connection: Connection, wanted: Wanted, most: int, **span: Any) -> list[Entry]:
        """Entries of the cell up to the board's number."""
        span["before"] = min(span.get("before", LAST), self.seq + 1)
        return find_entries(connection, self.cell, wanted, most, **span)

    def lines(self, entries: list[Entry]) -> list[Line]:
        """Entries as the page shows them."""
        return lines_of(entries, self.remarks, self.board, self.member, self.cleared)

    @property
    def asked(self) -> dict[str, str]:
        """The filters as they stand in the address."""
        return {name: text for name, text in self.args.items() if name in self.form.names and text}


@pages.get("")
def show(cell: str) -> Any:
    """A page of entries, the last ones unless the address says others."""
    reading = Reading(cell)
    with _turn(reading, is_long=bool(reading.asked) or "size" in reading.args):
        entries, is_more_before, is_more_after = house().desk.apart(lambda connection: _page(connection, reading))
    row, lines = reading.board.cell, reading.lines(entries)
    known = {
        "cell": cell,
        "title": row.title,
        "row": row,
        "now": clock.now(),
        "reading": reading,
        "lines": lines,
        "quoted": QUOTED,
        "earlier": _link(reading, before=entries[0].seq) if is_more_before and entries else None,
        "later": _link(reading, after=entries[-1].seq) if is_more_after and entries else None,
        "whole": _link(reading, size=PRINTED) if is_more_before or is_more_after else None,
        "asked": reading.asked,
        "is_last": not is_more_after and "until" not in reading.form.given,
        "is_restricted": any(line.entry.clearance != "cell" and not line.hidden for line in lines),
        "boot": _boot(reading),
    }
    if len(lines) <= SHOWN:
        return render_template("cell/journal.html", **known)
    generate_csrf()  # while the session can still be sent: what is streamed comes after its cookie
    return Response(_paced(stream_template("cell/journal.html", **known)), mimetype="text/html")


def _turn(reading: Reading, *, is_long: bool) -> AbstractContextManager[None]:
    """A look through a whole journal counts as a search: no one person's are everybody's wait."""
    searches: Searches = current_app.extensions[KEY]
    return searches.of(reading.member.id) if is_long else nullcontext()


def _paced(page: Iterator[str]) -> Iterator[str]:
    """A page in pieces; between two, others are served: a long one takes a second to write."""
    written: list[str] = []
    for piece in page:
        written.append(piece)
        if len(written) >= PIECES:
            yield "".join(written)
            written.clear()
            time.sleep(0)
    yield "".join(written)


def _page(connection: Connection, reading: Reading) -> tuple[list[Entry], bool, bool]:
    """The entries of a page, and whether there are more before and after it."""
    reading.open(connection)
    before, after, at = (number(reading.args.get(name)) for name in ("before", "after", "at"))
    at = at or _seq_of(connection, reading)
    size = min(number(reading.args.get("size")) or SHOWN, PRINTED)
    find, wanted = reading.find, reading.wanted
    if at is not None:
        # Somebody points at this entry: it stands in the middle of what is around it.
        upto = find(connection, wanted, size // 2, before=at + 1, last=True)
        entries = [*upto, *find(connection, wanted, size // 2, after=at, last=False)]
    elif after is not None:
        entries = find(connection, wanted, size, after=after, last=False)
    else:
        entries = find(connection, wanted, size, before=before or LAST, last=True)
    if not entries:
        return entries, False, False
    is_more_before = bool(find(connection, wanted, 1, before=entries[0].seq, last=True))
    return entries, is_more_before, bool(find(connection, wanted, 1, after=entries[-1].seq, last=False))


def _seq_of(connection: Connection, reading: Reading) -> int | None:
    """Where a piece of information was written down, by its number, if it is asked for."""
    row = number(reading.args.get("information"))
    if row is None:
        return None
    hints = (Hint(kinds=frozenset({"information.recorded"})), Hint(refs=frozenset({ref_of("information", row)})))
    found = reading.find(connection, Wanted(cleared=reading.cleared, hints=hints), 1, last=False)
    return found[0].seq if found else None


def _link(reading: Reading, **place: int) -> str:
    return url_for("journal.show", cell=reading.cell, **{**reading.asked, **place})


def _boot(reading: Reading) -> dict[str, Any]:
    """What the live part of the page begins with: the rows that forms offer, not the whole board."""
    board, seq = reading.board, reading.seq
    rows: dict[str, Any] = {"cell": board.cell}
    for noun in ("department", "member"):
        rows |= {ref_of(noun, row.id): row for row in list(board.shelf(noun).values())}
    return {
        "ok": True,
        "seq": seq,
        "now": clock.now(),
        "stream": reading.stream,
        "me": wire.me(reading.member),
        "board": {"seq": seq, "rows": wire.visible(rows, reading.cleared)},
        # The live part asks for older entries where it has none; here the server drew them.
        "entries": [{"seq": seq, "at": reading.at, "by": None, "kind": wire.WITHHELD, "facts": {}}],
    }


@pages.get("/lines")
def news(cell: str) -> Any:
    """The lines after a number, for a page that lives: those its filters want, and earlier ones that were spoken of."""
    reading = Reading(cell)
    since = number(request.args.get("after"))
    if since is None:
        raise Refused("bad_value", "after")

    def look(connection: Connection) -> tuple[list[Entry], list[Entry]]:
        reading.open(connection)
        fresh = reading.find(connection, reading.wanted, CAUGHT, after=since, last=False)
        return fresh, _spoken_of(connection, reading, since)

    fresh, spoken = house().desk.apart(look)
    known = {entry.seq for entry in fresh}
    lines = reading.lines([*(one for one in spoken if one.seq not in known and one.seq <= since), *fresh])
    head = fresh[-1].seq if len(fresh) == CAUGHT else reading.seq
    return render_template("cell/journal_lines.html", cell=cell, reading=reading, lines=lines, head=head, quoted=QUOTED)


def _spoken_of(connection: Connection, reading: Reading, since: int) -> list[Entry]:
    """Earlier entries that entries after a number speak about."""
    speaking = Wanted(cleared=reading.cleared, hints=(SPOKEN,))
    said = reading.find(connection, speaking, CAUGHT, after=since, last=False)
    if not said:
        return []
    facts: list[Any] = [one.facts for one in said if one.kind.startswith("information.")]
    refs = frozenset(ref_of("information", one.information) for one in facts)
    hints = (Hint(kinds=frozenset({"information.recorded"})), Hint(refs=refs))
    known = reading.find(connection, Wanted(cleared=reading.cleared, hints=hints), LAST, last=False) if refs else []
    numbers = {seq for one in said if (seq := spoken_of(one, known)) is not None}
    all_of_them = Wanted(cleared=reading.cleared, hints=(Hint(seqs=frozenset(numbers)),))
    return reading.find(connection, all_of_them, CAUGHT, last=False)


@pages.get("/register.<form>")
def take(cell: str, form: str) -> Response:
    """What is filtered, as a file."""
    reading = Reading(cell)
    if form not in ("csv", "json"):
        raise Refused("not_found")

    make, account = exports.register_csv if form == "csv" else exports.register_json, me()

    def look(connection: Connection) -> exports.Made:
        reading.open(connection)
        entries = reading.find(connection, reading.wanted, FILED, last=False)
        return make(entries, reading.remarks, reading.board, reading.cleared, account)

    with _turn(reading, is_long=True):
        made = house().desk.apart(look)  # as long as a long journal takes: others are served meanwhile
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.body, content_type=made.type, headers=headers)
