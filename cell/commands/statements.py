"""Statements: the words everybody says to an audience. One wording is current; nothing of the others ever goes."""

from typing import Any

from cell import clock
from cell.board import Board, Statement
from cell.commands import fields
from cell.commands.approvals import Audience, Departments
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.commands.speaking import check_reader, check_seat
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts, statements

APPROVED = ("given", "presumed", "released")
SAID_MAX = 60_000
SLACK_S = 60


class DraftStatement(Args, frozen=True, kw_only=True):
    """For whom, in which words, and which departments must approve them."""

    audience: Audience
    text: fields.Text
    approvers: Departments | None = None
    restricted: bool = False


@command
def draft_statement(pen: Pen, args: DraftStatement) -> str:
    """Propose what is to be said to an audience."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
    approvers = tuple(dict.fromkeys(args.approvers or ()))
    for slug in approvers:
        check_seat(pen, slug, "approvers")
        if args.restricted:
            check_reader(slug, "approvers")
    number = len(pen.board.statements) + 1
    text = fields.text(args.text, "text")
    said = statements.StatementDrafted(statement=number, audience=args.audience, text=text, approvers=approvers)
    pen.write(said, CLEARANCE if args.restricted else "cell")
    return f"statement:{number}"


class ReviseStatement(Args, frozen=True, kw_only=True):
    """`seen` is the version that the editor had before them: what somebody else worded since is not written over."""

    statement: fields.Number
    text: fields.Text
    reason: fields.Text | None = None
    seen: fields.Number | None = None


@command
def revise_statement(pen: Pen, args: ReviseStatement) -> str:
    """Word a draft anew; its approvals, which were of the former wording, are to be asked again."""
    row = _find(pen, args.statement, "draft")
    last = row.wordings[-1]
    about: dict[str, Any] = {"who": last.by, "at": last.at, "ref": f"statement:{row.id}"}
    fields.check_seen(args.seen, last.version, "text", is_gone=last.text is None, **about)
    text = fields.text(args.text, "text")
    if text == last.text:
        raise Refused("already_there", "text", at=last.at)
    reason = fields.maybe_text(args.reason, "reason")
    _check_size(row, text + (reason or ""), "text")
    return _write(
        pen, row, statements.StatementRevised(statement=row.id, version=last.version + 1, text=text, reason=reason)
    )


class PublishStatement(Args, frozen=True, kw_only=True):
    """`reason` is for a director who does not wait for approvals that are missing; `seen` is the version they read."""

    statement: fields.Number
    reason: fields.Text | None = None
    seen: fields.Number | None = None


@command
def publish_statement(pen: Pen, args: PublishStatement) -> str:
    """Make the present wording what everybody says to its audience; its approvals must be there."""
    row = _find(pen, args.statement, "draft")
    last = row.wordings[-1]
    fields.check_seen(args.seen, last.version, "statement", who=last.by, at=last.at)
    standing = current_of(pen.board, row.audience)
    if standing is not None and standing.clearance == "cell" and row.clearance != "cell":
        raise Refused("bad_value", "statement")  # what gives way would tell of what is restricted
    missing = missing_of(pen.board, row)
    reason = fields.maybe_text(args.reason, "reason")
    if missing and reason is None:
        raise Refused("unapproved", "reason")
    if missing and pen.me is not None and pen.me.role != "director":
        raise Refused("unapproved", "statement")
    said = statements.StatementPublished(
        statement=row.id, version=row.wordings[-1].version, missing=missing, reason=reason if missing else None
    )
    return _write(pen, row, said)


class TellStatement(Args, frozen=True, kw_only=True):
    """Without a speaker it is who writes, without a time it is now."""

    statement: fields.Number
    whom: fields.Line
    channel: fields.Line | None = None
    speaker: fields.Number | None = None
    told_at: fields.Instant | None = None


@command
def tell_statement(pen: Pen, args: TellStatement) -> str:
    """Write down who was told the published words, how, when and by whom."""
    row = _find(pen, args.statement, "published")
    speaker = args.speaker if args.speaker is not None else pen.by
    if speaker is None:
        raise Refused("missing", "speaker")
    present(pen, speaker, "speaker")
    told_at = fields.instant(args.told_at, "told_at") or pen.at
    if clock.seconds_between(pen.at, told_at) > SLACK_S:
        raise Refused("bad_value", "told_at")
    whom = fields.line(args.whom, "whom")
    channel = fields.line(args.channel, "channel") if args.channel and args.channel.strip() else None
    _check_size(row, whom + (channel or ""), "whom")
    said = statements.StatementTold(
        statement=row.id,
        version=row.wordings[-1].version,
        whom=whom,
        channel=channel,
        speaker=speaker,
        told_at=told_at,
    )
    return _write(pen, row, said)


class WithdrawStatement(Args, frozen=True, kw_only=True):
    statement: fields.Number
    reason: fields.Text


@command
def withdraw_statement(pen: Pen, args: WithdrawStatement) -> str:
    """Say it no more, or never; why stays beside it."""
    row = _find(pen, args.statement, "draft", "published")
    return _write(pen, row, statements.StatementWithdrawn(statement=row.id, reason=fields.text(args.reason, "reason")))


def current_of(board: Board, audience: str) -> Statement | None:
    """What is said to an audience now."""
    rows = (row for row in board.statements.values() if row.status == "published" and row.audience == audience)
    return next(rows, None)


def missing_of(board: Board, row: Statement) -> tuple[str, ...]:
    """The departments that must approve a statement and have not said yes to its present wording."""
    said = (f"statement:{row.id}", row.wordings[-1].version)
    yes = {
        one.department
        for one in board.approvals.values()
        if (one.object, one.wording) == said and one.status in APPROVED
    }
    return tuple(slug for slug in row.approvers if slug not in yes)


def _find(pen: Pen, number: int, *states: str) -> Statement:
    row = pen.board.statements.get(number)
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "statement")
    if row.status not in states:
        raise Refused("wrong_state", "statement", status=row.status)
    return row


def _check_size(row: Statement, words: str, field: str) -> None:
    """The whole row goes to every screen each time it changes: it may not grow without end."""
    said = [(one.text or "") + (one.reason or "") for one in row.wordings]
    said += [(one.whom or "") + (one.channel or "") for one in row.told]
    left = SAID_MAX - sum(len(one) + 100 for one in said)
    if len(words) > left:
        raise Refused("too_long", field, limit=max(left, 0))


def _write(pen: Pen, row: Statement, said: Facts) -> str:
    pen.write(said, row.clearance)
    return f"statement:{row.id}"
