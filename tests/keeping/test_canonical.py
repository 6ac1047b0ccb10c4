"""The canonical text is RFC 8785, judged by another program; so anybody can compute our digests."""

from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from cell.journal.chain import canonical
from cell.kinds import KINDS, facts_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBER = st.integers(-(2**53) + 1, 2**53 - 1)


def facts(struct: type) -> st.SearchStrategy[Any]:
    """Facts of a kind with any texts and numbers in them."""
    return st.builds(struct, **{field.name: of_type(field.type) for field in msgspec.structs.fields(struct)})


def of_type(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a fact's type. The objects that redactions keep have the names of facts."""
    if kind in (str, int, bool):
        return {str: TEXT, int: NUMBER, bool: st.booleans()}[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return facts(kind)
    arguments: tuple[Any, ...] = getattr(kind, "__args__", ())
    if type(None) in arguments:
        return st.none() | of_type(next(one for one in arguments if one is not type(None)))
    if getattr(kind, "__origin__", None) is tuple:
        return st.lists(of_type(arguments[0]), max_size=3).map(tuple)
    leaves = st.none() | st.booleans() | NUMBER | TEXT
    names = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)
    return st.dictionaries(names, st.recursive(leaves, lambda inner: st.lists(inner, max_size=3), max_leaves=4))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_canonical_facts_are_rfc_8785_and_come_back_unchanged(kind: str, data: st.DataObject):
    said = data.draw(facts(KINDS[kind]))
    body = canonical(said)
    assert body == rfc8785.dumps(msgspec.to_builtins(said))
    assert facts_of(kind, body) == said


@given(
    st.fixed_dictionaries(
        {
            "at": TEXT,
            "by": st.none() | NUMBER,
            "cell": TEXT,
            "clearance": TEXT,
            "key": st.none() | TEXT,
            "kind": TEXT,
            "seq": NUMBER,
            "sum": TEXT,
            "v": NUMBER,
        }
    )
)
def test_canonical_headers_are_rfc_8785(header: dict[str, Any]):
    assert canonical(header) == rfc8785.dumps(header)


@pytest.mark.parametrize("text", ["\x00\x01\x1f", "\x7f\x80\u2028\u2029", '"\\/\b\f\n\r\t', "é€😀\ufeff", "<script>"])
def test_signs_that_programs_disagree_on_have_one_spelling(text: str):
    assert canonical({"text": text}) == rfc8785.dumps({"text": text})
