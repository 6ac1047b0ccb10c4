"""A backup brings entries back, not the doors that were shut since."""

from pathlib import Path

from cell import people
from cell.backup import back_up, restore
from cell.db import Store
from cell.journal.orders import Job
from tests.cast import World


def test_a_restore_keeps_shut_what_was_shut_since_the_backup(world: World, tmp_path: Path):
    desk, folder = world.house.desk, world.house.settings.instance
    secrets = {who: world.token(who) for who in ("alice", "bruno", "dan")}
    back_up(folder / "cell.db", tmp_path / "b.db")
    desk.ask(Job(lambda connection: people.disable_account(connection, world.ids["dan"])))
    with world.house.store.reading() as connection:
        [one] = people.open_tokens(connection, world.ids["bruno"])
    desk.ask(Job(lambda connection: people.end_token(connection, world.ids["bruno"], one.id)))
    world.close()
    restore(tmp_path / "b.db", folder / "cell.db")
    store = Store(world.house.settings.database_url)
    with store.reading() as connection:
        held = {who: people.by_token(connection, secret) is not None for who, secret in secrets.items()}
    store.close()
    assert held == {"alice": True, "bruno": False, "dan": False}
