"""Numbered comments of one client, some on the way at any time."""

import uuid

from tests.live.raw import Raw, message
from tests.serving import Served

AT_ONCE = 100


def comment(served: Served, number: int, prefix: str = "") -> bytes:
    """The frame of one comment on task 1, whose text carries its number."""
    args = {"task": 1, "text": f"{prefix}n={number:04d}"}
    payload = {"cell": served.cell, "name": "comment_task", "args": args, "key": str(uuid.uuid4())}
    return message("command", payload, number)


def send_all(served: Served, raw: Raw, count: int, prefix: str = "") -> list[int]:
    """Send numbered comments, some on the way at any time; the numbers in the order they were answered."""
    answered: list[int] = []
    for begin in range(0, count, AT_ONCE):
        raw.send(*(comment(served, number, prefix) for number in range(begin, begin + AT_ONCE)))
        for _ in range(AT_ONCE):
            said = raw.text("43")
            assert said and '"ok":true' in said, said
            answered.append(int(said[2 : said.index("[")]))
    return answered
