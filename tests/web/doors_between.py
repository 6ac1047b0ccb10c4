"""The forms of what passes between departments, and of words that mean the same; the others: tests/web/doors.py."""

from tests.cast import World
from tests.web.doors import ASKED, CELL, Door, acts, at

HANDOFF, APPROVAL = f"{CELL}/handoffs/{{handoff}}", f"{CELL}/approvals/{{approval}}"
STATEMENT = f"{CELL}/statements/{{statement}}"
OFFERED, DRAFTED = acts("offer_handoff"), acts("draft_statement")


def told(world: World) -> None:
    """Logistics is sent something to know."""
    world.act("alice", "record_information", text="Caisse à zéro", departments=["logistics"])


BETWEEN = (
    Door(
        "passing.OfferForm",
        at(f"{CELL}/handoffs/new"),
        {"department": "logistics", "to": "legal", "text": "palettes", "means": "signé"},
    ),
    Door("passing.PressForm", at(HANDOFF, "see-", do=OFFERED)),
    Door("passing.KnowForm", at(f"{CELL}/inbox?department=logistics", "see-", do=told)),
    Door("passing.ReasonForm", at(HANDOFF, "withdraw-", do=OFFERED), {"reason": "sans objet"}),
    Door("passing.RenewForm", at(HANDOFF, "renew-", do=acts("offer_handoff", "return_handoff"))),
    Door(
        "passing.AskForm",
        at(STATEMENT, "ask-", do=DRAFTED, shown=f"{CELL}/approvals/{{next_approval}}"),
        {"departments": "legal", "silence": "escalate", "text": "le prix"},
    ),
    Door(
        "passing.AskAboutForm",
        at(f"{CELL}/approvals/new", do=ASKED, shown=f"{CELL}/approvals/{{next_approval}}"),
        {
            "object": lambda world: f"decision:{len(world.board.decisions)}",
            "departments": "legal",
            "silence": "escalate",
            "text": "le prix",
        },
    ),
    Door("passing.YesForm", at(APPROVAL, "give-", do=acts("ask_decision", "ask_approval")), {"text": "si signé"}),
    Door("passing.DraftForm", at(f"{CELL}/statements/new"), {"audience": "customers", "text": "Nous livrons"}),
    Door("passing.ReviseForm", at(STATEMENT, "revise-", do=DRAFTED), {"text": "Nous livrons tout", "reason": "vu"}),
    Door("passing.PublishForm", at(STATEMENT, "publish-", do=DRAFTED), {"reason": "urgent"}),
    Door("passing.TellForm", at(STATEMENT, "tell-", do=acts("draft_statement", "publish_statement")), {"whom": "tous"}),
    Door("passing.ReleaseForm", at(STATEMENT, "release-", do=DRAFTED)),
    Door(
        "passing.LaneForm",
        at(f"{CELL}/lanes/new", shown=f"{CELL}/statements"),
        {"department": "legal", "text": "les horaires"},
    ),
    Door(
        "passing.ClashForm",
        at(f"{CELL}/arbitrations/new"),
        {
            "question": "qui d’abord ?",
            "first": "logistics",
            "first_text": "camions pleins",
            "second": "legal",
            "second_text": "chaque jour",
        },
    ),
    Door(
        "passing.RuleForm",
        at(f"{CELL}/arbitrations/{{arbitration}}", "rule-", do=acts("ask_arbitration")),
        {"choice": "first", "text": "camions pleins", "reason": "le coût"},
    ),
    Door("passing.CollectForm", at(f"{CELL}/contributions/new"), {"text": "Ce que vous savez"}),
    Door(
        "passing.PartForm",
        at(f"{CELL}/contributions/{{contribution}}?department=legal", "give-", do=acts("ask_contributions")),
        {"text": "Trois jours de stock"},
    ),
    Door("SynonymsForm", at("/admin/synonyms", shown="-"), {"groups": "quai, dock"}),
)
