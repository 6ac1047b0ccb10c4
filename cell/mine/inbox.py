"""What waits on a department, whoever sits there, and what a department waits for: no change of shift loses it."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cell.board import Board, Row, asked_about, is_awaited, missing_of, unknowing, words_of
from cell.dues import director_of, running
from cell.mine.thing import department_of, unheard
from cell.mine.things import URGENCY, urgency_of


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits.

    `asked` is accept, use, renew, approve, arbitrate, contribute, decide, position, know, read, verified, refuted,
    doubted, acknowledge, validate or free; `ref` the row, `text` its words, None where they are gone. `waiting` and
    `on` are slugs or None; `by` is the account that asked, `since` when, `due` by when. `reason` is why it came back,
    stands still or is false; `stalled_since` when something was last done about it, where it had been taken and was
    then left.
    """

    asked: str
    ref: str
    text: str | None
    waiting: str | None
    on: str | None
    by: int | None
    since: str
    due: str | None = None
    reason: str | None = None
    stalled_since: str | None = None
    urgency: str = "none"


# The clock that runs for each of them (cell/dues.py).
_MEASURE = {
    **{"accept": "accept", "approve": "approve", "decide": "decide", "know": "know"},
    **{"acknowledge": "acknowledge", "validate": "approve", "free": "handoff", "contribute": "contribute"},
}


def waits_on(board: Board, cleared: bool, now: str) -> list[Item]:
    """Everything that waits on any department of ONE cell, as a reader may see it, the most pressing first."""
    dues = {(one.object, one.measure, one.on): one.due_at for one in running(board)}
    found = [*_of_handoffs(board, cleared), *_of_approvals(board, cleared), *_of_decisions(board, cleared)]
    found += [*_of_informations(board, cleared), *_of_tasks(board, cleared), *_of_arbitrations(board, cleared)]
    found += _of_contributions(board, cleared)
    return sorted((_timed(one, dues, now) for one in found), key=_pressing)


def inbox_of(items: Iterable[Item], slug: str) -> list[Item]:
    """Of these, what waits on one department."""
    return [one for one in items if one.on == slug]


def sent_of(items: Iterable[Item], slug: str) -> list[Item]:
    """Of these, what one department waits for from others."""
    return [one for one in items if one.waiting == slug and one.on != slug and one.asked != "renew"]


def _timed(one: Item, dues: dict[tuple[str, str, str | None], str], now: str) -> Item:
    due = dues.get((one.ref, _MEASURE.get(one.asked, ""), one.on), one.due)
    return msgspec.structs.replace(one, due=due, urgency=urgency_of(one.since, due, now))


def _pressing(one: Item) -> tuple[int, str, str, str]:
    return URGENCY.index(one.urgency), one.due or "~", one.since, one.ref


def _seen(row: Row, cleared: bool) -> bool:
    return cleared or row.clearance == "cell"


def _of_handoffs(board: Board, cleared: bool) -> Iterator[Item]:
    for row in board.handoffs.values():
        about: dict[str, Any] = {"ref": f"handoff:{row.id}", "text": row.text}
        given: dict[str, Any] = {**about, "waiting": row.department, "on": row.to, "by": row.offered_by}
        if not _seen(row, cleared):
            continue
        if row.status in ("offered", "seen"):
            given["stalled_since"] = row.stalled_since
            yield Item(asked="accept", since=row.asked_at, due=row.needed_by, **given)
        elif row.status == "accepted":
            yield Item(asked="use", since=row.accepted_at or row.offered_at, due=row.needed_by, **given)
        elif row.status == "returned":
            last = row.bounces[-1]
            more: dict[str, Any] = {"waiting": row.to, "on": row.department, "by": last.by, "reason": last.reason}
            yield Item(asked="renew", since=last.at, **about, **more)


def _of_approvals(board: Board, cleared: bool) -> Iterator[Item]:
    for row in board.approvals.values():
        if _seen(row, cleared) and is_awaited(board, row):
            yield Item(
                asked="approve",
                ref=f"approval:{row.id}",
                text=words_of(board, row),
                waiting=department_of(board, row.asked_by),
                on=row.department,
                by=row.asked_by,
                since=row.asked_at,
                due=row.needed_by,
            )


def _of_decisions(board: Board, cleared: bool) -> Iterator[Item]:
    for row in board.decisions.values():
        if row.past is not None or not _seen(row, cleared):
            continue
        about: dict[str, Any] = {"ref": f"decision:{row.id}"}
        if row.status == "asked":
            sides: dict[str, Any] = {
                "waiting": department_of(board, row.asked_by),
                "on": department_of(board, row.decider),
            }
            more: dict[str, Any] = {
                "text": row.question,
                "since": row.asked_at,
                "due": row.needed_by,
                "by": row.asked_by,
            }
            yield Item(asked="decide", **about, **sides, **more)
            for slug in unheard(board, row):
                sides["on"] = slug
                yield Item(asked="position", **about, **sides, **more)
        elif row.status == "in_force" and row.taken is not None:
            by = row.taken.decider
            for slug in (slug for slug, at in row.informed.items() if at is None):
                sides: dict[str, Any] = {"waiting": department_of(board, by), "on": slug, "by": by}
                since = row.told_at.get(slug, row.taken.recorded_at)
                yield Item(asked="know", text=row.taken.choice, since=since, **about, **sides)


def _of_arbitrations(board: Board, cleared: bool) -> Iterator[Item]:
    """They wait where the director sits; a director of no department finds them among their own things."""
    leads = director_of(board)
    for row in board.arbitrations.values():
        if row.status == "asked" and _seen(row, cleared):
            on = leads.department if leads is not None else None
            sides: dict[str, Any] = {"waiting": department_of(board, row.asked_by), "on": on, "by": row.asked_by}
            yield Item(asked="arbitrate", ref=f"arbitration:{row.id}", text=row.question, since=row.asked_at, **sides)


def _of_contributions(board: Board, cleared: bool) -> Iterator[Item]:
    for row in board.contributions.values():
        for slug in missing_of(row) if _seen(row, cleared) else ():
            sides: dict[str, Any] = {"waiting": department_of(board, row.asked_by), "on": slug, "by": row.asked_by}
            about: dict[str, Any] = {"ref": f"contribution:{row.id}", "text": row.text}
            yield Item(asked="contribute", since=row.asked_at, due=row.needed_by, **about, **sides)


def _of_informations(board: Board, cleared: bool) -> Iterator[Item]:
    for row in board.informations.values():
        for slug, since in unknowing(row).items() if _seen(row, cleared) else ():
            by = row.checked_by if slug in row.told_at else row.by
            sides: dict[str, Any] = {"waiting": department_of(board, by), "on": slug, "by": by}
            asked = asked_about(row, slug)
            sides["reason"] = row.checked_reason if asked != "read" else None
            yield Item(asked=asked, ref=f"information:{row.id}", text=row.text, since=since, **sides)


def _of_tasks(board: Board, cleared: bool) -> Iterator[Item]:
    for row in board.tasks.values():
        if not _seen(row, cleared):
            continue
        about: dict[str, Any] = {"ref": f"task:{row.id}", "text": row.title}
        if row.past is None and row.status == "to_acknowledge":
            sides: dict[str, Any] = {
                "waiting": department_of(board, row.requester),
                "on": row.department,
                "by": row.requester,
            }
            sides["stalled_since"] = row.stalled_since
            yield Item(asked="acknowledge", since=row.since, due=row.due_at, **about, **sides)
        elif row.past is None and row.status == "to_validate":
            on = department_of(board, row.requester)
            sides: dict[str, Any] = {"waiting": row.department, "on": on, "by": row.owner}
            yield Item(asked="validate", since=row.since, due=row.due_at, **about, **sides)
        elif row.waiting is not None and row.status == "waiting":
            other = board.tasks.get(row.waiting.on.task or 0)
            on = row.waiting.on.department or (other.department if other is not None else None)
            sides: dict[str, Any] = {"waiting": row.department, "on": on, "by": row.owner}
            if on != row.department:
                yield Item(asked="free", since=row.waiting.since, reason=row.waiting.reason, **about, **sides)
