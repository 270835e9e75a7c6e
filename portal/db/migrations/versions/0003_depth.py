"""How a practice works: policies, delegations, views, templates, proxies, holds, documents."""

import sqlalchemy as sa
from alembic import op

from portal.db.types import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TENANT = (
    "policy",
    "delegation",
    "staff_absence",
    "saved_view",
    "text_template",
    "distinct_person",
    "chart_key",
    "household_key",
    "proxy_link",
    "allergy",
    "contact_record",
    "result_hold",
    "visit_type",
    "practitioner_leave",
    "document",
)
_SETTING = "current_setting('app.practices', true)"  # as in 0002
_INSIDE = (
    f"(SELECT {_SETTING}) = '*' OR practice_id = ANY"
    f" ((SELECT string_to_array(nullif({_SETTING}, '*'), ',')::integer[])::integer[])"
)


def upgrade() -> None:  # noqa: PLR0915 - a list, read from top to bottom
    op.create_table(
        "delegation",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("delegator_id", sa.String(length=36), nullable=False),
        sa.Column("delegate_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("valid_from", Instant(), nullable=False),
        sa.Column("valid_until", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["staff.id"], name=op.f("fk_delegation_created_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["staff.id"], name=op.f("fk_delegation_delegate_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["delegator_id"], ["staff.id"], name=op.f("fk_delegation_delegator_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_delegation_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_delegation")),
    )
    op.create_index(
        "ix_delegation_delegate", "delegation", ["practice_id", "delegate_id"], unique=False
    )
    op.create_table(
        "policy",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=True),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_policy_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "name", "version", name=op.f("pk_policy")),
    )
    op.create_table(
        "saved_view",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), server_default="", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_saved_view_owner_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_saved_view_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "practice_id",
            "owner_id",
            "kind",
            "name",
            name=op.f("uq_saved_view_practice_id_owner_id_kind_name"),
        ),
    )
    op.create_table(
        "staff_absence",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("away_from", Instant(), nullable=False),
        sa.Column("away_until", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_staff_absence_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_absence_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_staff_absence")),
    )
    op.create_index(
        "ix_staff_absence_staff", "staff_absence", ["practice_id", "staff_id"], unique=False
    )
    op.create_table(
        "text_template",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=30), server_default="", nullable=False),
        sa.Column("language", sa.String(length=5), server_default="en", nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("retired_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_text_template_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_text_template")),
    )
    op.create_table(
        "visit_type",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_visit_type_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_visit_type")),
    )
    op.create_table(
        "allergy",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("substance", sa.String(length=200), nullable=False),
        sa.Column("rxnorm", sa.String(length=20), server_default="", nullable=False),
        sa.Column("reaction", sa.String(length=200), server_default="", nullable=False),
        sa.Column("severity", sa.String(length=20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_allergy_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_allergy_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_allergy")),
    )
    op.create_index("ix_allergy_patient", "allergy", ["practice_id", "patient_id"], unique=False)
    op.create_table(
        "distinct_person",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_distinct_person_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_distinct_person_decided_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_distinct_person_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_distinct_person_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint(
            "practice_id", "account_id", "patient_id", name=op.f("pk_distinct_person")
        ),
    )
    op.create_table(
        "household_key",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["item.practice_id", "item.id"],
            name=op.f("fk_household_key_practice_id_item_id_item"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_household_key_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "item_id", "key", name=op.f("pk_household_key")),
    )
    op.create_index("ix_household_key_key", "household_key", ["practice_id", "key", "item_id"])
    op.create_table(
        "chart_key",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_chart_key_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_chart_key_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "key", "patient_id", name=op.f("pk_chart_key")),
    )
    op.create_index(
        "ix_chart_key_patient", "chart_key", ["practice_id", "patient_id"], unique=False
    )
    op.create_table(
        "document",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=200), server_default="", nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("sensitive", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("released_at", Instant(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("recalled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_document_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_document_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_document")),
    )
    op.create_index("ix_document_patient", "document", ["practice_id", "patient_id"], unique=False)
    op.create_table(
        "practitioner_leave",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("practitioner_id", sa.String(length=36), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "practitioner_id"],
            ["practitioner.practice_id", "practitioner.id"],
            name=op.f("fk_practitioner_leave_practice_id_practitioner_id_practitioner"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_practitioner_leave_practice_id_practice"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_practitioner_leave")),
    )
    op.create_index(
        "ix_practitioner_leave_time",
        "practitioner_leave",
        ["practice_id", "practitioner_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "proxy_link",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("relationship", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.String(length=300), server_default="", nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("created_by", sa.String(length=36), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_proxy_link_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_proxy_link_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_proxy_link_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_proxy_link")),
    )
    op.create_index("ix_proxy_link_account", "proxy_link", ["account_id"], unique=False)
    op.create_index(
        "ix_proxy_link_patient", "proxy_link", ["practice_id", "patient_id"], unique=False
    )
    op.create_table(
        "contact_record",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("told_name", sa.String(length=200), nullable=False),
        sa.Column("told_role", sa.String(length=80), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["item.practice_id", "item.id"],
            name=op.f("fk_contact_record_practice_id_item_id_item"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_contact_record_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_contact_record_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_contact_record")),
    )
    op.create_table(
        "result_hold",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("placed_at", Instant(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("lifted_at", Instant(), nullable=True),
        sa.Column("lifted_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_result_hold_author_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["item.practice_id", "item.id"],
            name=op.f("fk_result_hold_practice_id_item_id_item"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_result_hold_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_result_hold")),
    )
    op.create_index("ix_result_hold_item", "result_hold", ["practice_id", "item_id"], unique=False)
    op.add_column(
        "appointment",
        sa.Column("source", sa.String(length=10), server_default="portal", nullable=False),
    )
    op.add_column(
        "inbox_entry",
        sa.Column("next_step", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column("decision", sa.Column("on_behalf_of", sa.String(length=36), nullable=True))
    op.add_column(
        "decision", sa.Column("bulk", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("item", sa.Column("on_behalf_of", sa.String(length=36), nullable=True))
    op.add_column(
        "item", sa.Column("waiting_on", sa.String(length=10), server_default="", nullable=False)
    )
    op.add_column("item", sa.Column("waiting_since", Instant(), nullable=True))
    op.add_column("item", sa.Column("waiting_until", Instant(), nullable=True))
    op.add_column("item", sa.Column("duplicate_of", sa.String(length=36), nullable=True))
    op.add_column("item", sa.Column("origin_id", sa.String(length=36), nullable=True))
    op.create_index("ix_item_origin", "item", ["practice_id", "origin_id"], unique=False)
    op.add_column("lab_report", sa.Column("text", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "lab_report",
        sa.Column("sensitive", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "lab_report",
        sa.Column("filler_number", sa.String(length=80), server_default="", nullable=False),
    )
    op.add_column("lab_report", sa.Column("supersedes_id", sa.String(length=36), nullable=True))
    op.add_column("lab_report", sa.Column("finalized_at", Instant(), nullable=True))
    op.add_column("lab_report", sa.Column("reviewed_by", sa.String(length=36), nullable=True))
    op.add_column("lab_report", sa.Column("reviewed_at", Instant(), nullable=True))
    op.add_column("lab_report", sa.Column("seen_at", Instant(), nullable=True))
    op.add_column("lab_report", sa.Column("recalled_at", Instant(), nullable=True))
    op.add_column(
        "lab_report",
        sa.Column("change_reason", sa.String(length=300), server_default="", nullable=False),
    )
    op.create_index(
        "ix_lab_report_filler", "lab_report", ["practice_id", "filler_number"], unique=False
    )
    op.add_column(
        "lab_observation",
        sa.Column("raw_status", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column(
        "patient", sa.Column("suffix", sa.String(length=20), server_default="", nullable=False)
    )
    op.add_column(
        "patient", sa.Column("other_names", sa.Text(), server_default="[]", nullable=False)
    )
    op.add_column(
        "patient", sa.Column("other_phones", sa.Text(), server_default="[]", nullable=False)
    )
    op.add_column(
        "patient",
        sa.Column("status", sa.String(length=12), server_default="active", nullable=False),
    )
    op.add_column("patient", sa.Column("keyed", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "practitioner",
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column(
        "medication",
        sa.Column("stopped_by", sa.String(length=200), server_default="", nullable=False),
    )
    _fence()


def _fence() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TENANT:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY {table}_fence ON {table} USING ({_INSIDE}) WITH CHECK ({_INSIDE})"
        )


def downgrade() -> None:  # noqa: PLR0915 - a list, read from top to bottom
    op.drop_column("medication", "stopped_by")
    op.drop_column("practitioner", "active")
    op.drop_column("patient", "keyed")
    op.drop_column("patient", "status")
    op.drop_column("patient", "other_phones")
    op.drop_column("patient", "other_names")
    op.drop_column("patient", "suffix")
    op.drop_column("lab_observation", "raw_status")
    op.drop_index("ix_lab_report_filler", table_name="lab_report")
    op.drop_column("lab_report", "change_reason")
    op.drop_column("lab_report", "recalled_at")
    op.drop_column("lab_report", "seen_at")
    op.drop_column("lab_report", "reviewed_at")
    op.drop_column("lab_report", "reviewed_by")
    op.drop_column("lab_report", "finalized_at")
    op.drop_column("lab_report", "supersedes_id")
    op.drop_column("lab_report", "filler_number")
    op.drop_column("lab_report", "sensitive")
    op.drop_column("lab_report", "text")
    op.drop_column("inbox_entry", "next_step")
    op.drop_index("ix_item_origin", table_name="item")
    op.drop_column("item", "origin_id")
    op.drop_column("item", "duplicate_of")
    op.drop_column("item", "waiting_until")
    op.drop_column("item", "waiting_since")
    op.drop_column("item", "waiting_on")
    op.drop_column("item", "on_behalf_of")
    op.drop_column("decision", "bulk")
    op.drop_column("decision", "on_behalf_of")
    op.drop_column("appointment", "source")
    op.drop_index("ix_result_hold_item", table_name="result_hold")
    op.drop_table("result_hold")
    op.drop_table("contact_record")
    op.drop_index("ix_proxy_link_patient", table_name="proxy_link")
    op.drop_index("ix_proxy_link_account", table_name="proxy_link")
    op.drop_table("proxy_link")
    op.drop_index("ix_practitioner_leave_time", table_name="practitioner_leave")
    op.drop_table("practitioner_leave")
    op.drop_index("ix_document_patient", table_name="document")
    op.drop_table("document")
    op.drop_index("ix_chart_key_patient", table_name="chart_key")
    op.drop_table("chart_key")
    op.drop_table("distinct_person")
    op.drop_index("ix_household_key_key", table_name="household_key")
    op.drop_table("household_key")
    op.drop_index("ix_allergy_patient", table_name="allergy")
    op.drop_table("allergy")
    op.drop_table("visit_type")
    op.drop_table("text_template")
    op.drop_index("ix_staff_absence_staff", table_name="staff_absence")
    op.drop_table("staff_absence")
    op.drop_table("saved_view")
    op.drop_table("policy")
    op.drop_index("ix_delegation_delegate", table_name="delegation")
    op.drop_table("delegation")
