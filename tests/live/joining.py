"""Browsers without a screen, at a served cell: they open links, fill in the forms, keep cookies."""

import re
from typing import Any

import requests

from cell import people
from tests.serving import PATIENCE_S, Served

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SOON = "2026-11-18T14:00:00Z"


def make_link(served: Served, expires_at: str, uses: int | None = None, department: str = "logistics") -> str:
    """An invitation of Alice's; returns its path."""
    secret = people.new_secret()
    given = {"department": department, "digest": people.digest(secret), "expires_at": expires_at, "uses": uses}
    answer = command(served, "make_invitation", **given)
    assert answer.status_code == 200, answer.text
    return f"/join/{served.cell}/{secret}"


def make_wall(served: Served) -> tuple[str, int]:
    """A wall of Alice's; returns its secret and its number."""
    secret = people.new_secret()
    answer = command(served, "make_wall", digest=people.digest(secret))
    assert answer.status_code == 200, answer.text
    return secret, answer.json()["row"]["id"]


def command(served: Served, name: str, /, **args: Any) -> requests.Response:
    """A command of Alice's, over HTTP."""
    return served.api("alice", "POST", f"/cells/{served.cell}/commands/{name}", json=args)


class Guest:
    """A browser without an account, at a link."""

    def __init__(self, served: Served, path: str):
        self.url = served.url + path
        self.session = requests.Session()
        self.page = self.session.get(self.url, timeout=PATIENCE_S)
        found = TOKEN.search(self.page.text)
        self.token = found.group(1) if found else ""

    def make_account(self, name: str, email: str, password: str = "une phrase assez longue") -> requests.Response:
        """Make an account, and join by it."""
        form = {"csrf_token": self.token, "name": name, "new_email": email, "new_password": password}
        return self.session.post(self.url + "/account", data=form, timeout=PATIENCE_S, allow_redirects=False)
