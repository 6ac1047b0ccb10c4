"""What an administrator shuts is shut for live screens too, at once, and on record."""

from typing import Any

import pytest
import requests
from sqlalchemy import Connection

from cell import organisation, people
from cell.journal.orders import Job
from tests.cast import PASSWORD, World, hashed
from tests.live.raw import Raw
from tests.live.test_doors import assert_out, cell_with_dan, in_room
from tests.live.watching import cookie_of
from tests.serving import PATIENCE_S, Served

SHUTS = ("disable", "sign-out", "password")


def administrator(served: Served) -> requests.Session:
    """A browser of Eve's, who administers and is in no cell; what an earlier test did to others is mended."""
    world = World.again(served.folder)

    def mend(connection: Connection) -> None:
        organisation.set_admin(connection, None, world.ids["eve"], True)
        for who in ("dan", "chloe"):
            organisation.enable_person(connection, None, world.ids[who])
            people.choose_password(connection, world.ids[who], hashed())

    world.house.desk.ask(Job(mend))
    served.tokens["dan"] = world.token("dan")
    world.close()
    return cookie_of(served, "eve", PASSWORD)[0]


def press(browser: requests.Session, served: Served, path: str, **typed: Any) -> requests.Response:
    """Send a form of the administration."""
    page = browser.get(f"{served.url}/admin", timeout=PATIENCE_S).text
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    data = {"csrf_token": token, **typed}
    return browser.post(served.url + path, data=data, timeout=PATIENCE_S, allow_redirects=False)


@pytest.mark.parametrize("deed", SHUTS)
def test_the_screens_of_who_is_shut_out_close_at_once(standing: Served, deed: str):
    browser, cell = administrator(standing), cell_with_dan(standing)
    dan = f"/admin/people/{standing.ids['dan']}"
    raw = in_room(standing, cell)
    program = Raw(standing.port)
    assert (program.name({"token": standing.tokens["dan"]}) or "").startswith("40")
    assert press(browser, standing, f"{dan}/{deed}").status_code in (201, 303)
    assert_out(standing, cell, raw, "signed_out")
    if deed == "disable":
        assert program.is_ended()


def test_a_password_handed_out_opens_no_screen(standing: Served):
    browser, cell = administrator(standing), cell_with_dan(standing)
    html = press(browser, standing, f"/admin/people/{standing.ids['chloe']}/password").text
    secret = html.partition('id="once" value="')[2].partition('"')[0]
    assert secret
    _chloe, cookie = cookie_of(standing, "chloe", secret)
    raw = Raw(standing.port, Cookie=cookie, Origin=f"http://localhost:{standing.port}")
    assert (raw.name() or "").startswith("44"), cell
