"""Pages that are not ours, and what a request may claim to be."""

EVIL = "http://evil.example"
ORIGINS: dict[str, str | None] = {
    "foreign": EVIL,
    "null": "null",
    "sub-domain": "http://evil.localhost:{port}",
    "longer": "http://localhost:{port}.evil.example",
    "other port": "http://localhost:1",
    "no port": "http://localhost",
    "other scheme": "https://localhost:{port}",
    "with a path": "http://localhost:{port}/",
    "capitals": "HTTP://LOCALHOST:{port}",
    "two at once": "http://localhost:{port}, http://evil.example",
    "empty": "",
    "missing": None,
}
FORGED = {
    "plain": {},
    "host": {"Host": "evil.example"},
    "forwarded": {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "http"},
    "both": {"Host": "evil.example", "X_Forwarded_Host": "evil.example", "Forwarded": "host=evil.example"},
}


def filled(origin: str | None, port: int) -> str | None:
    """An origin as the header carries it."""
    return origin.format(port=port) if origin is not None else None
