"""Passwords: Argon2id, the rules for a new one, and a check that takes as long for nobody as for somebody."""

import os
import secrets
from base64 import b64encode
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent.monkey import get_original

from cell.errors import Refused
from cell.passwords.guessing import MILLION, bits, parts_of
from cell.passwords.words import CONTEXT

SHORTEST = 15
LONGEST = 256
READ = 72  # what zxcvbn reads of a password; more of a good one is not worse
SCORE = 3  # of 4: a hundred million guesses
# No l, o, 0 or 1: it is read aloud and typed once. Each sign is worth five bits.
PLAIN = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 7, 4

_quick = os.environ.get("CELL_QUICK_HASHES") == "1"  # tests only: the cost is what makes guessing slow
_hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if _quick else PasswordHasher()
_one_by_one: Any = get_original("_thread", "allocate_lock")()  # of native threads: greenlets never wait here
# What nobody's password is held against: random signs in the shape of a hash, which take as long to refuse and no time
# to make.
_nobody = "$argon2id$v=19$m={},t={},p={}${}${}".format(
    *(_hasher.memory_cost, _hasher.time_cost, _hasher.parallelism),
    *(b64encode(os.urandom(size)).decode().rstrip("=") for size in (_hasher.salt_len, _hasher.hash_len)),
)


def check_new(password: str, about: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, or that a guesser finds soon. Costs 0.1 s: call it in a thread.

    `about` are the person's own name and address, and what else a guesser would try first for them: worth nothing.
    """
    if len(password) < SHORTEST:
        raise Refused("too_short", "password", limit=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("too_long", "password", limit=LONGEST)
    if bits(password, about) < MILLION or is_known(password, about):
        raise Refused("too_common", "password")


def is_known(password: str, about: tuple[str, ...] = ()) -> bool:
    """Whether zxcvbn finds it: its lists of stolen passwords, names and English words, keyboards and dates."""
    inputs: list[Any] = [*{part for text in about for part in parts_of(text)}, *sorted(CONTEXT)]
    # It keeps a person's words where another thread would read them. And of two threads that import it at once, the
    # interpreter's locks being gevent's, each may wait for the other for ever.
    with _one_by_one:
        from zxcvbn import zxcvbn  # half a second and 5 MB, for what few processes ever do

        return zxcvbn(password[:READ], user_inputs=inputs)["score"] < SCORE


def one_time() -> str:
    """A password to hand to somebody, who chooses another with it: 140 random bits in groups of four."""
    return readable(GROUPS)


def readable(groups: int) -> str:
    """Random signs that can be read aloud, in groups of four: twenty bits each."""
    return "-".join("".join(secrets.choice(PLAIN) for _ in range(GROUP)) for _ in range(groups))


def hash_of(password: str) -> str:
    """The Argon2id hash to keep. Costs about 0.1 s and 64 MiB: call it where nobody waits behind."""
    return _hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; as slow where nothing was (None)."""
    try:
        return _hasher.verify(kept or _nobody, password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_stale(kept: str) -> bool:
    """Whether a kept hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)
