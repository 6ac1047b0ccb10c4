"""Two people in one cell, over the real socket."""

from tests.live.watching import until
from tests.serving import PATIENCE_S, Served


def test_a_command_is_answered_then_seen_by_the_others(served: Served):
    alice, chloe = served.screen("alice"), served.screen("chloe")
    answer = alice.act("add_task", title="Appeler la préfecture", department="logistics")
    assert answer["ok"] and answer["row"]["title"] == "Appeler la préfecture"
    push = chloe.wait_for("entries")
    assert [entry["seq"] for entry in push["entries"]] == [answer["seq"]]
    assert push["rows"]["task:1"]["status"] == "to_acknowledge"
    taken = chloe.act("acknowledge_task", task=1)
    assert taken["row"]["owner"] == served.ids["chloe"]
    late = alice.act("acknowledge_task", task=1)
    assert late["refused"]["code"] == "already_taken"
    assert "Chloé" in late["refused"]["message"]


def test_a_screen_that_comes_back_asks_for_what_it_missed(served: Served):
    alice = served.screen("alice")
    seq = alice.joined["seq"]
    alice.close()
    chloe = served.screen("chloe")
    for number in range(3):
        chloe.act("add_task", title=f"tâche {number}", department="legal")
    back = served.screen("alice", seq=seq)
    assert [entry["seq"] for entry in back.joined["entries"]] == [seq + 1, seq + 2, seq + 3]
    assert set(back.joined["rows"]) == {"task:1", "task:2", "task:3", "department:logistics"}, "who writes is there"
    assert "board" not in back.joined


def test_who_is_removed_is_told_and_cut_and_gets_nothing_more(served: Served):
    alice, chloe = served.screen("alice"), served.screen("chloe")
    alice.act("remove_member", member=served.ids["chloe"])
    assert chloe.wait_for("out")["reason"] == "removed"
    alice.act("add_task", title="secret", department="legal")
    assert not any("secret" in str(payload) for _name, payload in chloe.pushes)
    until(lambda: not chloe.client.connected)


def test_a_screen_may_ask_what_hour_it_is_and_nobody_else_is_told(served: Served):
    alice, chloe = served.screen("alice"), served.screen("chloe")
    before = len(chloe.pushes)
    answer = alice.client.call("now", {"cell": served.cell}, timeout=PATIENCE_S)
    assert answer["ok"] and answer["now"] >= alice.joined["now"]
    assert not [name for name, _payload in chloe.pushes[before:] if name != "presence"]
