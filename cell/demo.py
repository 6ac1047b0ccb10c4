"""The demo, for a machine that holds no real cell: the stories of cell/story, each told in both languages.

They are exercises: that is the only sort of cell whose entries may be given their instants by the product itself.
"""

import ipaddress
import secrets
from collections import Counter
from functools import partial
from itertools import islice
from typing import Any

from flask import Flask, url_for
from sqlalchemy import Connection

from cell import cells, clock, language, passwords, people, story
from cell.board import Board, replay
from cell.directory import Directory
from cell.dues import dues_of
from cell.errors import Refused
from cell.house import House
from cell.journal.orders import Answer, Command, Job, Order
from cell.stalls import stalls_of

DOMAIN = "demo.invalid"


def seed_if_wanted(app: Flask) -> None:
    """Seed the demo where it is wanted and the database is empty."""
    with app.app_context():
        house: House = app.extensions["house"]
        with house.store.reading() as connection:
            is_empty = not cells.all_ids(connection) and people.first_admin(connection) is None
        if house.settings.CELL_DEMO and is_empty:
            seed(house)


def seed(house: House) -> None:
    """Write the stories once per language, with people of its own each time."""
    hashed = passwords.hash_of(secrets.token_urlsafe(24))  # nobody knows it: the demo's people come in by a click
    casts = [(tongue, house.desk.ask(Job(partial(_cast, tongue=tongue, hashed=hashed)))) for tongue in language.TONGUES]
    now = clock.now()
    for one in story.STORIES:
        _tell(house, one, [Teller(now, tongue, ids, cells.new_id(None, None)) for tongue, ids in casts])


def _cast(connection: Connection, tongue: str, hashed: str) -> dict[str, int]:
    return {who: _person(connection, who, name, tongue, hashed) for who, name in story.NAMES.items()}


def _person(connection: Connection, who: str, name: str, tongue: str, hashed: str) -> int:
    email = f"{who}.{tongue}@{DOMAIN}"
    known = people.by_email(connection, email)
    if known is None:
        return people.add_account(connection, email, name, hashed, language=tongue)
    people.disable_account(connection, known.id)  # whatever they had open
    values = {"name": name, "password": hashed, "language": tongue, "theme": "auto", "zone": "Europe/Paris"}
    people.change_account(connection, known.id, **values, disabled_at=None, must_change=False)
    return known.id


def _tell(house: House, one: story.Story, tellers: list["Teller"]) -> None:
    """A few minutes of the story in one go, since nobody looks at it yet; then what the clock had to say in them.

    Both languages together: what takes the time is that each go is brought to the disk.
    """
    boards, steps = {teller.cell: Board() for teller in tellers}, [one.opening, *one.steps]
    while steps:
        turn = [step for step in steps if step.ago > steps[0].ago - one.turn_min]
        steps = steps[len(turn) :]
        answers = iter(_carry_out(house, [teller.order(step) for teller in tellers for step in turn], boards))
        for teller in tellers:
            teller.hear(turn, list(islice(answers, len(turn))))
        until = tellers[0].at(steps[0]) if steps else clock.now()
        _carry_out(house, [order for board in boards.values() for order in _timed(board, until)], boards)
    house.desk.ask(Job(lambda connection: [cells.mark_demo(connection, cell) for cell in boards]))


def _timed(board: Board, until: str) -> list[Order]:
    """What time alone had made due by an instant, each at its own, as a server does it that is never stopped."""
    all_due = (*dues_of(board), *stalls_of(board))
    due = sorted((due for due in all_due if due.at <= until), key=lambda due: due.at)
    return [Command(board.cell.id, None, one.command, one.args, one.key, at=one.at) for one in due]


def _carry_out(house: House, orders: list[Order], boards: dict[str, Board]) -> list[Answer]:
    if not orders:
        return []
    outcome, answers = house.desk.writer.carry_out(orders), list[Answer]()
    for answer in outcome.answers:
        if isinstance(answer, Refused):
            raise answer
        answers.append(answer)
    for page in outcome.pages:
        replay(page.entries, boards[page.cell])
    return answers


class Teller:
    """Puts people, numbers, hours and the language into the story, step by step."""

    def __init__(self, now: str, tongue: str, ids: dict[str, int], cell: str):
        self.now, self.tongue, self.ids, self.cell = now, tongue, ids, cell
        self._made: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._seqs: dict[str, int] = {}

    def order(self, step: story.Step) -> Order:
        """The next step as a command. What it makes is numbered as the cell will: from 1, for each noun."""
        self._made[step.name] += 1
        if step.key is not None:
            self._numbers[step.key] = self._made[step.name]
        key = f"demo-{self._made.total()}"
        return Command(self.cell, self.ids[step.who], step.name, self.said(step.args), key, at=self.at(step))

    def at(self, step: story.Step) -> str:
        """When a step is taken."""
        return clock.after(self.now, -60 * step.ago)

    def hear(self, steps: list[story.Step], answers: list[Answer]) -> None:
        """Learn which entries the steps have made."""
        for step, answer in zip(steps, answers, strict=True):
            if step.key is not None:
                self._seqs[step.key] = answer.seq

    def said(self, args: dict[str, Any]) -> dict[str, Any]:
        """Arguments as a command takes them."""
        return {name: self._said(value, name in story.WORDS) for name, value in args.items()}

    def _said(self, value: Any, is_text: bool) -> Any:
        match value:
            case story.Who(key):
                return self.ids[key]
            case story.The(key):
                return self._numbers[key]
            case story.Said(key):
                return self._seqs[key]
            case story.In(minutes):
                return clock.after(self.now, 60 * minutes)
            case dict():
                return self.said(value)
            case list():
                return [self._said(one, is_text) for one in value]
            case str() if is_text:
                return language.say(value, self.tongue)
            case _:
                return value


def people_to_be(house: House, address: str | None, tongue: str) -> list[dict[str, Any]]:
    """Whom a visitor may be by a click: nobody unless they sit at this machine and no one real has a cell here.

    An exercise that these people opened among themselves leaves the door as it was.
    """
    if not _is_here(address):
        return []
    with house.store.reading() as connection:
        if cells.has_strangers(connection, DOMAIN):
            return []
        directory = Directory(connection)
        return [
            {
                "id": row.id,
                "email": row.email,
                "name": row.name,
                "role": row.role,
                "seat": directory.seat_of(row.department) if row.department else None,
                "url": url_for("board.show", cell=row.cell),
            }
            for row in people.demo_people(connection, f".{tongue}@{DOMAIN}")
        ]


def _is_here(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
