"""Passwords: Argon2id, the rules for a new one, and a check that takes as long for nobody as for somebody."""

import os

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cell.errors import Refused

SHORTEST = 15
LONGEST = 256
# Enough of the passwords everybody tries first; the full length does the rest (NIST SP 800-63B).
COMMON = frozenset(
    "123456789012 1234567890123456 password1234 passwordpassword motdepasse123 motdepasse1234 azertyuiop123 "
    "qwertyuiop123 qwertyuiopas azertyuiopqs administrator administrateur crisiscell123 cellulecrise cellule2crise "
    "iloveyouiloveyou aaaaaaaaaaaa 000000000000 111111111111 abcdefghijkl letmeinletmein welcome12345 bienvenue1234 "
    "changeme1234 changezmoi123 soleilsoleil".split()
)

_quick = os.environ.get("CELL_QUICK_HASHES") == "1"  # tests only: the cost is what makes guessing slow
_hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if _quick else PasswordHasher()
_nobody = _hasher.hash(os.urandom(16))


def check_new(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, too common, or made of the person's own name or address."""
    if len(password) < SHORTEST:
        raise Refused("too_short", "password", limit=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("too_long", "password", limit=LONGEST)
    folded = password.casefold()
    if folded in COMMON or len(set(folded)) < 4 or folded in {text.casefold() for text in about}:
        raise Refused("too_common", "password")


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
