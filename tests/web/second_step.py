"""A telephone that makes codes, as its owner uses it."""

import re
from typing import Any

from pyotp.totp import TOTP
from werkzeug.test import TestResponse

from cell import clock
from tests.cast import PASSWORD
from tests.web.visitor import Visitor

BEGIN, CONFIRM, END, CODE = "/account/factor/begin", "/account/factor", "/account/factor/end", "/sign-in/code"


def now() -> int:
    """The hour as telephones count it, in seconds."""
    return int(clock.moment_of(clock.now()).timestamp())


class Telephone:
    """Holds the secret that a page showed."""

    def __init__(self, html: str):
        shown = re.search(r'id="factor-key"[^>]*>([A-Z2-7 ]+)<', html)
        assert shown
        self.secret = shown.group(1).replace(" ", "")

    def code(self, steps: int = 0) -> str:
        """The six digits of now, or of some steps of 30 s later."""
        return TOTP(self.secret).at(now() + 30 * steps)


def enrol(visitor: Visitor) -> tuple[Telephone, list[str]]:
    """Switch somebody's second step on; returns their telephone and their recovery codes."""
    begun = visitor.send("/account", BEGIN, factor_password=PASSWORD)
    assert begun.status_code == 201, begun.text[:500]
    telephone = Telephone(begun.text)
    told = visitor.post(CONFIRM, {"csrf_token": visitor.token, "code": telephone.code()})
    assert told.status_code == 201, told.text[:500]
    return telephone, re.findall(r"<li>([a-z2-9-]{20,})</li>", told.text)


def half_way(world: Any, who: str = "alice", **typed: str) -> Visitor:
    """A fresh browser whose password was right."""
    visitor = Visitor(world)
    answer = visitor.sign_in(who, **typed)
    assert answer.headers["Location"] == CODE
    return visitor


def give(visitor: Visitor, code: str) -> TestResponse:
    """Type a code at the second step."""
    return visitor.send(CODE, "", code=code)
