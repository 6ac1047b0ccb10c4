"""Words without accents, so that cells can be searched. cell/migrate.py fills them from the entries afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "words",
        sa.Column("cell", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("clearance", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cell"], ["cells.id"], name=op.f("fk_words_cell")),
        sa.PrimaryKeyConstraint("cell", "seq", name=op.f("pk_words")),
        sqlite_with_rowid=False,
    )
