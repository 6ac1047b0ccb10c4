"""Kinds about other entries: nothing is rewritten, it is corrected or redacted by a new entry."""

from typing import Any

from cell.kinds.registry import Facts, kind


@kind("entry.corrected", texts=("text", "reason"))
class EntryCorrected(Facts, frozen=True, kw_only=True):
    """An earlier wording was wrong; both stay. entry: its number. text: the right words. reason: why."""

    entry: int
    text: str | None = None
    reason: str | None = None


@kind("entry.marked")
class EntryMarked(Facts, frozen=True, kw_only=True):
    """An earlier entry is a key fact: who reads the journal fast must not miss it. entry: its number."""

    entry: int


@kind("entry.unmarked")
class EntryUnmarked(Facts, frozen=True, kw_only=True):
    """An earlier entry is a key fact no more. entry: its number."""

    entry: int


@kind("entry.redacted", texts=("reason",))
class EntryRedacted(Facts, frozen=True, kw_only=True):
    """The words of an earlier entry are gone for good.

    entry: its number. reason: why. kept: what stays of its facts, so that the journal still replays. salt: that of
    what is kept. whole: the digest of the facts that are gone. By the last two the chain proves that no more and no
    less than the words was taken.
    """

    entry: int
    reason: str | None = None
    kept: dict[str, Any]
    salt: str
    whole: str
