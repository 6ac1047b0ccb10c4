"""When a sign-in was last used and when it lapses; the second factor, its recovery codes, and who is half-way in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _idle()
    op.create_table(
        "factors",
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("confirmed_at", sa.String(length=24), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_factors_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_recovery_codes_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_account"), "recovery_codes", ["account"])
    op.create_table(
        "thresholds",
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=False),
        sa.Column("next", sa.String(length=1002), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_thresholds_account")),
        sa.PrimaryKeyConstraint("secret", name=op.f("pk_thresholds")),
    )
    op.create_index(op.f("ix_thresholds_account"), "thresholds", ["account"])


def _idle() -> None:
    """Who is signed in while the program is renewed stays so: a sign-in lapses only after its next use."""
    for name in ("last_seen_at", "lapses_at"):
        op.add_column("sign_ins", sa.Column(name, sa.String(length=24), nullable=True))
    op.execute("UPDATE sign_ins SET last_seen_at = created_at, lapses_at = expires_at")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        for name in ("last_seen_at", "lapses_at"):
            batch_op.alter_column(name, existing_type=sa.String(length=24), nullable=False)


def downgrade() -> None:
    raise RuntimeError("second factors cannot be forgotten silently; restore a backup instead")
