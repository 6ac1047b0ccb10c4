"""The one table of rights: every command is in it, every role means something, nobody learns more than their part."""

import pytest

from cell.commands import COMMANDS
from cell.commands.registry import UNASKED
from cell.rights import MAY, ROLES, cleared, commands_of, may


def test_every_command_is_somebodys():
    assert set(MAY) == set(COMMANDS) - UNASKED
    assert all(roles and roles <= set(ROLES) for roles in MAY.values())


def test_an_observer_only_observes_answers_for_themselves_and_says_what_is_learnt():
    learnt = {"note_review", "add_lesson", "edit_lesson", "close_lesson", "reopen_lesson"}
    assert set(commands_of("observer")) == {"answer_call", "accept_role", "decline_role"} | learnt


def test_a_director_may_do_everything_but_take_the_direction_from_themselves():
    assert set(commands_of("director")) == set(MAY) - {"take_direction"}


@pytest.mark.parametrize(
    ("role", "may_not"),
    [
        ("coordinator", {"close_cell", "reopen_cell", "redact_entry"}),
        ("member", {"offer_role", "make_invitation", "make_wall", "staff_department", "take_direction"}),
        ("loggist", {"staff_department", "make_invitation", "revoke_wall", "take_direction"}),
        ("member", {"add_member", "set_aim", "take_decision", "redact_entry", "close_cell", "give_role"}),
        ("loggist", {"add_member", "set_aim", "close_cell"}),
        ("communications", {"take_decision", "redact_entry", "set_aim"}),
    ],
)
def test_roles_stop_where_the_table_says(role: str, may_not: set[str]):
    assert may_not.isdisjoint(commands_of(role))
    assert "add_task" in commands_of(role)


def test_who_has_no_role_we_know_and_what_no_command_is():
    assert not may("king", "add_task")
    assert not may("director", "vanish")
    assert commands_of("king") == []


@pytest.mark.parametrize(
    ("role", "department", "reads"),
    [
        ("director", None, True),
        ("loggist", "production", True),
        ("member", "legal", True),
        ("coordinator", "direction", True),
        ("coordinator", None, False),
        ("member", "logistics", False),
        ("communications", "communications", False),
        ("observer", "legal", False),
        ("observer", "direction", False),
    ],
)
def test_restricted_entries_are_for_the_direction_the_loggist_and_legal(role: str, department: str | None, reads: bool):
    assert cleared(role, department) is reads
