"""The same hostile words in all that passes between departments, left where pages show them."""

from typing import Any


def pass_on(hostile: Any, text: str) -> None:
    """A hand-off that comes back, a statement in two wordings that is published and told, its approval, a fast lane."""
    act, world = hostile.act, hostile.world
    args: dict[str, Any] = {"to": "legal", "department": "logistics"}
    made = act("offer_handoff", "text", "means", **args, text=text, means=text)
    handoff = {"handoff": made.row.id if made else world.act("alice", "offer_handoff", **args, text="x").row.id}
    if act("return_handoff", "reason", **handoff, reason=text):
        act("renew_handoff", "text", "means", **handoff, text=text, means=text)
    lane = act("open_lane", "text", department="legal", text=text)
    if lane:
        act("close_lane", "reason", lane=lane.row.id, reason=text)
        act("open_lane", "text", department="legal", text=text)
    sides: dict[str, Any] = {"first": "logistics", "second": "legal"}
    words = ("question", "first_text", "second_text", "first_indicator", "second_indicator")
    clash = act("ask_arbitration", *words, **sides, **dict.fromkeys(words, text))
    if clash:
        said = {"arbitration": clash.row.id, "choice": "first", "decider": world.ids["alice"]}
        act("rule_arbitration", "text", "reason", **said, text=text, reason=text)
    _collect(act, world, text)
    draft = act("draft_statement", "text", audience="media", text=text)
    number = draft.row.id if draft else world.act("alice", "draft_statement", audience="media", text="x").row.id
    act("revise_statement", "text", "reason", statement=number, text=f"{text} x", reason=text)
    asked = act("ask_approval", "text", object=f"statement:{number}", departments=["legal"], text=text)
    if asked:
        act("give_approval", "text", approval=asked.row.id, text=text)
    again = world.act("alice", "ask_approval", object="task:1", departments=["production"]).row.id
    if not act("refuse_approval", "reason", approval=again, reason=text):
        world.act("alice", "withdraw_approval", approval=again, reason="x")
    world.act("alice", "publish_statement", statement=number)
    act("tell_statement", "whom", "channel", statement=number, whom=text, channel=text)
    if draft:
        act("withdraw_statement", "reason", statement=number, reason=text)


def _collect(act: Any, world: Any, text: str) -> None:
    """Contributions: asked for, given and not needed any more; and one that stays, for inboxes and briefs to show."""
    due: dict[str, Any] = {"departments": ["legal", "production"], "needed_by": "2099-01-01T08:00:00Z"}
    asked = act("ask_contributions", "text", text=text, **due) or world.act(
        "alice", "ask_contributions", text="x", **due
    )
    part = {"contribution": asked.row.id}
    act("give_contribution", "text", department="legal", text=text, **part)
    if not act("withdraw_contribution", "reason", reason=text, **part):
        world.act("alice", "withdraw_contribution", reason="x", **part)
    left = act("ask_contributions", "text", text=text, **due)
    if left:
        act("give_contribution", "text", contribution=left.row.id, department="legal", text=text)
