"""How alike two wordings are, from 0 to 1, and which of thousands are most alike to one."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from cell.duplicates.words import CONTRARY, Synonyms, Wording, has_figure, is_weak, read

# From here on somebody is told. Tuned on one half of the labelled pairs; docs/measures.md has both halves' figures.
ALIKE = 0.6
# What a word weighs: one that nearly every task has, any other, one with a figure in it.
WEAK, PLAIN, REF = 0.4, 1.0, 1.4
# What both have and the other has not counts against them more than what only one says besides.
BOTH_SIDES, ONE_SIDE = 1.4, 0.3
# What is left where they contradict each other.
OTHER_REF, CONTRADICTED, NEGATED = 0.55, 0.4, 0.5
# Two long words so close are the same word, mistyped or bent.
CLOSE, CLOSE_FROM = 0.93, 5
LEAST = 0.9  # of common weight: to have one weak word in common is nothing

Key = TypeVar("Key", bound=Hashable)


@lru_cache(20_000)
def weight(word: str) -> float:
    """What a word counts for."""
    if word.startswith("="):
        return PLAIN
    if has_figure(word):
        return REF
    return WEAK if is_weak(word) else PLAIN


def _is_fuzzy(word: str) -> bool:
    return len(word) >= CLOSE_FROM and word.isalpha()


def _score(common: float, one: float, other: float) -> float:
    """From the weight that two wordings have in common and that of each."""
    if common < LEAST and common < max(one, other):
        return 0.0
    lone, more = sorted((max(0.0, one - common), max(0.0, other - common)))
    return common / (common + BOTH_SIDES * lone + ONE_SIDE * (more - lone))


def _doubt(one: Wording, other: Wording) -> float:
    """What is left of a likeness where the two speak of other numbers, or of contraries."""
    left = 1.0
    if one.refs and other.refs and not one.refs & other.refs:
        left *= OTHER_REF
    if one.negated != other.negated:
        left *= NEGATED
    for number in range(len(CONTRARY)):
        mine, theirs = ({side for which, side in wording.sides if which == number} for wording in (one, other))
        if len(mine) == 1 and len(theirs) == 1 and mine != theirs:
            left *= CONTRADICTED
            break
    return left


def likeness(one: str, other: str, synonyms: Synonyms) -> float:
    """How alike two wordings are."""
    index: Index[int] = Index(synonyms)
    index.add(0, other)
    return next((score for _key, score in index.find(one, 1, 0.0)), 0.0)


class Index(Generic[Key]):
    """Wordings by their words, so that a few thousand are looked through in a few milliseconds."""

    def __init__(self, synonyms: Synonyms):
        self.synonyms = synonyms
        self._keys: list[Key] = []
        self._wordings: list[Wording] = []
        self._weights: list[float] = []
        self._places: dict[str, list[int]] = {}
        self._bent: list[str] = []  # words long enough to be mistyped

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: Key, text: str) -> None:
        """Take a wording in. A key may come with several."""
        wording = read(text, self.synonyms)
        place = len(self._keys)
        self._keys.append(key)
        self._wordings.append(wording)
        self._weights.append(sum(map(weight, wording.words)))
        for word in wording.words:
            places = self._places.get(word)
            if places is None:
                self._places[word] = [place]
                if _is_fuzzy(word):
                    self._bent.append(word)
            else:
                places.append(place)

    def find(self, text: str, most: int, least: float = ALIKE) -> list[tuple[Key, float]]:
        """The keys whose wording is most alike to a text, the most alike first, each once."""
        asked = read(text, self.synonyms)
        mine = sum(map(weight, asked.words))
        scored = [(_score(common, mine, self._weights[place]), place) for place, common in self._common(asked).items()]
        found: dict[Key, float] = {}
        for score, place in sorted((pair for pair in scored if pair[0] >= least and pair[0] > 0), reverse=True):
            if len(found) >= most and score <= min(found.values()):
                break  # doubt only ever takes away
            score *= _doubt(asked, self._wordings[place])
            key = self._keys[place]
            if score >= least and score > found.get(key, 0.0):
                found[key] = score
        return sorted(found.items(), key=lambda pair: -pair[1])[:most]

    def _common(self, asked: Wording) -> dict[int, float]:
        """The weight that each wording has in common with one."""
        common: dict[int, float] = {}
        for word in asked.words:
            value = weight(word)
            exact = self._places.get(word, ())
            for place in exact:
                common[place] = common.get(place, 0.0) + value
            if _is_fuzzy(word):
                self._add_bent(common, word, value, set(exact))
        return common

    def _add_bent(self, common: dict[int, float], word: str, value: float, seen: set[int]) -> None:
        near = process.extract(word, self._bent, scorer=JaroWinkler.similarity, score_cutoff=CLOSE, limit=None)
        for other, closeness, _place in near:
            if other == word or other[0] != word[0]:
                continue
            for place in self._places[other]:
                if place not in seen:
                    seen.add(place)
                    common[place] = common.get(place, 0.0) + value * closeness
