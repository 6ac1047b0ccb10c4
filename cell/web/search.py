"""Search over all cells I may see: a page, and the same as JSON for the command palette."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, current_app, render_template, request
from sqlalchemy import Connection

from cell import clock, language, search, wire
from cell.board import ref_about
from cell.errors import Refused
from cell.house import house
from cell.journal.reader import read_entries
from cell.kinds import Entry, noun_of
from cell.search import Found
from cell.web.identity import me
from cell.web.words import tongue

N_ = language.N_
pages = Blueprint("search", __name__)
# What sort of thing an entry is about, as the running log calls it.
NOUNS = {
    "task": N_("Task"),
    "helper": N_("Task"),
    "decision": N_("Decision"),
    "option": N_("Option"),
    "position": N_("Position"),
    "information": N_("Information"),
    "message": N_("Message"),
    "member": N_("Member"),
    "role": N_("Role"),
    "department": N_("Department"),
    "cell": N_("Cell"),
    "aim": N_("Aim"),
    "objective": N_("Objective"),
    "situation": N_("Situation"),
    "phase": N_("Phase"),
    "criterion": N_("Stand-down"),
    "lesson": N_("Lesson"),
    "review": N_("Review"),
    "entry": N_("Correction"),
}
OTHER = N_("Entry")
PALETTE_MOST = 5
SEARCHES_FREE = 60  # of one person, within SEARCHES_S: three times what fast typing asks for
SEARCHES_S = 20
SIDE_BY_SIDE = 2
KEY = "searches"


class Searches:
    """What keeps one person's searches from being everybody's wait: how many in a while, and how many at once."""

    def __init__(self) -> None:
        self._asked: dict[int, list[float]] = {}
        self._running: Counter[int] = Counter()

    @contextmanager
    def of(self, account: int) -> Iterator[None]:
        """Count a search for as long as it runs. Refused where the person must wait."""
        now = clock.elapsed()
        self._asked = {one: times for one, times in self._asked.items() if now - times[-1] < SEARCHES_S}
        times = [at for at in self._asked.get(account, []) if now - at < SEARCHES_S]
        if len(times) >= SEARCHES_FREE or self._running[account] >= SIDE_BY_SIDE:
            raise Refused("too_many", None, limit=max(1, int(SEARCHES_S - (now - times[0]))) if times else 1)
        self._asked[account] = [*times, now]
        self._running[account] += 1
        try:
            yield
        finally:
            self._running[account] -= 1
            self._running += Counter()  # who searches nothing any more is not remembered


class Hit(msgspec.Struct, frozen=True):
    """An entry that was found. `pieces` are its words cut around those looked for, which are marked true."""

    seq: int
    at: str
    noun: str
    number: str
    pieces: list[tuple[str, bool]]
    url: str


class Group(msgspec.Struct, frozen=True):
    """What was found in one cell."""

    cell: str
    title: str | None
    exercise: bool
    state: str
    more: bool
    hits: list[Hit]


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
    app.extensions[KEY] = Searches()


@pages.get("/search")
def index() -> Any:
    """The page."""
    account, query = me(), _query()
    return render_template("lobby/search.html", query=query, groups=_groups(account.id, query, search.HITS_OF_CELL))


@pages.get("/search.json")
def palette() -> Response:
    """The first few of each cell, for the palette."""
    account, query = me(), _query()
    told = {"query": query, "groups": _groups(account.id, query, PALETTE_MOST)}
    return Response(msgspec.json.encode(told), mimetype="application/json")


def _query() -> str:
    return request.args.get("q", "").strip()[: search.QUERY_MAX]


def _groups(account: int, query: str, most: int) -> list[Group]:
    if not search.words_in(query):
        return []
    chosen = tongue()

    def look(connection: Connection) -> list[Group]:
        return [_group(connection, found, query, chosen) for found in search.search(connection, account, query, most)]

    searches: Searches = current_app.extensions[KEY]
    with searches.of(account):
        return house().desk.apart(look)  # as long as it takes to read every word: others are served meanwhile


def _group(connection: Connection, found: Found, query: str, chosen: str) -> Group:
    entries = [read_entries(connection, found.cell, seq - 1, 1)[0] for seq in found.hits]
    hits = [_hit(entry, query, chosen) for entry in wire.readable(entries, found.cleared)]
    return Group(found.cell, found.title, found.exercise, found.state, found.more, hits)


def _hit(entry: Entry, query: str, chosen: str) -> Hit:
    ref = ref_about(entry) or ""
    noun, _colon, ident = ref.partition(":")
    number = {"task": f"A-{ident}", "decision": f"D-{ident:0>4}", "information": f"I-{ident}"}.get(noun, "")
    place = f"#task-{ident}" if noun == "task" else f"/journal?at={entry.seq}#e{entry.seq}"
    place = f"/decisions/{ident}" if noun == "decision" else place
    return Hit(
        entry.seq,
        entry.at,
        language.say(NOUNS.get(noun_of(entry.kind), OTHER), chosen),
        number,
        search.marked(" · ".join(search.texts_of(entry.facts)), query),
        f"/cells/{entry.cell}{place}",
    )
