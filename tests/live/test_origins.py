"""Only a page of ours opens a socket with somebody's cookie, by whatever transport, whatever the request claims."""

import pytest
import requests

from tests.cast import PASSWORD
from tests.live.origins import FORGED, ORIGINS, filled
from tests.live.raw import Raw
from tests.live.watching import cookie_of
from tests.serving import PATIENCE_S, Served


@pytest.fixture(scope="module")
def cookie(standing: Served) -> str:
    """Alice's, as her browser sends it."""
    return cookie_of(standing, "alice", PASSWORD)[1]


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("origin", ORIGINS)
def test_no_other_origin_opens_a_websocket(standing: Served, cookie: str, origin: str, forged: str):
    """Needs: a fixed list of origins from the settings, and none at all without an Origin."""
    raw = Raw(standing.port, Cookie=cookie, Origin=filled(ORIGINS[origin], standing.port), **FORGED[forged])
    if raw.status == 101:
        said = raw.name()
        assert said and said.startswith("44"), said
    else:
        assert raw.status in (400, 401, 403)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_our_own_origin_opens_a_websocket(standing: Served, cookie: str, host: str):
    """The other side: without this the matrix would hold for a server that answers nobody."""
    raw = Raw(standing.port, Cookie=cookie, Origin=f"http://{host}:{standing.port}")
    assert (raw.name() or "").startswith("40")
    assert (raw.ask("join", {"cell": standing.cell}) or {})["ok"]


@pytest.mark.parametrize("origin", [*ORIGINS, "own"])
@pytest.mark.parametrize("query", ["EIO=4&transport=polling", "EIO=4&transport=polling&j=0", "EIO=4", "EIO=3"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_polling_and_jsonp_are_shut_for_everybody(standing: Served, cookie: str, origin: str, query: str, method: str):
    """Needs: transports are websocket alone."""
    value = filled(ORIGINS.get(origin, "http://localhost:{port}"), standing.port)
    headers = {"Cookie": cookie} | ({"Origin": value} if value is not None else {})
    answer = requests.request(
        method, f"{standing.url}/socket.io/?{query}", headers=headers, data="40", timeout=PATIENCE_S
    )
    assert answer.status_code in (400, 401, 403)
    assert "sid" not in answer.text
    assert origin == "own" or "Access-Control-Allow-Origin" not in answer.headers


def test_a_live_websocket_cannot_be_read_by_polling(standing: Served, cookie: str):
    """Needs: transports are websocket alone; a stolen session id opens nothing."""
    raw = Raw(standing.port, Cookie=cookie, Origin=f"http://localhost:{standing.port}")
    opened = raw.text("0") or ""
    sid = opened.partition('"sid":"')[2].partition('"')[0]
    assert sid
    for transport in ("polling", "websocket"):
        for method in ("GET", "POST"):
            query = f"EIO=4&transport={transport}&sid={sid}"
            answer = requests.request(method, f"{standing.url}/socket.io/?{query}", data="40", timeout=PATIENCE_S)
            assert answer.status_code in (400, 401, 403)


def test_a_token_needs_no_origin_and_a_cookie_does(standing: Served, cookie: str):
    """Needs: the cookie counts from a page of ours alone; programs bring a token."""
    assert (Raw(standing.port).name({"token": standing.tokens["alice"]}) or "").startswith("40")
    assert (Raw(standing.port, Cookie=cookie).name() or "").startswith("44")
