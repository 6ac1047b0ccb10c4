"""One client's messages, in their order; everybody's pushes, in the journal's order; and nobody crowds others out."""

import json
import threading
import time

from tests.live.numbered import comment, send_all
from tests.live.raw import Raw, frame, message
from tests.live.watching import MB, named, open_cell, watching, worked_s
from tests.serving import PATIENCE_S, Served

COUNT = 1_000


def test_a_thousand_messages_of_one_client_are_answered_and_pushed_in_order(standing: Served):
    """Needs: orders queue first come first served, and a screen's packets never overtake each other."""
    alice = standing.screen("alice")
    alice.act("add_task", title="compter", department="logistics")
    chloe = named(standing, "chloe")
    assert send_all(standing, chloe, COUNT) == list(range(COUNT))
    last = standing.api("alice", "GET", f"/cells/{standing.cell}").json()["seq"]
    deadline = time.monotonic() + PATIENCE_S
    while alice.entries()[-1]["seq"] < last and time.monotonic() < deadline:
        time.sleep(0.05)
    told = [entry for entry in alice.entries() if entry["kind"] == "task.commented"]
    assert [entry["facts"]["text"] for entry in told] == [f"n={number:04d}" for number in range(COUNT)]
    seqs = [entry["seq"] for entry in alice.entries()]
    assert seqs == list(range(seqs[0], last + 1))


def test_what_comes_second_is_answered_second_even_where_the_first_takes_longer(standing: Served):
    """Needs: a client's messages are handled in its own reader, not in a greenlet or thread each."""
    cells = [open_cell(standing, "alice") for _ in range(3)]
    standing.stop()  # the boards of those cells are cold now: joining one has to wait for the desk
    standing.start()
    raw = named(standing, "alice")
    for number, cell in enumerate(cells):
        raw.send(message("join", {"cell": cell}, 100 + 2 * number), message("nonsense", {}, 101 + 2 * number))
    said = [raw.text("431") or "" for _ in range(6)]
    assert [int(one[2:5]) for one in said] == [100, 101, 102, 103, 104, 105]


def test_a_flood_makes_no_threads_and_no_memory(standing: Served):
    """Needs: a client's messages are handled in its own reader; pongs schedule nothing."""
    raw = named(standing, "chloe")
    with watching(standing) as seen:
        raw.send(frame("3") * 10_000)
        raw.send(*(message("nonsense", {}) for _ in range(5_000)))
        raw.send(*(comment(standing, number) for number in range(2_000)))
        refused = 0
        for _ in range(2_000):
            refused += '"too_many"' in (raw.text("43") or "")
    # The desk's readers start when presence is first asked for; two thousand commands start none.
    assert seen.threads_most <= seen.threads + 3
    assert seen.grown <= 32 * MB
    assert refused, "one client had two thousand commands on the way at once"
    assert raw.ask("join", {"cell": standing.cell})


def flood(raw: Raw, over: threading.Event) -> None:
    many = message("nonsense", {}) * 2_000
    while not over.is_set():
        raw.send(many)


def test_an_honest_member_writes_while_another_floods(standing: Served):
    """Needs: whoever sends faster than he is read gives way after his slice of the loop."""
    alice, over = standing.screen("alice"), threading.Event()
    alice.act("add_task", title="tenir", department="logistics")
    flooders = [threading.Thread(target=flood, args=(named(standing, "chloe"), over)) for _ in range(2)]
    for flooder in flooders:
        flooder.start()
    kept_s = 0.0
    try:
        for number in range(15):
            before = worked_s(standing)
            assert alice.act("comment_task", task=1, text=f"{number}")["ok"]
            kept_s = max(kept_s, worked_s(standing) - before)
            time.sleep(0.05)
    finally:
        over.set()
        for flooder in flooders:
            flooder.join()
    assert kept_s <= 10  # of the server's own work; the published bound is one second, of a machine of its own


def test_many_screens_of_one_person_share_one_measure(standing: Served):
    """Needs: commands on the way are counted by person, or twenty screens fill everybody's queue."""
    raws = [named(standing, "chloe") for _ in range(4)]
    for _time in range(20):  # where the machine stands still between two of them, each may have all it asks for
        for raw in raws:
            raw.send(*(comment(standing, number) for number in range(150)))
        said = [raw.text("43") or "" for raw in raws for _ in range(150)]
        assert sum('"ok":true' in one for one in said) >= 150
        if any('"too_many"' in one for one in said):
            break
    else:
        raise AssertionError("twelve thousand commands, and never too many at once")


def test_a_screen_that_pauses_gets_everything_in_order_afterwards(standing: Served):
    """Needs: while a frame is half written, or others wait, what comes next goes to the queue behind it."""
    cell = open_cell(standing, "alice")
    slow, alice = named(standing, "alice", cell, room=4096), standing.screen("alice", join=False)
    for number in range(150):
        alice.act("record_information", cell=cell, text=f"{number} " + "x" * 2_000, standing="fact", state="verified")
    seqs: list[int] = []
    last = alice.join(cell=cell)["seq"]
    while not seqs or seqs[-1] < last:
        said = slow.text('42["entries",')
        assert said is not None, f"cut off after {seqs[-3:]}"
        seqs += [entry["seq"] for entry in json.loads(said[2:])[1]["entries"]]
    assert seqs == list(range(last - 149, last + 1))
