"""The OpenAPI document, made from the structs that read what comes in."""

from typing import Any


def document(version: str) -> dict[str, Any]:
    """The whole document."""
    return {"openapi": "3.1.0", "info": {"title": "Crisis Cell", "version": version}, "paths": {}}
