"""Every table of the portal, as SQLAlchemy Core.

Tenant tables have the primary key `(practice_id, id)` and every foreign key among them carries
`practice_id`, so a reference across practices is a constraint error. `TENANT` lists them for the
fence. Hashed text is TEXT, never JSONB, which would reorder keys.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from portal.db.billing_tables import (
    billing_account,
    billing_account_patient,
    payment,
    statement,
    statement_batch,
    statement_notice,
    upload,
)
from portal.db.columns import ID, belongs_to, later, metadata, tenant_key
from portal.db.intake_tables import (
    intake_message,
    intake_turn,
    machine_client,
    unmatched_report,
)
from portal.db.types import Instant
from portal.db.workstation_tables import refused_decision, told_refusal, workstation_practice

# -- the whole portal ----------------------------------------------------------------------------

practice = Table(
    "practice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("accepts_self_enrollment", Boolean, nullable=False, server_default=text("true")),
    Column("settings", Text, nullable=False, server_default="{}"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", ID, primary_key=True),
    Column("username", String(80), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("totp_secret", Text),  # sealed with AES-GCM, see security/sealing.py
    Column("totp_last_step", BigInteger),  # a code works once
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", Instant, nullable=False),
)

staff_membership = Table(
    "staff_membership",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("created_at", Instant, nullable=False),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("id", ID, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("access_hash", String(64), nullable=False, unique=True),
    Column("access_expires_at", Instant, nullable=False),
    Column("refresh_hash", String(64), nullable=False, unique=True),
    Column("previous_refresh_hash", String(64), index=True),
    Column("previous_usable", Boolean, nullable=False, server_default=text("false")),
    Column("idle_expires_at", Instant, nullable=False),
    Column("absolute_expires_at", Instant, nullable=False),
    Column("authenticated_at", Instant, nullable=False),  # password or code last given: step-up
    Column("device", String(200), nullable=False, server_default=""),
    Column("revoked_at", Instant),
    Column("workstation_id", ID, index=True),  # from its registration on; see `workstation`
)

mfa_challenge = Table(
    "mfa_challenge",
    metadata,
    Column("id", ID, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("device", String(200), nullable=False, server_default=""),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

throttle = Table(
    "throttle",
    metadata,
    Column("key", String(200), primary_key=True),  # ip:…, user:…, patient:account:address, …
    Column("failures", Integer, nullable=False),
    Column("last_failure_at", Instant, nullable=False),
    Column("locked_until", Instant),
)

account = Table(
    "account",
    metadata,
    Column("id", ID, primary_key=True),
    Column("username", String(80), nullable=False, unique=True),  # folded; unique in the portal
    Column("password_hash", Text, nullable=False),
    Column("email", String(254), nullable=False, index=True),  # families share one: not unique
    Column("email_verified_at", Instant),
    Column("given_name", String(120), nullable=False),
    Column("family_name", String(120), nullable=False),
    Column("language", String(5), nullable=False, server_default="en"),  # of notices and mails
    Column("created_at", Instant, nullable=False),
    Column("password_changed_at", Instant),
    Column("last_sign_in_at", Instant),
    Column("locked_at", Instant),  # by staff, until staff unlock it; guessing locks in `throttle`
    Column("lock_reason", String(40), nullable=False, server_default=""),  # a code
    Column("totp_secret", Text),  # sealed with AES-GCM; null: no second factor
    Column("totp_last_step", BigInteger),  # a code works once
    Column("totp_confirmed_at", Instant),  # null: being set up, not asked for yet
    Column("email_bounced_at", Instant),  # the address refused a mail for good
)

recovery_link = Table(
    "recovery_link",  # mailed: resets a password. Its secret is derived, never stored
    metadata,
    Column("id", ID, primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("email", String(254), nullable=False),  # to which it was sent
    Column("asked_by", ID),  # the staff member who sent it; null: the patient asked
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("questions", String(20), nullable=False, server_default=""),  # ordinals it asks, "2,4"
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("used_at", Instant),
    Column("superseded_at", Instant),
    Column("bounced_at", Instant),
)

security_answer = Table(
    "security_answer",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("question", String(200), nullable=False),
    Column("answer_hash", Text, nullable=False),
)

patient_session = Table(
    "patient_session",
    metadata,
    Column("id", ID, primary_key=True),
    Column("account_id", ForeignKey("account.id"), index=True),  # null: a "first-sign-in" to be
    Column("access_hash", String(64), nullable=False, unique=True),
    Column("access_expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    # what it opens: "" all that is the account's; else one step alone, "mfa" or "first-sign-in"
    Column("only_for", String(20), nullable=False, server_default=""),
    Column("credential_id", ID),  # of temporary credentials, for "first-sign-in"
)

spent_challenge = Table(
    "spent_challenge",  # proofs of work that have been used; each opens one sign-up
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("expires_at", Instant, nullable=False, index=True),
)

outbox_job = Table(
    "outbox_job",
    metadata,
    Column("id", ID, primary_key=True),
    Column("practice_id", ForeignKey("practice.id")),
    Column("kind", String(40), nullable=False),
    Column("dedupe_key", String(200), nullable=False, unique=True),
    Column("payload", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("leased_until", Instant),
    Column("done_at", Instant),
    Column("dead_at", Instant),
    Column("last_error", String(200)),
    Index("ix_outbox_job_waiting", "due_at", postgresql_where=text("done_at IS NULL")),
)

# -- one practice each ---------------------------------------------------------------------------

practice_head = Table(
    "practice_head",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("feed_seq", BigInteger, nullable=False, server_default="0"),
    Column("feed_floor", BigInteger, nullable=False, server_default="0"),
    Column("epoch", Integer, nullable=False, server_default="1"),
    Column("journal_seq", BigInteger, nullable=False, server_default="0"),
    Column("journal_hash", String(64), nullable=False, server_default=""),
    postgresql_with={"fillfactor": 20},
)

feed_entry = Table(
    "feed_entry",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("entity_id", ID, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("op", String(10), nullable=False),  # upsert, remove
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("practice_id", "seq"),
)

journal = Table(
    "journal",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", ID),
    Column("action", String(60), nullable=False),
    Column("subject_id", ID),  # the command, or the thing the entry is about
    Column("body", Text, nullable=False),  # exactly the text that was hashed
    Column("hash", String(64), nullable=False),
    Index("ix_journal_subject", "practice_id", "subject_id"),
    Index("ix_journal_actor", "practice_id", "actor_id"),
)

patient = Table(
    "patient",
    metadata,
    *tenant_key(),
    Column("record_number", String(40), nullable=False),
    Column("given_name", String(120), nullable=False),
    Column("middle_name", String(120), nullable=False, server_default=""),
    Column("family_name", String(120), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("sex", String(10), nullable=False, server_default="unknown"),  # FHIR administrative
    Column("address_line", String(200), nullable=False, server_default=""),
    Column("city", String(100), nullable=False, server_default=""),
    Column("state", String(40), nullable=False, server_default=""),
    Column("postal_code", String(20), nullable=False, server_default=""),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("email", String(254), nullable=False, server_default=""),
    Column("deceased_on", Date),
    Column("suffix", String(20), nullable=False, server_default=""),  # Jr, Sr, III
    Column("other_names", Text, nullable=False, server_default="[]"),  # [{given, middle, family}]
    Column("other_phones", Text, nullable=False, server_default="[]"),
    Column("status", String(12), nullable=False, server_default="active"),  # restricted, merged
    Column("search", Text, nullable=False, server_default=""),  # folded, for the staff's search
    Column("keyed", Integer, nullable=False, server_default="0"),  # version of its chart_key rows
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("practice_id", "record_number"),
    Index("ix_patient_birth", "practice_id", "birth_date", "family_name"),
)

account_practice = Table(
    "account_practice",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("patient_id", ID),
    Column("status", String(20), nullable=False),  # pending, active, denied, withdrawn, closed
    Column("created_at", Instant, nullable=False),
    belongs_to("patient", "patient_id"),
    # one active account on a chart, and one chart for an account, in a practice (invariant 5)
    Index(
        "uq_account_practice_active_chart",
        "practice_id",
        "patient_id",
        unique=True,
        sqlite_where=text("status = 'active'"),
        postgresql_where=text("status = 'active'"),
    ),
)


def _issued(*own: Column[Any]) -> tuple[Any, ...]:
    """Give the columns of what a desk hands out to one patient, once; it ends in one of four ways."""
    return (
        *tenant_key(),
        Column("patient_id", ID, nullable=False),
        *own,
        Column("issued_by", ForeignKey("staff.id"), nullable=False),
        Column("issued_at", Instant, nullable=False),
        Column("expires_at", Instant, nullable=False),
        Column("used_at", Instant),
        Column("used_by", ForeignKey("account.id")),
        Column("revoked_at", Instant),
        Column("revoked_by", ForeignKey("staff.id")),
        Column("revoke_reason", String(40), nullable=False, server_default=""),  # a code
        Column("superseded_at", Instant),
        belongs_to("patient", "patient_id"),
    )


_LIVE = "used_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL"


def _one_live(name: str) -> tuple[Index, Index]:
    """Let the database itself refuse a second live one for the same patient (DOMAIN F16)."""
    return (
        Index(f"ix_{name}_patient", "practice_id", "patient_id"),
        Index(
            f"uq_{name}_live",
            "practice_id",
            "patient_id",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
    )


enrollment_token = Table(
    "enrollment_token",
    metadata,
    *_issued(
        Column("locator", String(5), nullable=False, unique=True),  # finds the row; no secret
        Column("tag", Integer, nullable=False),  # 16 keyed bits: tells noise before argon2 is spent
        Column("secret_hash", Text, nullable=False),
        Column("channel", String(12), nullable=False),  # letter, in_person
        Column("language", String(5), nullable=False, server_default="en"),
        Column("printed_at", Instant),
        Column("tries", Integer, nullable=False, server_default="0"),  # right secret, wrong person
        Column("burnt_at", Instant),
    ),
    *_one_live("enrollment_token"),
)

temporary_credential = Table(
    "temporary_credential",
    metadata,
    *_issued(
        Column("username", String(80), nullable=False, unique=True),
        Column("password_hash", Text, nullable=False),
        Column("account_id", ForeignKey("account.id")),  # the one they reopen; null: a new one
        Column("proofing_id", ID, nullable=False),
        Column("opened_at", Instant),  # signed in, not changed yet
        Column("tries", Integer, nullable=False, server_default="0"),
        Column("burnt_at", Instant),
    ),
    *_one_live("temporary_credential"),
)

invitation = Table(
    "invitation",  # mailed; its secret is derived from id and `sendings`, never stored
    metadata,
    *_issued(
        Column("email", String(254), nullable=False),
        Column("language", String(5), nullable=False, server_default="en"),
        Column("sendings", Integer, nullable=False, server_default="1"),
        Column("last_sent_at", Instant),  # when the mail server took it
        Column("opened_at", Instant),
        Column("bounced_at", Instant),
        Column("bounce_reason", String(60), nullable=False, server_default=""),  # a status code
        Column("tries", Integer, nullable=False, server_default="0"),
        Column("burnt_at", Instant),
    ),
    *_one_live("invitation"),
)

proofing = Table(
    "proofing",  # how a person proved who they are (NIST SP 800-63A); no number of any document
    metadata,
    *tenant_key(),
    Column("patient_id", ID, nullable=False),
    Column("method", String(20), nullable=False),  # in_person, caller
    Column("evidence", Text, nullable=False),  # JSON list of codes: what was seen or asked
    Column("person", String(20), nullable=False, server_default="patient"),  # guardian, …
    Column("guardian_basis", String(40), nullable=False, server_default=""),
    Column("note", String(300), nullable=False, server_default=""),
    Column("performed_by", ForeignKey("staff.id"), nullable=False),
    Column("performed_at", Instant, nullable=False),
    belongs_to("patient", "patient_id"),
    Index("ix_proofing_patient", "practice_id", "patient_id"),
)

portal_choice = Table(
    "portal_choice",  # the patient has declined the portal, or will think about it
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("patient_id", ID, primary_key=True),
    Column("choice", String(10), nullable=False),  # declined, deferred
    Column("reason", String(40), nullable=False, server_default=""),
    Column("ask_again_on", Date),
    Column("recorded_by", ForeignKey("staff.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    belongs_to("patient", "patient_id"),
)

practitioner = Table(
    "practitioner",
    metadata,
    *tenant_key(),
    Column("name", String(200), nullable=False),
    Column("specialty", String(100), nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id")),
    Column("active", Boolean, nullable=False, server_default=text("true")),
)

medication = Table(
    "medication",
    metadata,
    *tenant_key(),
    Column("patient_id", ID, nullable=False),
    Column("name", String(300), nullable=False),
    Column("rxnorm", String(20), nullable=False, server_default=""),
    Column("dose_text", String(300), nullable=False, server_default=""),
    Column("quantity", Float),
    Column("days_supply", Integer),
    Column("refills_allowed", Integer),
    Column("refills_remaining", Integer),
    Column("schedule", String(3), nullable=False, server_default=""),  # II, III, IV, V or none
    Column("status", String(10), nullable=False),  # active, inactive
    Column("prescribed_on", Date, nullable=False),
    Column("stopped_on", Date),
    Column("stop_reason", String(200), nullable=False, server_default=""),
    Column("stopped_by", String(200), nullable=False, server_default=""),  # as the chart names them
    Column("prescriber_id", ID),
    Column("fills", Text, nullable=False, server_default="[]"),  # [{date, quantity, days_supply}]
    Column("version", Integer, nullable=False, server_default="1"),
    belongs_to("patient", "patient_id"),
    belongs_to("practitioner", "prescriber_id"),
    Index("ix_medication_patient", "practice_id", "patient_id"),
)

lab_report = Table(
    "lab_report",
    metadata,
    *tenant_key(),
    Column("patient_id", ID, nullable=False),
    Column("code", String(40), nullable=False),
    Column("title", String(300), nullable=False),
    Column("category", String(40), nullable=False, server_default="laboratory"),
    Column("raw_status", String(20), nullable=False),  # as received: F, P, C, final, …
    Column("performer", String(200), nullable=False, server_default=""),
    Column("effective_at", Instant, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("released_at", Instant),  # visible to the patient from then on; null: not visible
    Column("text", Text, nullable=False, server_default=""),  # what the laboratory wrote in prose
    Column("sensitive", String(40), nullable=False, server_default=""),  # category, or not
    Column("filler_number", String(80), nullable=False, server_default=""),
    Column("supersedes_id", ID),  # the version that this one corrects
    Column("finalized_at", Instant),
    Column("reviewed_by", ID),  # clinical review is another fact than release
    Column("reviewed_at", Instant),
    Column("seen_at", Instant),  # first opened by the patient or a care manager
    Column("recalled_at", Instant),
    Column("change_reason", String(300), nullable=False, server_default=""),  # of a correction
    Column("source", String(200), nullable=False, server_default=""),  # who numbers the order
    Column("placer_number", String(80), nullable=False, server_default=""),
    Column("code_system", String(120), nullable=False, server_default=""),  # LN, or a URI
    Column("specimen", String(200), nullable=False, server_default=""),
    Column("message_id", ID),  # the message that brought it
    belongs_to("patient", "patient_id"),
    Index("ix_lab_report_patient", "practice_id", "patient_id"),
    Index("ix_lab_report_filler", "practice_id", "filler_number"),
    Index("ix_lab_report_placer", "practice_id", "placer_number"),
)

lab_observation = Table(
    "lab_observation",
    metadata,
    *tenant_key(),
    Column("report_id", ID, nullable=False),
    Column("patient_id", ID, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", String(300), nullable=False),
    Column("value_number", Float),
    Column("value_text", Text, nullable=False, server_default=""),
    Column("comparator", String(2), nullable=False, server_default=""),
    Column("unit", String(40), nullable=False, server_default=""),
    Column("range_low", Float),
    Column("range_high", Float),
    Column("flag", String(4), nullable=False, server_default=""),  # HL7 table 0078
    Column("effective_at", Instant, nullable=False),
    Column("raw_status", String(20), nullable=False, server_default=""),  # OBX-11 as received
    Column("code_system", String(120), nullable=False, server_default=""),
    Column("sub_id", String(40), nullable=False, server_default=""),  # OBX-4
    Column("value_type", String(20), nullable=False, server_default=""),  # OBX-2, or value[x]
    Column("value_original", Text, nullable=False, server_default=""),  # as sent
    Column("unit_original", String(120), nullable=False, server_default=""),
    Column("ucum", String(40), nullable=False, server_default=""),  # the unit's UCUM code, if known
    Column("range_text", String(300), nullable=False, server_default=""),  # OBX-7 as sent
    Column("flags_original", String(80), nullable=False, server_default=""),  # OBX-8 as sent
    Column("note", Text, nullable=False, server_default=""),
    belongs_to("lab_report", "report_id"),
    Index("ix_lab_observation_report", "practice_id", "report_id"),
    Index("ix_lab_observation_history", "practice_id", "patient_id", "code", "effective_at"),
)

slot = Table(
    "slot",
    metadata,
    *tenant_key(),
    Column("practitioner_id", ID, nullable=False),
    Column("location", String(100), nullable=False, server_default=""),
    Column("visit_type", String(40), nullable=False, server_default=""),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("state", String(10), nullable=False),  # free, held, booked
    Column("item_id", ID),  # the request that holds or took it
    Column("version", Integer, nullable=False, server_default="1"),
    belongs_to("practitioner", "practitioner_id"),
    Index("ix_slot_time", "practice_id", "starts_at"),
)

item = Table(
    "item",
    metadata,
    *tenant_key(),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),  # canonical JSON of the kind's fields
    Column("content_hash", String(64), nullable=False),
    Column("summary", String(300), nullable=False),  # what is asked, in one line
    Column("subject_name", String(250), nullable=False),  # the person it is about, as asked
    Column("subject_birth_date", Date),
    Column("patient_id", ID),
    Column("account_id", ForeignKey("account.id")),
    Column("requested_by", String(250), nullable=False, server_default=""),  # if not the subject
    Column("priority", String(10), nullable=False, server_default="routine"),  # FHIR priority
    Column("submitted_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("assigned_to", ForeignKey("staff.id")),
    Column("claimed_by", ForeignKey("staff.id")),
    Column("claimed_until", Instant),
    Column("decided_by", ForeignKey("staff.id")),
    Column("decided_at", Instant),
    Column("decided_action", String(30)),
    Column("outcome", Text),  # canonical JSON: reason_code, text_to_patient, …
    later("on_behalf_of", ID),  # for whom a delegate decided
    later("waiting_on", String(10), "", nullable=False, server_default=""),
    later("waiting_since", Instant),
    later("waiting_until", Instant),
    later("duplicate_of", ID),
    later("origin_id", ID),  # the item whose decision made this one
    belongs_to("patient", "patient_id"),
    # the version stands in it for the digest, which reads all that is open
    Index("ix_item_queue", "practice_id", "kind", "is_open", "submitted_at", "version"),
    Index("ix_item_patient", "practice_id", "patient_id"),
    Index("ix_item_account", "account_id"),
    Index("ix_item_origin", "practice_id", "origin_id"),
)

decision = Table(
    "decision",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("command_id", ID, primary_key=True),
    Column("item_id", ID, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("action", String(30), nullable=False),
    Column("params", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("from_state", String(20), nullable=False),
    Column("to_state", String(20), nullable=False),
    Column("from_version", Integer, nullable=False),
    Column("to_version", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("session_id", ID, nullable=False),
    Column("client_decided_at", Instant, nullable=False),  # a claim of the client, no more
    Column("received_at", Instant, nullable=False),
    later("on_behalf_of", ID),
    later("bulk", Boolean, absent=False, nullable=False, server_default=text("false")),
    belongs_to("item", "item_id"),
    # the database itself refuses two winners
    UniqueConstraint("practice_id", "item_id", "to_version"),
)

appointment = Table(
    "appointment",
    metadata,
    *tenant_key(),
    Column("patient_id", ID),
    Column("account_id", ForeignKey("account.id")),
    Column("slot_id", ID, nullable=False),
    Column("item_id", ID, nullable=False),
    Column("status", String(20), nullable=False),  # FHIR Appointment.status
    Column("reason", String(300), nullable=False, server_default=""),
    Column("source", String(10), nullable=False, server_default="portal"),  # or practice (F8)
    Column("created_at", Instant, nullable=False),
    belongs_to("slot", "slot_id"),
    belongs_to("item", "item_id"),
    belongs_to("patient", "patient_id"),
    Index("ix_appointment_patient", "practice_id", "patient_id"),
)

inbox_entry = Table(
    "inbox_entry",
    metadata,
    *tenant_key(),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("patient_id", ID),
    Column("kind", String(30), nullable=False),  # refill_approved, result_released, …
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False, server_default=""),
    Column("item_id", ID),
    Column("next_step", String(20), nullable=False, server_default=""),  # what it offers to do
    Column("created_at", Instant, nullable=False),
    Column("read_at", Instant),
    Index("ix_inbox_entry_account", "account_id", "created_at"),
)

# -- how a practice works ------------------------------------------------------------------------

policy = Table(
    "policy",  # every version of every policy; the newest holds
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("name", String(20), primary_key=True),  # a queue's kind, or desk
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("reason", String(500), nullable=False, server_default=""),
    Column("changed_by", ID),
    Column("changed_at", Instant, nullable=False),
)

delegation = Table(
    "delegation",
    metadata,
    *tenant_key(),
    Column("delegator_id", ForeignKey("staff.id"), nullable=False),
    Column("delegate_id", ForeignKey("staff.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("mode", String(10), nullable=False),  # always, away
    Column("valid_from", Instant, nullable=False),
    Column("valid_until", Instant),
    Column("revoked_at", Instant),
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_delegation_delegate", "practice_id", "delegate_id"),
)

staff_absence = Table(
    "staff_absence",
    metadata,
    *tenant_key(),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("away_from", Instant, nullable=False),
    Column("away_until", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_staff_absence_staff", "practice_id", "staff_id"),
)

saved_view = Table(
    "saved_view",
    metadata,
    *tenant_key(),
    Column("owner_id", ForeignKey("staff.id"), nullable=False),
    Column("kind", String(20), nullable=False, server_default=""),
    Column("name", String(80), nullable=False),
    Column("query", Text, nullable=False),
    Column("shared", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("practice_id", "owner_id", "kind", "name"),
)

text_template = Table(
    "text_template",
    metadata,
    *tenant_key(),
    Column("kind", String(20), nullable=False),
    Column("action", String(30), nullable=False, server_default=""),
    Column("language", String(5), nullable=False, server_default="en"),
    Column("title", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("retired_at", Instant),
)

distinct_person = Table(
    "distinct_person",  # "not a duplicate", remembered
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("patient_id", ID, primary_key=True),
    Column("decided_by", ForeignKey("staff.id"), nullable=False),
    Column("decided_at", Instant, nullable=False),
    belongs_to("patient", "patient_id"),
)

household_key = Table(
    "household_key",  # what enrollments share: digests of address, phone and e-mail (DOMAIN F36)
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("item_id", ID, primary_key=True),
    Column("key", String(40), primary_key=True),
    belongs_to("item", "item_id"),
    Index("ix_household_key_key", "practice_id", "key", "item_id"),
)

chart_key = Table(
    "chart_key",  # under what a chart is found for an applicant whose birth date is typed wrong
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("key", String(60), primary_key=True),
    Column("patient_id", ID, primary_key=True),
    belongs_to("patient", "patient_id"),
    Index("ix_chart_key_patient", "practice_id", "patient_id"),
)

proxy_link = Table(
    "proxy_link",  # care manager (an account) of a dependent (a chart); directional
    metadata,
    *tenant_key(),
    Column("patient_id", ID, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("relationship", String(20), nullable=False),
    Column("scope", String(20), nullable=False),  # full, limited
    Column("evidence", String(300), nullable=False, server_default=""),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("revoked_at", Instant),
    Column("created_by", ID),
    Column("created_at", Instant, nullable=False),
    Column("basis", String(40), nullable=False, server_default=""),  # legal: parental, power_of_…
    Column("revoked_by", ID),  # a staff member or an account
    Column("revoke_reason", String(40), nullable=False, server_default=""),
    Column("approval", String(10), nullable=False, server_default="given"),  # or wanted, refused
    Column("approved_by", ID),
    Column("approved_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    belongs_to("patient", "patient_id"),
    Index("ix_proxy_link_patient", "practice_id", "patient_id"),
    Index("ix_proxy_link_account", "account_id"),
)

allergy = Table(
    "allergy",
    metadata,
    *tenant_key(),
    Column("patient_id", ID, nullable=False),
    Column("substance", String(200), nullable=False),
    Column("rxnorm", String(20), nullable=False, server_default=""),
    Column("reaction", String(200), nullable=False, server_default=""),
    Column("severity", String(20), nullable=False, server_default=""),
    belongs_to("patient", "patient_id"),
    Index("ix_allergy_patient", "practice_id", "patient_id"),
)

contact_record = Table(
    "contact_record",  # who told whom about a critical result, when, and whether it was read back
    metadata,
    *tenant_key(),
    Column("item_id", ID, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("told_name", String(200), nullable=False),
    Column("told_role", String(80), nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("read_back", Boolean, nullable=False),
    Column("note", String(1000), nullable=False, server_default=""),
    belongs_to("item", "item_id"),
)

result_hold = Table(
    "result_hold",  # the ledger of holds: basis, author, end (45 CFR 171)
    metadata,
    *tenant_key(),
    Column("item_id", ID, nullable=False),
    Column("basis", String(40), nullable=False),
    Column("rationale", Text, nullable=False),
    Column("author_id", ForeignKey("staff.id"), nullable=False),
    Column("placed_at", Instant, nullable=False),
    Column("review_on", Date, nullable=False),
    Column("details", Text, nullable=False, server_default="{}"),  # what the basis demands
    Column("lifted_at", Instant),
    Column("lifted_by", ID),
    belongs_to("item", "item_id"),
    Index("ix_result_hold_item", "practice_id", "item_id"),
)

visit_type = Table(
    "visit_type",
    metadata,
    *tenant_key(),
    Column("title", String(120), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
)

practitioner_leave = Table(
    "practitioner_leave",
    metadata,
    *tenant_key(),
    Column("practitioner_id", ID, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("reason", String(200), nullable=False, server_default=""),
    belongs_to("practitioner", "practitioner_id"),
    Index("ix_practitioner_leave_time", "practice_id", "practitioner_id", "starts_at"),
)

document = Table(
    "document",  # letters, reports, forms: behind the same gate as results (F66)
    metadata,
    *tenant_key(),
    Column("patient_id", ID, nullable=False),
    Column("title", String(300), nullable=False),
    Column("category", String(40), nullable=False),
    Column("author", String(200), nullable=False, server_default=""),
    Column("media_type", String(80), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer),
    Column("text", Text, nullable=False, server_default=""),
    Column("sensitive", String(40), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("released_at", Instant),
    Column("seen_at", Instant),
    Column("recalled_at", Instant),
    belongs_to("patient", "patient_id"),
    Index("ix_document_patient", "practice_id", "patient_id"),
)

TENANT = frozenset(
    {
        practice_head,
        feed_entry,
        journal,
        patient,
        account_practice,
        enrollment_token,
        temporary_credential,
        invitation,
        proofing,
        portal_choice,
        practitioner,
        medication,
        lab_report,
        lab_observation,
        slot,
        item,
        decision,
        appointment,
        inbox_entry,
        policy,
        delegation,
        staff_absence,
        saved_view,
        text_template,
        distinct_person,
        chart_key,
        household_key,
        proxy_link,
        allergy,
        contact_record,
        result_hold,
        visit_type,
        practitioner_leave,
        document,
        upload,
        billing_account,
        billing_account_patient,
        statement_batch,
        statement,
        statement_notice,
        payment,
        machine_client,
        intake_turn,
        intake_message,
        unmatched_report,
        workstation_practice,
        refused_decision,
        told_refusal,
    }
)
