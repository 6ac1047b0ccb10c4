"""A CSV file as text and records, each with the line where it starts: nothing is guessed, mended or cut."""

import csv
import io
from collections.abc import Iterator

SHOWN = 40


class Malformed(Exception):
    """A file that is not what it should be. `line` is where its record starts, from 1; `reason` is one line."""

    def __init__(self, line: int, reason: str):
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def text_of(data: bytes, most: int) -> str:
    """The text of a file's bytes, with or without a byte order mark. Raises Malformed where it is not UTF-8."""
    if len(data) > most:
        raise Malformed(1, f"the file is larger than {most} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise Malformed(line, "not UTF-8") from None


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line where each record starts, and its cells. Blank lines are no records. Raises Malformed."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Malformed(line, f"not CSV: {fault}") from None
        if cells:
            yield line, cells


def columns_of(header: tuple[int, list[str]] | None, wanted: tuple[str, ...], *, others: bool = False) -> list[str]:
    """The names in a header, which must be those wanted in any order; `others` says that more may stand there."""
    if header is None:
        raise Malformed(1, "the file is empty")
    line, cells = header
    names = [cell.strip() for cell in cells]
    faults = {
        "missing": [name for name in wanted if name not in names],
        "unknown": [name for name in names if name not in wanted and not others],
        "repeated": sorted({name for name in names if names.count(name) > 1}),
    }
    for fault, which in faults.items():
        if which:
            raise Malformed(line, f"{fault} column: {', '.join(map(shown, which[:5]))}")
    return names


def shown(value: str) -> str:
    """A value as a refusal quotes it: short, and on one line whatever it holds."""
    return ascii(value) if len(value) <= SHOWN else ascii(value[:SHOWN]) + "…"
