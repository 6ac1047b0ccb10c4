"""Many apps in one process: what each would compile anew is compiled once. What is compiled stays the same."""

from collections.abc import Iterable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing.rules import RulePart

from cell.web import late

_builders: dict[Any, Any] = {}
_parsed: dict[str, tuple[list[RulePart], list[tuple[bool, str]], dict[str, Any]]] = {}
_templates: dict[str, bytes] = {}


class _Rule(late.LateRule):
    """Most of making an app goes into reading its addresses."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        key = (append_unknown, repr(self.defaults), tuple(self._trace))
        if key not in _builders:
            _builders[key] = super()._compile_builder(append_unknown)
        return _builders[key]

    def _parse_rule(self, rule: str) -> Iterable[RulePart]:
        if rule not in _parsed:
            before = len(self._trace)
            parts = list(super()._parse_rule(rule))
            _parsed[rule] = (parts, self._trace[before:], dict(self._converters))
            return parts
        parts, trace, converters = _parsed[rule]
        self._trace += trace
        self._converters.update(converters)
        self.arguments |= set(converters)
        return parts


class _Templates(BytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in _templates:
            bucket.bytecode_from_string(_templates[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        _templates[bucket.key] = bucket.bytecode_to_string()


def prepare() -> None:
    """Let the apps made from now on share their compiled addresses."""
    late.LateRule = _Rule  # type: ignore[misc]


def furnish(app: Flask) -> None:
    """Let an app share its compiled templates."""
    app.jinja_env.bytecode_cache = _Templates()
