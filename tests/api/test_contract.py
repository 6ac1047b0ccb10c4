"""What outside programs rely on: the names, fields and answers of the contract."""

import uuid
from typing import Any

import pytest

from cell import rights, wire
from tests.api.caller import Caller, refusal
from tests.cast import World


@pytest.fixture
def alice(world: World) -> Caller:
    return Caller(world, "alice")


def test_me_is_the_person_of_the_token(world: World):
    told = Caller(world, "dan").get("/me")
    assert (told["id"], told["email"], told["language"]) == (world.ids["dan"], "dan@example.org", "en")
    assert "password" not in told


def test_a_cell_is_opened_listed_and_shown_to_its_director(world: World, alice: Caller):
    wanted = {
        "title": "Filature brûlée",
        "level": 4,
        "type": "supply",
        "departments": ["legal", "it"],
        "exercise": True,
    }
    answer = alice.post("/cells", wanted)
    assert answer.status_code == 201
    made: Any = answer.json
    assert (made["title"], made["level"], made["exercise"], made["seq"]) == ("Filature brûlée", 4, True, 1)
    assert answer.headers["Location"] == f"/api/v1/cells/{made['id']}"
    shown = alice.get(f"/cells/{made['id']}")
    assert shown["me"]["role"] == "director"
    assert set(shown["me"]["may"]) == set(rights.commands_of("director"))
    assert made["id"] in [one["id"] for one in alice.get("/cells")["cells"]]
    board = alice.get(f"/cells/{made['id']}/board")["board"]
    assert {ref for ref in board["rows"] if ref.startswith("department:")} == {"department:legal", "department:it"}


def test_the_same_key_opens_one_cell_and_is_answered_alike(world: World, alice: Caller):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    wanted = {"title": "Une seule", "level": 1, "departments": ["legal"]}
    first, second = (alice.post("/cells", wanted, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert len(alice.get("/cells")["cells"]) == 2


def test_somebody_elses_key_opens_another_cell(world: World, alice: Caller):
    key = {"Idempotency-Key": "the same for both"}
    wanted = {"title": "Chacun la sienne", "level": 1}
    mine, theirs = (caller.post("/cells", wanted, headers=key) for caller in (alice, Caller(world, "eve")))
    assert (mine.status_code, theirs.status_code) == (201, 201)
    assert mine.headers["Location"] != theirs.headers["Location"]


def test_a_task_goes_from_given_to_done(world: World, alice: Caller):
    chloe = Caller(world, "chloe")
    task = alice.done("add_task", title="Appeler la préfecture", department="logistics", priority=1)["row"]
    assert (task["id"], task["status"], task["department"]) == (1, "to_acknowledge", "logistics")
    assert chloe.done("acknowledge_task", task=1)["row"]["owner"] == world.ids["chloe"]
    waiting = chloe.done("wait_task", task=1, reason="Sans réponse", on={"department": "legal"})["row"]
    assert waiting["status"] == "waiting"
    assert chloe.done("resume_task", task=1)["row"]["status"] == "in_progress"
    assert chloe.done("submit_task", task=1)["row"]["status"] == "to_validate"
    assert alice.done("return_task", task=1, reason="Incomplet")["row"]["status"] == "in_progress"
    assert chloe.done("complete_task", task=1, result="Fait")["row"]["status"] == "done"
    assert alice.done("reopen_task", task=1)["row"]["status"] != "done"
    assert alice.done("drop_task", task=1, reason="Sans objet")["row"]["status"] == "dropped"


def test_a_decision_goes_from_asked_to_known(world: World, alice: Caller):
    asked = alice.done("ask_decision", question="Arrêter la ligne ?", consulted=["legal"])["row"]
    assert (asked["number"], asked["status"]) == ("D-0001", "asked")
    alice.done("add_option", decision=1, text="Oui")
    alice.done("give_position", decision=1, department="legal", stance="for", reason="Prudence", option=1)
    taken = alice.done(
        "take_decision", decision=1, choice="Oui", rationale="Prudence", decider=world.ids["alice"], inform=["legal"]
    )["row"]
    assert (taken["status"], taken["informed"]) == ("in_force", {"legal": None})
    known = alice.done("acknowledge_decision", decision=1, department="legal")["row"]
    assert known["informed"]["legal"] is not None


def test_the_same_key_carries_a_command_out_once_and_is_answered_alike(world: World, alice: Caller):
    alice.done("add_task", title="un", department="legal")
    alice.done("add_task", title="deux", department="legal")
    alice.done("acknowledge_task", task=2)
    path, key = f"/cells/{world.cell}/commands/wait_task", {"Idempotency-Key": "k-1"}
    body = {"task": 2, "reason": "attend", "on": {"task": 1}}
    first = alice.post(path, body, headers=key)
    head = world.seq
    second = alice.post(path, body, headers=key)
    assert (first.status_code, first.json) == (200, second.json)
    assert world.seq == head
    refusal(Caller(world, "bruno").post(path, body, headers=key), 409, "key_reused", "key")


def test_without_a_key_two_calls_are_two_tasks(alice: Caller):
    numbers = [alice.done("add_task", title="pareil", department="legal")["row"]["id"] for _ in range(2)]
    assert numbers == [1, 2]


def test_entries_come_in_pages_and_the_last_says_so(world: World, alice: Caller):
    for number in range(5):
        alice.done("add_task", title=f"tâche {number}", department="legal")
    seen, after, pages = [], 0, 0
    while True:
        page = alice.get(f"/cells/{world.cell}/entries?after={after}&limit=4")
        assert len(page["entries"]) <= 4
        seen += [entry["seq"] for entry in page["entries"]]
        pages += 1
        if not page["more"]:
            break
        after = seen[-1]
    assert seen == list(range(1, world.seq + 1))
    assert pages == -(-world.seq // 4)
    assert alice.get(f"/cells/{world.cell}/entries?after={world.seq}")["entries"] == []


def test_the_board_of_the_past_is_the_board_as_it_was(world: World, alice: Caller):
    alice.done("add_task", title="avant", department="legal")
    past, head = wire.snapshot(world.board, True), world.seq
    alice.done("edit_task", task=1, title="après")
    now, then = (alice.get(f"/cells/{world.cell}/board{at}") for at in ("", f"?at={head}"))
    assert now["board"]["rows"]["task:1"]["title"] == "après"
    assert then["board"] == wire.read_json(past)
    assert then["seq"] == head < now["seq"]
    refusal(alice("GET", f"/cells/{world.cell}/board?at={world.seq + 1}"), 404, "not_found", "at")


def test_waits_and_measures_answer_with_figures(world: World, alice: Caller):
    alice.done("add_task", title="Appeler", department="logistics")
    Caller(world, "chloe").done("acknowledge_task", task=1)
    waits = alice.get(f"/cells/{world.cell}/waits")["waits"]
    [wait] = [one for one in waits if one["object"].startswith("task:")]
    assert (wait["about"], wait["object"], wait["on"]) == ("task", "task:1", "logistics")
    called = {one["on"]: one["outcome"] for one in waits if one["about"] == "mobilise"}
    assert called == {"direction": None, "logistics": "mobilised", "legal": None, "production": None}
    measures = alice.get(f"/cells/{world.cell}/measures")["measures"]
    assert measures["time_to_acknowledge"]["n"] == measures["time_to_mobilise"]["n"] == 1
    assert len(measures["time_to_mobilise"]["open"]) == 3


def test_of_two_who_take_a_task_the_second_is_told_by_whom_and_when(world: World, alice: Caller):
    alice.done("add_task", title="Appeler", department="logistics")
    Caller(world, "chloe").done("acknowledge_task", task=1)
    said = refusal(alice.act("acknowledge_task", task=1), 409, "already_taken", "task")
    assert "Chloé Durand" in said
    assert any(sign.isdigit() for sign in said)


def test_who_is_not_cleared_gets_stubs_and_no_restricted_row(world: World, alice: Caller):
    alice.done("ask_decision", question="Licencier ?", restricted=True)
    for who, is_shown in (("alice", True), ("bruno", True), ("chloe", False), ("dan", False)):
        caller = Caller(world, who)
        pages = [caller.get(f"/cells/{world.cell}/{page}") for page in ("entries", "board", "waits", "exports/json")]
        assert ("Licencier" in str(pages)) is is_shown
        last = pages[0]["entries"][-1]
        assert last["seq"] == world.seq
        assert (last["kind"] == "withheld") is not is_shown


def test_a_title_alone_makes_a_task_and_a_slip_is_taken_back(world: World, alice: Caller):
    made = alice.done("add_task", title="Appeler la préfecture")["row"]
    assert (made["department"], made["helpers"], made["undone"]) == ("direction", [], False)
    slip = alice.done("acknowledge_task", task=1)
    back = alice.done("undo_task", task=1, entry=slip["seq"])["row"]
    assert (back["status"], back["owner"], back["acknowledged_at"]) == ("to_acknowledge", None, None)


def test_who_words_a_title_over_anothers_gets_the_row_as_it_is(world: World, alice: Caller):
    seen = alice.done("add_task", title="Appeler")["row"]["changed_seq"]
    Caller(world, "chloe").done("edit_task", task=1, title="Appeler le préfet")
    answer = alice.post(
        f"/cells/{world.cell}/commands/edit_task", {"task": 1, "title": "Appeler la mairie", "seen": seen}
    )
    assert "Chloé Durand" in refusal(answer, 409, "changed_meanwhile", "title")
    told: Any = answer.json
    assert told["row"]["title"] == "Appeler le préfet"


def test_a_cell_is_opened_by_a_playbook(world: World, alice: Caller):
    made: Any = alice.post("/cells", {"title": "Filature brûlée", "level": 3, "playbook": "supply"}).json
    assert (made["playbook"], made["type"]) == ("supply", "supply") and made["aim"] and made["next_point_at"]
    refusal(alice.post("/cells", {"title": "x", "level": 3, "playbook": "nowhere"}), 404, "not_found", "playbook")
