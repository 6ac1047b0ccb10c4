"""An entry: one line of a cell's journal."""

import msgspec

from cell.kinds.registry import Facts


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One line of the journal of ONE cell.

    `seq` counts 1, 2, 3… without a gap; `at` is the instant it was written and never runs backwards in a cell;
    `by` is an account's id, or None for the clock; `key` is the client's, or None where nobody chose one;
    `clearance` is "cell" or "restricted"; `sum` is the SHA-256 of the salted facts and `digest` chains this entry
    to the one before, both in hex. A redacted entry carries what its redaction kept. None can hold itself, so the
    collector of cycles, which takes as long as reading where there are tens of thousands, need not know of them.
    """

    cell: str
    seq: int
    at: str
    by: int | None
    kind: str
    facts: Facts
    key: str | None = None
    clearance: str = "cell"
    sum: str = ""
    digest: str = ""
