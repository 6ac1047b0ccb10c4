"""The demo: the textile maker's supply break, for a machine that holds no real cell. Told in both languages.

It is an exercise: that is the only sort of cell whose entries may be given their instants by the product itself.
"""

import ipaddress
import secrets
from typing import Any

from flask import Flask, url_for
from sqlalchemy import Connection

from cell import cells, clock, language, passwords, people, story
from cell.house import House
from cell.journal.orders import Command, Job

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
    """Write the story once per language, with people of its own each time."""
    hashed = passwords.hash_of(secrets.token_urlsafe(24))  # nobody knows it: the demo's people come in by a click
    for tongue in language.TONGUES:
        _tell(house, tongue, house.desk.ask(Job(lambda connection, t=tongue: _cast(connection, t, hashed))))


def _cast(connection: Connection, tongue: str, hashed: str) -> dict[str, int]:
    return {who: _person(connection, who, tongue, hashed) for who in story.PEOPLE}


def _person(connection: Connection, who: str, tongue: str, hashed: str) -> int:
    name = story.PEOPLE[who][0]
    return people.add_account(connection, f"{who}.{tongue}@{DOMAIN}", name, hashed, language=tongue)


def _tell(house: House, tongue: str, ids: dict[str, int]) -> None:
    now, cell = clock.now(), cells.new_id(None, None)

    def act(minutes_ago: float, who: str, name: str, args: dict[str, Any], number: int) -> None:
        at = clock.after(now, -60 * minutes_ago)
        house.desk.ask(Command(cell, ids[who], name, args, f"demo-{number}", at=at))

    lead, (minutes, title) = story.LEAD, story.OPENING
    opening = {
        "title": language.say(title, tongue),
        "level": 3,
        "type": "supply",
        "departments": list(story.DEPARTMENTS),
    }
    opening |= {"t0": clock.after(now, -60 * (minutes + 40)), "exercise": True}
    act(minutes, lead, "open_cell", opening | {"department": "direction"}, 0)
    house.desk.ask(Job(lambda connection: cells.mark_demo(connection, cell)))
    for number, (minutes_ago, who, name, args) in enumerate(story.steps(now), 1):
        act(minutes_ago, who, name, _worded(args, ids, tongue), number)


def _worded(args: dict[str, Any], ids: dict[str, int], tongue: str) -> dict[str, Any]:
    """Arguments with people as ids and sentences in the language."""
    worded: dict[str, Any] = {}
    for name, value in args.items():
        if isinstance(value, story.Who):
            worded[name] = ids[value.key]
        elif isinstance(value, story.Said):
            worded[name] = language.say(value.text, tongue)
        elif isinstance(value, dict):
            worded[name] = _worded(value, ids, tongue)
        else:
            worded[name] = value
    return worded


def people_to_be(house: House, address: str | None, tongue: str) -> list[dict[str, Any]]:
    """Whom a visitor may be by a click: nobody unless they sit at this machine and the database is all demo."""
    if not _is_here(address):
        return []
    with house.store.reading() as connection:
        if cells.has_real(connection):
            return []
        return [
            {
                "id": row.id,
                "email": row.email,
                "name": row.name,
                "role": row.role,
                "department": row.department,
                "url": url_for("board.show", cell=row.cell),
            }
            for row in people.demo_people(connection, f".{tongue}@{DOMAIN}")
        ]


def _is_here(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False
