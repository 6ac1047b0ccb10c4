"""The document says what the API does: all of it, and nothing else."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from schemathesis import engine
from schemathesis.engine import events

from cell.api.openapi import ABOUT, commands
from cell.exports import FORMATS
from cell.wire import KEY
from tests.api.caller import Caller, described
from tests.cast import World


def served(world: World) -> set[tuple[str, str]]:
    """Every route of the API as (method, path); one per command and per format."""
    found = set()
    for rule in world.app.url_map.iter_rules():
        if not rule.endpoint.startswith("api."):
            continue
        path = re.sub(r"<(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1"))
        names = [name for name, _ in commands()] if "{name}" in path else list(FORMATS) if "{form}" in path else [""]
        for name in names:
            filled = path.replace("{name}", name).replace("{form}", name)
            found |= {(method, filled) for method in rule.methods or () if method not in ("HEAD", "OPTIONS")}
    return found


def test_every_route_is_in_the_document_and_every_path_of_the_document_is_a_route(world: World):
    told = {(method.upper(), path) for path, one in described()["paths"].items() for method in one}
    assert told == served(world)
    assert len(told) > 30


def test_the_document_is_valid_openapi_and_needs_no_token(world: World):
    answer = world.app.test_client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json == described()
    schemathesis.openapi.from_dict(described()).validate()


def test_every_command_has_its_arguments_with_limits_and_takes_no_others():
    schemas = described()["components"]["schemas"]
    for name, intention in commands():
        call = described()["paths"][f"/cells/{{cell}}/commands/{name}"]["post"]
        place = call["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        told = schemas[place.rpartition("/")[2]]
        assert told["additionalProperties"] is False
        assert list(told["properties"]) == list(intention.args.__struct_encode_fields__)
        assert {"$ref": "#/components/parameters/key"} in call["parameters"]
        assert call["summary"] and name.rpartition("_")[2] in ABOUT
    assert schemas["AddTask"]["required"] == ["title"]
    assert schemas["AddTask"]["properties"]["title"]["maxLength"] == 200
    assert schemas["AddTask"]["properties"]["priority"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 3,
        "default": 2,
    }


def test_every_call_but_the_document_asks_for_a_token_and_tells_each_refusal_as_a_problem():
    document = described()
    assert document["security"] == [{"token": []}]
    open_to_all = [path for path, one in document["paths"].items() for call in one.values() if call.get("security")]
    assert not open_to_all
    assert document["paths"]["/openapi.json"]["get"]["security"] == []
    for status, answer in document["components"]["responses"].items():
        assert list(answer["content"]) == ["application/problem+json"], status


def test_patterns_are_spelled_as_json_schema_spells_them():
    patterns = re.findall(r'"pattern": ?"([^"]+)"', json.dumps(described()))
    assert len(patterns) > 3
    assert not [one for one in patterns if r"\A" in one or r"\Z" in one or not one.startswith("^")]


def test_no_schema_of_an_answer_is_open_to_more_fields():
    loose = [
        name
        for name, schema in described()["components"]["schemas"].items()
        if schema.get("type") == "object" and schema.get("additionalProperties") is not False
    ]
    assert not loose


@pytest.fixture
def subject(world: World) -> Iterator[schemathesis.BaseSchema]:
    """The document as Schemathesis reads it from the app, with Alice's token and the cast's cell."""
    world.act("alice", "add_task", title="Appeler la préfecture", department="legal")
    world.act("alice", "ask_decision", question="Arrêter la ligne ?")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", world.app)
    schema.config.update(headers=Caller(world, "alice").headers, parameters={"cell": world.cell})
    schema.config.generation.update(deterministic=True, no_shrink=True, database="none")
    schema.config.phases.update(phases=["coverage"])
    schema.config.phases.coverage.unexpected_methods = {"patch"}  # one of eight: routes refuse them all alike
    # Tokens have tests of their own: here every call carries one. What is right in shape may be wrong in sense: a
    # blank title, an instant to come.
    without = ["ignored_auth", "missing_required_header", "positive_data_acceptance"]
    schema.config.checks.update(excluded_check_names=without)

    @schemathesis.hook
    def before_call(context: Any, case: schemathesis.Case, kwargs: Any) -> None:
        """A key that is one is used once: used again it would be answered as before, whatever is sent."""
        if re.fullmatch(KEY, str(case.headers.get("Idempotency-Key", ""))):
            case.headers["Idempotency-Key"] = str(uuid.uuid4())

    yield schema
    schemathesis.hooks.unregister(before_call)


def test_calls_made_up_from_the_document_are_answered_as_it_says(subject: schemathesis.BaseSchema):
    faults, calls = set(), 0
    for told in engine.from_schema(subject).execute():
        assert not isinstance(told, events.FatalError | events.NonFatalError), told.info
        if isinstance(told, events.ScenarioFinished):
            seen = told.recorder
            calls += len(seen.interactions)
            wrong = [check for checks in seen.checks.values() for check in checks if check.failure_info]
            faults |= {(seen.label, check.name, check.failure_info.failure.message) for check in wrong}
    assert not faults
    print(calls)
    assert calls > 20 * len(commands())
