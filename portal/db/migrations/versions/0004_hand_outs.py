"""What a desk hands out: tokens, temporary credentials, invitations; accounts locked and recovered."""

import sqlalchemy as sa
from alembic import op

from portal.db.types import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TENANT = ("enrollment_token", "temporary_credential", "invitation", "proofing", "portal_choice")
_LIVE = sa.text("used_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL")
_SETTING = "current_setting('app.practices', true)"  # as in 0002
_INSIDE = (
    f"(SELECT {_SETTING}) = '*' OR practice_id = ANY"
    f" ((SELECT string_to_array(nullif({_SETTING}, '*'), ',')::integer[])::integer[])"
)


def upgrade() -> None:
    op.create_table(
        "recovery_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("asked_by", sa.String(length=36), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("questions", sa.String(length=20), server_default="", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.Column("bounced_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_link_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_link")),
    )
    op.create_index(
        op.f("ix_recovery_link_account_id"), "recovery_link", ["account_id"], unique=False
    )
    op.create_table(
        "enrollment_token",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("locator", sa.String(length=5), nullable=False),
        sa.Column("tag", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=5), server_default="en", nullable=False),
        sa.Column("printed_at", Instant(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("burnt_at", Instant(), nullable=True),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("used_by", sa.String(length=36), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("revoked_by", sa.String(length=36), nullable=True),
        sa.Column("revoke_reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["staff.id"], name=op.f("fk_enrollment_token_issued_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_enrollment_token_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_enrollment_token_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["staff.id"], name=op.f("fk_enrollment_token_revoked_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["account.id"], name=op.f("fk_enrollment_token_used_by_account")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_enrollment_token")),
        sa.UniqueConstraint("locator", name=op.f("uq_enrollment_token_locator")),
    )
    op.create_index(
        "ix_enrollment_token_patient",
        "enrollment_token",
        ["practice_id", "patient_id"],
        unique=False,
    )
    op.create_index(
        "uq_enrollment_token_live",
        "enrollment_token",
        ["practice_id", "patient_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.create_table(
        "invitation",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=5), server_default="en", nullable=False),
        sa.Column("sendings", sa.Integer(), server_default="1", nullable=False),
        sa.Column("last_sent_at", Instant(), nullable=True),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("bounced_at", Instant(), nullable=True),
        sa.Column("bounce_reason", sa.String(length=60), server_default="", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("burnt_at", Instant(), nullable=True),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("used_by", sa.String(length=36), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("revoked_by", sa.String(length=36), nullable=True),
        sa.Column("revoke_reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["staff.id"], name=op.f("fk_invitation_issued_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_invitation_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_invitation_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["staff.id"], name=op.f("fk_invitation_revoked_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["account.id"], name=op.f("fk_invitation_used_by_account")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_invitation")),
    )
    op.create_index(
        "ix_invitation_patient", "invitation", ["practice_id", "patient_id"], unique=False
    )
    op.create_index(
        "uq_invitation_live",
        "invitation",
        ["practice_id", "patient_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.create_table(
        "portal_choice",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("ask_again_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_portal_choice_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_portal_choice_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_portal_choice_recorded_by_staff")
        ),
        sa.PrimaryKeyConstraint("practice_id", "patient_id", name=op.f("pk_portal_choice")),
    )
    op.create_table(
        "proofing",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=20), server_default="patient", nullable=False),
        sa.Column("guardian_basis", sa.String(length=40), server_default="", nullable=False),
        sa.Column("note", sa.String(length=300), server_default="", nullable=False),
        sa.Column("performed_by", sa.String(length=36), nullable=False),
        sa.Column("performed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["performed_by"], ["staff.id"], name=op.f("fk_proofing_performed_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_proofing_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_proofing_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_proofing")),
    )
    op.create_index("ix_proofing_patient", "proofing", ["practice_id", "patient_id"], unique=False)
    op.create_table(
        "temporary_credential",
        sa.Column("practice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("proofing_id", sa.String(length=36), nullable=False),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("burnt_at", Instant(), nullable=True),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("used_by", sa.String(length=36), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("revoked_by", sa.String(length=36), nullable=True),
        sa.Column("revoke_reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_temporary_credential_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["staff.id"], name=op.f("fk_temporary_credential_issued_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "patient_id"],
            ["patient.practice_id", "patient.id"],
            name=op.f("fk_temporary_credential_practice_id_patient_id_patient"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_temporary_credential_practice_id_practice"),
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["staff.id"], name=op.f("fk_temporary_credential_revoked_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["account.id"], name=op.f("fk_temporary_credential_used_by_account")
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_temporary_credential")),
        sa.UniqueConstraint("username", name=op.f("uq_temporary_credential_username")),
    )
    op.create_index(
        "ix_temporary_credential_patient",
        "temporary_credential",
        ["practice_id", "patient_id"],
        unique=False,
    )
    op.create_index(
        "uq_temporary_credential_live",
        "temporary_credential",
        ["practice_id", "patient_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.add_column("account", sa.Column("password_changed_at", Instant(), nullable=True))
    op.add_column("account", sa.Column("last_sign_in_at", Instant(), nullable=True))
    op.add_column("account", sa.Column("locked_at", Instant(), nullable=True))
    op.add_column(
        "account", sa.Column("lock_reason", sa.String(length=40), server_default="", nullable=False)
    )
    op.add_column("account", sa.Column("totp_secret", sa.Text(), nullable=True))
    op.add_column("account", sa.Column("totp_last_step", sa.BigInteger(), nullable=True))
    op.add_column("account", sa.Column("totp_confirmed_at", Instant(), nullable=True))
    op.add_column("account", sa.Column("email_bounced_at", Instant(), nullable=True))
    op.add_column(
        "patient_session",
        sa.Column("only_for", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column(
        "patient_session", sa.Column("credential_id", sa.String(length=36), nullable=True)
    )
    with op.batch_alter_table("patient_session") as batch:  # temporary credentials have none yet
        batch.alter_column("account_id", existing_type=sa.String(length=36), nullable=True)
    op.add_column(
        "proxy_link", sa.Column("basis", sa.String(length=40), server_default="", nullable=False)
    )
    op.add_column("proxy_link", sa.Column("revoked_by", sa.String(length=36), nullable=True))
    op.add_column(
        "proxy_link",
        sa.Column("revoke_reason", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "proxy_link",
        sa.Column("approval", sa.String(length=10), server_default="given", nullable=False),
    )
    op.add_column("proxy_link", sa.Column("approved_by", sa.String(length=36), nullable=True))
    op.add_column("proxy_link", sa.Column("approved_at", Instant(), nullable=True))
    op.add_column(
        "proxy_link", sa.Column("version", sa.Integer(), server_default="1", nullable=False)
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


def downgrade() -> None:
    op.drop_column("proxy_link", "version")
    op.drop_column("proxy_link", "approved_at")
    op.drop_column("proxy_link", "approved_by")
    op.drop_column("proxy_link", "approval")
    op.drop_column("proxy_link", "revoke_reason")
    op.drop_column("proxy_link", "revoked_by")
    op.drop_column("proxy_link", "basis")
    op.execute("DELETE FROM patient_session WHERE account_id IS NULL OR only_for <> ''")
    with op.batch_alter_table("patient_session") as batch:
        batch.alter_column("account_id", existing_type=sa.String(length=36), nullable=False)
    op.drop_column("patient_session", "credential_id")
    op.drop_column("patient_session", "only_for")
    op.drop_column("account", "email_bounced_at")
    op.drop_column("account", "totp_confirmed_at")
    op.drop_column("account", "totp_last_step")
    op.drop_column("account", "totp_secret")
    op.drop_column("account", "lock_reason")
    op.drop_column("account", "locked_at")
    op.drop_column("account", "last_sign_in_at")
    op.drop_column("account", "password_changed_at")
    op.drop_index("uq_temporary_credential_live", table_name="temporary_credential")
    op.drop_index("ix_temporary_credential_patient", table_name="temporary_credential")
    op.drop_table("temporary_credential")
    op.drop_index("ix_proofing_patient", table_name="proofing")
    op.drop_table("proofing")
    op.drop_table("portal_choice")
    op.drop_index("uq_invitation_live", table_name="invitation")
    op.drop_index("ix_invitation_patient", table_name="invitation")
    op.drop_table("invitation")
    op.drop_index("uq_enrollment_token_live", table_name="enrollment_token")
    op.drop_index("ix_enrollment_token_patient", table_name="enrollment_token")
    op.drop_table("enrollment_token")
    op.drop_index(op.f("ix_recovery_link_account_id"), table_name="recovery_link")
    op.drop_table("recovery_link")
