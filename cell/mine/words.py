"""What waits on a person, as a sentence in their language."""

from cell import language
from cell.board import Approval, Board, Decision, Task
from cell.language import N_
from cell.mine.things import Thing
from cell.titles import cut, task_title

# The sentence of each code; the words alone where the act needs no other. `who` is a department, else a person.
ASKED = {
    "answer_call": N_("You are called: say whether you come"),
    "take_role": N_("Take over as: {role}"),
    "acknowledge": "{text}",
    "do": "{text}",
    "free": N_("Unblock {who}: {text}"),
    "validate": N_("Validate or return: {text}"),
    "decide": N_("Decide: {text}"),
    "position": N_("Give your department’s position: {text}"),
    "know": N_("Take note: {text}"),
    "read": N_("Take note: {text}"),
    "verified": N_("Now verified: {text}"),
    "refuted": N_("Found to be false: {text}"),
    "doubted": N_("To be verified again: {text}"),
    "accept": N_("Accept or give back: {text}"),
    "use": N_("Say when it is usable: {text}"),
    "renew": N_("Given back to you: {text}"),
    "approve": N_("Approve or refuse: {text}"),
    "arbitrate": N_("Arbitrate: {text}"),
    "contribute": N_("Give your department’s contribution: {text}"),
    "review": N_("Review: {text}"),
    "step_in": N_("Step in: {text}"),
    "bring_in": N_("Have {who} join the cell"),
    "lesson": N_("Close the lesson: {text}"),
}
# What stands under it: who asks, or why. Nothing where that is not known.
BECAUSE = {
    "answer_call": N_("called by {who}"),
    "take_role": N_("offered by {who}"),
    "acknowledge": N_("asked by {who}"),
    "do": N_("asked by {who}"),
    "free": "{reason}",
    "validate": N_("{who} waits on you"),
    "decide": N_("asked by {who}"),
    "position": N_("asked by {who}"),
    "know": N_("decided by {who}"),
    "read": N_("sent to your department by {who}"),
    "verified": N_("checked by {who}"),
    "refuted": N_("checked by {who}"),
    "doubted": N_("checked by {who}"),
    "accept": N_("handed over by {who}"),
    "use": N_("handed over by {who}"),
    "renew": "{reason}",
    "approve": N_("asked by {who}"),
    "arbitrate": N_("asked by {who}"),
    "contribute": N_("asked by {who}"),
    "review": N_("the time of its review has come"),
    "step_in": N_("{who} has not answered in time"),
    "bring_in": N_("nobody of it has come in time"),
    "lesson": N_("written down by {who}"),
}
STALLED = N_("taken in hand, then left: nothing was written about it any more")
GONE = N_("Text withdrawn")
RULED = N_("{question} Decided: {answer}")


def worded(board: Board, ref: str, text: str | None, tongue: str, most: int | None = None) -> str | None:
    """The words of a row, as a reader needs them: a ruling says nothing without the question before it.

    Of so many signs of the question at most, so that the answer is read where there is little room.
    """
    row = board.row(ref)
    if isinstance(row, Task):
        return task_title(row, board, tongue)
    about = board.row(row.object) if isinstance(row, Approval) else row
    if isinstance(about, Decision) and about.taken is not None and about.question and text == about.taken.choice:
        ruled = language.say(RULED, tongue)
        question = about.question if most is None else cut(about.question, most)
        return ruled.format_map({"question": question, "answer": text}) if text else text
    return text


def told(thing: Thing, board: Board, tongue: str) -> tuple[str, str]:
    """A thing as a sentence, and who asks or why, in the reader's language; the second may be empty."""
    row = board.departments.get(thing.waiting or "")
    member = board.members.get(thing.by) if thing.by is not None else None
    known = {
        "who": getattr(row.name, tongue) if row else member.name if member else None,
        "role": language.say(language.LABELS.get(thing.text or "", ""), tongue) if thing.asked == "take_role" else None,
        "reason": thing.reason,
    }
    row_of = board.row(thing.ref)
    text = worded(board, thing.ref, thing.text, tongue) or language.say(GONE, tongue)
    named = {name: value for name, value in known.items() if value}
    sentence = language.say(ASKED[thing.asked], tongue).format_map({"who": "…", "role": "…", **named, "text": text})
    is_stalled = thing.asked in ("acknowledge", "accept") and getattr(row_of, "stalled_since", None) is not None
    try:
        because = STALLED if is_stalled else BECAUSE[thing.asked]
        return sentence, language.say(because, tongue).format_map(named)
    except KeyError:
        return sentence, ""
