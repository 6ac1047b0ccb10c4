"""The cast and their cell, made through the product's own doors."""

import uuid
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from cell import passwords, people
from cell.errors import Refused
from cell.house import House
from cell.journal.orders import Answer, Command, Job
from tests import quick

PASSWORD = "a long enough password"
CAST = {
    "alice": ("Alice Martin", "director", "direction"),
    "bruno": ("Bruno Petit", "loggist", None),
    "chloe": ("Chloé Durand", "member", "logistics"),
    "dan": ("Dan Brown", "observer", None),
    "eve": ("Eve Stone", None, None),
}
SEATS = ["direction", "logistics", "legal", "production"]
_hashed: list[str] = []


def hashed() -> str:
    """One hash for all: what it costs is not what is tested."""
    if not _hashed:
        _hashed.append(passwords.hash_of(PASSWORD))
    return _hashed[0]


class World:
    """An app, its house, the cast's account ids, and a cell that Alice opened with all but Eve in it."""

    def __init__(self, folder: Path, **config: Any):
        self._enter(folder, config)
        self.ids = {who: self._account(who) for who in CAST}
        self.gather()

    @classmethod
    def apart(cls, folder: Path, **config: Any) -> "World":
        """The cast alone: no cell has been opened yet."""
        world = cls.__new__(cls)
        world._enter(folder, config)
        world.ids = {who: world._account(who) for who in CAST}
        return world

    def gather(self) -> None:
        """Open the cell, with all but Eve in it."""
        self.open(self.cell, "alice")
        for who, (_name, role, department) in CAST.items():
            if role is not None and who != "alice":
                self.act("alice", "add_member", member=self.ids[who], role=role, department=department)

    @classmethod
    def again(cls, folder: Path, **config: Any) -> "World":
        """The world that a folder already holds, after a restart."""
        world = cls.__new__(cls)
        world._enter(folder, config)
        with world.house.store.reading() as connection:
            found = {who: people.by_email(connection, f"{who}@example.org") for who in CAST}
        world.ids = {who: account.id for who, account in found.items() if account is not None}
        return world

    def _enter(self, folder: Path, config: dict[str, Any]) -> None:
        quick.prepare()
        self.app: Flask = create_app({"CELL_INSTANCE": folder, **config})
        quick.furnish(self.app)
        self.house: House = self.app.extensions["house"]
        self.cell = "ctest"

    def _account(self, who: str) -> int:
        name = CAST[who][0]
        language = "en" if who in ("dan", "eve") else "fr"
        return self.house.desk.ask(
            Job(lambda c: people.add_account(c, f"{who}@example.org", name, hashed(), language=language))
        )

    def open(self, cell: str, who: str, **more: Any) -> None:
        """Open another cell."""
        args = {"title": "Incendie", "level": 3, "departments": SEATS, **more}
        self.house.desk.ask(Command(cell, self.ids[who], "open_cell", args, str(uuid.uuid4())))

    def act(
        self, who: str | None, name: str, /, *, key: str | None = None, cell: str | None = None, **args: Any
    ) -> Answer:
        """Give a command as one of the cast (None: the clock). Raises Refused."""
        by = self.ids[who] if who else None
        return self.house.desk.ask(Command(cell or self.cell, by, name, args, key))

    def refused(self, who: str | None, name: str, /, **args: Any) -> Refused:
        """Give a command that must be refused and must change nothing; returns the refusal."""
        before = self.seq
        try:
            self.act(who, name, **args)
        except Refused as refused:
            assert self.seq == before
            return refused
        raise AssertionError(f"{name} was not refused")

    @property
    def board(self) -> Any:
        """The board as it is shown."""
        return self.house.desk.show(self.cell).board

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        return self.board.seq

    def browser(self, who: str) -> FlaskClient:
        """A browser in which one of the cast is signed in."""
        secret: str = self.house.desk.ask(Job(lambda c: people.begin_sign_in(c, self.ids[who], None, None)))
        client = self.app.test_client()
        client.set_cookie("cell_sign_in", secret)
        return client

    def token(self, who: str) -> str:
        """A token of one of the cast."""
        return self.house.desk.ask(Job(lambda c: people.add_token(c, self.ids[who], "test")))

    def close(self) -> None:
        """Give the database back."""
        self.house.desk.close()
        self.house.store.close()
