"""Arguments nobody should send: derived from the structs that read them, then bent."""

import random
import sys
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

INSTANTS = ("2026-11-18T14:05:00Z", "2026-11-18T14:05:00.123+01:00", "1999-12-31T23:59:59-11:00")
SLUGS = ("legal", "logistics", "direction", "it", "nobody")
# What breaks programs that trust a text: blanks, NUL, a lone surrogate, turned direction, joiners, composition,
# letters from everywhere, markup, templates, paths, numbers in disguise.
TEXTS = (
    *("", " ", "\t\n", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202eevil", "\u2066x\u2069", "\u200b", "\ufeff"),
    *("\u200d\u200c", "e\u0301" * 50, "\u0301", "مرحبا", "שלום", "👩🏽‍🚒🔥", "ﬀ", "\ufffe", "\U0010ffff", "\x1b[31m"),
    *("<script>alert(1)</script>", "'; DROP TABLE entries;--", "{{7*7}}", "${7*7}", "{0.__class__}", "%s%n"),
    *("../../etc/passwd", "=1+1", "NaN", "1", "null", "undefined", "__proto__", "a" * 201, "é" * 10_001, "\x85\u2028"),
    *("0000-00-00T00:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "0999-06-01T00:00:00Z"),
    *("2026-02-30T10:00:00Z", "2026-11-18T14:05:00", "2026-11-18", "٢٠٢٦-11-18T14:05:00.000Z", "12\n"),
)
NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 2**63, 2**64, 10**400, -(10**30), 1.0, 1.5, 1e300, -0.0)
ODD = (None, True, False, [], {}, [[]], [None], {"": None}, {"__proto__": 1}, ["legal", 1], {"task": 1, "outside": "x"})
DEEP: Any = []
for _level in range(200):
    DEEP = [DEEP]

texts = st.sampled_from(TEXTS) | st.text(max_size=30)
numbers = st.sampled_from(NUMBERS) | st.floats(allow_nan=True, allow_infinity=True) | st.integers(-5, 9)
wrong = texts | numbers | st.sampled_from(ODD) | st.just(DEEP)


def right(info: inspect.Type) -> st.SearchStrategy[Any]:
    """Values that a type takes."""
    match info:
        case inspect.Metadata():
            return st.sampled_from(INSTANTS)
        case inspect.StrType(pattern=str() as pattern):
            digests = ("ab" * 32, "cd" * 32)
            return st.sampled_from(digests if "{64}" in pattern else ("12", "-3.5") if "." in pattern else SLUGS)
        case inspect.StrType():
            return st.sampled_from(("Appeler la préfecture", "x", "مرحبا", "👩🏽‍🚒"))
        case inspect.IntType():
            return st.integers(info.ge or 0, min(info.le or 5, 5))
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.LiteralType():
            return st.sampled_from(info.values)
        case inspect.UnionType():
            return st.one_of([right(one) for one in info.types])
        case inspect.VarTupleType():
            return st.lists(right(info.item_type), max_size=3)
        case inspect.StructType():
            return _struct(info.cls)
    raise AssertionError(f"no values for {info}")


def _struct(struct: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    return st.fixed_dictionaries(
        {one.encode_name: right(one.type) for one in info.fields if one.required},
        optional={one.encode_name: right(one.type) for one in info.fields if not one.required},
    )


def arguments(struct: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Arguments of a command: right ones, with a field bent, missing or unknown; or something else altogether."""
    good = _struct(struct)
    names = st.sampled_from([*struct.__struct_encode_fields__])
    bent = st.builds(lambda args, name, value: {**args, name: value}, good, names, wrong)
    short = st.builds(lambda args, name: {one: args[one] for one in args if one != name}, good, names)
    more = st.builds(lambda args, name, value: {**args, name: value}, good, texts, wrong)
    return st.one_of(bent, bent, bent, good, short, more, wrong)


def deep_json(levels: int) -> bytes:
    """JSON so deep that a parser which recurses falls over."""
    return b'{"title":' + b"[" * levels + b"]" * levels + b"}"


def noise(size: int) -> bytes:
    """Bytes that are no text, the same at every run."""
    return random.Random(size).randbytes(size)


assert sys.getrecursionlimit() > 400  # DEEP is sent by a test, and must not break the test itself
