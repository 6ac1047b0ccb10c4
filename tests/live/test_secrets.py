"""Figure 29: the secrets of a whole run are told once where they must be, and nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from cell import organisation
from cell.journal.orders import Job
from tests.cast import PASSWORD, World
from tests.live.raw import Raw
from tests.project.tree import TOP
from tests.serving import PATIENCE_S, Served
from tests.web.second_step import Telephone
from tests.web.visitor import Page

NEW, WRONG = "un autre long mot de passe à elle", "un mot de passe qui n'ouvre rien"
COOKIES = ("cell_sign_in", "cell_threshold")


class Browser:
    """A browser that remembers what it was told, and under which address."""

    told: list[tuple[str, str]]  # address, and what came: body, headers

    def __init__(self, served: Served, told: list[tuple[str, str]]):
        self.url, self.told = served.url, told
        self.session = requests.Session()
        self.secrets: set[str] = set()

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """One request. Cookies are secrets from when they are set."""
        answer = self.session.request(method, self.url + path, timeout=PATIENCE_S, allow_redirects=False, **options)
        self.secrets |= {cookie.value or "" for cookie in self.session.cookies if cookie.name in COOKIES} - {""}
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "Set-Cookie")
        self.told.append((f"{method} {path}", f"{headers}\n{answer.text}"))
        return answer

    def send(self, path: str, action: str, **typed: str) -> requests.Response:
        """Fill in a form of a page."""
        fields = Page(self.ask("GET", path).text).forms[action]
        return self.ask("POST", action or path, data={**fields, **typed})

    def sign_in(self, who: str, password: str) -> requests.Response:
        """The first step."""
        return self.send("/sign-in", "", email=f"{who}@example.org", password=password)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that says all it can, and Alice its administrator."""
    made = Served(tmp_path_factory.mktemp("secrets"), CELL_DIARY="debug")
    world = World.again(made.folder)
    world.house.desk.ask(Job(lambda c: organisation.set_admin(c, None, made.ids["alice"], True)))
    world.close()
    made.start()
    yield made
    made.stop()


def found(pattern: str, text: str) -> str:
    """What a page shows."""
    match = re.search(pattern, text)
    assert match, text[:1_000]
    return match.group(1)


def second_step(alice: Browser, served: Served) -> set[str]:
    """Alice sets up her second step and comes in with it, and once with a recovery code."""
    begun = alice.send("/account", "/account/factor/begin", factor_password=PASSWORD)
    telephone = Telephone(begun.text)
    done = alice.ask(
        "POST", "/account/factor", data={**Page(begun.text).forms["/account/factor"], "code": telephone.code()}
    )
    codes = re.findall(r"<li>([a-z2-9-]{20,})</li>", done.text)
    assert len(codes) == 10
    fresh = Browser(served, alice.told)
    assert fresh.sign_in("alice", PASSWORD).headers["Location"] == "/sign-in/code"
    assert fresh.send("/sign-in/code", "", code="000000").status_code == 422
    assert fresh.send("/sign-in/code", "", code=codes[0]).status_code == 302
    alice.secrets |= fresh.secrets | {telephone.secret, " ".join(re.findall("....", telephone.secret)), *codes}
    return {telephone.secret, *codes}


def links(alice: Browser, served: Served) -> set[str]:
    """An invitation and a wall, opened, and wrong ones that open nothing."""
    page = f"/cells/{served.cell}/invitations"
    made: set[str] = set()
    for action, typed in ((page, {"department": "logistics"}), (f"/cells/{served.cell}/walls", {})):
        shown = alice.send(page, action, **typed)
        path = found(r'value="http://[^"/]+(/(?:join|wall)/[^"]+)"', shown.text)
        made.add(path.rpartition("/")[2])
        stranger = Browser(served, alice.told)
        assert stranger.ask("GET", path).status_code == 200
        assert stranger.ask("GET", path + "x").status_code == 404
    return made


def test_no_secret_is_told_anywhere_but_where_it_belongs(served: Served):
    told: list[tuple[str, str]] = []
    alice, chloe = Browser(served, told), Browser(served, told)
    alice.sign_in("alice", WRONG)
    alice.sign_in("alice", PASSWORD)
    token = found(r'value="(cell_[\w-]{40,})"', alice.send("/account", "/account/tokens", name="une sonde").text)
    once = {token} | second_step(alice, served)
    address = {*links(alice, served)}
    page = f"/admin/people/{served.ids['chloe']}"
    handed = found(r'id="once" value="([^"]+)"', alice.send(page, f"{page}/password").text)
    chloe.sign_in("chloe", handed)
    typed = {"current": handed, "password": NEW, "again": NEW}
    assert chloe.send("/account", "/account/password", **typed).status_code == 302
    for path in ("/", "/account", "/admin/record", f"/cells/{served.cell}", f"{page}", "/nothing", "/account?next=x"):
        alice.ask("GET", path)
    bearer = {"Authorization": f"Bearer {token}"}
    for path in ("me", "cells", f"cells/{served.cell}/board", f"cells/{served.cell}/entries", "nothing"):
        alice.ask("GET", f"/api/v1/{path}", headers=bearer)
    alice.ask("POST", f"/api/v1/cells/{served.cell}/commands/close_cell", json={"reason": "fini"}, headers=bearer)
    alice.ask("GET", f"/api/v1/cells/{served.cell}/exports/json", headers=bearer)
    said = on_the_socket(served, token)
    keys = [path.read_bytes() for path in served.folder.iterdir() if path.suffix == ".key"]
    assert len(keys) == 2, "the cookies' and the seal's"
    texts = {key.decode("latin-1").strip() for key in keys} | {key.hex() for key in keys}
    never = {PASSWORD, NEW, WRONG, *texts, *alice.secrets, *chloe.secrets} - once
    never -= {one for one in never if one.replace(" ", "") in once}
    diary = "".join(served.lines) + said
    assert len(never) > 8 and "Crisis Cell is at" in diary
    everything = never | once | address | {handed} | set(served.tokens.values())
    assert not [one for one in everything if one in diary]
    assert not [(where, one) for where, text in told for one in never if one in text]
    for one in {*once, handed}:
        shown = [where for where, text in told if one in text or " ".join(re.findall("....", one)) in text]
        assert len(shown) == 1 and one not in shown[0], (one, shown)
    for one in address:
        elsewhere = [where for where, text in told if one in text and one not in where]
        assert len(elsewhere) == 1, elsewhere  # the page that made the link
    assert not [where for where, _text in told for one in (never | once | {handed}) if one in where]


def on_the_socket(served: Served, token: str) -> str:
    """What a socket is told that comes by a token, then by one that is none; returns all of it."""
    right, wrong = Raw(served.port), Raw(served.port)
    assert (right.name({"token": token}) or "").startswith("40")
    right.ask("join", {"cell": served.cell})
    wrong.name({"token": token + "x"})
    return (bytes(right.taken) + bytes(wrong.taken)).decode("utf-8", "replace")


def test_pages_with_a_secret_address_send_no_referrer(served: Served):
    alice = Browser(served, [])
    alice.session.headers["Authorization"] = f"Bearer {served.tokens['alice']}"
    for path in (f"/join/{served.cell}/x", f"/wall/{served.cell}/x"):
        assert alice.ask("GET", path).headers["Referrer-Policy"] == "no-referrer"


def test_scripts_keep_nothing_but_drafts_and_habits_in_the_browser():
    kept = {path.name: path.read_text() for path in Path(TOP / "static/js").rglob("*.js") if "vendor" not in path.parts}
    writers = {
        name for name, text in kept.items() if re.search(r"(local|session)Storage|indexedDB|document\.cookie", text)
    }
    assert writers <= {"leave.js", "tour.js", "drafts.js", "keys.js"}
    for name in writers - {"drafts.js"}:  # those are what people type on the board, where no secret is typed
        values = re.findall(r"Storage\.setItem\(\w+, (.+)\);", kept[name])
        assert values and all(re.fullmatch(r'"1"|JSON\.stringify\(\[\.\.\.known, what\]\)', one) for one in values)
    assert not [name for name, text in kept.items() if re.search(r"caches\.|serviceWorker", text)]
