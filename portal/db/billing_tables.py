"""Tables about money and the files of it: uploads, accounts of guarantors, statements, payments.

Amounts are whole cents. A statement is first a file of a batch, then, once published, what a guarantor
owes; the database itself refuses a second payable one of an account (DOMAIN F70).
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from portal.db.columns import ID, belongs_to, metadata, tenant_key
from portal.db.types import Instant

upload = Table(
    "upload",  # a file on its way in; its pieces lie in the file store
    metadata,
    *tenant_key(),
    Column("sha256", String(64), nullable=False),  # what the sender says the whole is
    Column("size", BigInteger, nullable=False),  # bytes
    Column("media_type", String(80), nullable=False),
    Column("purpose", String(20), nullable=False),  # statement
    Column("received", BigInteger, nullable=False, server_default="0"),  # bytes that are here
    Column("state", String(12), nullable=False),  # receiving, complete
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("completed_at", Instant),
    Index("ix_upload_content", "practice_id", "sha256"),
)

billing_account = Table(
    "billing_account",  # of a guarantor: who pays, for one patient or several (HL7 GT1, PV1-20)
    metadata,
    *tenant_key(),
    Column("account_number", String(40), nullable=False),  # as the practice prints it
    Column("number_key", String(40), nullable=False),  # letters and digits alone, upper case
    Column("given_name", String(120), nullable=False),
    Column("family_name", String(120), nullable=False),
    Column("birth_date", Date),
    Column("guarantor_patient_id", ID),  # the guarantor's own chart, if there is one
    Column("address", Text, nullable=False, server_default=""),  # lines of a letter, for paper
    Column("delivery", String(12), nullable=False, server_default="electronic"),  # or paper
    Column("balance_cents", BigInteger),  # of the practice's books, which lag behind
    Column("balance_at", Instant),
    Column("search", Text, nullable=False, server_default=""),  # the guarantor's names, folded
    Column("version", Integer, nullable=False, server_default="1"),
    Column("updated_at", Instant, nullable=False),
    belongs_to("patient", "guarantor_patient_id"),
    UniqueConstraint("practice_id", "number_key"),
    Index("ix_billing_account_guarantor", "practice_id", "guarantor_patient_id"),
)

billing_account_patient = Table(
    "billing_account_patient",  # whose visits the account pays for
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("billing_account_id", ID, primary_key=True),
    Column("patient_id", ID, primary_key=True),
    belongs_to("billing_account", "billing_account_id"),
    belongs_to("patient", "patient_id"),
    Index("ix_billing_account_patient_patient", "practice_id", "patient_id"),
)

statement_batch = Table(
    "statement_batch",  # what a biller brings in one go, with the totals it ought to have
    metadata,
    *tenant_key(),
    Column("name", String(120), nullable=False, server_default=""),
    Column("state", String(12), nullable=False),  # open, closed
    Column("manifest", Text, nullable=False, server_default=""),  # JSON, as read from the CSV
    Column("expected_files", Integer),
    Column("expected_pages", Integer),
    Column("expected_cents", BigInteger),
    # why it was published although its totals are others than the manifest's
    Column("totals_reason", String(300), nullable=False, server_default=""),
    Column("totals_accepted_by", ForeignKey("staff.id")),
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Index("ix_statement_batch_state", "practice_id", "state", "created_at"),
)

_PUBLISHED = "state IN ('payable', 'superseded', 'paid')"
_PAYABLE = "state = 'payable'"
_IN_BATCH = "state <> 'discarded'"

statement = Table(
    "statement",
    metadata,
    *tenant_key(),
    Column("batch_id", ID, nullable=False),
    Column("upload_seq", Integer, nullable=False),  # order of arrival in the practice, from 1
    Column("file_name", String(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer),
    Column(
        "text_sha256", String(64), nullable=False, server_default=""
    ),  # its words, a sealed file
    # refused, quarantined, ready, discarded; once published payable, superseded, paid, void
    Column("state", String(12), nullable=False),
    Column("reasons", Text, nullable=False, server_default="[]"),  # codes: why not ready
    Column("evidence", Text, nullable=False, server_default="[]"),  # JSON: what was found, where
    Column("billing_account_id", ID),
    Column("matched_by", ForeignKey("staff.id")),  # null: found by the evidence alone
    Column("kind", String(12), nullable=False, server_default="standard"),  # past_due, final
    Column("period", String(7), nullable=False, server_default=""),  # 2026-10
    Column("statement_date", Date),
    Column("due_on", Date),
    Column("amount_cents", BigInteger),
    Column("currency", String(3), nullable=False, server_default="USD"),
    Column("paid_cents", BigInteger, nullable=False, server_default="0"),
    Column("replaces_id", ID),  # what of the same period it takes the place of
    Column("replaces", String(8), nullable=False, server_default=""),  # asked, yes
    Column("published_at", Instant),
    Column("published_by", ForeignKey("staff.id")),
    Column("quiet_reason", String(300), nullable=False, server_default=""),  # why nobody was told
    Column("superseded_at", Instant),
    Column("superseded_by", ID),
    Column("paid_at", Instant),
    Column("voided_at", Instant),
    Column("voided_by", ForeignKey("staff.id")),
    Column("void_reason", String(40), nullable=False, server_default=""),  # a code
    Column("void_note", String(500), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    belongs_to("statement_batch", "batch_id"),
    belongs_to("billing_account", "billing_account_id"),
    UniqueConstraint("practice_id", "upload_seq"),
    Index("ix_statement_account", "practice_id", "billing_account_id", "statement_date"),
    Index(
        "uq_statement_in_batch",  # the same file twice in a batch is one
        "practice_id",
        "batch_id",
        "sha256",
        unique=True,
        sqlite_where=text(_IN_BATCH),
        postgresql_where=text(_IN_BATCH),
    ),
    Index(
        "uq_statement_payable",  # DOMAIN F70
        "practice_id",
        "billing_account_id",
        unique=True,
        sqlite_where=text(_PAYABLE),
        postgresql_where=text(_PAYABLE),
    ),
    Index(
        "uq_statement_file",  # a file is published once
        "practice_id",
        "sha256",
        unique=True,
        sqlite_where=text(_PUBLISHED),
        postgresql_where=text(_PUBLISHED),
    ),
)

statement_notice = Table(
    "statement_notice",  # a mail that a statement is there; 0 is the one of its publication (F69)
    metadata,
    *tenant_key(),
    Column("statement_id", ID, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("account_id", ForeignKey("account.id")),
    Column("state", String(10), nullable=False),  # queued, sent, bounced, failed, paper
    Column("status_code", String(60), nullable=False, server_default=""),  # RFC 3463
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    belongs_to("statement", "statement_id"),
    UniqueConstraint("practice_id", "statement_id", "ordinal"),
)

payment = Table(
    "payment",  # of one version of one statement; no card and no bank account is ever stored
    metadata,
    *tenant_key(),  # the id is made by who pays, so that a repeat is the same payment
    Column("statement_id", ID, nullable=False),
    Column("statement_version", Integer, nullable=False),
    Column("billing_account_id", ID, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(10), nullable=False),  # pending, succeeded, declined
    Column("provider", String(20), nullable=False),
    Column("provider_reference", String(120), nullable=False, server_default=""),
    Column("decline_code", String(40), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    belongs_to("statement", "statement_id"),
    belongs_to("billing_account", "billing_account_id"),
    Index("ix_payment_statement", "practice_id", "statement_id"),
    Index("ix_payment_account", "practice_id", "billing_account_id"),
)
