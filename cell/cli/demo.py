"""`cell demo-reset`: the demo as it was on the first day, in a database that holds no other cell.

The journal cannot be emptied, by design. So a fresh database is made beside, what belongs to the organisation is
carried over, the story is told in it, it is proved, and then it takes the other's place at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from cell import cells, demo
from cell.backup import NotRestored, carry_over, take_place
from cell.house import House
from cell.journal.verify import Proof
from cell.serve import only_server
from cell.settings import Misconfigured, Settings, database_file

Make = Callable[[dict[str, Any]], Any]


def begin_again(make: Make, settings: Settings) -> list[Proof]:
    """Put the demo back as new; returns the proofs of its cells. Raises NotRestored, and then changed nothing.

    `make` makes the app for some settings.
    """
    path = database_file(settings)
    if path is None:
        raise NotRestored("the demo is put back on SQLite only; on PostgreSQL, name an empty database")
    if not settings.CELL_DEMO:
        raise NotRestored("CELL_DEMO=0: this server wants no demo")
    part = path.with_name(path.name + ".part")
    try:
        with only_server(settings), _opened(make, {}) as former, former.store.writing():
            with former.store.reading() as connection:
                if cells.has_real(connection):
                    raise NotRestored(f"{path} holds cells of your own: name another CELL_INSTANCE for a demo")
            former.store.close()
            _clear(part)
            with _opened(make, {"DATABASE_URL": _url(part)}) as fresh:
                carry_over(path, part)
                demo.seed(fresh)
            return take_place(part, path)
    except Misconfigured as fault:
        raise NotRestored(f"{fault}: stop it first" if "server" in str(fault) else str(fault)) from None
    finally:
        _clear(part)


def _url(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


@contextmanager
def _opened(make: Make, config: dict[str, Any]) -> Iterator[House]:
    app = make(config)
    house: House = app.extensions["house"]
    try:
        yield house
    finally:
        house.desk.close()
        house.store.close()


def _clear(part: Path) -> None:
    for ending in ("", "-wal", "-shm", ".gate"):
        Path(f"{part}{ending}").unlink(missing_ok=True)
