"""What the clock leaves on a row."""

import msgspec


class Reminded(msgspec.Struct, frozen=True):
    """What the clock said of a row: which measure, how far it had come, who was waited on, until when, who was called.

    `step` is neared, passed, deputy or director; `to` is the account that was called, None where nobody was.
    """

    measure: str
    step: str
    on: str | None
    at: str
    due_at: str
    to: int | None = None
