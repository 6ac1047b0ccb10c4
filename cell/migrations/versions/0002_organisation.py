"""The organisation: who holds each department, levels with their targets, playbooks, and what administrators did."""

import sqlalchemy as sa
from alembic import op

from cell.triggers import DEEDS_POSTGRESQL, DEEDS_SQLITE

revision = "0002"
down_revision = "0001"

TARGETS = ("mobilise_s", "acknowledge_s", "decide_s", "know_s", "approve_s", "handoff_s", "point_every_s")


def upgrade() -> None:
    op.add_column("accounts", sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("accounts", sa.Column("password_ends_at", sa.String(length=24), nullable=True))
    with op.batch_alter_table("departments", schema=None) as batch_op:
        for name in ("holder", "deputy", "sponsor"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_departments_{name}"), "accounts", [name], ["id"])
        batch_op.add_column(sa.Column("archived_at", sa.String(length=24), nullable=True))
    op.create_table(
        "levels",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("name_fr", sa.String(length=80), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in TARGETS),
        sa.PrimaryKeyConstraint("level", name=op.f("pk_levels")),
    )
    op.create_table(
        "playbooks",
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("name_fr", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_playbooks")),
    )
    _deeds()


def _deeds() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
    )
    for statement in DEEDS_SQLITE if op.get_bind().dialect.name == "sqlite" else DEEDS_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("what administrators did cannot be forgotten; restore a backup instead")
