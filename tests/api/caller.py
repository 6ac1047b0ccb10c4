"""A program that calls the API in somebody's name. Every answer it gets is held against the OpenAPI document."""

import re
from functools import cache
from typing import Any

import msgspec
import schemathesis
from werkzeug.test import TestResponse

from cell import __version__, language, wire
from cell.api import openapi
from tests.cast import World


@cache
def described() -> dict[str, Any]:
    """The document itself."""
    return msgspec.json.decode(openapi.document(__version__))


@cache
def _schema() -> Any:
    return schemathesis.openapi.from_dict(described())


@cache
def _place(path: str) -> str | None:
    """The documented path that an address is an example of; the most literal one."""
    fits = [one for one in described()["paths"] if re.fullmatch(one.replace("{cell}", "[^/]+"), path)]
    return min(fits, key=lambda one: one.count("{"), default=None)


class Caller:
    """One of the cast (or nobody) with a token of their own; `headers` are added to every call."""

    def __init__(self, world: World, who: str | None = "alice", **headers: str):
        self.world = world
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if who is not None:
            self.headers["Authorization"] = f"Bearer {world.token(who)}"
        self._client = world.app.test_client(use_cookies=False)

    def __call__(self, method: str, path: str, **options: Any) -> TestResponse:
        """Call an address under /api/v1; whatever comes back must be as documented."""
        headers = {**self.headers, **options.pop("headers", {})}
        answer = self._client.open(f"/api/v1{path}", method=method, headers=headers, **options)
        assert answer.status_code != 500, answer.text
        place = _place(path.partition("?")[0])
        known = described()["paths"].get(place, {}).get(method.lower()) if place else None
        if known is not None:
            assert str(answer.status_code) in known["responses"], (answer.status_code, answer.text)
            _schema()[place][method].validate_response(answer)
        return answer

    def get(self, path: str, **options: Any) -> Any:
        """The JSON of an address that answers."""
        answer = self("GET", path, **options)
        assert answer.status_code == 200, answer.text
        return answer.json

    def post(self, path: str, body: Any, **options: Any) -> TestResponse:
        """Send JSON."""
        return self("POST", path, json=body, **options)

    def act(self, name: str, /, **args: Any) -> TestResponse:
        """Give a command in the cast's cell."""
        return self.post(f"/cells/{self.world.cell}/commands/{name}", args)

    def done(self, name: str, /, **args: Any) -> dict[str, Any]:
        """Give a command that must be carried out; returns the answer."""
        answer = self.act(name, **args)
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return answer.json


def refusal(answer: TestResponse, status: int, code: str, field: str | None = None) -> str:
    """Assert that an answer is this refusal; returns its sentence."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    told = answer.json
    assert told is not None
    assert (told["status"], told["code"], told.get("field")) == (status, code, field)
    return told["detail"]


def is_said(sentence: str, code: str, tongue: str) -> bool:
    """Whether a sentence is one of those that a refusal's code has in a language."""
    templates = (language.REFUSALS[code], *language.DETAILED.get(code, ()))
    spelled = (re.escape(language.say(template, tongue)) for template in templates)
    return any(re.fullmatch(re.sub(r"\\{[a-z]+\\}", ".+", one), sentence) for one in spelled)


def state(world: World) -> tuple[int, bytes]:
    """What a refusal must not change: the number of the head, and every byte of the board."""
    return world.seq, wire.snapshot(world.board, True)
