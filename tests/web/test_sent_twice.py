"""A form that is sent twice, by a double click or by going back, writes once and is answered alike."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.cast import World
from tests.web.test_open_routes import WRITE, routes
from tests.web.visitor import Visitor

CELL = "/cells/ctest"
DUE = "2036-05-01"
# What writes nothing the second time without a key, or must write again.
UNKEYED = {
    "invitations.make": "the link of the first could not be shown again: its secret is kept nowhere",
    "invitations.make_wall": "as above",
    "roles.answer": "the same answer writes nothing",
    "brief.answer": "the same answer writes nothing",
}


class Sent(NamedTuple):
    """A form: its route, who sends it, the page it stands on, its address, and what is typed."""

    route: str
    who: str
    page: str
    action: str
    typed: dict[str, Any] = {}
    before: Callable[[World], Any] = lambda world: None


def give(name: str, who: str = "alice", **args: Any) -> Callable[[World], Any]:
    """A command that comes first; a name of the cast stands for its account."""
    return lambda world: world.act(who, name, **{key: world.ids.get(value, value) for key, value in args.items()})


DECIDED = f"{CELL}/decisions/1"
CLOSE, MEMBERS, LESSONS = f"{CELL}/close", f"{CELL}/members", f"{CELL}/review/lessons"
RULING = {"choice": "Oui", "rationale": "sûr", "inform": ["legal", "logistics"]}


def take(number: int) -> Callable[[World], Any]:
    """A decision that is taken."""

    def do(world: World) -> None:
        world.act("alice", "ask_decision", question=f"Question {number} ?")
        world.act("alice", "take_decision", decision=number, decider=world.ids["alice"], **RULING)

    return do


def act(name: str, **typed: Any) -> Sent:
    """A form of the page of decision 1."""
    return Sent("decision_acts.act", "alice", DECIDED, f"{DECIDED}/{name}", {f"{name}-{at}": typed[at] for at in typed})


def passed(what: str, **typed: Any) -> Sent:
    """A form of what passes between departments: a new one, or an act on one."""
    rows, _slash, name = what.partition("/")
    if not name:
        return Sent("passing_making.made", "alice", f"{CELL}/{what}/new", f"{CELL}/{what}/new", typed)
    page, fields = what.rpartition("/")[0], {f"{what.rpartition('/')[2]}-{at}": typed[at] for at in typed}
    return Sent("passing.act", "alice", f"{CELL}/{'statements' if rows == 'lanes' else page}", f"{CELL}/{what}", fields)


# In an order in which each is possible: in the end the cell is closed, and opened again.
FORMS = (
    Sent("decision_taking.asked", "alice", f"{CELL}/decisions/new", f"{CELL}/decisions/new", {"question": "Fermer ?"}),
    passed("approvals", object="decision:1", departments="legal", silence="escalate"),
    passed("approvals/1/give", text="si signé"),
    passed("handoffs", department="logistics", to="legal", text="palettes"),
    passed("handoffs/1/see"),
    passed("handoffs/1/accept"),
    passed("statements", audience="customers", text="Nous livrons"),
    passed("statements/1/revise", text="Nous livrons tout"),
    passed("lanes", department="legal", text="les horaires"),
    passed("lanes/1/close", reason="fini"),
    passed("contributions", departments=["legal", "logistics"], text="Ce que vous savez"),
    passed("contributions/1/give", text="Trois jours de stock")._replace(
        page=f"{CELL}/contributions/1?department=legal"
    ),
    passed("contributions/1/withdraw", reason="fini"),
    act("option", text="Oui"),
    act("position", department="legal", stance="for", reason="sûr"),
    Sent("decision_taking.taken", "alice", f"{DECIDED}/take", f"{DECIDED}/take", {"choice": "Oui", "rationale": "sûr"}),
    act("inform", departments=["legal", "logistics"]),
    act("acknowledge", department="legal"),
    act("task", title="Compter", department="logistics"),
    act("review", verdict="keep", text="tient"),
    act("supersede", by="2")._replace(before=take(2)),
    Sent(
        "decision_acts.act",
        "alice",
        f"{CELL}/decisions/2",
        f"{CELL}/decisions/2/revoke",
        {"revoke-reason": "grève"},
    ),
    Sent("decision_acts.chase", "alice", f"{CELL}/decisions/3", f"{CELL}/decisions/3/chase/logistics", {}, take(3)),
    Sent("closing.add_criterion", "alice", CLOSE, f"{CLOSE}/criteria", {"new-text": "Fini"}),
    Sent("closing.word_criterion", "alice", CLOSE, f"{CLOSE}/criteria/1", {"w1-text": "Vraiment fini"}),
    Sent("closing.check", "alice", CLOSE, f"{CLOSE}/criteria/1/check", {"c1-met": "yes", "c1-note": "vu"}),
    Sent("closing.drop", "alice", CLOSE, f"{CLOSE}/criteria/1/drop", {"c1-met": "no", "c1-note": "inutile"}),
    Sent("closing.settle_task", "alice", CLOSE, f"{CLOSE}/tasks/1", {"t1-act": "line", "t1-words": "Mme Roy"}),
    Sent(
        "closing.settle_question",
        "alice",
        CLOSE,
        f"{CLOSE}/decisions/4",
        {"q4-act": "drop", "q4-words": "sans objet"},
        give("ask_decision", question="Rouvrir ?"),
    ),
    Sent("closing.settle_passing", "alice", CLOSE, f"{CLOSE}/handoffs/1", {"h1-act": "drop", "h1-words": "inutile"}),
    Sent(
        "lobby.acknowledge", "chloe", "/", f"{CELL}/tasks/2/acknowledge", {}, give("add_task", title="x", owner="chloe")
    ),
    Sent("members.add", "alice", MEMBERS, MEMBERS, {"email": "eve@example.org", "role": "observer"}),
    Sent("members.remove", "alice", MEMBERS, f"{MEMBERS}/eve/remove"),
    Sent("roles.give", "alice", MEMBERS, f"{MEMBERS}/give", {"give-member": "dan", "give-role": "observer"}),
    Sent("roles.offer", "alice", MEMBERS, f"{MEMBERS}/offer", {"offer-role": "communications", "offer-member": "dan"}),
    Sent("roles.decline", "dan", MEMBERS, f"{MEMBERS}/decline/communications"),
    Sent(
        "roles.accept",
        "dan",
        MEMBERS,
        f"{MEMBERS}/accept/communications",
        {},
        give("offer_role", role="communications", member="dan"),
    ),
    Sent("staff.add", "alice", MEMBERS, f"{CELL}/departments", {"call-department": "finance"}),
    Sent("staff.save", "alice", f"{CELL}/departments/legal", f"{CELL}/departments/legal", {"holder": "Dan Brown"}),
    Sent("invitations.revoke", "alice", MEMBERS, f"{CELL}/invitations/1/revoke", {}, lambda world: link(world)),
    Sent("invitations.revoke_wall", "alice", MEMBERS, f"{CELL}/walls/1/revoke", {}, give("make_wall", digest="b" * 64)),
    Sent("lessons.add", "alice", f"{LESSONS}/new", "", {"text": "Une astreinte", "owner": "alice", "due": DUE}),
    Sent("lessons.edit", "alice", f"{LESSONS}/1", "", {"text": "Deux astreintes"}),
    Sent("lessons.end", "alice", f"{LESSONS}/1", f"{LESSONS}/1/close", {"end-words": "note 12"}),
    Sent("notes.note", "alice", f"{CELL}/review/decisions/1", "", {"reasonable": "yes", "outcome": "deux jours"}),
    Sent(
        "roles.direction",
        "chloe",
        MEMBERS,
        f"{MEMBERS}/direction",
        {"direction-reason": "injoignable"},
        give("give_role", member="chloe", role="coordinator", department="logistics"),
    ),
    Sent(
        "closing.settle_rest",
        "chloe",
        CLOSE,
        f"{CLOSE}/rest",
        {"rest-act": "drop", "rest-words": "inutile", "rest-refs": ["task:2", "task:3"]},
        give("add_task", who="chloe", title="y"),
    ),
    Sent("closing.close", "chloe", CLOSE, CLOSE, {"close-reason": "fini"}),
    Sent("closing.reopen", "chloe", CLOSE, f"{CELL}/reopen", {"reopen-reason": "rechute"}),
)


def link(world: World) -> None:
    """An invitation that stands."""
    world.act("alice", "make_invitation", department="legal", digest="a" * 64, expires_at=_soon(world))


def _soon(world: World) -> str:
    from cell import clock

    return clock.after(world.board.at, 3_600)


@pytest.fixture(scope="module")
def sent(shared: World) -> dict[str, list[Any]]:
    """What each form answered and wrote, the first time and the second, in the order above."""
    told: dict[str, list[Any]] = {}
    for form in FORMS:
        form.before(shared)
        visitor, ids = Visitor(shared, form.who), shared.ids
        action = form.action.replace("/eve/", f"/{ids['eve']}/")
        fields = visitor.page(form.page).forms[action.replace("/drop", "/check")]
        typed = {name: ids.get(value, value) if isinstance(value, str) else value for name, value in form.typed.items()}
        seqs, answers = [shared.seq], []
        for _time in range(2):
            answers.append(visitor.post(action or form.page, {**fields, **typed}))
            seqs.append(shared.seq)
        places = [answer.headers.get("Location") for answer in answers]
        name = f"{form.route} {action}"
        told[name] = [[answer.status_code for answer in answers], seqs[1] > seqs[0], seqs[2] == seqs[1], places]
    return told


def test_every_form_that_writes_writes_once(sent: dict[str, list[Any]]):
    right = {name: one for name, one in sent.items() if one[0] == [303, 303] and one[1] and one[2]}
    wrong = {name: one for name, one in sent.items() if name not in right}
    assert not wrong, wrong
    assert all(first == second for *_told, (first, second) in sent.values())


def test_every_route_that_writes_in_a_cell_is_tried(shared: World):
    """Needs: a new form is sent twice above, or it is said why it may be without a key."""
    pages = {
        rule.endpoint
        for rule, _path in routes(shared, WRITE)
        if "<cell>" in rule.rule and not rule.endpoint.startswith(("api.", "join."))
    }
    assert pages == {form.route for form in FORMS} | UNKEYED.keys()
    assert not {form.route for form in FORMS} & UNKEYED.keys()
