"""Who may do what in a cell: the one table of it, in the code and in docs/rights.md."""

ROLES = ("director", "coordinator", "loggist", "communications", "member", "observer")
# Held by one person at a time, and handed over with both agreeing.
EXCLUSIVE = frozenset({"director", "coordinator", "loggist", "communications"})

_LEAD = frozenset({"director", "coordinator"})
_RECORD = _LEAD | {"loggist"}
_ACT = _RECORD | {"communications", "member"}
_ALL = frozenset(ROLES)  # what concerns oneself alone

MAY: dict[str, frozenset[str]] = {
    "add_member": _LEAD,
    "remove_member": _LEAD,
    "give_role": _LEAD,
    "offer_role": EXCLUSIVE,
    "accept_role": _ALL,
    "decline_role": _ALL,
    "take_direction": frozenset({"coordinator"}),
    "answer_call": _ALL,
    "make_invitation": _LEAD,
    "revoke_invitation": _LEAD,
    "make_wall": _LEAD,
    "revoke_wall": _LEAD,
    "add_department": _LEAD,
    "staff_department": _LEAD,
    "set_aim": _LEAD,
    "set_objective": _LEAD,
    "measure_objective": _ACT,
    "retire_objective": _LEAD,
    "set_situation": _RECORD,
    "set_point": _RECORD,
    "set_phase": _RECORD,
    "change_level": _LEAD,
    "set_criterion": frozenset({"director"}),
    "check_criterion": _RECORD,
    "drop_criterion": frozenset({"director"}),
    "pass_on_task": _LEAD,
    "pass_on_decision": _LEAD,
    "pass_on_rest": _LEAD,
    "close_cell": frozenset({"director"}),
    "reopen_cell": frozenset({"director"}),
    "add_task": _ACT,
    "acknowledge_task": _ACT,
    "wait_task": _ACT,
    "resume_task": _ACT,
    "submit_task": _ACT,
    "validate_task": _ACT,
    "return_task": _ACT,
    "complete_task": _ACT,
    "drop_task": _ACT,
    "reopen_task": _ACT,
    "edit_task": _ACT,
    "comment_task": _ACT,
    "join_task": _ACT,
    "leave_task": _ACT,
    "undo_task": _ACT,
    "link_duplicate": _ACT,
    "unlink_duplicate": _ACT,
    "ask_decision": _ACT,
    "add_option": _ACT,
    "give_position": _ACT,
    "take_decision": _RECORD,
    "acknowledge_decision": _ACT,
    "supersede_decision": _RECORD,
    "revoke_decision": _RECORD,
    "inform_decision": _ACT,
    "review_decision": _ACT,
    "offer_handoff": _ACT,
    "see_handoff": _ACT,
    "accept_handoff": _ACT,
    "return_handoff": _ACT,
    "renew_handoff": _ACT,
    "complete_handoff": _ACT,
    "withdraw_handoff": _ACT,
    "ask_approval": _ACT,
    "give_approval": _ACT,
    "refuse_approval": _ACT,
    "withdraw_approval": _ACT,
    "release_approval": _ACT,
    "open_lane": _ACT,
    "close_lane": _ACT,
    "draft_statement": _ACT,
    "revise_statement": _ACT,
    "publish_statement": _LEAD | {"communications"},
    "tell_statement": _ACT,
    "withdraw_statement": _LEAD | {"communications"},
    "ask_arbitration": _ACT,
    "rule_arbitration": _RECORD,
    "ask_contributions": _ACT,
    "give_contribution": _ACT,
    "withdraw_contribution": _ACT,
    "note_review": _ALL,
    "add_lesson": _ALL,
    "edit_lesson": _ALL,
    "close_lesson": _ALL,
    "reopen_lesson": _ALL,
    "record_information": _ACT,
    "check_information": _ACT,
    "acknowledge_information": _ACT,
    "see_information": _ACT,
    "correct_entry": _ACT,
    "mark_entry": _RECORD,
    "unmark_entry": _RECORD,
    "redact_entry": frozenset({"director", "loggist"}),
}

# Restricted entries are read by the direction, the loggist and legal.
CLEARED_ROLES = frozenset({"director", "loggist"})
CLEARED_DEPARTMENTS = frozenset({"direction", "legal"})


def may(role: str, command: str) -> bool:
    """Whether a role may give a command; False for a command nobody knows."""
    return role in MAY.get(command, frozenset())


def commands_of(role: str) -> list[str]:
    """The commands a role may give, in the table's order."""
    return [command for command, roles in MAY.items() if role in roles]


def may_give(giver: str, role: str, department: str | None) -> bool:
    """Whether somebody may put a person in a place: only a director makes directors and cleared readers.

    Nor does anybody else seat an observer where clearance is: another role given there later would be read as theirs.
    """
    return giver == "director" or not (role in CLEARED_ROLES or department in CLEARED_DEPARTMENTS)


def cleared(role: str, department: str | None) -> bool:
    """Whether somebody with this role in this department reads restricted entries."""
    return role in CLEARED_ROLES or (role != "observer" and department in CLEARED_DEPARTMENTS)
