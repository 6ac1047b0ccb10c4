"""Random histories: what five people might do to a cell, sensible or not, for tests that look for what must hold."""

from typing import Any

from hypothesis import strategies as st

from cell import clock
from cell.journal.orders import Command
from tests.cast import SEATS, World

Deed = tuple[str, str, dict[str, Any]]
_PEOPLE_FIELDS = ("member", "decider", "holder", "deputy")
WORDS = st.sampled_from(["appeler", "ligne occupée", "é€😀", "x" * 40, "- a\n- b"])
TASK = st.integers(1, 4)
DECISION = st.integers(1, 3)
DEPARTMENT = st.sampled_from(SEATS)
ENTRY = st.integers(1, 40)
LAST = 2**31 - 1  # the last entry of the task, whose author takes it back
PEOPLE = ("alice", "alice", "alice", "bruno", "bruno", "chloe", "chloe", "dan", "eve")
ROLE = st.sampled_from(["director", "coordinator", "loggist"])
MAYBE = st.none() | st.integers(1, 5)
DIGEST = st.sampled_from(["ab" * 32, "cd" * 32])
ON = st.fixed_dictionaries({"department": DEPARTMENT}) | st.fixed_dictionaries({"task": TASK})
ON |= st.fixed_dictionaries({"outside": WORDS})
HANDOFF = st.integers(1, 2)
AUDIENCE = st.sampled_from(["media", "customers"])
OBJECT = st.sampled_from(["statement:1", "statement:2", "decision:1", "task:1"])
LEFT = st.sampled_from(["task:1", "decision:1", "handoff:1", "approval:1", "arbitration:1", "contribution:1"])
STANCE = st.sampled_from(["for", "against", "reserved"])

# A command, its arguments, and how often it is drawn.
DEEDS: list[tuple[str, dict[str, st.SearchStrategy[Any]], int]] = [
    ("add_task", {"title": WORDS, "department": DEPARTMENT}, 4),
    ("acknowledge_task", {"task": TASK}, 2),
    ("wait_task", {"task": TASK, "reason": WORDS, "on": ON}, 3),
    ("resume_task", {"task": TASK}, 1),
    ("submit_task", {"task": TASK}, 1),
    ("validate_task", {"task": TASK}, 1),
    ("return_task", {"task": TASK, "reason": WORDS}, 1),
    ("complete_task", {"task": TASK, "result": WORDS}, 2),
    ("drop_task", {"task": TASK, "reason": WORDS}, 1),
    ("reopen_task", {"task": TASK}, 1),
    ("edit_task", {"task": TASK, "title": WORDS, "priority": st.integers(1, 3)}, 1),
    ("comment_task", {"task": TASK, "text": WORDS}, 1),
    ("edit_task", {"task": TASK, "title": WORDS, "seen": ENTRY}, 1),
    ("join_task", {"task": TASK, "member": st.integers(1, 5)}, 2),
    ("leave_task", {"task": TASK, "member": st.integers(1, 5)}, 1),
    ("link_duplicate", {"task": TASK, "of": TASK}, 2),
    ("unlink_duplicate", {"task": TASK}, 1),
    ("undo_task", {"task": TASK, "entry": st.just(LAST)}, 6),
    ("ask_decision", {"question": WORDS, "restricted": st.booleans()}, 2),
    ("add_option", {"decision": DECISION, "text": WORDS}, 1),
    ("give_position", {"decision": DECISION, "department": DEPARTMENT, "stance": STANCE, "reason": WORDS}, 1),
    ("take_decision", {"decision": DECISION, "choice": WORDS, "rationale": WORDS, "decider": st.just(1)}, 2),
    ("pass_on_decision", {"decision": DECISION, "line": st.none() | WORDS, "reason": WORDS}, 1),
    (
        "pass_on_rest",
        {"objects": st.lists(LEFT, min_size=1, max_size=2), "line": st.none() | WORDS, "reason": WORDS},
        2,
    ),
    ("acknowledge_decision", {"decision": DECISION, "department": DEPARTMENT}, 1),
    ("supersede_decision", {"decision": DECISION, "by": DECISION}, 1),
    ("revoke_decision", {"decision": DECISION, "reason": WORDS}, 1),
    ("inform_decision", {"decision": DECISION, "departments": st.lists(DEPARTMENT, min_size=1, max_size=2)}, 1),
    ("review_decision", {"decision": DECISION, "verdict": st.sampled_from(["keep", "revoke"]), "text": WORDS}, 1),
    ("record_information", {"text": WORDS, "restricted": st.booleans()}, 2),
    ("correct_entry", {"entry": ENTRY, "text": WORDS, "reason": WORDS}, 1),
    ("redact_entry", {"entry": ENTRY, "reason": WORDS}, 3),
    ("set_aim", {"text": WORDS}, 1),
    ("set_objective", {"text": WORDS, "unit": st.sampled_from(["%", "t"])}, 1),
    ("measure_objective", {"objective": st.integers(1, 2), "value": st.sampled_from(["1", "2.5"])}, 1),
    ("retire_objective", {"objective": st.integers(1, 5), "reason": WORDS}, 1),
    ("set_situation", {"text": WORDS, "seen": st.integers(0, 2)}, 1),
    ("set_point", {"at": st.none()}, 1),
    ("set_phase", {"phase": WORDS}, 1),
    ("change_level", {"level": st.integers(1, 4), "reason": WORDS}, 1),
    ("add_department", {"department": st.sampled_from(["finance", "quality"])}, 1),
    ("give_role", {"member": st.just(3), "role": st.sampled_from(["member", "observer"]), "department": DEPARTMENT}, 1),
    ("remove_member", {"member": st.sampled_from([3, 4])}, 1),
    ("add_member", {"member": st.sampled_from([3, 4]), "role": st.just("member"), "department": DEPARTMENT}, 1),
    ("answer_call", {"answer": st.sampled_from(["here", "coming", "cannot"])}, 1),
    ("offer_role", {"member": st.integers(1, 4), "role": ROLE}, 4),
    ("accept_role", {"role": ROLE}, 4),
    ("decline_role", {"role": ROLE}, 1),
    ("take_direction", {"reason": WORDS}, 1),
    ("staff_department", {"department": DEPARTMENT, "holder": MAYBE, "deputy": MAYBE}, 1),
    ("make_invitation", {"department": DEPARTMENT, "digest": DIGEST, "expires_at": st.just("soon")}, 1),
    ("revoke_invitation", {"invitation": st.integers(1, 2)}, 1),
    ("join_cell", {"invitation_digest": DIGEST}, 1),
    ("make_wall", {"digest": DIGEST}, 1),
    ("revoke_wall", {"wall": st.integers(1, 2)}, 1),
    ("offer_handoff", {"to": DEPARTMENT, "text": WORDS, "task": st.none() | TASK, "department": DEPARTMENT}, 2),
    ("see_handoff", {"handoff": HANDOFF}, 1),
    ("accept_handoff", {"handoff": HANDOFF}, 2),
    ("return_handoff", {"handoff": HANDOFF, "reason": WORDS}, 1),
    ("renew_handoff", {"handoff": HANDOFF, "text": WORDS}, 1),
    ("complete_handoff", {"handoff": HANDOFF}, 1),
    ("withdraw_handoff", {"handoff": HANDOFF, "reason": WORDS}, 1),
    ("draft_statement", {"audience": AUDIENCE, "text": WORDS, "restricted": st.booleans()}, 2),
    ("revise_statement", {"statement": HANDOFF, "text": WORDS}, 1),
    ("ask_approval", {"object": OBJECT, "departments": st.lists(DEPARTMENT, min_size=1, max_size=2)}, 2),
    ("give_approval", {"approval": HANDOFF}, 1),
    ("refuse_approval", {"approval": HANDOFF, "reason": WORDS}, 1),
    ("withdraw_approval", {"approval": HANDOFF, "reason": WORDS}, 1),
    ("open_lane", {"text": WORDS, "department": DEPARTMENT}, 1),
    ("release_approval", {"object": OBJECT, "lane": st.just(1)}, 1),
    ("publish_statement", {"statement": HANDOFF, "reason": st.none() | WORDS}, 2),
    ("tell_statement", {"statement": HANDOFF, "whom": WORDS}, 1),
    (
        "ask_arbitration",
        {"question": WORDS, "first": DEPARTMENT, "first_text": WORDS, "second": DEPARTMENT, "second_text": WORDS},
        1,
    ),
    (
        "rule_arbitration",
        {"arbitration": st.just(1), "choice": st.just("first"), "text": WORDS, "reason": WORDS, "decider": st.just(1)},
        1,
    ),
    (
        "ask_contributions",
        {
            "text": WORDS,
            "departments": st.lists(DEPARTMENT, min_size=1, max_size=2),
            "needed_by": st.just("soon"),
            "restricted": st.booleans(),
        },
        2,
    ),
    ("give_contribution", {"contribution": HANDOFF, "department": DEPARTMENT, "text": WORDS}, 2),
    ("withdraw_contribution", {"contribution": HANDOFF, "reason": WORDS}, 1),
    ("withdraw_statement", {"statement": HANDOFF, "reason": WORDS}, 1),
    ("close_cell", {"reason": WORDS}, 1),
    ("reopen_cell", {"reason": WORDS}, 4),
]


def deeds() -> st.SearchStrategy[Deed]:
    """One deed of one person."""
    drawn = [st.tuples(st.sampled_from(PEOPLE), st.just(name), st.fixed_dictionaries(args)) for name, args, _ in DEEDS]
    places = [place for place, (_, _, often) in enumerate(DEEDS) for _ in range(often)]
    return st.sampled_from(places).flatmap(drawn.__getitem__)


def order(world: World, cell: str, deed: Deed, key: str) -> Command:
    """The command of a deed. Members are named by place in the cast, so that a history means the same in any world."""
    who, name, args = deed
    ids = dict(enumerate(world.ids.values(), 1))
    real = {field: ids.get(value, value) if field in _PEOPLE_FIELDS else value for field, value in args.items()}
    by = world.ids[who]
    task = world.house.desk.show(cell).board.tasks.get(args.get("task", 0))
    if real.get("entry") == LAST and task is not None:
        real["entry"], by = task.changed_seq, task.changed_by or by
    real |= {field: clock.after(clock.now(), 3600) for field, value in real.items() if value == "soon"}
    return Command(cell, by, name, real, key)
