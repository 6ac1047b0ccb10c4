"""What the product must be able to read again and nobody else may: encrypted with a key that no backup holds."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"crisis cell, addresses outside"


class Vault:
    """Encrypts and decrypts with a key made of the instance's secret, for this one purpose."""

    def __init__(self, secret: str):
        key = HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(secret.encode())
        self._fernet = Fernet(urlsafe_b64encode(key))

    def shut(self, text: str) -> str:
        """A text as it is kept; the same text twice looks different."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, kept: str) -> str | None:
        """The text again; None where it was shut with another secret, or altered."""
        try:
            return self._fernet.decrypt(kept.encode()).decode()
        except (InvalidToken, ValueError):
            return None
