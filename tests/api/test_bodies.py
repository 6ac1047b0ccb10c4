"""What comes in by HTTP: wrong types, sizes, names, methods and keys are refused with a code, and nothing changes."""

import json
from typing import Any

import pytest

from tests.api.caller import Caller, refusal, state
from tests.api.strange import deep_json, noise

GOOD = {"title": "Appeler", "department": "legal"}


@pytest.fixture
def alice(shared_alice: Caller) -> Caller:
    return shared_alice


def sent(alice: Caller, data: bytes | str, **options: Any) -> Any:
    """A command whose body is these bytes."""
    options.setdefault("content_type", "application/json")
    return alice("POST", f"/cells/{alice.world.cell}/commands/add_task", data=data, **options)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b" ", b"{", b"nul", b"{'title': 1}", b'{"title": NaN}', b'{"title": Infinity}', b'{"title": 1e999}'),
        *(b'{"title": "\\ud800"}', b'{"title": "\xff"}', b"\xef\xbb\xbf{}", b'{"a":1,}', b'{"title":"\x00"}'),
        *(deep_json(5_000), deep_json(100_000), noise(500), json.dumps(GOOD).encode("utf-16")),
    ],
    ids=range(17),
)
def test_what_is_no_json_is_refused(alice: Caller, data: bytes):
    before = state(alice.world)
    refusal(sent(alice, data), 400, "bad_request")
    assert state(alice.world) == before


@pytest.mark.parametrize("value", [None, True, 1, 1.5, "text", [], [GOOD], [[]]])
def test_json_that_is_no_object_is_refused(alice: Caller, value: Any):
    refusal(sent(alice, json.dumps(value)), 422, "bad_value", "body")


@pytest.mark.parametrize(
    "kind",
    [
        *("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"),
        *("text/json", "application/problem+json", "", "nonsense", "application/jsonx", "application/json, text/plain"),
    ],
)
def test_only_json_is_taken(alice: Caller, kind: str):
    before = state(alice.world)
    refusal(sent(alice, json.dumps(GOOD), content_type=kind), 415, "bad_media")
    assert state(alice.world) == before


def test_json_may_say_its_charset(alice: Caller):
    assert sent(alice, json.dumps(GOOD), content_type="application/json; charset=utf-8").status_code == 200


def test_a_body_over_the_limit_is_refused_whatever_it_holds(alice: Caller):
    before = state(alice.world)
    limit = alice.world.app.config["MAX_CONTENT_LENGTH"]
    padded = json.dumps(GOOD).encode().ljust(limit)
    assert sent(alice, padded).status_code == 200
    before = state(alice.world)
    refusal(sent(alice, padded + b" "), 413, "too_large")
    assert state(alice.world) == before


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"title": None}, "missing", "title"),
        ({"title": ""}, "missing", "title"),
        ({"title": " \t\u00a0"}, "missing", "title"),
        ({"title": "\u200b\u200d\u2060"}, "missing", "title"),
        ({"title": 1}, "bad_value", "title"),
        ({"title": ["x"]}, "bad_value", "title"),
        ({"title": "a\x00b"}, "bad_value", "title"),
        ({"title": "\u202egnp.exe"}, "bad_value", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"title": "\u0958" * 150}, "too_long", "title"),
        ({"department": ""}, "bad_value", "department"),
        ({"department": True}, "bad_value", "department"),
        ({"owner": True}, "bad_value", "owner"),
        ({"owner": "1"}, "bad_value", "owner"),
        ({"owner": 2**63}, "bad_value", "owner"),
        ({"owner": 10**300}, "bad_value", "owner"),
        ({"owner": -1}, "bad_value", "owner"),
        ({"priority": 0}, "bad_value", "priority"),
        ({"priority": 4}, "bad_value", "priority"),
        ({"priority": 1.5}, "bad_value", "priority"),
        ({"due_at": "tomorrow"}, "bad_value", "due_at"),
        ({"due_at": "2026-11-18T14:05:00"}, "bad_value", "due_at"),
        ({"due_at": "0001-01-01T00:00:00Z"}, "bad_value", "due_at"),
        ({"due_at": "9999-12-31T23:59:59-01:00"}, "bad_value", "due_at"),
        ({"Title": "x"}, "unknown_field", "Title"),
        ({"seq": 1}, "unknown_field", "seq"),
        ({"status": "done"}, "unknown_field", "status"),
        ({"": 1}, "unknown_field", ""),
        ({"a` - at `$.title": 1}, "unknown_field", None),
        ({"x" * 900: 1}, "unknown_field", "x" * 80),
    ],
)
def test_a_wrong_argument_is_refused_with_its_name(
    alice: Caller, changed: dict[str, Any], code: str, field: str | None
):
    before = state(alice.world)
    answer = alice.act("add_task", **{**GOOD, **changed})
    told = answer.json
    assert told is not None
    assert (answer.status_code, told["code"]) == (422, code)
    assert field is None or told["field"] == field
    assert state(alice.world) == before


@pytest.mark.parametrize(
    ("on", "code", "field"),
    [
        ("legal", "bad_value", "on"),
        ([], "bad_value", "on"),
        (None, "missing", "on"),
        ({"task": "1"}, "bad_value", "on.task"),
        ({"task": True}, "bad_value", "on.task"),
        ({"colour": 1}, "unknown_field", "on.colour"),
        ({}, "bad_value", "on"),
        ({"task": 2, "department": "legal"}, "bad_value", "on"),
    ],
)
def test_a_wrong_value_inside_another_is_named_with_its_place(alice: Caller, on: Any, code: str, field: str):
    alice.done("add_task", **GOOD)
    refusal(alice.act("wait_task", task=1, reason="attend", on=on), 422, code, field)


def test_of_a_name_given_twice_the_last_counts(alice: Caller):
    answer = sent(alice, '{"title": "premier", "title": "second", "department": "legal"}')
    assert answer.json["row"]["title"] == "second"


@pytest.mark.parametrize("key", ["", "x" * 81, "é", "a\x7f", "a\tb"])
def test_a_bad_key_is_refused(alice: Caller, key: str):
    before = state(alice.world)
    refusal(sent(alice, json.dumps(GOOD), headers={"Idempotency-Key": key}), 422, "bad_value", "Idempotency-Key")
    assert state(alice.world) == before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        *(
            ("after=--5", "after"),
            ("after=-1", "after"),
            ("after=1.5", "after"),
            ("after=", "after"),
            ("after=x", "after"),
        ),
        *(("limit=0", "limit"), ("limit=1001", "limit"), ("limit=1e3", "limit"), ("after=٣", "after")),
        *(("after=99999999999999999999999", "after"), ("after=1&after=2", "after"), ("after=%00", "after")),
    ],
)
def test_a_wrong_query_is_refused_with_its_name(alice: Caller, query: str, field: str):
    refusal(alice("GET", f"/cells/{alice.world.cell}/entries?{query}"), 422, "bad_value", field)


@pytest.mark.parametrize("path", ["/me", "/cells", "/cells/{}", "/cells/{}/waits", "/cells/{}/exports/csv"])
def test_a_query_nobody_knows_is_refused(alice: Caller, path: str):
    refusal(alice("GET", path.format(alice.world.cell) + "?colour=red"), 422, "unknown_field", "colour")


@pytest.mark.parametrize("cell", ["x" * 17, "x" * 5_000, "%00", "é", "..", "a b", "%F0%9F%94%A5", "'--"])
def test_what_can_be_no_cell_is_not_found(alice: Caller, cell: str):
    refusal(alice("GET", f"/cells/{cell}/board"), 404, "not_found", "cell")
    refusal(alice.post(f"/cells/{cell}/commands/add_task", GOOD), 404, "not_found", "cell")


@pytest.mark.parametrize(
    "name", ["nobody", "open_cell", "import_timeline", "import_log", "ADD_TASK", "%00", "__init__", "add_task "]
)
def test_a_command_nobody_may_give_a_cell_is_not_known(alice: Caller, name: str):
    refusal(alice.post(f"/cells/{alice.world.cell}/commands/{name}", GOOD), 404, "unknown_command", "name")
    refusal(alice.post(f"/cells/cnew/commands/{name}", GOOD), 404, "unknown_command", "name")


@pytest.mark.parametrize(
    ("method", "path"),
    [("DELETE", "/me"), ("PUT", "/cells"), ("PATCH", "/cells/x"), ("TRACE", "/me"), ("GET", "/cells/x/commands/y")],
)
def test_a_method_that_is_not_there_is_refused_with_those_that_are(alice: Caller, method: str, path: str):
    answer = alice(method, path)
    refusal(answer, 405, "bad_method")
    assert answer.headers["Allow"]


def test_an_address_that_is_not_there_is_refused_as_json(alice: Caller):
    refusal(alice("GET", "/nothing/here"), 404, "not_found")
    refusal(Caller(alice.world, None)("GET", "/nothing/here"), 404, "not_found")


@pytest.mark.parametrize(
    ("changed", "status", "code", "field"),
    [
        ({"level": 5}, 422, "bad_value", "level"),
        ({"level": "3"}, 422, "bad_value", "level"),
        ({"type": "flood"}, 422, "bad_value", "type"),
        ({"departments": ["nobody"]}, 404, "not_found", "departments"),
        ({"departments": "legal"}, 422, "bad_value", "departments"),
        ({"departments": ["legal", 1]}, 422, "bad_value", "departments"),
        ({"departments": ["legal"] * 61}, 422, "bad_value", "departments"),
        ({"t0": "2999-01-01T00:00:00Z"}, 422, "bad_value", "t0"),
        ({"t0": "0999-01-01T00:00:00Z"}, 422, "bad_value", "t0"),
        ({"t0": "2100-01-01T00:00:00Z"}, 422, "bad_value", "t0"),
        ({"title": "\u202e"}, 422, "bad_value", "title"),
        ({"exercise": 1}, 422, "bad_value", "exercise"),
        ({"id": "mine"}, 422, "unknown_field", "id"),
        ({"name": "Somebody else"}, 422, "unknown_field", "name"),
    ],
)
def test_a_cell_that_cannot_be_is_not_opened(alice: Caller, changed: Any, status: int, code: str, field: str):
    before = alice.get("/cells")
    refusal(alice.post("/cells", {"title": "Feu", "level": 3, **changed}), status, code, field)
    assert alice.get("/cells") == before
