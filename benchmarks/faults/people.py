"""Figures 15, 16 and 25: who has no name, whose door was shut, and whose page is not ours."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import requests

from benchmarks.faults.ground import act, served
from benchmarks.faults.registry import Told, figure
from cell import people
from cell.journal.orders import Job
from tests.cast import PASSWORD, World
from tests.live.origins import FORGED, ORIGINS, filled
from tests.live.raw import Raw
from tests.live.watching import cookie_of, open_cell
from tests.serving import Served

NAMELESS = 500
CAP = 20
TIMES = 10
SECRET = "what only those present may read"


@figure(15, "sockets without a name, and of one person")
def nameless() -> Iterator[Told]:
    """They answer pings, which is no name."""
    with served(CELL_SCREENS=str(CAP)) as standing:
        raws = [Raw(standing.port) for _ in range(NAMELESS)]
        begun = time.monotonic()
        time.sleep(15)
        gone = sum(raw.sock.getsockopt(6, 11, 1)[0] != 1 for raw in raws)
        took = time.monotonic() - begun
        yield Told(f"of {NAMELESS} sockets gone after {took:.0f} s", str(gone), "90 %", gone >= 0.9 * NAMELESS)
        token = {"token": standing.tokens["alice"]}
        said = [Raw(standing.port).name(token) or "" for _ in range(CAP + 10)]
        let_in = sum(one.startswith("40") for one in said)
        yield Told(f"screens of one person with CELL_SCREENS={CAP}", str(let_in), str(CAP), let_in == CAP)


Deed = Callable[[Served, World, str, requests.Session], None]


def removed(standing: Served, _world: World, cell: str, _browser: requests.Session) -> None:
    act(standing, cell, "remove_member", member=standing.ids["dan"])


def demoted(standing: Served, _world: World, cell: str, _browser: requests.Session) -> None:
    act(standing, cell, "give_role", member=standing.ids["dan"], role="observer")


def logged_out(standing: Served, _world: World, _cell: str, browser: requests.Session) -> None:
    page = browser.get(standing.url + "/", timeout=10).text
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    browser.post(standing.url + "/sign-out", data={"csrf_token": token}, timeout=10)


def disabled(_standing: Served, world: World, _cell: str, _browser: requests.Session) -> None:
    world.house.desk.ask(Job(lambda connection: people.disable_account(connection, world.ids["dan"])))


def effect(standing: Served, world: World, deed: Deed) -> tuple[float, bool]:
    """Seconds from the request to its effect on Dan's live socket, and whether he heard of what followed."""
    cell = open_cell(standing, "alice")
    act(standing, cell, "add_member", member=standing.ids["dan"], role="loggist")
    browser, cookie = cookie_of(standing, "dan", PASSWORD)
    raw = Raw(standing.port, Cookie=cookie, Origin=f"http://localhost:{standing.port}")
    assert (raw.name() or "").startswith("40")
    assert (raw.ask("join", {"cell": cell}) or {})["ok"]
    begun = time.monotonic()
    deed(standing, world, cell, browser)
    raw.text('42["head",{"cell":"' + cell if deed is demoted else '42["out"', 5)
    took = time.monotonic() - begun
    act(standing, cell, "ask_decision", question=SECRET, restricted=True)
    if deed is not demoted:
        raw.is_ended(3)
    else:
        raw.ask("join", {"cell": cell})
    return took, SECRET.encode() in raw.taken


@figure(16, "a door that shuts, shuts for live sockets")
def doors() -> Iterator[Told]:
    """Removed, demoted and logged out through the server, disabled by another process as `cell disable` does it."""
    deeds: tuple[tuple[Deed, int], ...] = ((removed, TIMES), (demoted, TIMES), (logged_out, TIMES), (disabled, 1))
    for deed, times in deeds:
        with served() as standing:
            world = World.again(standing.folder)
            found = [effect(standing, world, deed) for _ in range(times)]
            world.close()
        worst, heard = max(took for took, _ in found), sum(is_heard for _, is_heard in found)
        said = f"{worst:.2f} s at most of {times}, {heard} heard what followed"
        bound = 2 if deed is disabled else 1  # the watch looks once a second
        yield Told(getattr(deed, "__name__", "").replace("_", " "), said, f"{bound} s, 0", worst <= bound and not heard)


@figure(25, "only our own origin opens")
def origins() -> Iterator[Told]:
    """Each origin with each forged header over each transport, with a good cookie."""
    with served() as standing:
        cookie = cookie_of(standing, "alice", PASSWORD)[1]
        own = {"own": "http://localhost:{port}", "own by number": "http://127.0.0.1:{port}"}
        cases, wrong = 0, list[str]()
        for origin, value in {**ORIGINS, **own}.items():
            for forged, headers in FORGED.items():
                for transport in ("websocket", "polling", "JSONP"):
                    cases += 1
                    is_open = opens(standing, transport, filled(value, standing.port), cookie, headers)
                    if is_open != (origin in own and transport == "websocket"):
                        wrong.append(f"{origin}/{forged}/{transport}")
    yield Told(f"of {cases} cases wrong", f"{len(wrong)} {' '.join(wrong[:5])}", "0", not wrong)


def opens(standing: Served, transport: str, origin: str | None, cookie: str, headers: dict[str, str | None]) -> bool:
    """Whether somebody with that cookie gets a named session."""
    if transport == "websocket":
        given: dict[str, Any] = {"Cookie": cookie, "Origin": origin, **headers}
        raw = Raw(standing.port, **given)
        said = raw.name() if raw.status == 101 else None
        raw.close()
        return bool(said and said.startswith("40"))
    given: dict[str, Any] = {name.replace("_", "-"): value for name, value in headers.items()}
    given |= {"Cookie": cookie, "Origin": origin}
    query = "EIO=4&transport=polling" + ("&j=0" if transport == "JSONP" else "")
    answer = requests.get(f"{standing.url}/socket.io/?{query}", headers=given, timeout=10)
    return answer.status_code == 200 or '"sid"' in answer.text
