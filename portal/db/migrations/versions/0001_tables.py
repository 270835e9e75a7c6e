"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

from portal.db.types import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_verified_at", Instant(), nullable=True),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("family_name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=5), server_default="en", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_index(op.f("ix_account_email"), "account", ["email"], unique=False)
    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column(
            "accepts_self_enrollment", sa.Boolean(), server_default=sa.text("true"), nullable=False
        ),
        sa.Column("settings", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_table(
        "spent_challenge",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_spent_challenge")),
    )
    op.create_index(
        op.f("ix_spent_challenge_expires_at"), "spent_challenge", ["expires_at"], unique=False
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failure_at", Instant(), nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "feed_entry",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("op", sa.String(length=10), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_feed_entry_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "kind", "entity_id", name=op.f("pk_feed_entry")),
        sa.UniqueConstraint("practice_id", "seq", name=op.f("uq_feed_entry_practice_id_seq")),
    )
    op.create_table(
        "inbox_entry",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_inbox_entry_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_inbox_entry_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_inbox_entry")),
    )
    op.create_index(
        "ix_inbox_entry_account", "inbox_entry", ["account_id", "created_at"], unique=False
    )
    op.create_table(
        "journal",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_journal_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_actor", "journal", ["practice_id", "actor_id"], unique=False)
    op.create_index("ix_journal_subject", "journal", ["practice_id", "subject_id"], unique=False)
    op.create_table(
        "mfa_challenge",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=200), server_default="", nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_mfa_challenge_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mfa_challenge")),
    )
    op.create_table(
        "outbox_job",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("dead_at", Instant(), nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_outbox_job_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_job")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_job_dedupe_key")),
    )
    op.create_index(
        "ix_outbox_job_waiting",
        "outbox_job",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "patient",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("record_number", sa.String(length=40), nullable=False),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("middle_name", sa.String(length=120), server_default="", nullable=False),
        sa.Column("family_name", sa.String(length=120), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=10), server_default="unknown", nullable=False),
        sa.Column("address_line", sa.String(length=200), server_default="", nullable=False),
        sa.Column("city", sa.String(length=100), server_default="", nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("postal_code", sa.String(length=20), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_patient_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_patient")),
        sa.UniqueConstraint(
            "practice_id", "record_number", name=op.f("uq_patient_practice_id_record_number")
        ),
    )
    op.create_index(
        "ix_patient_birth", "patient", ["practice_id", "birth_date", "family_name"], unique=False
    )
    op.create_table(
        "patient_session",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("access_hash", sa.String(length=64), nullable=False),
        sa.Column("access_expires_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_patient_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient_session")),
        sa.UniqueConstraint("access_hash", name=op.f("uq_patient_session_access_hash")),
    )
    op.create_index(
        op.f("ix_patient_session_account_id"), "patient_session", ["account_id"], unique=False
    )
    op.create_table(
        "practice_head",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("feed_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("feed_floor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("epoch", sa.Integer(), server_default="1", nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("journal_hash", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_head_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_practice_head")),
        postgresql_with={"fillfactor": 20},
    )
    op.create_table(
        "practitioner",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("specialty", sa.String(length=100), server_default="", nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practitioner_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_practitioner_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_practitioner")),
    )
    op.create_table(
        "security_answer",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("answer_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_security_answer_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "ordinal", name=op.f("pk_security_answer")),
    )
    op.create_table(
        "staff_membership",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_staff_membership_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_membership_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint(
            "practice_id", "staff_id", "role", name=op.f("pk_staff_membership")
        ),
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("access_hash", sa.String(length=64), nullable=False),
        sa.Column("access_expires_at", Instant(), nullable=False),
        sa.Column("refresh_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_refresh_hash", sa.String(length=64), nullable=True),
        sa.Column("previous_usable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("idle_expires_at", Instant(), nullable=False),
        sa.Column("absolute_expires_at", Instant(), nullable=False),
        sa.Column("authenticated_at", Instant(), nullable=False),
        sa.Column("device", sa.String(length=200), server_default="", nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("access_hash", name=op.f("uq_staff_session_access_hash")),
        sa.UniqueConstraint("refresh_hash", name=op.f("uq_staff_session_refresh_hash")),
    )
    op.create_index(
        op.f("ix_staff_session_previous_refresh_hash"),
        "staff_session",
        ["previous_refresh_hash"],
        unique=False,
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"], unique=False)
    op.create_table(
        "account_practice",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_practice_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_account_practice_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_account_practice_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "account_id", name=op.f("pk_account_practice")),
    )
    op.create_index(
        "uq_account_practice_active_chart",
        "account_practice",
        ["practice_id", "patient_id"],
        unique=True,
        sqlite_where=sa.text("status = 'active'"),
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "item",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("subject_name", sa.String(length=250), nullable=False),
        sa.Column("subject_birth_date", sa.Date(), nullable=True),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("requested_by", sa.String(length=250), server_default="", nullable=False),
        sa.Column("priority", sa.String(length=10), server_default="routine", nullable=False),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("assigned_to", sa.String(length=36), nullable=True),
        sa.Column("claimed_by", sa.String(length=36), nullable=True),
        sa.Column("claimed_until", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_action", sa.String(length=30), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_item_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["assigned_to"], ["staff.id"], name=op.f("fk_item_assigned_to_staff")
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by"], ["staff.id"], name=op.f("fk_item_claimed_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_item_decided_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_item_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_item_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_item")),
    )
    op.create_index("ix_item_account", "item", ["account_id"], unique=False)
    op.create_index("ix_item_patient", "item", ["practice_id", "patient_id"], unique=False)
    op.create_index(
        "ix_item_queue", "item", ["practice_id", "kind", "is_open", "submitted_at"], unique=False
    )
    op.create_table(
        "lab_report",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("category", sa.String(length=40), server_default="laboratory", nullable=False),
        sa.Column("raw_status", sa.String(length=20), nullable=False),
        sa.Column("performer", sa.String(length=200), server_default="", nullable=False),
        sa.Column("effective_at", Instant(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("released_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_lab_report_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_lab_report_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_lab_report")),
    )
    op.create_index(
        "ix_lab_report_patient", "lab_report", ["practice_id", "patient_id"], unique=False
    )
    op.create_table(
        "medication",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("rxnorm", sa.String(length=20), server_default="", nullable=False),
        sa.Column("dose_text", sa.String(length=300), server_default="", nullable=False),
        sa.Column("quantity", sa.Float(), nullable=True),
        sa.Column("days_supply", sa.Integer(), nullable=True),
        sa.Column("refills_allowed", sa.Integer(), nullable=True),
        sa.Column("refills_remaining", sa.Integer(), nullable=True),
        sa.Column("schedule", sa.String(length=3), server_default="", nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("prescribed_on", sa.Date(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stop_reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("prescriber_id", sa.String(length=36), nullable=True),
        sa.Column("fills", sa.Text(), server_default="[]", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_medication_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "prescriber_id"],
            ["practitioner.practice_id", "practitioner.id"],
            name=op.f("fk_medication_practice_id_prescriber_id_practitioner"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_medication_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_medication")),
    )
    op.create_index(
        "ix_medication_patient", "medication", ["practice_id", "patient_id"], unique=False
    )
    op.create_table(
        "slot",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("practitioner_id", sa.String(length=36), nullable=False),
        sa.Column("location", sa.String(length=100), server_default="", nullable=False),
        sa.Column("visit_type", sa.String(length=40), server_default="", nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "practitioner_id"],
            ["practitioner.practice_id", "practitioner.id"],
            name=op.f("fk_slot_practice_id_practitioner_id_practitioner"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_slot_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_slot")),
    )
    op.create_index("ix_slot_time", "slot", ["practice_id", "starts_at"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("slot_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_appointment_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["item.practice_id", "item.id"],
            name=op.f("fk_appointment_practice_id_item_id_item"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_appointment_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "slot_id"],
            ["slot.practice_id", "slot.id"],
            name=op.f("fk_appointment_practice_id_slot_id_slot"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_appointment_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_appointment")),
    )
    op.create_index(
        "ix_appointment_patient", "appointment", ["practice_id", "patient_id"], unique=False
    )
    op.create_table(
        "decision",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=30), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("to_version", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("client_decided_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["item.practice_id", "item.id"],
            name=op.f("fk_decision_practice_id_item_id_item"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_decision_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_decision_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "command_id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "practice_id",
            "item_id",
            "to_version",
            name=op.f("uq_decision_practice_id_item_id_to_version"),
        ),
    )
    op.create_table(
        "lab_observation",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("value_number", sa.Float(), nullable=True),
        sa.Column("value_text", sa.Text(), server_default="", nullable=False),
        sa.Column("comparator", sa.String(length=2), server_default="", nullable=False),
        sa.Column("unit", sa.String(length=40), server_default="", nullable=False),
        sa.Column("range_low", sa.Float(), nullable=True),
        sa.Column("range_high", sa.Float(), nullable=True),
        sa.Column("flag", sa.String(length=4), server_default="", nullable=False),
        sa.Column("effective_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "report_id"],
            ["lab_report.practice_id", "lab_report.id"],
            name=op.f("fk_lab_observation_practice_id_report_id_lab_report"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_lab_observation_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_lab_observation")),
    )
    op.create_index(
        "ix_lab_observation_history",
        "lab_observation",
        ["practice_id", "patient_id", "code", "effective_at"],
        unique=False,
    )
    op.create_index(
        "ix_lab_observation_report", "lab_observation", ["practice_id", "report_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_lab_observation_report", table_name="lab_observation")
    op.drop_index("ix_lab_observation_history", table_name="lab_observation")
    op.drop_table("lab_observation")
    op.drop_table("decision")
    op.drop_index("ix_appointment_patient", table_name="appointment")
    op.drop_table("appointment")
    op.drop_index("ix_slot_time", table_name="slot")
    op.drop_table("slot")
    op.drop_index("ix_medication_patient", table_name="medication")
    op.drop_table("medication")
    op.drop_index("ix_lab_report_patient", table_name="lab_report")
    op.drop_table("lab_report")
    op.drop_index("ix_item_queue", table_name="item")
    op.drop_index("ix_item_patient", table_name="item")
    op.drop_index("ix_item_account", table_name="item")
    op.drop_table("item")
    op.drop_index(
        "uq_account_practice_active_chart",
        table_name="account_practice",
        sqlite_where=sa.text("status = 'active'"),
        postgresql_where=sa.text("status = 'active'"),
    )
    op.drop_table("account_practice")
    op.drop_index(op.f("ix_staff_session_staff_id"), table_name="staff_session")
    op.drop_index(op.f("ix_staff_session_previous_refresh_hash"), table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_table("staff_membership")
    op.drop_table("security_answer")
    op.drop_table("practitioner")
    op.drop_table("practice_head")
    op.drop_index(op.f("ix_patient_session_account_id"), table_name="patient_session")
    op.drop_table("patient_session")
    op.drop_index("ix_patient_birth", table_name="patient")
    op.drop_table("patient")
    op.drop_index(
        "ix_outbox_job_waiting",
        table_name="outbox_job",
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_table("outbox_job")
    op.drop_table("mfa_challenge")
    op.drop_index("ix_journal_subject", table_name="journal")
    op.drop_index("ix_journal_actor", table_name="journal")
    op.drop_table("journal")
    op.drop_index("ix_inbox_entry_account", table_name="inbox_entry")
    op.drop_table("inbox_entry")
    op.drop_table("feed_entry")
    op.drop_table("throttle")
    op.drop_table("staff")
    op.drop_index(op.f("ix_spent_challenge_expires_at"), table_name="spent_challenge")
    op.drop_table("spent_challenge")
    op.drop_table("practice")
    op.drop_index(op.f("ix_account_email"), table_name="account")
    op.drop_table("account")
