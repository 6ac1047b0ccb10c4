"""What every answer carries, and what none may: secrets, other origins, copies in caches."""

import re
from pathlib import Path

import pytest

from tests.cast import PASSWORD, World, hashed
from tests.web.visitor import COOKIE, SESSION, Visitor

PAGES = ["/", "/account", "/cells/ctest", "/cells/ctest/members", "/sign-in", "/nothing", "/healthz", "/readyz"]
PAGES += [
    "/cells/ctest/entries",
    "/cells/ctest/history/cell/x",
    "/api/v1/me",
    "/api/v1/openapi.json",
    "/static/nothing",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["alice", None])
def test_every_answer_carries_the_policy_and_is_kept_by_nobody(shared: World, path: str, who: str | None):
    answer = Visitor(shared, who).get(path, Origin="https://evil.example")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert part in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]
    assert "Strict-Transport-Security" not in answer.headers
    assert not [name for name in answer.headers.keys() if name.startswith("Access-Control")]
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
    if answer.mimetype.startswith("text/"):
        assert "charset=utf-8" in answer.content_type


def test_every_inline_script_has_the_nonce_of_its_answer_and_no_two_answers_share_one(shared: World):
    visitor, seen = Visitor(shared, "alice"), set()
    for path in ("/", "/account", "/cells/ctest", "/nothing"):
        answer = visitor.get(path)
        [nonce] = re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        inline = [tag for tag in re.findall(r"<script[^>]*>", answer.text) if " src=" not in tag]
        assert inline and all(f'nonce="{nonce}"' in tag for tag in inline)
        assert not re.search(r"<[^>]+\s(on\w+|style)=", answer.text)
        assert not re.search(r"(src|href|action)=\"(https?:)?//", answer.text)
        seen.add(nonce)
    assert len(seen) == 4


def test_a_file_named_by_its_content_is_kept_for_ever_and_no_other_is(shared: World):
    visitor = Visitor(shared)
    named = re.findall(r"/static/css/tokens\.css\?v=[0-9a-f]{12}", visitor.get("/sign-in").text)[0]
    kept = visitor.get(named)
    kept.close()
    assert "immutable" in kept.headers["Cache-Control"]
    plain = visitor.get(named.partition("?")[0])
    plain.close()
    assert "immutable" not in plain.headers.get("Cache-Control", "")
    assert "Set-Cookie" not in plain.headers


@pytest.mark.parametrize("is_secure", [False, True])
def test_cookies_are_for_this_site_alone_and_no_script_reads_them(tmp_path: Path, is_secure: bool):
    world = World(tmp_path, CELL_SECURE_COOKIES=is_secure)
    answer = Visitor(world).sign_in("alice")
    given = answer.headers.getlist("Set-Cookie")
    cookies = [one for one in given if one.removeprefix("__Host-").startswith((COOKIE, SESSION))]
    world.close()
    assert [one for one in cookies if one.startswith(f"__Host-{COOKIE}" if is_secure else COOKIE)]
    for cookie in cookies:
        parts = cookie.split("; ")[1:]
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(parts)
        assert ("Secure" in parts) is is_secure
        assert not [part for part in parts if part.startswith("Domain")]


def test_a_proxy_is_believed_only_where_it_is_expected(tmp_path: Path, shared: World):
    said = {"X-Forwarded-Proto": "https"}
    assert "Strict-Transport-Security" not in shared.app.test_client().get("/sign-in", headers=said).headers
    world = World(tmp_path, CELL_PROXIES=1)
    told = world.app.test_client().get("/sign-in", headers=said).headers["Strict-Transport-Security"]
    world.close()
    assert told.startswith("max-age=31536000")


def test_reading_changes_nothing(shared: World):
    visitor, before = Visitor(shared, "alice"), shared.seq
    for rule in shared.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static":
            visitor.get(re.sub(r"<(int:)?\w+>", "1", rule.rule.replace("<cell>", "ctest")))
    assert shared.seq == before
    assert visitor.is_in()


def test_every_form_is_refused_without_its_page_token(shared: World):
    visitor, before = Visitor(shared, "alice"), shared.seq
    posts = [rule for rule in shared.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    forms = [rule for rule in posts if not rule.rule.startswith("/api/")]
    assert len(forms) > 10
    for rule in forms:
        path = re.sub(r"<any\((\w[\w-]*).*?\):\w+>", r"\1", rule.rule.replace("<cell>", "ctest").replace("'", ""))
        path = re.sub(r"<(int:)?\w+>", "1", path)
        assert visitor.post(path, {"title": "x", "level": "1"}).status_code == 403, rule.rule
        assert visitor.post(path, {}, Origin="https://evil.example").status_code == 403, rule.rule
    assert shared.seq == before
    assert visitor.is_in()


def test_no_answer_holds_a_secret(world: World):
    visitor, token = Visitor(world), world.token("alice")
    answers = [visitor.sign_in("alice", "wrong password here"), visitor.sign_in("alice")]
    cookie = visitor.cookie or ""
    page_secret = world.app.config["SECRET_KEY"]
    keys = [path.read_bytes() for path in Path(world.app.instance_path).iterdir() if "key" in path.name]
    bearer = {"Authorization": f"Bearer {token}"}
    answers += [visitor.get(path, **bearer) for path in PAGES]
    answers += [visitor.get(f"/api/v1/cells/ctest/{page}", **bearer) for page in ("board", "entries", "exports/json")]
    secrets = [PASSWORD, hashed(), token, cookie, page_secret, "wrong password here"]
    assert len(cookie) == 43 and len(page_secret) > 40 and keys
    for answer in answers:
        assert not [one for one in secrets if one in answer.text]
        assert not [key for key in keys if key.strip() in answer.data]
        told = [value for name, value in answer.headers if name != "Set-Cookie"]
        assert not [one for one in secrets for value in told if one in value]
