"""How soon a password is guessed by who knows how people make them.

A list of known passwords misses the next one made the same way, and few lists have entries of fifteen characters. So
the password is cut into the pieces that people put together, each with its price: the bits it costs a guesser. The
cheapest cutting counts. Pieces are words that everybody uses (cell/passwords/words.py; with a 4 for an a, or backwards,
too), walks over a keyboard, sequences, years and dates, what stood before once more, separators, and single signs where
nothing else fits. The product's own words, the roles, and the person's name and address are free: they are tried first.

zxcvbn, which looks at every new password too, does most of this for English. This is for what it is weaker at (a test
holds that it is): French words, the product's own, separators everywhere, other keyboards, few signs.

The line is drawn at MILLION, twenty bits: three hundred times the three thousand passwords that ASVS 6.2.4 asks for.
No kind of sign is asked for or refused (6.2.5), and 6.1.2's list of words is CONTEXT.
"""

import math
import re
import unicodedata
from itertools import pairwise

from cell.passwords.words import CONTEXT, SMALL, TOP, WALKS, WORDS

MILLION = 20.0
CONTEXT_BITS, SMALL_BITS, TOP_BITS, WORD_BITS = 0.0, 4.0, 6.0, math.log2(len(WORDS))
BACKWARDS_BITS = 1.0
WALK_BITS, YEAR_BITS, DATE_BITS = 6.0, 6.0, 10.0
AGAIN_BITS, EARLIER_BITS, STUTTER_BITS = 1.0, 3.0, 2.0
SEPARATOR_BITS, MARK_BITS, SIGN_BITS = 2.0, 1.5, 6.0
DIGIT_BITS, LETTER_BITS = math.log2(10), math.log2(26)
# With fewer different signs than this, the length alone says nothing.
FEWEST_SIGNS = 4
SHORTEST_WALK = 3
SHORTEST_OWN = 3
SHORTEST_EARLIER = 4
SEPARATORS = frozenset(" -_.,/+@:;")
MARKS = frozenset("!?*#$")
# What people write for a letter, in its two readings.
LEET = (str.maketrans("0134578@$!", "oieastbasi"), str.maketrans("0134578@$!", "oleastbasl"))
_YEAR = re.compile(r"(19|20)\d\d")
_DATE = re.compile(
    r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((19|20)?\d\d)|(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
)
_WALKS = "\n".join((*WALKS, *(walk[::-1] for walk in WALKS)))


def _priced() -> dict[str, float]:
    prices: dict[str, float] = {}
    for words, price in ((WORDS, WORD_BITS), (TOP, TOP_BITS), (SMALL, SMALL_BITS), (CONTEXT, CONTEXT_BITS)):
        prices |= {word: price for word in words}
    backwards = {word[::-1]: price + BACKWARDS_BITS for word, price in prices.items()}
    return {word: min(prices.get(word, math.inf), backwards.get(word, math.inf)) for word in {*prices, *backwards}}


PRICES = _priced()


def bits(password: str, about: tuple[str, ...] = ()) -> float:
    """What a password costs to guess, in bits; 0 where too few different signs are in it."""
    plain = folded(password)
    if len(set(plain)) < FEWEST_SIGNS:
        return 0.0
    own = {part for text in about for part in parts_of(text)}
    cost = _Cutting(plain, own).cost()
    bare = "".join(sign for sign in plain if sign not in SEPARATORS)
    if len(plain) - len(bare) > 1:  # mot-de-passe, p.a.s.s.w.o.r.d: separators in many places hide nothing
        cost = min(cost, _Cutting(bare, own).cost() + SEPARATOR_BITS)
    return cost


def folded(text: str) -> str:
    """A text without what a guesser tries for free: case, accents, width."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def parts_of(text: str) -> list[str]:
    """The words of a name or an address, and each two that stand side by side as one; none too short to matter."""
    parts = [part for part in re.split(r"[\W_]+", folded(text)) if part]
    joined = [*parts, *(first + second for first, second in pairwise(parts))]
    return [part for part in joined if len(part) >= SHORTEST_OWN]


class _Cutting:
    """One text, and the cheapest way to put it together from pieces."""

    def __init__(self, text: str, own: set[str]):
        self.text = text
        backwards = {word[::-1]: CONTEXT_BITS + BACKWARDS_BITS for word in own}
        self.prices = PRICES | backwards | dict.fromkeys(own, CONTEXT_BITS)
        self.read = (text, *(text.translate(leet) for leet in LEET))
        self.longest = max(map(len, self.prices))

    def cost(self) -> float:
        """Bits for the whole: from left to right, the least that each beginning costs."""
        least = [0.0] + [math.inf] * len(self.text)
        for start in range(len(self.text)):
            for end, price in self._pieces(start):
                least[end] = min(least[end], least[start] + price)
        return least[-1]

    def _pieces(self, start: int) -> list[tuple[int, float]]:
        """Every piece that begins at a place: where it ends, and its price."""
        sign = self.text[start]
        found = [(start + 1, _price(sign))]
        found += self._words(start)
        end = start + SHORTEST_WALK
        while end <= len(self.text) and self.text[start:end] in _WALKS:
            found.append((end, WALK_BITS))
            end += 1
        found += self._repeats(start)
        for pattern, price in ((_YEAR, YEAR_BITS), (_DATE, DATE_BITS)):
            match = pattern.match(self.text, start)
            if match:
                found.append((match.end(), price))
        return found

    def _repeats(self, start: int) -> list[tuple[int, float]]:
        """What stood before, once more: just before, or anywhere if it is long enough to be a word."""
        found: list[tuple[int, float]] = []
        for width in range(1, len(self.text) - start + 1):
            piece = self.text[start : start + width]
            if width <= start and self.text[start - width : start] == piece:
                found.append((start + width, STUTTER_BITS if width == 1 else AGAIN_BITS))
            elif width >= SHORTEST_EARLIER:
                if piece not in self.text[:start]:
                    break  # nor is anything longer, and no longer piece stands just before
                found.append((start + width, EARLIER_BITS))
        return found

    def _words(self, start: int) -> list[tuple[int, float]]:
        found: list[tuple[int, float]] = []
        for end in range(start + 1, min(start + self.longest, len(self.text)) + 1):
            price = min(self.prices.get(text[start:end], math.inf) for text in self.read)
            if price < math.inf:
                found.append((end, price))
        return found


def _price(sign: str) -> float:
    if sign in SEPARATORS:
        return SEPARATOR_BITS
    if sign in MARKS:
        return MARK_BITS
    if sign.isdecimal():
        return DIGIT_BITS
    return LETTER_BITS if "a" <= sign <= "z" else SIGN_BITS
