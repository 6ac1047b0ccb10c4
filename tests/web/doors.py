"""Every form of the pages, as somebody comes before it: who they are, the page it stands on, what is typed in it."""

from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

from cell import clock
from tests.cast import PASSWORD, World
from tests.web.administrators import name_admin
from tests.web.links import make_link
from tests.web.second_step import BEGIN, CODE, enrol, half_way
from tests.web.visitor import Page, Visitor

CELL = "/cells/ctest"
NUMBERS = count(1)  # a sender's address for each, and a name for what must be another each time
DUE = "2036-05-01"


class Open(NamedTuple):
    """A form on a page: whose browser, the page, its address, what its fields' names begin with."""

    visitor: Visitor
    page: Page
    path: str
    prefix: str = ""
    shown: str = ""  # where what is typed is shown, if not where the answer leads; "-" nowhere


class Door(NamedTuple):
    """The name of a form's class, the way to it, what is typed beside, and which fields of the page its rows have."""

    form: str
    way: Callable[[World], Open]
    typed: dict[str, Any] = {}
    rows: str = ""


def visitor(world: World, who: str | None = "alice") -> Visitor:
    """One of the cast, at an address of their own: nobody waits because of what others tried."""
    number = next(NUMBERS)
    return Visitor(world, who, address=f"198.51.{number // 250}.{number % 250}")


def at(path: str, prefix: str = "", who: str | None = "alice", shown: str = "", do: Any = None) -> Callable[..., Open]:
    """The way to a page, after something was done in the cell."""

    def way(world: World) -> Open:
        if do is not None:
            do(world)
        mine = visitor(world, who)
        board, nouns = world.board, ("task", "decision", "lesson", "handoff", "approval", "statement", "arbitration")
        nouns += ("contribution",)
        last = {noun: len(board.shelf(noun)) for noun in nouns} | {"eve": world.ids["eve"]}
        last |= {f"next_{noun}": last[noun] + 1 for noun in nouns}
        where = path.format(**last)
        return Open(mine, mine.page(where), where, prefix.format(**last), shown.format(**last))

    return way


def acts(*names: str) -> Callable[[World], None]:
    """What comes before, as Alice."""

    def do(world: World) -> None:
        for name in names:
            board, me = world.board, world.ids["alice"]
            given: dict[str, dict[str, Any]] = {
                "add_task": {"title": "Compter", "department": "legal"},
                "ask_decision": {"question": "Fermer ?"},
                "take_decision": {"decision": len(board.decisions), "choice": "Oui", "rationale": "sûr", "decider": me},
                "add_lesson": {"text": "Une astreinte", "owner": me, "due_at": clock.after(clock.now(), 86_400)},
                "offer_handoff": {"department": "logistics", "to": "legal", "text": "palettes"},
                "return_handoff": {"handoff": len(board.handoffs), "reason": "incomplet"},
                "draft_statement": {"audience": "customers", "text": "Nous livrons", "approvers": ["legal"]},
                "ask_arbitration": {
                    **{"question": "Qui d’abord ?", "first": "logistics", "first_text": "plein"},
                    **{"second": "legal", "second_text": "chaque jour"},
                },
                "ask_contributions": {
                    **{"text": "Ce que vous savez", "departments": ["logistics", "legal"]},
                    "needed_by": clock.after(clock.now(), 86_400),
                },
                "publish_statement": {"statement": len(board.statements), "reason": "urgent"},
                "ask_approval": {"object": f"decision:{len(board.decisions)}", "departments": ["legal"]},
            }
            world.act("alice", name, **given[name])

    return do


def elsewhere(
    path: str, shown: str, prefix: str, who: str = "alice", tasks: int = 0, **closing: str
) -> Callable[[World], Open]:
    """The way to a page of a cell of its own, in which Dan coordinates."""

    def way(world: World) -> Open:
        cell = f"cdoor{next(NUMBERS)}"
        world.open(cell, "alice")
        world.act("alice", "add_member", cell=cell, member=world.ids["dan"], role="coordinator", department="legal")
        for _task in range(tasks):
            world.act("alice", "add_task", cell=cell, title="Compter")
        if closing:
            world.act("alice", "close_cell", cell=cell, **closing)
        mine, where = visitor(world, who), f"/cells/{cell}{path}"
        return Open(mine, mine.page(where), where, prefix, f"/cells/{cell}{shown}")

    return way


def half(world: World) -> Open:
    """Bruno, who has a second step and typed his password."""
    if not Visitor(world, "bruno").page("/account").forms.get("/account/factor/end"):
        enrol(Visitor(world, "bruno"))
    mine = half_way(world, "bruno")
    return Open(mine, mine.page(CODE), CODE)


def begun(world: World) -> Open:
    """Alice, who sets hers up."""
    mine = visitor(world)
    return Open(mine, Page(mine.send("/account", BEGIN, factor_password=PASSWORD).text), "/account/factor")


def invited(world: World) -> Open:
    """A stranger with a link."""
    mine, path = visitor(world, None), make_link(world)
    return Open(mine, mine.page(path), path, "", f"{CELL}/members")


def eve_invited(world: World) -> Open:
    """Somebody with a link who is in."""
    mine, path = visitor(world, "eve"), make_link(world)
    return Open(mine, mine.page(path), path)


def account_of(world: World) -> dict[str, str]:
    """An address nobody has yet."""
    return {"new_email": f"door{next(NUMBERS)}@example.org"}


DECISION = f"{CELL}/decisions/{{decision}}"
LESSONS = f"{CELL}/review/lessons"
ASKED, TAKEN = acts("ask_decision"), acts("ask_decision", "take_decision")
ROWS = "(objectives|tasks)-0-|reflexes-director"
PLAYBOOK: dict[str, Any] = {"name_fr": lambda _world: f"Crue {next(NUMBERS)}"}
PLAYBOOK |= {"aim_fr": "Tenir", "objectives-0-text_fr": "un", "objectives-1-text_fr": "deux"}
PLAYBOOK |= {"tasks-0-title_fr": "Compter", "reflexes-director-fr": "un", "reflexes-director-en": "one"}
PLAYBOOK |= {"type": "other", "departments": "legal", "tasks-0-department": "legal"}
OUTLET: dict[str, Any] = {"name": lambda _world: f"Canal {next(NUMBERS)}", "address": "json://localhost/x"}
OUTLET |= {"departments": "legal", "quiet_from": "22:00", "quiet_until": "07:00"}
DOORS = (
    Door("SignInForm", at("/sign-in", who=None), {"email": "dan@example.org", "password": "wrong"}),
    Door("OpenCellForm", at("/"), {"title": "Incendie", "level": "3"}),
    Door("PreferencesForm", at("/account")),
    Door("PasswordForm", at("/account"), {"current": PASSWORD, "password": "autre", "again": "autre"}),
    Door("TokenForm", at("/account"), {"name": "programme"}),
    Door("FactorForm", at("/account"), {"factor_password": "wrong"}),
    Door("CodeForm", half, {"code": "000000"}),
    Door("CodeForm", begun, {"code": "000000"}),
    Door("EndFactorForm", at("/account", who="bruno"), {"factor_password": PASSWORD, "code": "000000"}),
    Door("InvitationForm", at(f"{CELL}/invitations", "invitation-")),
    Door("ComeInForm", invited, {"email": "eve@example.org", "password": "wrong"}),
    Door("AccountForm", invited, {"name": "Inès Roy", "new_password": PASSWORD, "new_email": account_of}),
    Door("JoinForm", eve_invited),
    Door("AddMemberForm", at(f"{CELL}/members"), {"email": "nobody@example.org", "role": "observer"}),
    Door("GiveRoleForm", at(f"{CELL}/members", "give-")),
    Door("OfferRoleForm", at(f"{CELL}/members", "offer-")),
    Door("AnswerForm", at(f"{CELL}/members", "answer-"), {"answer": "here"}),
    Door("AnswerForm", at(f"{CELL}/brief"), {"answer": "here"}),
    Door("AddDepartmentForm", at(f"{CELL}/members", "call-")),
    Door("StaffForm", at(f"{CELL}/departments/legal"), {"holder": "Dan Brown"}),
    Door("TakeDirectionForm", elsewhere("/members", "/journal", "direction-", "dan"), {"reason": "injoignable"}),
    Door("CriterionForm", at(f"{CELL}/close", "w1-"), {"text": "Fini"}),
    Door("CheckForm", at(f"{CELL}/close", "c1-"), {"met": "yes", "note": "vu"}),
    Door(
        "SettleForm",
        at(f"{CELL}/close", "t{task}-", do=acts("add_task"), shown=f"{CELL}/journal"),
        {"act": "drop", "words": "sans objet"},
    ),
    Door(
        "RestForm",
        elsewhere("/close", "/journal", "rest-", tasks=2),
        {"act": "drop", "words": "sans objet", "refs": ["task:1", "task:2"]},
    ),
    Door(
        "CloseForm",
        elsewhere("/close", "/decisions/1", "close-"),
        {"question": "Lever ?", "choice": "Oui", "reason": "fini"},
    ),
    Door("ReopenForm", elsewhere("/close", "/journal", "reopen-", reason="fini"), {"reason": "rechute"}),
    Door(
        "LessonForm",
        at(f"{LESSONS}/new", shown=f"{LESSONS}/{{next_lesson}}"),
        {"text": "Une astreinte", "due": DUE, "owner": "1"},
    ),
    Door(
        "EndForm",
        at(f"{LESSONS}/{{lesson}}", "end-", do=acts("add_lesson"), shown=f"{LESSONS}/{{lesson}}"),
        {"words": "note 12"},
    ),
    Door(
        "NoteForm",
        at(f"{CELL}/review/decisions/1", shown=f"{CELL}/review/decisions/1", who="dan"),
        {"reasonable": "yes", "outcome": "deux jours", "lesson": "vérifier"},
    ),
    Door("AskForm", at(f"{CELL}/decisions/new"), {"question": "Fermer ?"}),
    Door("OptionForm", at(DECISION, "option-", do=ASKED), {"text": "Oui"}),
    Door(
        "PositionForm",
        at(DECISION, "position-", do=ASKED),
        {"department": "legal", "stance": "for", "reason": "sûr"},
    ),
    Door("TakeForm", at(f"{DECISION}/take", do=ASKED), {"choice": "Oui", "rationale": "sûr"}),
    Door("KnowForm", at(DECISION, "acknowledge-", do=TAKEN)),
    Door("InformForm", at(DECISION, "inform-", do=TAKEN)),
    Door("ReviewForm", at(DECISION, "review-", do=TAKEN), {"verdict": "keep", "text": "tient"}),
    Door("SupersedeForm", at(DECISION, "supersede-", do=TAKEN)),
    Door("RevokeForm", at(DECISION, "revoke-", do=TAKEN), {"reason": "grève"}),
    Door("TaskForm", at(DECISION, "task-", do=TAKEN), {"title": "Compter", "department": "legal"}),
    Door("IdentityForm", at("/admin/people/{eve}"), {"name": "Eve Stone", "email": "eve@example.org"}),
    Door(
        "PersonForm", at("/admin/people"), {"name": "Inès Roy", "email": lambda _world: account_of(_world)["new_email"]}
    ),
    Door("DepartmentForm", at("/admin/departments/it", shown="/admin/departments/it")),
    Door("OutletForm", at("/admin/alerts"), OUTLET),
    Door("LevelForm", at("/admin/levels/1", shown="/admin/levels/1"), {}, "mobilise_s-"),
    Door("PlaybookForm", at("/admin/playbooks/new"), PLAYBOOK, ROWS),
)


def prepare(world: World) -> None:
    """What the ways above lean on."""
    name_admin(world, "alice")
    world.act("alice", "set_criterion", text="Fini")
    TAKEN(world)
