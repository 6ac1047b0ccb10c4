"""Links into a cell, made as their makers do: on the page, where they are shown once."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.cast import World
from tests.web.visitor import Visitor

LINK = re.compile(r'value="(http://[^"]+/(?:join|wall)/[^"]+)"')


def make_links(world: World, who: str = "alice", **typed: Any) -> list[str]:
    """The paths of the links just made, as the page shows them this once."""
    visitor = Visitor(world, who)
    page = f"/cells/{world.cell}/invitations"
    answer = visitor.send(page, page, **choices(**typed))
    assert answer.status_code == 201, answer.text[:2000]
    return [urlsplit(found).path for found in LINK.findall(answer.text)]


def choices(**typed: Any) -> dict[str, Any]:
    """The fields of the form of an invitation, as the page calls them."""
    return {f"invitation-{name}": value for name, value in {"department": "logistics", **typed}.items()}


def make_link(world: World, **typed: Any) -> str:
    """The path of one invitation."""
    [path] = make_links(world, **typed)
    return path


def make_wall(world: World) -> str:
    """The path of a wall."""
    answer = Visitor(world, "alice").send(f"/cells/{world.cell}/invitations", f"/cells/{world.cell}/walls")
    assert answer.status_code == 201, answer.text[:2000]
    [found] = LINK.findall(answer.text)
    return urlsplit(found).path


def secret_of(path: str) -> str:
    """The secret at the end of a link."""
    return path.rpartition("/")[2]
