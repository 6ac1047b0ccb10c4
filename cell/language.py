"""Sentences, made at reading time in the reader's language.

Entries and refusals carry numbers, ids and people's own words, never a sentence of ours. One catalogue (cell/words)
serves Python, templates and the browser.
"""

import gettext
from functools import cache
from pathlib import Path

from cell.board import Board
from cell.errors import Refused
from cell.refusals import DETAILED, REFUSALS, hour
from cell.refusals import N_ as N_

TONGUES = ("fr", "en")
WORDS = Path(__file__).parent / "words"

# One sentence per kind. Names in braces are filled from the facts and the board, by the browser and by exports.
SENTENCES = {
    "aim.set": N_("{by} set the common aim: {text}"),
    "approval.asked": N_("{by} asked {department} to approve {object}: {approval}"),
    "approval.given": N_("{by} gave approval {approval}"),
    "approval.lapsed": N_("Nobody answered {approval} in time: by its rule it lapses"),
    "approval.left": N_("{approval} leaves the cell unanswered, for: {line}. {reason}"),
    "approval.presumed": N_("Nobody answered {approval} in time: by its rule that is a yes"),
    "approval.refused": N_("{by} refused approval {approval}: {reason}"),
    "approval.released": N_("{by} released {object} by fast lane {lane} of {department}"),
    "approval.withdrawn": N_("{by} asks for {approval} no more: {reason}"),
    "arbitration.asked": N_("{by} asked for a ruling between {first} and {second}, {arbitration}: {question}"),
    "arbitration.left": N_("{arbitration} leaves the cell unruled, for: {line}. {reason}"),
    "arbitration.recalled": N_("The indicator of {department} counts again ({arbitration})"),
    "arbitration.ruled": N_("{arbitration} ruled by {decider}: {text}{suspension}"),
    "cell.closed": N_("{by} closed the cell: {reason}"),
    "cell.levelled": N_("{by} changed the level to {level}: {reason}"),
    "cell.opened": N_("{by} opened the cell, level {level}: {title}"),
    "cell.reopened": N_("{by} reopened the cell: {reason}"),
    "cell.sealed": N_("The journal is sealed up to no. {entry}"),
    "contribution.asked": N_("{by} asked {departments} for their contribution, {contribution}: {text}"),
    "contribution.given": N_("{department} gave its contribution to {contribution}: {text}"),
    "contribution.left": N_("{contribution} leaves the cell incomplete, for: {line}. {reason}"),
    "contribution.withdrawn": N_("{by} asks for {contribution} no more: {reason}"),
    "criterion.checked": N_("{by} on stand-down criterion {criterion}, {met}: {note}"),
    "criterion.dropped": N_("{by} took stand-down criterion {criterion} away: {reason}"),
    "criterion.set": N_("{by} set stand-down criterion {criterion}: {text}"),
    "decision.acknowledged": N_("{department} knows of {decision}"),
    "decision.asked": N_("{by} asked for {decision}: {question}"),
    "decision.informed": N_("{by} told {departments} to take note of {decision}"),
    "decision.left": N_("{decision} leaves the cell unsettled, for: {line}. {reason}"),
    "decision.recalled": N_("The time has come to review {decision}"),
    "decision.recorded": N_("{by} wrote down {decision}, taken earlier: {text}"),
    "decision.reviewed": N_("{by} reviewed {decision}, {verdict}: {text}"),
    "decision.revoked": N_("{by} revoked {decision}: {reason}"),
    "decision.superseded": N_("{decision} gives way to {successor}"),
    "decision.taken": N_("{decision} taken by {decider}: {choice}"),
    "department.added": N_("{by} called {department} into the cell"),
    "department.staffed": N_("{department}: holder {holder}, deputy {deputy}, sponsor {sponsor}"),
    "duplicate.linked": N_("{by} linked {task} as a duplicate of {of}"),
    "duplicate.unlinked": N_("{by} unlinked {task}, no duplicate of {of}"),
    "entry.corrected": N_("{by} corrected no. {entry}: {text}"),
    "entry.linked": N_("No. {entry} answers no. {answers}"),
    "entry.marked": N_("{by} marked no. {entry} as a key fact"),
    "entry.redacted": N_("{by} redacted no. {entry}: {reason}"),
    "entry.unmarked": N_("{by} took the mark of a key fact off no. {entry}"),
    "handoff.accepted": N_("{by} accepted {handoff}"),
    "handoff.completed": N_("{by} on {handoff}: it is usable"),
    "handoff.left": N_("{handoff} leaves the cell open, for: {line}. {reason}"),
    "handoff.offered": N_("{department} hands over to {to}, {handoff}: {text}"),
    "handoff.renewed": N_("{by} offered {handoff} again: {text}"),
    "handoff.returned": N_("{by} gave {handoff} back: {reason}"),
    "handoff.seen": N_("{by} has read {handoff}"),
    "handoff.stalled": N_("{handoff} was accepted and then left, last touched {touched_at}: it is to accept again"),
    "handoff.withdrawn": N_("{by} took {handoff} back: {reason}"),
    "helper.joined": N_("{member} helps on {task}"),
    "helper.left": N_("{member} helps no more on {task}"),
    "information.acknowledged": N_("{department} knows of {information}"),
    "information.checked": N_("{by} holds {information} to be “{state}”: {reason}"),
    "information.recorded": N_("{by} recorded: {text}"),
    "information.seen": N_("{department} has read {information}"),
    "invitation.made": N_("{by} made invitation no. {invitation} for {department}, {role}"),
    "invitation.revoked": N_("{by} revoked invitation no. {invitation}"),
    "lane.closed": N_("{by} closed fast lane {lane}: {reason}"),
    "lane.opened": N_("{department} clears a class of messages beforehand, fast lane {lane}: {text}"),
    "lesson.added": N_("{by} wrote down lesson {lesson} for {owner}, by {due_at}: {text}"),
    "lesson.closed": N_("{by} closed lesson {lesson}: {proof}"),
    "lesson.edited": N_("{by} changed lesson {lesson}: {changes}"),
    "lesson.reopened": N_("{by} reopened lesson {lesson}: {reason}"),
    "member.added": N_("{member} joined the cell, {role}"),
    "member.answered": N_("{member} answered the call: {answer}"),
    "member.removed": N_("{member} left the cell"),
    "message.recorded": N_("{by} wrote down what was said: {text}"),
    "objective.measured": N_("{by} measured {objective}: {value} ({measured_at})"),
    "objective.retired": N_("{by} retired {objective}: {reason}"),
    "objective.set": N_("{by} set {objective}: {text}"),
    "option.added": N_("{by} added an option to {decision}: {text}"),
    "phase.set": N_("{by} announced the phase: {phase}"),
    "point.set": N_("{by} set the next point: {at}"),
    "position.given": N_("{department} on {decision}, {stance}: {reason}"),
    "review.noted": N_("{by} reviewed {decision} afterwards, reasonable: {reasonable}. Outcome: {outcome}"),
    "role.accepted": N_("{member} accepted the role “{role}”; held before by {former}"),
    "role.declined": N_("{by} ended the offer of the role “{role}” to {member}"),
    "role.given": N_("{member} is now {role}"),
    "role.offered": N_("{by} offered {member} the role “{role}”"),
    "role.taken": N_("{member} took the role “{role}” without a handover; held before by {former}: {reason}"),
    "situation.set": N_("{by} described the situation: {text}"),
    "source.recorded": N_("{by} took in the record {file}, rows: {rows}"),
    "start.set": N_("The measures count from no. {entry}"),
    "statement.drafted": N_("{by} drafted {statement} for {audience}: {text}"),
    "statement.published": N_("{by} published {statement}, approvals not waited for: {missing}"),
    "statement.revised": N_("{by} worded {statement} anew: {text}"),
    "statement.told": N_("{speaker} said {statement} to {whom}"),
    "statement.withdrawn": N_("{by} withdrew {statement}: {reason}"),
    "step.passed": N_("{name} went from {department} to {to}"),
    "step.recorded": N_("{name}, step {step}, {department}: {activity}"),
    "target.neared": N_("{department}: {measure} ({object}), the target passes on {due_at}"),
    "target.passed": N_("{department}: {measure} ({object}), the target has passed, it was {due_at}"),
    "task.acknowledged": N_("{by} acknowledged {task}"),
    "task.added": N_("{by} gave {department} {task}: {title}"),
    "task.commented": N_("{by} on {task}: {text}"),
    "task.completed": N_("{by} finished {task}"),
    "task.dropped": N_("{by} dropped {task}: {reason}"),
    "task.edited": N_("{by} changed {task}: {changes}"),
    "task.left": N_("{task} goes on outside the cell, with: {line}. {reason}"),
    "task.recorded": N_("{by} wrote down {task}, done earlier: {text}"),
    "task.reopened": N_("{by} reopened {task}"),
    "task.resumed": N_("{by} resumed {task}"),
    "task.returned": N_("{by} returned {task}: {reason}"),
    "task.stalled": N_("{task} was taken in hand and then left, last touched {touched_at}: it is to acknowledge again"),
    "task.submitted": N_("{by} handed in {task} for validation"),
    "task.undone": N_("{by} took back no. {entry} on {task}"),
    "task.validated": N_("{by} validated {task}"),
    "task.waited": N_("{task} waits on {on}: {reason}"),
    "wait.escalated": N_("{department} has not answered: {measure} ({object}) goes up to {called}"),
    "wall.made": N_("{by} made wall link no. {wall}"),
    "wall.revoked": N_("{by} revoked wall link no. {wall}"),
}

AUDIENCES = {
    "employees": N_("Employees"),
    "customers": N_("Customers"),
    "suppliers": N_("Suppliers"),
    "partners": N_("Partners"),
    "media": N_("Media"),
    "public": N_("General public"),
    "authorities": N_("Authorities"),
    "unions": N_("Staff representatives"),
    "shareholders": N_("Shareholders"),
}
LABELS = {
    "to_acknowledge": N_("To acknowledge"),
    "in_progress": N_("In progress"),
    "waiting": N_("Waiting"),
    "to_validate": N_("To validate"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
    "open": N_("Open"),
    "closed": N_("Closed"),
    "asked": N_("Asked"),
    "in_force": N_("In force"),
    "superseded": N_("Superseded"),
    "revoked": N_("Revoked"),
    "redacted": N_("Redacted"),
    "retired": N_("Retired"),
    "director": N_("Crisis director"),
    "coordinator": N_("Coordinator"),
    "loggist": N_("Loggist"),
    "communications": N_("Communications"),
    "member": N_("Department member"),
    "observer": N_("Observer"),
    "to_verify": N_("to verify"),
    "verified": N_("verified"),
    "false": N_("false"),
    "fact": N_("fact"),
    "assumption": N_("assumption"),
    "rumour": N_("rumour"),
    "met": N_("met"),
    "not_met": N_("not met"),
    "yes": N_("yes"),
    "partly": N_("partly"),
    "no": N_("no"),
    "keep": N_("it still holds"),
    "replace": N_("to be replaced"),
    "revoke": N_("revoked"),
    "here": N_("here"),
    "coming": N_("coming"),
    "cannot": N_("cannot come"),
    "for": N_("for"),
    "against": N_("against"),
    "reserved": N_("reserved"),
    "offered": N_("Offered"),
    "seen": N_("Seen"),
    "accepted": N_("Accepted"),
    "returned": N_("Given back"),
    "usable": N_("Usable"),
    "withdrawn": N_("Withdrawn"),
    "given": N_("Given"),
    "complete": N_("Complete"),
    "refused": N_("Refused"),
    "lapsed": N_("Lapsed"),
    "presumed": N_("Yes by silence"),
    "released": N_("By fast lane"),
    "overtaken": N_("Overtaken"),
    "draft": N_("Draft"),
    "ruled": N_("Ruled"),
    "first": N_("the first"),
    "second": N_("the second"),
    "neither": N_("neither"),
    "published": N_("Published"),
    "escalate": N_("it goes up to the deputy, then to the director"),
    "lapse": N_("the request lapses"),
    "agree": N_("it counts as a yes"),
    **AUDIENCES,
}

FIELDS = {
    "title": N_("title"),
    "department": N_("department"),
    "owner": N_("owner"),
    "due_at": N_("due time"),
    "priority": N_("priority"),
    "objective": N_("objective"),
    "decision": N_("decision"),
    "text": N_("wording"),
}
AUTOMATIC = N_("automatic")
NONE = N_("none")
NOBODY = N_("nobody")

LEVELS = {1: N_("limited"), 2: N_("serious"), 3: N_("major"), 4: N_("vital")}
TYPES = {
    "supply": N_("Supply break"),
    "controversy": N_("Public controversy"),
    "recall": N_("Product recall"),
    "outage": N_("IT outage"),
    "accident": N_("Site accident"),
    "breach": N_("Data breach"),
    "other": N_("Other"),
}


@cache
def words(tongue: str) -> gettext.NullTranslations:
    """The catalogue of a language; English is what the code is written in."""
    return gettext.translation("messages", WORDS, [tongue], fallback=True)


def say(text: str, tongue: str) -> str:
    """A marked sentence in a language."""
    return words(tongue).gettext(text)


def sentences(tongue: str) -> dict[str, str]:
    """The sentence of every kind, in a language, with its braces."""
    return {kind: say(text, tongue) for kind, text in SENTENCES.items()}


def refusal(
    refused: Refused, tongue: str, board: Board | None = None, zone: str = "Europe/Paris", now: str | None = None
) -> str:
    """What a person is told of a refusal: by whom, when and up to what where that is known.

    `now` says which day is today; without it an hour is of today.
    """
    known = {name: str(value) for name, value in refused.about.items() if value is not None}
    if "who" in known:
        member = board.members.get(int(known["who"])) if board else None
        known.pop("who")
        if member is not None and member.name:
            known["who"] = member.name
    if "at" in known:
        text, values = hour(known["at"], zone, now or known["at"])
        known["at"] = say(text, tongue).format_map(values)
    if "status" in known:
        known["status"] = say(LABELS.get(known["status"], known["status"]), tongue)
    for text in DETAILED.get(refused.code, ()):
        try:
            return say(text, tongue).format_map(known)
        except KeyError:
            continue
    return say(REFUSALS[refused.code], tongue)


# The same words as in static/js/clock.js, of which this is the server's side.
SPANS = (N_("{n} s"), N_("{n} min"), N_("{h} h {m}"), N_("{d} d {h} h"), N_("{d} d {h} h {m}"))


def lasting(seconds: float, tongue: str, *, to_the_minute: bool = False) -> str:
    """A duration in words: 45 s (under two minutes), 38 min, 2 h 10, 1 d 05 h; or always hours and minutes."""
    minutes, hours, days = (int(max(0, seconds)) // size for size in (60, 3_600, 86_400))
    known = {"d": days, "h": f"{hours % 24:02d}" if days else hours, "m": f"{minutes % 60:02d}"}
    if to_the_minute:
        return say(SPANS[4 if days else 2], tongue).format_map(known)
    if minutes < 2:
        return say(SPANS[0], tongue).format(n=int(max(0, seconds)))
    if not hours:
        return say(SPANS[1], tongue).format(n=minutes)
    return say(SPANS[3 if days else 2], tongue).format_map(known)
