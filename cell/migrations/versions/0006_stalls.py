"""How long what was taken in hand may lie untouched, as each level promises it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# Of the levels 1 to 4; cells that are open keep what they were promised, which is nothing.
STALL_S = {1: 86400, 2: 28800, 3: 14400, 4: 7200}


def upgrade() -> None:
    op.add_column("levels", sa.Column("stall_s", sa.Integer(), nullable=True))
    levels = sa.table("levels", sa.column("level", sa.Integer), sa.column("stall_s", sa.Integer))
    for level, seconds in STALL_S.items():
        op.execute(levels.update().where(levels.c.level == level).values(stall_s=seconds))
    with op.batch_alter_table("levels", schema=None) as batch_op:
        batch_op.alter_column("stall_s", existing_type=sa.Integer(), nullable=False)
