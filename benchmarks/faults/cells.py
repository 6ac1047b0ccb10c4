"""Figures 17 and 18: nothing of a cell outside it, everything of it in order."""

import threading
from collections.abc import Iterator

from benchmarks.faults.ground import act, served
from benchmarks.faults.registry import Told, figure
from cell import rights
from cell.commands.registry import COMMANDS, DOORS
from tests.live.canary import CANARY, OTHER, crisis, pry, settle
from tests.live.numbered import send_all
from tests.live.watching import named, open_cell, put_in_role
from tests.serving import Served

CRISES = 10
CLIENTS = 5
COUNT = 1_000
SEEN_S = 30


@figure(17, "nothing of one cell in the bytes of another; roles as documented")
def isolation() -> Iterator[Told]:
    """Ten pairs of crises side by side, a member of each prying into the other, and every role's every command."""
    with served() as standing:
        pairs = [spied(standing) for _ in range(CRISES)]
        heard, taken = (sum(column) for column in zip(*pairs, strict=True))
        yield Told(f"canaries in {taken:,} bytes sent to members of other cells", str(heard), "0", not heard)
        cases, wrong = matrix(standing)
        yield Told(f"of {cases} pairs of role and command wrong", f"{len(wrong)} {wrong[:3]}", "0", not wrong)


def spied(standing: Served) -> tuple[int, int]:
    """Two cells, a crisis in each; how often a canary was heard in the other, and in how many bytes it was sought."""
    mine, theirs = open_cell(standing, "alice", f"{CANARY} cell"), open_cell(standing, "dan", f"{OTHER} cell")
    spies = {OTHER: named(standing, "alice", mine), CANARY: named(standing, "dan", theirs)}
    screens = {who: standing.screen(who, join=False) for who in ("alice", "dan")}
    for who, cell, word in (("alice", mine, CANARY), ("dan", theirs, OTHER)):
        screens[who].joined = screens[who].join(cell=cell)
        for answer in crisis(screens[who], cell, word, standing.ids["eve"]):
            assert answer["ok"], answer
    pry(spies[OTHER], theirs)
    pry(spies[CANARY], mine)
    heard = taken = 0
    for word, spy in spies.items():
        settle(spy, 1)
        heard += spy.taken.count(word.encode())
        taken += len(spy.taken)
        spy.close()
    for screen in screens.values():
        screen.close()
    return heard, taken


def matrix(standing: Served) -> tuple[int, list[str]]:
    """How many pairs were tried, and those answered otherwise than the table says."""
    raw, cases, wrong = named(standing, "dan"), 0, list[str]()
    for role in rights.ROLES:
        put_in_role(standing, "dan", role)
        for name in sorted(set(COMMANDS) - DOORS):
            cases += 1
            order = {"cell": standing.cell, "name": name, "args": {"no_such_thing": 1}, "key": f"{role} {name}"}
            answer = raw.ask("command", order)
            code = answer["refused"]["code"] if answer and not answer["ok"] else "ok"
            if (code == "not_allowed") == rights.may(role, name) or code == "ok":
                wrong.append(f"{role} {name}: {code}")
    return cases, wrong


@figure(18, "messages of one client in order")
def order() -> Iterator[Told]:
    """Five clients at once, a thousand numbered messages each."""
    with served() as standing:
        act(standing, standing.cell, "add_task", title="compter", department="logistics")
        alice = standing.screen("alice")
        raws = [named(standing, who) for who in ("alice", "bruno", "chloe", "chloe", "bruno")]
        answered: dict[int, list[int]] = {}

        def send(place: int) -> None:
            answered[place] = send_all(standing, raws[place], COUNT, f"c{place} ")

        workers = [threading.Thread(target=send, args=(place,)) for place in range(CLIENTS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        alice.wait_for("head", SEEN_S)
        told = [entry["facts"]["text"] for entry in alice.entries() if entry["kind"] == "task.commented"]
        alice.close()
    in_order = sum(answered.get(place) == list(range(COUNT)) for place in range(CLIENTS))
    yield Told(f"clients of {CLIENTS} answered 1 to {COUNT} in order", str(in_order), str(CLIENTS), in_order == CLIENTS)
    seen = sum(
        [text for text in told if text.startswith(f"c{place} ")] == [f"c{place} n={n:04d}" for n in range(COUNT)]
        for place in range(CLIENTS)
    )
    yield Told(f"clients of {CLIENTS} seen by another in order", str(seen), str(CLIENTS), seen == CLIENTS)
