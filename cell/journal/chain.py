"""The digest chain: any change of any column of any entry, or of the order, shows.

canonical text = JSON with sorted keys, no blanks, UTF-8 (RFC 8785 for the values we allow: no floats).
sum    = SHA-256 (SHA-256 (salt, facts), SHA-256 (other salt, what a redaction would keep of the facts))
digest = SHA-256 (former digest, header) where the header holds everything of the entry but its facts
"""

import hashlib
import os
from typing import Any

import msgspec

START = "0" * 64
VERSION = 1

_encoder = msgspec.json.Encoder(order="sorted")


def canonical(value: Any) -> bytes:
    """The one spelling of a value made of texts, integers, booleans, nulls, lists and objects."""
    return _encoder.encode(value)


def new_salt() -> str:
    """32 hex figures nobody can guess, so that short facts cannot be found again from their sum."""
    return os.urandom(16).hex()


def sum_of(salt: str, body: bytes, kept: bytes) -> str:
    """What the chain holds of an entry's facts: `body` is their canonical text, `kept` that of a redaction's rest."""
    return total(whole(salt, body), part(kept_salt(salt), kept))


def whole(salt: str, body: bytes) -> str:
    """The hex digest of all the facts; it stays when they go, and tells nothing of them without their salt."""
    return part(salt, body)


def kept_salt(salt: str) -> str:
    """The salt of what a redaction keeps: it may be shown, and the other cannot be found from it."""
    return hashlib.sha256(b"kept\n" + salt.encode()).hexdigest()[:32]


def part(salt: str, body: bytes) -> str:
    """The hex SHA-256 of salted canonical facts."""
    return hashlib.sha256(salt.encode() + b"\n" + body).hexdigest()


def asked_of(salt: str, name: str, args: dict[str, Any]) -> str:
    """The hex digest of a command, salted with its first entry's salt: it tells nothing once that has gone."""
    return part(salt, canonical([name, args]))


def total(whole: str, kept: str) -> str:
    """Both digests in one: a redaction can neither invent what it keeps, nor bring other words back."""
    return hashlib.sha256(f"{whole}\n{kept}".encode()).hexdigest()


def digest_of(
    former: str,
    *,
    cell: str,
    seq: int,
    at: str,
    by: int | None,
    kind: str,
    key: str | None,
    clearance: str,
    sum: str,
) -> str:
    """The hex SHA-256 that chains an entry to the digest of the one before (START for the first)."""
    header = {
        "at": at,
        "by": by,
        "cell": cell,
        "clearance": clearance,
        "key": key,
        "kind": kind,
        "seq": seq,
        "sum": sum,
        "v": VERSION,
    }
    return hashlib.sha256(former.encode() + b"\n" + canonical(header)).hexdigest()
