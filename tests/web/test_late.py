"""Addresses are those the library makes, though their makers are compiled when they are first needed."""

import pytest
from werkzeug.routing import BuildError, Map, Rule

from cell.web.late import LateRule

MADE = (
    ("past", {"cell": "a b", "seq": 3}),
    ("past", {"cell": "é", "seq": 3, "q": "l’heure", "self": "x", "rule": "y"}),
    ("lobby", {}),
    ("page", {"sort": "open"}),
    ("page", {"sort": "past"}),
)


def addresses(kind: type[Rule]) -> Map:
    return Map(
        [
            kind("/", endpoint="lobby"),
            kind("/cells/<cell>/at/<int:seq>", endpoint="past"),
            kind("/page", endpoint="page", defaults={"sort": "open"}),
            kind("/page/<sort>", endpoint="page"),
        ]
    )


@pytest.mark.parametrize(("endpoint", "values"), MADE)
def test_an_address_is_the_one_the_library_makes(endpoint: str, values: dict[str, object]):
    late, theirs = addresses(LateRule).bind("localhost"), addresses(Rule).bind("localhost")
    for _time in range(2):
        assert late.build(endpoint, dict(values)) == theirs.build(endpoint, dict(values))
    with pytest.raises(BuildError):
        late.build("past", {"cell": "x"})


def test_no_maker_is_compiled_before_its_address_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    compiled: list[str] = []
    real = Rule._compile_builder

    def counted(self: Rule, append_unknown: bool = True) -> object:
        compiled.append(self.rule)
        return real(self, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", counted)
    asked = addresses(LateRule).bind("localhost")
    assert compiled == []
    for seq in range(3):
        asked.build("past", {"cell": "x", "seq": seq})
    assert compiled == ["/cells/<cell>/at/<int:seq>"]
    assert asked.match("/cells/x/at/7") == ("past", {"cell": "x", "seq": 7})
