"""Somebody with a browser: reads pages, fills in their forms as they stand, keeps cookies."""

import hashlib
import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from cell import people
from cell.journal.orders import Job
from tests.cast import PASSWORD, World

COOKIE, SESSION = "cell_sign_in", "cell_page"
# What an answer to the same question may differ in from one time to the next.
FLEETING = re.compile(r'(name="csrf(?:_|-)token"[^>]*(?:value|content)=|nonce=)"[^"]*"')

VOID = {"input", "meta", "link", "img", "br", "hr", "use", "path", "col", "source"}  # what nothing stands in


class Page(HTMLParser):
    """The forms of a page by address (fields as a browser would send them), its errors by field, its text."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html
        self.forms: dict[str, dict[str, Any]] = {}
        self.language = ""
        self.ids: dict[str, str] = {}
        self._described: dict[str, str] = {}
        self._fields: dict[str, Any] | None = None
        self._select = ""
        self._open: list[tuple[str, str]] = []
        self._group = ""
        self._area = ""
        self.feed(html)
        written = re.sub(r"<script.*?</script>", " ", html, flags=re.DOTALL)  # words a script may say are not said
        self.text = " ".join(re.sub(r"<[^>]+>", " ", written).split())

    @property
    def errors(self) -> dict[str, str]:
        """What is said of each field, by its name: through aria-describedby, as a screen reader finds it."""
        return {
            name: " ".join(self.ids[one].split())
            for name, ids in self._described.items()
            for one in ids.split()
            if one.endswith("-error")
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "form":
            self._fields = self.forms.setdefault(given.get("action", ""), {})
        if tag == "fieldset":
            self._group = given.get("aria-describedby", "")
        if "id" in given:
            self.ids[given["id"]] = ""
            if tag not in VOID:
                self._open.append((tag, given["id"]))
        if self._fields is not None:
            self._field(tag, given)

    handle_startendtag = handle_starttag

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", self._select if tag == "option" else "")
        described = given.get("aria-describedby") or (self._group if tag == "input" else "")
        if name and described:
            self._described[name] = described
        assert self._fields is not None
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self._fields[self._select] = given.get("value", "")
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self._fields.setdefault(name, []).append(given.get("value", "y"))
        elif tag in ("input", "textarea") and name:
            self._fields[name] = given.get("value", "")
            self._area = name if tag == "textarea" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        if tag == "textarea" and self._fields is not None:
            self._fields[self._area] = self._fields[self._area].removeprefix("\r").removeprefix("\n")
            self._area = ""
        if tag == "fieldset":
            self._group = ""
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for _tag, ident in self._open:
            self.ids[ident] += data
        if self._area and self._fields is not None:
            self._fields[self._area] += data


class Visitor:
    """One browser at one address. `who` of the cast is already signed in."""

    def __init__(self, world: World, who: str | None = None, address: str = "203.0.113.7", **headers: str):
        self.world = world
        self.address = address
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.client = world.app.test_client()
        if who is not None:
            made = Job(lambda c: people.begin_sign_in(c, world.ids[who], address, "a browser"))
            self.client.set_cookie(COOKIE, world.house.desk.ask(made))

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open an address; redirects are not followed."""
        return self.client.get(path, headers={**self.headers, **headers}, environ_base={"REMOTE_ADDR": self.address})

    def post(self, path: str, data: Any, **headers: str) -> TestResponse:
        """Send a form, as it is given."""
        environ = {"REMOTE_ADDR": self.address}
        return self.client.post(path, data=data, headers={**self.headers, **headers}, environ_base=environ)

    def page(self, path: str) -> Page:
        """A page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.status
        return Page(answer.text)

    def send(self, path: str, action: str = "", /, **typed: Any) -> TestResponse:
        """Fill in a form of a page and send it; the fields that are not typed go as they stand."""
        fields = self.page(path).forms[action]
        return self.post(action or path, {**fields, **typed})

    def sign_in(self, who: str, password: str = PASSWORD, **typed: str) -> TestResponse:
        """Sign in as one of the cast, or with any address."""
        email = who if "@" in who else f"{who}@example.org"
        return self.send("/sign-in", email=email, password=password, **typed)

    @property
    def token(self) -> str:
        """The page token of this browser, read from a page: even one that says there is nothing has it."""
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/nothing").text)
        assert found
        return found.group(1)

    @property
    def cookie(self) -> str | None:
        """The secret of the sign-in this browser holds."""
        found = self.client.get_cookie(COOKIE)
        return found.value if found else None

    def is_in(self) -> bool:
        """Whether the lobby lets this browser in."""
        return self.get("/").status_code == 200


def still(html: str) -> str:
    """A page without what changes at every answer."""
    return FLEETING.sub(r"\1", html)


KEPT = ("entries", "facts", "cells", "memberships", "accounts", "tokens", "factors", "recovery_codes", "deeds")
KEPT += ("departments", "levels", "playbooks", "settings")


def digest_of(world: World) -> str:
    """One digest of the journal, the people and the organisation; sign-ins and failed guesses are not in it."""
    told = hashlib.sha256()
    with world.house.store.reading() as connection:
        for table in KEPT:
            found = connection.exec_driver_sql(f"SELECT * FROM {table}")
            rows = sorted(
                repr(row) for row in found if row[0] != "ready"
            )  # the mark by which /readyz sees it can write
            told.update("\n".join([table, *rows]).encode())
    return told.hexdigest()
