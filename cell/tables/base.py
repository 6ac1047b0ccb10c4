"""What every table shares: one metadata, names of constraints, how an instant is kept."""

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The one metadata, with named constraints so that SQLite can alter tables in batches."""

    metadata = MetaData(naming_convention=NAMES)


Instant = String(24)
