"""Addresses whose makers are compiled when the first is made: compiling them all takes a good part of a start."""

from typing import Any

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule that is matched as any other. The library compiles two makers of each, and a process needs few."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        compile_it, compiled = super()._compile_builder, list[Any]()

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(compile_it(append_unknown))
            return compiled[0](rule, **values)

        return build
