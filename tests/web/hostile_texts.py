"""Which commands take people's own words, where, and what else each of them cannot do without."""

from typing import Any

from msgspec import inspect

from cell.commands import COMMANDS
from cell.commands.registry import CLOCKED

Field = tuple[str, str]  # the command, and its field
# Instants and slugs are texts to the type alone; who reads a file gets every payload through its rows.
NOT_FREE = ("_at", ".needed_by", ".department", "import_timeline.start", "set_point.at", "open_cell.t0")


def _texts(kind: inspect.Type, path: str) -> list[str]:
    match kind:
        case inspect.Metadata():
            return _texts(kind.type, path)
        case inspect.StrType(pattern=None):
            return [path]
        case inspect.UnionType():
            return [found for one in kind.types for found in _texts(one, path)]
        case inspect.VarTupleType():
            return _texts(kind.item_type, path)
        case inspect.StructType():
            return [found for one in kind.fields for found in _texts(one.type, f"{path}.{one.encode_name}")]
    return []


def free_texts() -> set[Field]:
    """Every field of every command that takes people's own words."""
    found: set[Field] = set()
    for name in COMMANDS.keys() - CLOCKED:
        info = inspect.type_info(COMMANDS[name].args)
        assert isinstance(info, inspect.StructType)
        paths = [path for one in info.fields for path in _texts(one.type, one.encode_name)]
        found |= {(name, path) for path in paths if not f"{name}.{path}".endswith(NOT_FREE)}
    return found


def needed(name: str, text: str) -> dict[str, Any]:
    """Arguments that a command cannot do without: the first of everything, and the text where words are asked for."""
    info = inspect.type_info(COMMANDS[name].args)
    assert isinstance(info, inspect.StructType)
    return {one.encode_name: _some(one.type, text) for one in info.fields if one.required}


def _some(kind: inspect.Type, text: str) -> Any:
    match kind:
        case inspect.Metadata():
            return "2026-11-18T14:00:00Z"
        case inspect.StrType(pattern=str() as pattern):
            return "ab" * 32 if "{64}" in pattern else "1" if "." in pattern else "legal"
        case inspect.StrType():
            return text
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.BoolType():
            return True
        case inspect.UnionType():
            return _some(kind.types[0], text)
        case inspect.VarTupleType():
            return [_some(kind.item_type, text)]
        case inspect.StructType():
            return {one.encode_name: _some(one.type, text) for one in kind.fields if one.required}
    return 1
