"""Statements: uploads, accounts of guarantors, batches, notices, payments."""

import sqlalchemy as sa
from alembic import op

from portal.db.types import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TENANT = (
    "upload",
    "billing_account",
    "billing_account_patient",
    "statement_batch",
    "statement",
    "statement_notice",
    "payment",
)
_SETTING = "current_setting('app.practices', true)"  # as in 0002
_INSIDE = (
    f"(SELECT {_SETTING}) = '*' OR practice_id = ANY"
    f" ((SELECT string_to_array(nullif({_SETTING}, '*'), ',')::integer[])::integer[])"
)


def upgrade() -> None:
    op.create_table(
        "statement_batch",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), server_default="", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("manifest", sa.Text(), server_default="", nullable=False),
        sa.Column("expected_files", sa.Integer(), nullable=True),
        sa.Column("expected_pages", sa.Integer(), nullable=True),
        sa.Column("expected_cents", sa.BigInteger(), nullable=True),
        sa.Column("totals_reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("totals_accepted_by", sa.String(length=36), nullable=True),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["staff.id"], name=op.f("fk_statement_batch_created_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_statement_batch_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["totals_accepted_by"],
            ["staff.id"],
            name=op.f("fk_statement_batch_totals_accepted_by_staff"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_statement_batch")),
    )
    op.create_index(
        "ix_statement_batch_state",
        "statement_batch",
        ["practice_id", "state", "created_at"],
        unique=False,
    )
    op.create_table(
        "upload",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("completed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["staff.id"], name=op.f("fk_upload_created_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_upload_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_upload")),
    )
    op.create_index("ix_upload_content", "upload", ["practice_id", "sha256"], unique=False)
    op.create_index(op.f("ix_upload_expires_at"), "upload", ["expires_at"], unique=False)
    op.create_table(
        "billing_account",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_number", sa.String(length=40), nullable=False),
        sa.Column("number_key", sa.String(length=40), nullable=False),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("family_name", sa.String(length=120), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("guarantor_patient_id", sa.String(length=36), nullable=True),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("delivery", sa.String(length=12), server_default="electronic", nullable=False),
        sa.Column("balance_cents", sa.BigInteger(), nullable=True),
        sa.Column("balance_at", Instant(), nullable=True),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "guarantor_patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_billing_account_practice_id_guarantor_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_billing_account_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_billing_account")),
        sa.UniqueConstraint(
            "practice_id", "number_key", name=op.f("uq_billing_account_practice_id_number_key")
        ),
    )
    op.create_index(
        "ix_billing_account_guarantor",
        "billing_account",
        ["practice_id", "guarantor_patient_id"],
        unique=False,
    )
    op.create_table(
        "billing_account_patient",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("billing_account_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "billing_account_id"],
            ["billing_account.practice_id", "billing_account.id"],
            name=op.f("fk_billing_account_patient_practice_id_billing_account_id_billing_account"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_billing_account_patient_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_billing_account_patient_practice_id_practice"),
        ),
        sa.PrimaryKeyConstraint(
            "practice_id",
            "billing_account_id",
            "patient_id",
            name=op.f("pk_billing_account_patient"),
        ),
    )
    op.create_index(
        "ix_billing_account_patient_patient",
        "billing_account_patient",
        ["practice_id", "patient_id"],
        unique=False,
    )
    op.create_table(
        "statement",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("upload_seq", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reasons", sa.Text(), server_default="[]", nullable=False),
        sa.Column("evidence", sa.Text(), server_default="[]", nullable=False),
        sa.Column("billing_account_id", sa.String(length=36), nullable=True),
        sa.Column("matched_by", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=12), server_default="standard", nullable=False),
        sa.Column("period", sa.String(length=7), server_default="", nullable=False),
        sa.Column("statement_date", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), server_default="USD", nullable=False),
        sa.Column("paid_cents", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("replaces_id", sa.String(length=36), nullable=True),
        sa.Column("replaces", sa.String(length=8), server_default="", nullable=False),
        sa.Column("published_at", Instant(), nullable=True),
        sa.Column("published_by", sa.String(length=36), nullable=True),
        sa.Column("quiet_reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.Column("superseded_by", sa.String(length=36), nullable=True),
        sa.Column("paid_at", Instant(), nullable=True),
        sa.Column("voided_at", Instant(), nullable=True),
        sa.Column("voided_by", sa.String(length=36), nullable=True),
        sa.Column("void_reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("void_note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["matched_by"], ["staff.id"], name=op.f("fk_statement_matched_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "batch_id"],
            ["statement_batch.practice_id", "statement_batch.id"],
            name=op.f("fk_statement_practice_id_batch_id_statement_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "billing_account_id"],
            ["billing_account.practice_id", "billing_account.id"],
            name=op.f("fk_statement_practice_id_billing_account_id_billing_account"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_statement_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["staff.id"], name=op.f("fk_statement_published_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"], ["staff.id"], name=op.f("fk_statement_voided_by_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "practice_id", "upload_seq", name=op.f("uq_statement_practice_id_upload_seq")
        ),
    )
    op.create_index(
        "ix_statement_account",
        "statement",
        ["practice_id", "billing_account_id", "statement_date"],
        unique=False,
    )
    op.create_index(
        "uq_statement_file",
        "statement",
        ["practice_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("state IN ('payable', 'superseded', 'paid')"),
        postgresql_where=sa.text("state IN ('payable', 'superseded', 'paid')"),
    )
    op.create_index(
        "uq_statement_in_batch",
        "statement",
        ["practice_id", "batch_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("state <> 'discarded'"),
        postgresql_where=sa.text("state <> 'discarded'"),
    )
    op.create_index(
        "uq_statement_payable",
        "statement",
        ["practice_id", "billing_account_id"],
        unique=True,
        sqlite_where=sa.text("state = 'payable'"),
        postgresql_where=sa.text("state = 'payable'"),
    )
    op.create_table(
        "payment",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("statement_id", sa.String(length=36), nullable=False),
        sa.Column("statement_version", sa.Integer(), nullable=False),
        sa.Column("billing_account_id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("provider_reference", sa.String(length=120), server_default="", nullable=False),
        sa.Column("decline_code", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_payment_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "billing_account_id"],
            ["billing_account.practice_id", "billing_account.id"],
            name=op.f("fk_payment_practice_id_billing_account_id_billing_account"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "statement_id"],
            ["statement.practice_id", "statement.id"],
            name=op.f("fk_payment_practice_id_statement_id_statement"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_payment_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_payment")),
    )
    op.create_index(
        "ix_payment_account", "payment", ["practice_id", "billing_account_id"], unique=False
    )
    op.create_index(
        "ix_payment_statement", "payment", ["practice_id", "statement_id"], unique=False
    )
    op.create_table(
        "statement_notice",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("statement_id", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("status_code", sa.String(length=60), server_default="", nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_statement_notice_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["staff.id"], name=op.f("fk_statement_notice_created_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "statement_id"],
            ["statement.practice_id", "statement.id"],
            name=op.f("fk_statement_notice_practice_id_statement_id_statement"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_statement_notice_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_statement_notice")),
        sa.UniqueConstraint(
            "practice_id",
            "statement_id",
            "ordinal",
            name=op.f("uq_statement_notice_practice_id_statement_id_ordinal"),
        ),
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
    op.drop_table("statement_notice")
    op.drop_index("ix_payment_statement", table_name="payment")
    op.drop_index("ix_payment_account", table_name="payment")
    op.drop_table("payment")
    op.drop_index(
        "uq_statement_payable",
        table_name="statement",
        sqlite_where=sa.text("state = 'payable'"),
        postgresql_where=sa.text("state = 'payable'"),
    )
    op.drop_index(
        "uq_statement_in_batch",
        table_name="statement",
        sqlite_where=sa.text("state <> 'discarded'"),
        postgresql_where=sa.text("state <> 'discarded'"),
    )
    op.drop_index(
        "uq_statement_file",
        table_name="statement",
        sqlite_where=sa.text("state IN ('payable', 'superseded', 'paid')"),
        postgresql_where=sa.text("state IN ('payable', 'superseded', 'paid')"),
    )
    op.drop_index("ix_statement_account", table_name="statement")
    op.drop_table("statement")
    op.drop_index("ix_billing_account_patient_patient", table_name="billing_account_patient")
    op.drop_table("billing_account_patient")
    op.drop_index("ix_billing_account_guarantor", table_name="billing_account")
    op.drop_table("billing_account")
    op.drop_index(op.f("ix_upload_expires_at"), table_name="upload")
    op.drop_index("ix_upload_content", table_name="upload")
    op.drop_table("upload")
    op.drop_index("ix_statement_batch_state", table_name="statement_batch")
    op.drop_table("statement_batch")
