"""What a refusal is: a code, maybe a field, and the facts a sentence needs.

Sentences are never made here: the reader's language is known only at the edge (cell/language.py).
"""

STATUS = {
    "bad_request": 400,
    "signed_out": 401,
    "not_allowed": 403,
    "not_yours": 403,
    "bad_origin": 403,
    "bad_csrf": 403,
    "not_found": 404,
    "nobody": 422,
    "bad_method": 405,
    "wrong_state": 409,
    "unapproved": 409,
    "already_taken": 409,
    "already_there": 409,
    "role_taken": 409,
    "already_offered": 409,
    "no_offer": 409,
    "last_director": 409,
    "no_such_name": 422,
    "same_name": 422,
    "same_department": 422,
    "was_removed": 403,
    "invitation_over": 410,
    "last_admin": 409,
    "last_one": 409,
    "key_reused": 409,
    "cell_closed": 409,
    "changed_meanwhile": 409,
    "withdrawn": 409,
    "too_late": 409,
    "too_soon": 422,
    "past": 422,
    "too_many_objectives": 409,
    "still_open": 409,
    "unchecked": 409,
    "would_cycle": 409,
    "too_large": 413,
    "bad_media": 415,
    "wrong_password": 422,
    "wrong_code": 422,
    "missing": 422,
    "unknown_field": 422,
    "bad_value": 422,
    "bad_count": 422,
    "too_long": 422,
    "too_short": 422,
    "too_common": 422,
    "unknown_command": 404,
    "too_many": 429,
    "broken": 500,
    "cannot_write": 503,
    "stopping": 503,
}


class Refused(Exception):
    """A command or request that changes nothing, and why.

    `code` is one of STATUS, `field` the argument at fault or None, `about` what the sentence names (a member's
    id under "who", an instant under "at", a limit under "limit"…): ids and numbers, never prose.
    """

    def __init__(self, code: str, field: str | None = None, **about: str | int | None):
        super().__init__(code if field is None else f"{code}: {field}")
        self.code = code
        self.field = field
        self.about = about

    @property
    def status(self) -> int:
        """The HTTP status that says the same."""
        return STATUS[self.code]


class Damaged(Exception):
    """A journal that does not hold: which entry, and what is wrong with it."""

    def __init__(self, cell: str, seq: int, fault: str):
        super().__init__(f"cell {cell}, entry {seq}: {fault}")
        self.cell = cell
        self.seq = seq
        self.fault = fault
