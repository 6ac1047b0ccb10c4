"""The door of the administration: one blueprint, for administrators alone, and every change made as one of them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from sqlalchemy import Connection

from cell import people
from cell.errors import Refused
from cell.house import house
from cell.journal.orders import Job
from cell.web.identity import me

pages = Blueprint("admin", __name__, url_prefix="/admin")
LARGEST = 2**31 - 1


@pages.before_request
def administrators_only() -> None:
    """Whoever is no administrator is told what they are told of any address that is not there."""
    if not me().is_admin:
        raise Refused("not_found")


def do(work: Callable[[Connection, int], Any]) -> Any:
    """Change something and write the deed, in one transaction; only if I am an administrator still by then."""
    by = me().id

    def check_and_do(connection: Connection) -> Any:
        account = people.by_id(connection, by)
        if account is None or not account.is_admin or account.disabled_at is not None:
            raise Refused("not_found")
        return work(connection, by)

    return house().desk.ask(Job(check_and_do))
