"""Nothing of one cell reaches a member of another: a word that is in every field of A is in no byte sent to B."""

import json

from tests.live.canary import CANARY, OTHER, crisis, pry, settle
from tests.live.watching import named, open_cell
from tests.serving import Served


def test_no_byte_of_one_cell_is_sent_to_a_member_of_another(standing: Served):
    """Needs: who joins is a member, a screen is in one room alone, and a batch is told to its own cell's screens."""
    mine, theirs = open_cell(standing, "alice", f"{CANARY} cellule"), open_cell(standing, "dan", f"{OTHER} cellule")
    spy, watcher = named(standing, "dan", theirs), named(standing, "alice", mine)
    alice, dan = (standing.screen(who, join=False) for who in ("alice", "dan"))
    alice.joined, dan.joined = alice.join(cell=mine), dan.join(cell=theirs)
    eve = standing.ids["eve"]
    for ours, others in zip(crisis(alice, mine, CANARY, eve), crisis(dan, theirs, OTHER, eve), strict=True):
        assert ours["ok"] and others["ok"], (ours, others)
    pry(spy, mine)
    pry(watcher, theirs)
    settle(spy)
    settle(watcher, 0.2)
    assert CANARY.encode() in watcher.taken and OTHER.encode() in spy.taken, "the canaries sang where they may"
    assert CANARY.encode() not in spy.taken
    assert OTHER.encode() not in watcher.taken
    for screen, word in ((dan, CANARY), (alice, OTHER)):
        assert word not in json.dumps(screen.pushes, ensure_ascii=False)


def test_who_was_let_go_learns_nothing_by_sending_an_old_command_again(standing: Served):
    """Needs: that somebody is in the cell is looked at before the answer to a key that came before is given again."""
    cell, alice = open_cell(standing, "alice"), standing.screen("alice", join=False)
    assert alice.act("add_member", cell=cell, member=standing.ids["dan"], department="logistics")["ok"]
    dan = standing.screen("dan", join=False)
    assert dan.act("add_task", cell=cell, key="mine", title="à moi", department="logistics")["ok"]
    assert alice.act("remove_member", cell=cell, member=standing.ids["dan"])["ok"]
    assert alice.act("edit_task", cell=cell, task=1, title=CANARY)["ok"]
    again = dan.act("add_task", cell=cell, key="mine", title="à moi", department="logistics")
    assert CANARY not in json.dumps(again)
