"""A digest of the command beside the facts it wrote first, so that a key is not answered for another command."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("facts", sa.Column("asked", sa.String(length=64), nullable=True))
