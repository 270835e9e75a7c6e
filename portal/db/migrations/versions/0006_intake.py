"""What laboratories send: machine clients, messages as they came, reports without a chart."""

import sqlalchemy as sa
from alembic import op

from portal.db.types import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TENANT = ("machine_client", "intake_turn", "intake_message", "unmatched_report")
_SETTING = "current_setting('app.practices', true)"  # as in 0002
_INSIDE = (
    f"(SELECT {_SETTING}) = '*' OR practice_id = ANY"
    f" ((SELECT string_to_array(nullif({_SETTING}, '*'), ',')::integer[])::integer[])"
)


def upgrade() -> None:
    op.create_table(
        "intake_turn",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("taken_by", sa.String(length=36), server_default="", nullable=False),
        sa.Column("taken_until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_intake_turn_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_intake_turn")),
    )
    op.create_table(
        "machine_client",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("last_used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_machine_client_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_machine_client")),
        sa.UniqueConstraint("practice_id", "name", name=op.f("uq_machine_client_practice_id_name")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_machine_client_secret_hash")),
    )
    op.create_table(
        "intake_message",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("control_id", sa.String(length=200), server_default="", nullable=False),
        sa.Column("message_type", sa.String(length=60), server_default="", nullable=False),
        sa.Column("sender", sa.String(length=200), server_default="", nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=True),
        sa.Column("batch_index", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("detail", sa.String(length=300), server_default="", nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("status_raw", sa.String(length=60), server_default="", nullable=False),
        sa.Column("landed", sa.Text(), server_default="[]", nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("repeats", sa.Integer(), server_default="0", nullable=False),
        sa.Column("repeated_at", Instant(), nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("processed_at", Instant(), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_intake_message_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_intake_message_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_intake_message")),
        sa.UniqueConstraint(
            "practice_id", "digest", name=op.f("uq_intake_message_practice_id_digest")
        ),
    )
    op.create_index(
        "ix_intake_message_control", "intake_message", ["practice_id", "control_id"], unique=False
    )
    op.create_index(
        "ix_intake_message_received",
        "intake_message",
        ["practice_id", "source", "received_at", "state"],
        unique=False,
    )
    op.create_index(
        "ix_intake_message_repeated",
        "intake_message",
        ["practice_id", "source", "repeated_at"],
        unique=False,
    )
    op.create_index(
        "ix_intake_message_source",
        "intake_message",
        ["practice_id", "source", "state", "id"],
        unique=False,
    )
    op.create_index(
        "ix_intake_message_state", "intake_message", ["practice_id", "state", "id"], unique=False
    )
    op.create_table(
        "unmatched_report",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("order_number", sa.String(length=80), server_default="", nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("person_digest", sa.String(length=64), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("raw_status", sa.String(length=20), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["item.practice_id", "item.id"],
            name=op.f("fk_unmatched_report_practice_id_item_id_item"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "message_id"],
            ["intake_message.practice_id", "intake_message.id"],
            name=op.f("fk_unmatched_report_practice_id_message_id_intake_message"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_unmatched_report_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_unmatched_report_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_unmatched_report")),
    )
    op.create_index(
        "ix_unmatched_report_item", "unmatched_report", ["practice_id", "item_id"], unique=False
    )
    op.create_index(
        "ix_unmatched_report_order",
        "unmatched_report",
        ["practice_id", "sender", "order_number"],
        unique=False,
    )
    op.create_index(
        "ix_unmatched_report_state",
        "unmatched_report",
        ["practice_id", "state", "message_id"],
        unique=False,
    )
    op.add_column(
        "lab_observation",
        sa.Column("code_system", sa.String(length=120), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation",
        sa.Column("sub_id", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation",
        sa.Column("value_type", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation", sa.Column("value_original", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "lab_observation",
        sa.Column("unit_original", sa.String(length=120), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation",
        sa.Column("ucum", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation",
        sa.Column("range_text", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation",
        sa.Column("flags_original", sa.String(length=80), server_default="", nullable=False),
    )
    op.add_column(
        "lab_observation", sa.Column("note", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "lab_report", sa.Column("source", sa.String(length=200), server_default="", nullable=False)
    )
    op.add_column(
        "lab_report",
        sa.Column("placer_number", sa.String(length=80), server_default="", nullable=False),
    )
    op.create_index(
        "ix_lab_report_placer", "lab_report", ["practice_id", "placer_number"], unique=False
    )
    op.add_column(
        "lab_report",
        sa.Column("code_system", sa.String(length=120), server_default="", nullable=False),
    )
    op.add_column(
        "lab_report",
        sa.Column("specimen", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column("lab_report", sa.Column("message_id", sa.String(length=36), nullable=True))
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TENANT:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY {table}_fence ON {table} USING ({_INSIDE}) WITH CHECK ({_INSIDE})"
        )


def downgrade() -> None:
    op.drop_column("lab_report", "message_id")
    op.drop_column("lab_report", "specimen")
    op.drop_column("lab_report", "code_system")
    op.drop_index("ix_lab_report_placer", table_name="lab_report")
    op.drop_column("lab_report", "placer_number")
    op.drop_column("lab_report", "source")
    op.drop_column("lab_observation", "note")
    op.drop_column("lab_observation", "flags_original")
    op.drop_column("lab_observation", "range_text")
    op.drop_column("lab_observation", "ucum")
    op.drop_column("lab_observation", "unit_original")
    op.drop_column("lab_observation", "value_original")
    op.drop_column("lab_observation", "value_type")
    op.drop_column("lab_observation", "sub_id")
    op.drop_column("lab_observation", "code_system")
    op.drop_index("ix_unmatched_report_state", table_name="unmatched_report")
    op.drop_index("ix_unmatched_report_order", table_name="unmatched_report")
    op.drop_index("ix_unmatched_report_item", table_name="unmatched_report")
    op.drop_table("unmatched_report")
    op.drop_index("ix_intake_message_state", table_name="intake_message")
    op.drop_index("ix_intake_message_source", table_name="intake_message")
    op.drop_index("ix_intake_message_repeated", table_name="intake_message")
    op.drop_index("ix_intake_message_received", table_name="intake_message")
    op.drop_index("ix_intake_message_control", table_name="intake_message")
    op.drop_table("intake_message")
    op.drop_table("machine_client")
    op.drop_table("intake_turn")
