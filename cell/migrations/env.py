"""How the schema is migrated: one connection of our own, foreign keys off while tables are rebuilt.

On SQLite a batch migration rebuilds the table; with foreign keys on, dropping the old one would delete every child
row that cascades. So they are off on this connection, and checked before the commit.
"""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, text

target = current_app.extensions["migrate"].db.metadata
url = current_app.config["SQLALCHEMY_DATABASE_URI"]


def migrate() -> None:
    """Run the migrations in one transaction: the old schema or the new one, never between."""
    engine = create_engine(url)
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            # The driver would begin too late: DDL must be inside the transaction, pragmas outside.
            connection.connection.driver_connection.isolation_level = None
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("PRAGMA synchronous=FULL")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        context.configure(
            connection=connection,
            target_metadata=target,
            render_as_batch=True,
            transactional_ddl=not is_sqlite,
        )
        with context.begin_transaction():
            context.run_migrations()
        if is_sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                connection.exec_driver_sql("ROLLBACK")
                raise RuntimeError(f"the migration would orphan rows: {broken[:3]}")
            connection.exec_driver_sql("COMMIT")
        else:
            connection.execute(text("SELECT 1"))
            connection.commit()
    engine.dispose()


migrate()
