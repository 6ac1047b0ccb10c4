"""Search over all cells I may see: a page, and the same as JSON for the command palette."""

from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, current_app, render_template, request
from sqlalchemy import Connection

from cell import language, search, titles, wire
from cell.board import number_of, ref_about
from cell.house import house
from cell.journal.reader import read_entries
from cell.kinds import Entry, noun_of
from cell.search import Found
from cell.web.identity import me
from cell.web.turns import READINGS_OF_ALL, Limits, Turns
from cell.web.where import PAGED, where
from cell.web.words import tongue

N_ = language.N_
pages = Blueprint("search", __name__)
# What sort of thing an entry is about, as the running log calls it.
NOUNS = {
    "task": N_("Task"),
    "helper": N_("Task"),
    "duplicate": N_("Task"),
    "step": N_("Step of another record"),
    "source": N_("Record taken in"),
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
    "handoff": N_("Hand-off"),
    "approval": N_("Approval"),
    "lane": N_("Fast lane"),
    "statement": N_("Statement"),
    "arbitration": N_("Arbitration"),
    "contribution": N_("Contribution"),
    "entry": N_("Correction"),
}
OTHER = N_("Entry")
PALETTE_MOST = 5
SEARCHES_FREE = 60  # of one person, within SEARCHES_S: three times what fast typing asks for
SEARCHES_S = 20
SIDE_BY_SIDE = 2
KEY = "searches"


class Searches(Turns):
    """What keeps one person's searches from being everybody's wait."""

    def limits(self) -> Limits:
        """How many there may be."""
        return Limits(SEARCHES_FREE, SEARCHES_S, SIDE_BY_SIDE, READINGS_OF_ALL)


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
    number = number_of(ref)
    has_place = ref.partition(":")[0] in ("task", *PAGED)
    place = where(entry.cell, ref) if has_place else f"/cells/{entry.cell}/journal?at={entry.seq}#e{entry.seq}"
    return Hit(
        entry.seq,
        entry.at,
        language.say(NOUNS.get(noun_of(entry.kind), OTHER), chosen),
        number,
        search.marked(" · ".join(_texts(entry, chosen)), query),
        place,
    )


def _texts(entry: Entry, chosen: str) -> list[str]:
    """The words of an entry; what is stored as a sign is said in the reader's language."""
    facts: Any = entry.facts
    if entry.kind == "contribution.given":
        return [titles.part_text(text, chosen) for text in search.texts_of(facts)]
    decision = getattr(facts, "decision", None) if entry.kind == "task.added" else None
    return [titles.told(text, decision, None, chosen) for text in search.texts_of(facts)]
