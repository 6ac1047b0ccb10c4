"""What is left of a wording once it is compared: no accents, no case, no small words, no endings; numbers stay."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

LONGEST = 300  # characters of a wording that are read
SENTENCES = 40  # of a longer text that are compared, each for itself
MOST = 32  # words of it that count
PHRASE = 3  # words of a synonym at most
_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_JOINT = re.compile(r"[-./]")
_FIGURE = re.compile(r"\d")
_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
_NOT = re.compile(r"n['’]t\b")
_ALIKE = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ß": "ss", "°": " "})

STOP = frozenset(
    # French
    "a au aux avec c ce ces cet cette chez comme d dans de des du elle elles en est et eux il ils j je l la le les"
    " leur leurs lui m ma mais me mes mon n ne nos notre nous on ont ou par pour plus qu que quel quelle quels quelles"
    " qui s sa se ses si son sont sur t ta te tes ton tu un une vers vos votre vous y chaque dont tout tous toute"
    " toutes afin entre jusqu jusque depuis lors lorsque puis aussi ainsi"
    # English
    " all an and any are as at be been but by for from has have her his i in into is it its my of off on or our out she"
    " so than that the their them then there these they this those to up us was we were what when where which who whom"
    " will with you your each every about please"
    # What a number is introduced by says no more than the number.
    " no nr nº num numero ref".split()
)
NEGATIONS = frozenset("pas non not never jamais aucun aucune without sans".split())
# Words that nearly every task has: alike in these alone, two tasks have nothing in common.
WEAK = frozenset(
    "faire fait do make mettre put prendre take urgent urgence asap vite rapidement immediatement immediately now"
    " nouveau nouvelle new equipe team crise crisis cellule cell groupe group site point liste list plan jour day matin"
    " soir morning evening today aujourd hui aujourdhui demain tomorrow lot batch batches premier premiere first deux"
    " two possible besoin need".split()
)
# A task and its contrary are not the same task, however alike they read. Each side names the heads of a word.
_CONTRARY = (
    ("ouvr open", "ferm clos"),
    ("bloqu block gel fig freez suspend suspens interromp halt arret stop", "debloqu unblock repren repris redemarr"),
    ("arret stop suspend suspens interromp halt", "relanc resum restart repren reprend repris redemarr lanc start"),
    ("accept approuv approv valid", "refus reject rejet declin"),
    ("activ enabl", "desactiv disabl"),
    ("publi diffus issu releas", "retir withdr depubli rappel recall"),
    ("achet command buy purchas order", "annul cancel vend sell"),
    ("confirm", "infirm dement deny"),
    ("connect raccord branch", "deconnect disconnect debranch isol"),
    ("import", "export"),
    ("charg load", "decharg unload"),
    ("recrut embauch hire", "licenci dismiss"),
    ("augment accel increas rais", "diminu redui ralent reduc lower decreas"),
    ("entran entree inbound incoming", "sortan sortie outbound outgoing"),
    ("bloqu block quarantain quarantin consign", "liber releas debloqu"),
    ("mont", "demont"),
    ("install", "desinstall uninstall"),
    ("premier first", "dernier last"),
)
CONTRARY = tuple((tuple(one.split()), tuple(other.split())) for one, other in _CONTRARY)


class Wording(msgspec.Struct, frozen=True):
    """A wording as it is compared.

    words: what counts, each once, in their order. refs: those with a figure in them, which must agree as they are.
    sides: the contraries it takes sides in, as (which, side). negated: whether it says "not".
    """

    words: tuple[str, ...]
    refs: frozenset[str]
    sides: frozenset[tuple[int, int]]
    negated: bool


class Synonyms:
    """Groups of words or short phrases that mean the same, by what is left of them."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()):
        self._groups: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}
        for number, group in enumerate(groups):
            for phrase in group:
                stems = tuple(stem(word) for word in _words(phrase) if word not in STOP)[:PHRASE]
                if stems and stems not in self._groups:
                    self._groups[stems] = f"={number}"
                    self._longest[stems[0]] = max(len(stems), self._longest.get(stems[0], 0))

    def merged(self, stems: list[str]) -> list[str]:
        """The stems, each group in the place of what belongs to it; the longest phrase first."""
        if not self._groups:
            return stems
        found: list[str] = []
        place = 0
        while place < len(stems):
            for length in range(self._longest.get(stems[place], 0), 0, -1):
                group = self._groups.get(tuple(stems[place : place + length]))
                if group is not None:
                    found.append(group)
                    place += length
                    break
            else:
                found.append(stems[place])
                place += 1
        return found


def is_too_long(phrase: str) -> bool:
    """Whether a phrase has more words than can be told apart in a wording, or none that counts."""
    return not 1 <= len([word for word in _words(phrase) if word not in STOP]) <= PHRASE


def plain(text: str) -> str:
    """A text without accents or case."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_ALIKE)


def has_figure(word: str) -> bool:
    """Whether a word must agree as it is: a number, a reference."""
    return not word.isalpha() and _FIGURE.search(word) is not None


def _words(text: str) -> list[str]:
    """The words of a text; what has a figure in it stays in one piece: 2207-b, r134a, d-0003."""
    return _apart(_pieces(text))


def _pieces(text: str) -> list[str]:
    """What stands between blanks and signs: a compound is one piece."""
    return _WORD.findall(_NOT.sub(" not", plain(text[:LONGEST])))


def _apart(pieces: list[str]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        if piece.isalpha():
            found.append(piece)
        elif has_figure(piece):
            found.append(_JOINT.sub("", piece))
        else:
            found += _JOINT.split(piece)
    return found


# Endings that a word loses, the longest first, and how much of it must stay.
_ENDINGS = (
    *(("issements", 3), ("issement", 3), ("ements", 4), ("ement", 4), ("ations", 4), ("ation", 4), ("ings", 4)),
    *(("ing", 4), ("ees", 4), ("ee", 4), ("ers", 4), ("er", 4), ("ez", 4), ("es", 3), ("ed", 4)),
    *(("ir", 4), ("re", 4), ("ie", 4), ("e", 3), ("s", 3)),
)


@lru_cache(20_000)
def stem(word: str) -> str:
    """A word without the ending that changes from one sentence to the next. Rough, the same for both languages."""
    if len(word) < 4 or has_figure(word):
        return word
    if word.endswith("aux") and len(word) > 5 and not word.endswith("eaux"):
        return word[:-3] + "al"
    if word.endswith(("eaux", "eux", "oux")):
        word = word[:-1]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    if word.endswith("ss"):
        return word
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= kept:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


@lru_cache(20_000)
def _sides_of(word: str) -> frozenset[tuple[int, int]]:
    """The contraries that a stem takes sides in."""
    sides = ((number, side, heads) for number, pair in enumerate(CONTRARY) for side, heads in enumerate(pair))
    return frozenset((number, side) for number, side, heads in sides if word.startswith(heads))


_WEAK_STEMS = frozenset(map(stem, WEAK))


def is_weak(word: str) -> bool:
    """Whether a stem says little by itself."""
    return word in _WEAK_STEMS


def sentences(text: str) -> list[str]:
    """A longer text in its sentences: a task is worded like one of them, never like all."""
    found = (one.strip() for one in _END.split(text))
    return [one for one in found if one][:SENTENCES]


def read(text: str, synonyms: Synonyms) -> Wording:
    """What is left of a wording."""
    pieces = _pieces(text)
    words = _apart(pieces)
    stems = [stem(word) for word in words if word not in STOP and word not in NEGATIONS][:MOST]
    merged = tuple(dict.fromkeys(synonyms.merged(stems)))
    refs = frozenset(word for word in merged if word[0] != "=" and has_figure(word))
    sides = frozenset[tuple[int, int]]().union(*map(_sides_of, stems))
    return Wording(merged, refs, sides, not NEGATIONS.isdisjoint(pieces))  # the Pas-de-Calais denies nothing
