"""The key that signs cookies, made in instance/ at first start."""

import secrets
from pathlib import Path

from cell.journal.keys import write_secret

NAME = "secret.key"


def key_of(instance: Path) -> str:
    """The instance's secret key; the same for every process and after every restart."""
    path = instance / NAME
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(48).encode())
    return path.read_text().strip()
