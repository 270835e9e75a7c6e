"""Workstations, and decisions that did not count."""

import sqlalchemy as sa
from alembic import op

from portal.db.types import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TENANT = ("workstation_practice", "refused_decision", "told_refusal")
_SETTING = "current_setting('app.practices', true)"  # as in 0002
_INSIDE = (
    f"(SELECT {_SETTING}) = '*' OR practice_id = ANY"
    f" ((SELECT string_to_array(nullif({_SETTING}, '*'), ',')::integer[])::integer[])"
)


def upgrade() -> None:
    op.create_table(
        "workstation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.String(length=44), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("share", sa.Text(), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("session_until", Instant(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("last_seen_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_workstation_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstation")),
    )
    op.create_index(op.f("ix_workstation_staff_id"), "workstation", ["staff_id"], unique=False)
    op.create_table(
        "workstation_practice",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workstation_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_workstation_practice_practice_id_practice"),
        ),
        sa.ForeignKeyConstraint(
            ["workstation_id"],
            ["workstation.id"],
            name=op.f("fk_workstation_practice_workstation_id_workstation"),
        ),
        sa.PrimaryKeyConstraint(
            "practice_id", "workstation_id", name=op.f("pk_workstation_practice")
        ),
    )
    op.create_table(
        "refused_decision",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("workstation_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=30), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=36), nullable=True),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("problem_type", sa.String(length=40), nullable=False),
        sa.Column("problem_class", sa.String(length=30), server_default="", nullable=False),
        sa.Column("acknowledged_by", sa.String(length=36), nullable=True),
        sa.Column("acknowledged_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_refused_decision_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_refused_decision_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "command_id", name=op.f("pk_refused_decision")),
    )
    op.create_index(
        "ix_refused_decision_author",
        "refused_decision",
        ["practice_id", "staff_id", "received_at"],
        unique=False,
    )
    op.create_index(
        "ix_refused_decision_open",
        "refused_decision",
        ["practice_id", "acknowledged_at", "received_at"],
        unique=False,
    )
    op.create_index(
        "ix_refused_decision_received",
        "refused_decision",
        ["practice_id", "received_at"],
        unique=False,
    )
    op.create_index(
        "ix_refused_decision_workstation",
        "refused_decision",
        ["practice_id", "workstation_id"],
        unique=False,
    )
    op.create_table(
        "told_refusal",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_told_refusal_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_told_refusal_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "command_id", name=op.f("pk_told_refusal")),
    )
    op.create_index(
        "ix_told_refusal_author",
        "told_refusal",
        ["practice_id", "staff_id", "received_at"],
        unique=False,
    )
    op.add_column("staff_session", sa.Column("workstation_id", sa.String(length=36), nullable=True))
    op.create_index(
        op.f("ix_staff_session_workstation_id"), "staff_session", ["workstation_id"], unique=False
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TENANT:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY {table}_fence ON {table} USING ({_INSIDE}) WITH CHECK ({_INSIDE})"
        )


def downgrade() -> None:
    op.drop_index(op.f("ix_staff_session_workstation_id"), table_name="staff_session")
    op.drop_column("staff_session", "workstation_id")
    op.drop_index("ix_told_refusal_author", table_name="told_refusal")
    op.drop_table("told_refusal")
    op.drop_index("ix_refused_decision_workstation", table_name="refused_decision")
    op.drop_index("ix_refused_decision_received", table_name="refused_decision")
    op.drop_index("ix_refused_decision_open", table_name="refused_decision")
    op.drop_index("ix_refused_decision_author", table_name="refused_decision")
    op.drop_table("refused_decision")
    op.drop_table("workstation_practice")
    op.drop_index(op.f("ix_workstation_staff_id"), table_name="workstation")
    op.drop_table("workstation")
