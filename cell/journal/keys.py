"""The key pair of this house, made at first use in instance/, and the seal it puts on a closed journal."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

NAME = "seal.key"


class Seal:
    """Signs heads with Ed25519. The private key never leaves its file."""

    def __init__(self, folder: Path):
        self._path = folder / NAME
        self._key: Ed25519PrivateKey | None = None

    def sign(self, message: bytes) -> tuple[str, str]:
        """(signature, public key) of a message, both in hex."""
        key = self._load()
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return key.sign(message).hex(), public.hex()

    def public(self) -> str | None:
        """The public key in hex, or None where nothing was sealed here yet."""
        if not self._path.exists():
            return None
        return self._load().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def _load(self) -> Ed25519PrivateKey:
        if self._key is None:
            if not self._path.exists():
                write_secret(
                    self._path,
                    Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()),
                )
            self._key = Ed25519PrivateKey.from_private_bytes(self._path.read_bytes())
        return self._key


def write_secret(path: Path, secret: bytes) -> None:
    """Write a file that only its owner reads, whole or not at all, and never over one that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass  # another process was first: its secret stands
    finally:
        fresh.unlink()


def holds(message: bytes, signature: str, public_key: str) -> bool:
    """Whether a signature proves a message; False for anything malformed."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
