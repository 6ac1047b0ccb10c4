"""What slows guessing down: failures, counted by name and by address in the database, for every process."""

from sqlalchemy import Connection, delete, func, insert, select

from cell import clock
from cell.people.accounts import digest
from cell.tables import guesses

GUESSES_FREE = 5
GUESSES_OF_ADDRESS = 30  # many people may sit behind one address
GUESSES_KEPT_S = 15 * 60


def wait_before_guess(connection: Connection, *whose: str, free: int = GUESSES_FREE) -> int:
    """Seconds to wait before the next try, by name or by address; 0 while the free ones are not used up.

    Each further failure doubles the wait up to five minutes. It is counted from the last failure, and success
    from another address is never needed: the rightful person waits, but is not locked out.
    """
    wait = 0
    now = clock.now()
    for one in whose:
        statement = select(func.count(), func.max(guesses.c.at)).where(
            guesses.c.whose == digest(one), guesses.c.at > clock.after(now, -GUESSES_KEPT_S)
        )
        count, last = connection.execute(statement).one()
        if count >= free:
            pause = min(300, 2 ** min(count - free, 9))
            wait = max(wait, int(pause - max(0.0, clock.seconds_between(last, now))) + 1)
    return max(wait, 0)


def note_guess(connection: Connection, *whose: str) -> None:
    """Remember a failure, and forget the old ones."""
    now = clock.now()
    connection.execute(delete(guesses).where(guesses.c.at < clock.after(now, -GUESSES_KEPT_S)))
    connection.execute(insert(guesses), [{"whose": digest(one), "at": now} for one in whose])


def forgive(connection: Connection, whose: str, address: str) -> None:
    """Forget the tries of a name that has now signed in, and its last one at its address."""
    connection.execute(delete(guesses).where(guesses.c.whose == digest(whose)))
    last = select(func.max(guesses.c.id)).where(guesses.c.whose == digest(address)).scalar_subquery()
    connection.execute(delete(guesses).where(guesses.c.id == last))
