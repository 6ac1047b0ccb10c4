"""What an administrator reads of alerts that fail, and of those that a database which was put back still held."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cell import clock, deeds, outbox, outlets
from cell.cli import group
from cell.journal.orders import Job
from cell.sending import courier
from cell.sending.carrier import LOST_S
from cell.serve import only_server
from cell.settings import Misconfigured, read_settings
from tests.cast import World
from tests.letters import Bag, make_outlet, posts
from tests.web.administrators import administrator


def ask(world: World) -> None:
    world.act("alice", "ask_decision", question="Fermer le site ?")


def failures(world: World) -> list[tuple[int | None, str, Any]]:
    """The deeds about channels that fail, the oldest first."""
    with world.house.store.reading() as connection:
        found = deeds.deeds_of(connection, limit=500)
    return [(one.by, one.about, one.facts["reason"][1]) for one in reversed(found) if one.deed == "outlet.given_up"]


def test_a_channel_that_fails_is_on_record_once_until_somebody_touches_it(world: World):
    outlet, other = make_outlet(world), make_outlet(world, name="autre")
    bag = Bag(world, *["answered:550"] * 6)
    bag.courier._pauses = ()
    for _ in range(3):
        ask(world)
        bag.look()
    assert failures(world) == [(None, str(outlet), "answered:550"), (None, str(other), "answered:550")]
    assert {one.state for one in posts(world)} == {"given_up"}
    world.house.desk.ask(Job(lambda c: outbox.try_again(c, world.ids["alice"], 1)))
    bag.answers = ["unreached"]
    bag.look()
    assert failures(world)[2:] == [(None, str(outlet), "unreached")]
    text = administrator(world).page("/admin/record").text.replace("\u00a0", " ")
    assert "Des messages au canal d’alerte autre sont abandonnés : L’autre côté" in text and "550" in text


def test_an_address_that_opens_no_more_is_on_record(world: World, tmp_path: Path):
    outlet = make_outlet(world)
    ask(world)
    world.close()
    other = World.again(tmp_path, CELL_SECRET_KEY="another secret of sixteen")
    Bag(other).look()
    assert failures(other) == [(None, str(outlet), "shut")]
    assert "chiffrée avec une autre clé" in administrator(other).page("/admin/record").text
    other.close()


def test_a_trial_that_fails_is_told_on_its_page_alone(world: World):
    outlet = make_outlet(world)
    world.house.desk.ask(Job(lambda c: outbox.put_trial(c, world.ids["alice"], outlet)))
    Bag(world, "unreached").look()
    assert [one.state for one in posts(world)] == ["given_up"] and failures(world) == []


def test_the_operator_settles_what_waits_in_a_database_that_was_put_back(world: World, tmp_path: Path):
    outlet = make_outlet(world)
    ask(world)
    ask(world)
    told = CliRunner(env={"CELL_INSTANCE": str(tmp_path)}).invoke(group, ["settle-alerts"], input="y\n")
    assert told.exit_code == 0 and "2 messages that waited are not sent" in told.output
    assert Bag(world).look() == [] and {(one.state, one.reason) for one in posts(world)} == {("given_up", "restored")}
    assert failures(world) == [(None, str(outlet), "restored")]
    world.house.desk.ask(Job(lambda c: outbox.try_again(c, world.ids["alice"], 1)))
    assert len(Bag(world).look()) == 1, "unless an administrator has it sent after all"


def test_alerts_are_settled_only_where_nobody_serves_and_who_asks_means_it(world: World, tmp_path: Path):
    make_outlet(world)
    ask(world)
    runner = CliRunner(env={"CELL_INSTANCE": str(tmp_path)})
    with only_server(world.house.settings):
        told = runner.invoke(group, ["settle-alerts", "--yes"])
        assert told.exit_code == 1 and "stop it first" in told.output
    assert runner.invoke(group, ["settle-alerts"], input="n\n").exit_code == 1
    assert [one.state for one in posts(world)] == ["waiting"]
    assert runner.invoke(group, ["settle-alerts", "--yes"]).exit_code == 0
    assert [one.state for one in posts(world)] == ["given_up"]


def test_beside_a_server_what_it_sends_just_now_is_its_own(world: World):
    make_outlet(world)
    ask(world)
    ask(world)
    now, desk = clock.now(), world.house.desk
    desk.ask(Job(lambda c: outbox.claim(c, 1, "a", now, clock.after(now, 600))))
    assert desk.ask(Job(lambda c: (outbox.settle(c, is_served=True), outbox.going(c)))) == (1, 1)
    assert [one.state for one in posts(world)] == ["waiting", "given_up"]
    desk.ask(Job(lambda c: outbox.end(c, 1, "a", "sent", None)))
    assert [one.state for one in posts(world)] == ["sent", "given_up"]


def test_a_claim_outlasts_the_longest_sending():
    assert read_settings({"CELL_SEND_LEASE": "120"}).CELL_SEND_LEASE > LOST_S + 30
    with pytest.raises(Misconfigured, match="CELL_SEND_LEASE"):
        read_settings({"CELL_SEND_LEASE": "119"})


def test_who_stood_still_after_the_claim_sends_nothing(world: World, monkeypatch: Any):
    make_outlet(world)
    ask(world)
    bag, stood = Bag(world), [0.0]
    real, letter = clock.elapsed, courier.letter_of

    def late(*args: Any) -> Any:
        stood[0] += world.house.settings.CELL_SEND_LEASE - LOST_S + 1
        return letter(*args)

    monkeypatch.setattr(clock, "elapsed", lambda: real() + stood[0])
    monkeypatch.setattr(courier, "letter_of", late)
    assert bag.look() == [] and bag.tried == 0
    assert [(one.state, one.tries) for one in posts(world)] == [("waiting", 0)]
    monkeypatch.setattr(courier, "letter_of", letter)
    assert len(bag.look()) == 1


def test_what_is_put_back_as_its_level_rises_does_not_sleep(world: World):
    make_outlet(world, quiet_from="00:00", quiet_until="23:59")
    ask(world)
    [row] = posts(world)
    now = clock.now()
    with world.house.store.reading() as connection:
        [outlet] = outlets.outlets_of(connection)
    ask_desk = world.house.desk.ask
    [claimed] = ask_desk(Job(lambda c: outbox.claim(c, row.id, "a", now, clock.after(now, 180))))
    world.act("alice", "change_level", level=4, reason="pire")  # as the one who claimed it finds that it must wait
    until = clock.after(now, 9 * 3_600)
    ask_desk(Job(lambda c: outbox.hold(c, claimed.id, "a", until, outlet)))
    assert posts(world)[0].due_at == until
    assert len(Bag(world).look()) == 1


def test_what_is_put_back_as_its_hours_are_changed_goes_by_the_new_ones(world: World):
    number = make_outlet(world, quiet_from="00:00", quiet_until="23:59")
    ask(world)
    now, ask_desk = clock.now(), world.house.desk.ask
    with world.house.store.reading() as connection:
        [outlet] = outlets.outlets_of(connection)
    [claimed] = ask_desk(Job(lambda c: outbox.claim(c, 1, "a", now, clock.after(now, 180))))
    terms = outlets.Terms(name="Astreinte", language="fr", zone="Europe/Paris", everything=True)
    ask_desk(Job(lambda c: outlets.set_outlet(c, world.ids["alice"], number, terms)))
    ask_desk(Job(lambda c: outbox.hold(c, claimed.id, "a", clock.after(now, 9 * 3_600), outlet)))
    assert len(Bag(world).look()) == 1
