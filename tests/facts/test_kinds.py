"""Kinds are for ever: what was written once reads the same for good."""

import json
from typing import Any

import msgspec
import pytest

from cell.journal.chain import canonical
from cell.kinds import KINDS, Entry, facts_of, has_words, kept_of, noun_of
from tests.facts.samples import ENTRIES, SAMPLES

BY_KIND = pytest.mark.parametrize("entry", ENTRIES, ids=[entry.kind for entry in ENTRIES])


def test_every_kind_has_one_sample():
    assert sorted(sample["kind"] for sample in SAMPLES) == sorted(KINDS)


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample["kind"] for sample in SAMPLES])
def test_a_sample_comes_back_as_it_was_written(sample: dict[str, Any]):
    said = facts_of(sample["kind"], json.dumps(sample["facts"]))
    assert json.loads(canonical(said)) == sample["facts"]


@BY_KIND
def test_a_field_nobody_knows_is_refused(entry: Entry):
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        facts_of(entry.kind, json.dumps({**msgspec.to_builtins(entry.facts), "surplus": 1}))


@BY_KIND
def test_fields_that_are_texts_may_go_and_the_rest_stays(entry: Entry):
    kept = kept_of(entry.facts)
    bare = msgspec.convert(kept, KINDS[entry.kind])
    assert not has_words(bare)
    assert kept_of(bare) == kept
    if entry.facts.texts:
        assert has_words(entry.facts)
    else:
        assert bare == entry.facts


@BY_KIND
def test_a_text_of_the_facts_is_either_a_word_of_people_or_a_word_of_ours(entry: Entry):
    """What a redaction leaves is numbers, instants, and words from our own lists: no sentence of anybody."""
    ours = {"name", "code", "row", "lang", "head", "signature", "public_key", "unit", "target"}

    def sentences(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for name, one in value.items() if name not in ours for text in sentences(one)]
        if isinstance(value, list | tuple):
            return [text for one in value for text in sentences(one)]
        return [value] if isinstance(value, str) and (" " in value or not value.isascii()) else []

    assert not sentences(kept_of(entry.facts))


@BY_KIND
def test_no_fact_is_a_float(entry: Entry):
    assert "float" not in str(msgspec.json.schema(KINDS[entry.kind])).replace("'format': 'float'", "float")
    assert '"number"' not in json.dumps(msgspec.json.schema(KINDS[entry.kind]))


def test_a_kind_is_a_noun_and_a_past_tense():
    assert {noun_of(kind) for kind in KINDS} >= {"cell", "member", "task", "decision", "information", "entry"}
    assert not [kind for kind in KINDS if kind.count(".") != 1]
