"""Standing down: criteria written early, what goes on in the line, the closing as a decision, and reopening."""

from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta

from cell import clock
from cell.board import (
    Approval,
    Arbitration,
    Board,
    Contribution,
    Criterion,
    Decision,
    Handoff,
    Task,
    is_awaited,
    split,
)
from cell.commands import fields
from cell.commands.decisions import finding as questions
from cell.commands.registry import Args, command
from cell.commands.tasks import finding
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import Facts, cells, closing, decisions
from cell.kinds import tasks as dropped

# More than that nobody checks one by one.
CRITERIA_MAX = 12
# So much is written in one go, and everybody else's command waits that long.
PASSED_MOST = 200
Ref = Annotated[str, Meta(pattern=r"\A(approval|handoff|arbitration|contribution|decision|task):[1-9][0-9]{0,9}\Z")]


class SetCriterion(Args, frozen=True, kw_only=True):
    """A number words that criterion anew; none adds one. `seen` is the version that the writer had before them."""

    text: fields.Line
    criterion: fields.Number | None = None
    seen: fields.Number | None = None


@command
def set_criterion(pen: Pen, args: SetCriterion) -> str:
    """Write what must be true before the cell stands down, or word it anew."""
    standing = criteria(pen.board)
    if args.criterion is not None:
        _criterion(pen, args.criterion, args.seen, "text")
    elif len(standing) >= CRITERIA_MAX:
        raise Refused("bad_count", "text", limit=CRITERIA_MAX)
    number = args.criterion or len(pen.board.criterions) + 1
    pen.write(closing.CriterionSet(criterion=number, text=fields.line(args.text, "text")))
    return f"criterion:{number}"


class CheckCriterion(Args, frozen=True, kw_only=True):
    """`seen` is as in set_criterion: who checks answers for words that they read."""

    criterion: fields.Number
    met: bool
    note: fields.Text | None = None
    seen: fields.Number | None = None


@command
def check_criterion(pen: Pen, args: CheckCriterion) -> str:
    """Say whether a criterion is met; of one that is not, why the cell may stand down all the same, or not."""
    criterion = _criterion(pen, args.criterion, args.seen, "note")
    note = fields.maybe_text(args.note, "note")
    if not args.met and note is None:
        raise Refused("missing", "note")
    pen.write(closing.CriterionChecked(criterion=criterion.id, met=args.met, note=note))
    return f"criterion:{criterion.id}"


class DropCriterion(Args, frozen=True, kw_only=True):
    """`seen` is as in set_criterion."""

    criterion: fields.Number
    reason: fields.Text
    seen: fields.Number | None = None


@command
def drop_criterion(pen: Pen, args: DropCriterion) -> str:
    """Take a criterion away, and say why; its number stays."""
    criterion = _criterion(pen, args.criterion, args.seen, "reason")
    pen.write(closing.CriterionDropped(criterion=criterion.id, reason=fields.text(args.reason, "reason")))
    return f"criterion:{criterion.id}"


def _criterion(pen: Pen, number: int, seen: int | None, field: str) -> Criterion:
    row = pen.board.criterions.get(number)
    if row is None:
        raise Refused("not_found", "criterion")
    if row.dropped_at is not None:
        raise Refused("wrong_state", "criterion", status="retired")
    fields.check_seen(seen, row.version, field, is_gone=row.text is None, ref=f"criterion:{row.id}")
    return row


def criteria(board: Board) -> list[Criterion]:
    """The criteria that count."""
    return [row for row in board.criterions.values() if row.dropped_at is None]


# In the order in which they are passed on: nobody needs a yes any more to a task that has gone.
NOUNS = ("approval", "handoff", "arbitration", "contribution", "decision", "task")


def is_open(board: Board, row: Any) -> bool:
    """Whether a row is something that a cell cannot close over."""
    if isinstance(row, Approval):
        return is_awaited(board, row)
    return isinstance(row, Task | Decision | Handoff | Arbitration | Contribution) and row.status in OPEN[type(row)]


OPEN: dict[type, tuple[str, ...]] = {
    Task: finding.RUNNING,
    Decision: ("asked",),
    Handoff: ("offered", "seen", "accepted", "returned"),
    Arbitration: ("asked",),
    Contribution: ("asked",),
}


def still_open(board: Board) -> dict[str, list[Any]]:
    """What a cell cannot close over, by noun: what runs, is asked or was handed over, and nobody settled."""
    return {noun: [row for row in board.shelf(noun).values() if is_open(board, row)] for noun in NOUNS}


class PassOnTask(Args, frozen=True, kw_only=True):
    """`line` names who owns it outside the cell from now on."""

    task: fields.Number
    line: fields.Line
    reason: fields.Text | None = None


@command
def pass_on_task(pen: Pen, args: PassOnTask) -> str:
    """Hand a task to a named owner in the line: the cell follows it no more."""
    task = finding.find(pen, args.task, *finding.RUNNING)
    line, reason = fields.line(args.line, "line"), fields.maybe_text(args.reason, "reason")
    pen.write(closing.TaskLeft(task=task.id, line=line, reason=reason))
    return f"task:{task.id}"


class PassOnDecision(Args, frozen=True, kw_only=True):
    """Without a `line` the question is dropped; its reason is then needed."""

    decision: fields.Number
    line: fields.Line | None = None
    reason: fields.Text | None = None


@command
def pass_on_decision(pen: Pen, args: PassOnDecision) -> str:
    """Hand a question to a named person in the line, or drop it with its reason."""
    decision = questions.decision(pen, args.decision, "asked")
    line = fields.line(args.line, "line") if args.line and args.line.strip() else None
    reason = fields.maybe_text(args.reason, "reason")
    if line is None and reason is None:
        raise Refused("missing", "reason")
    return questions.write(pen, decision, closing.DecisionLeft(decision=decision.id, line=line, reason=reason))


class PassOnRest(Args, frozen=True, kw_only=True):
    """`objects` are refs of what is still open. Without a `line` all of it is dropped; its reason is then needed."""

    objects: Annotated[tuple[Ref, ...], Meta(min_length=1, max_length=PASSED_MOST)]
    line: fields.Line | None = None
    reason: fields.Text | None = None


@command
def pass_on_rest(pen: Pen, args: PassOnRest) -> str:
    """Hand several things that are still open to one person in the line, or drop them all for one reason, at once."""
    line = fields.line(args.line, "line") if args.line and args.line.strip() else None
    reason = fields.maybe_text(args.reason, "reason")
    if line is None and reason is None:
        raise Refused("missing", "reason")
    refs = sorted(dict.fromkeys(args.objects), key=lambda ref: NOUNS.index(split(ref)[0]))
    for ref in refs:
        row = pen.board.row(ref)
        if row is None or (row.clearance != "cell" and not pen.is_cleared):
            raise Refused("not_found", "objects")
        if not is_open(pen.board, row):
            raise Refused("wrong_state", "objects", status=getattr(row, "status", None))
        pen.write(_left(*split(ref), line, reason), row.clearance)
    return refs[0]


def _left(noun: str, number: Any, line: str | None, reason: str | None) -> Facts:
    if noun == "task" and line is None:
        return dropped.TaskDropped(task=number, reason=reason)
    return LEAVING[noun](**{noun: number}, line=line, reason=reason)


LEAVING: dict[str, Callable[..., Facts]] = {
    "approval": closing.ApprovalLeft,
    "handoff": closing.HandoffLeft,
    "arbitration": closing.ArbitrationLeft,
    "contribution": closing.ContributionLeft,
    "decision": closing.DecisionLeft,
    "task": closing.TaskLeft,
}


class CloseCell(Args, frozen=True, kw_only=True):
    """`reason` is why now: the rationale of the decision. `question` and `choice` are its words where they are given.

    `settled` is how a director closes with nothing left behind: refused while a task runs, a question, a hand-off, an
    approval, an arbitration or a contribution waits, or a criterion is unchecked. Without it the cell closes over them,
    and they are read as left open.
    """

    reason: fields.Text
    question: fields.Text | None = None
    choice: fields.Text | None = None
    decided_at: fields.Instant | None = None
    settled: bool = False


@command
def close_cell(pen: Pen, args: CloseCell) -> str:
    """Stand down, all or nothing: the closing, the decision that it is, and the signature of the head."""
    reason = fields.text(args.reason, "reason")
    if args.settled:
        _check_settled(pen.board)
    # First, so that who sends it twice is answered with the cell's own row.
    pen.write(cells.CellClosed(reason=reason))
    if pen.by is not None:
        _decide(pen, args, reason, pen.by)
    entry, head = pen.board.seq, pen.digest
    signature, public_key = pen.seal()
    pen.write(cells.CellSealed(entry=entry, head=head, signature=signature, public_key=public_key))
    return "cell"


def _check_settled(board: Board) -> None:
    if any(still_open(board).values()):
        raise Refused("still_open")
    if any(row.met is None for row in criteria(board)):
        raise Refused("unchecked")


def _decide(pen: Pen, args: CloseCell, reason: str, director: int) -> None:
    """To close is a decision like another, with its number. Only people's own words are in it."""
    decided_at = fields.instant(args.decided_at, "decided_at") or pen.at
    if clock.seconds_between(pen.at, decided_at) > finding.SLACK_S:
        raise Refused("bad_value", "decided_at")
    number = len(pen.board.decisions) + 1
    choice = fields.maybe_text(args.choice, "choice") or reason
    question = fields.maybe_text(args.question, "question") or choice
    pen.write(decisions.DecisionAsked(decision=number, question=question, decider=director))
    pen.write(
        decisions.DecisionTaken(
            decision=number, choice=choice, rationale=reason, decider=director, decided_at=decided_at
        )
    )


class ReopenCell(Args, frozen=True, kw_only=True):
    reason: fields.Text


@command
def reopen_cell(pen: Pen, args: ReopenCell) -> str:
    """Work again in a closed cell; its criteria have to be looked at again."""
    if pen.board.cell.state == "open":
        raise Refused("wrong_state", status="open")
    pen.write(cells.CellReopened(reason=fields.text(args.reason, "reason")))
    return "cell"
