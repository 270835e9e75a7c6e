"""Tables about what laboratories send: who may send, each message as it came, results without a chart.

A message is stored whole before it is acknowledged, and never changed; what became of it stands beside it.
"""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from portal.db.columns import ID, belongs_to, metadata, tenant_key
from portal.db.types import Instant

machine_client = Table(
    "machine_client",  # a program that may bring results in, and nothing else
    metadata,
    *tenant_key(),
    Column("name", String(80), nullable=False),  # what the practice calls the source
    Column("secret_hash", String(64), nullable=False, unique=True),  # SHA-256 of 256 random bits
    Column("created_at", Instant, nullable=False),
    Column("last_used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("practice_id", "name"),
)

intake_turn = Table(
    "intake_turn",  # which process works off a practice's messages, one at a time and in order
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("taken_by", String(36), nullable=False, server_default=""),
    Column("taken_until", Instant),
)

intake_message = Table(
    "intake_message",
    metadata,
    *tenant_key(),  # ids are in order of arrival
    Column("source", String(80), nullable=False),  # the machine client's name, or "file"
    Column("channel", String(12), nullable=False),  # http, mllp, folder, file
    Column("format", String(10), nullable=False),  # hl7v2, fhir
    Column(
        "state", String(12), nullable=False
    ),  # received, parsed, quarantined, refused, discarded
    Column("digest", String(64), nullable=False),  # of the message without its framing and MSH-7
    Column(
        "control_id", String(200), nullable=False, server_default=""
    ),  # MSH-10, Bundle.identifier
    Column("message_type", String(60), nullable=False, server_default=""),  # ORU^R01, Bundle
    Column("sender", String(200), nullable=False, server_default=""),  # MSH-3 and MSH-4
    Column("size", Integer, nullable=False),  # bytes of `raw`
    Column("batch_id", ID),  # messages that came in one batch share it
    Column("batch_index", Integer, nullable=False, server_default="0"),  # from 0
    Column("reason", String(40), nullable=False, server_default=""),  # of `intake.reasons`
    Column("detail", String(300), nullable=False, server_default=""),  # where; no patient's data
    Column("patient_id", ID),
    Column("status_raw", String(60), nullable=False, server_default=""),  # OBR-25, as received
    Column("landed", Text, nullable=False, server_default="[]"),  # one object for each report
    Column("item_id", ID),  # in the quarantine queue
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("repeats", Integer, nullable=False, server_default="0"),  # came again, as often
    Column("repeated_at", Instant),
    Column("received_at", Instant, nullable=False),
    Column("processed_at", Instant),
    # last, for a row that is listed is not to be read through the megabytes of its message
    Column("raw", LargeBinary, nullable=False),  # as it came
    belongs_to("patient", "patient_id"),
    UniqueConstraint("practice_id", "digest"),
    Index("ix_intake_message_state", "practice_id", "state", "id"),
    Index("ix_intake_message_received", "practice_id", "source", "received_at", "state"),
    Index("ix_intake_message_source", "practice_id", "source", "state", "id"),
    Index("ix_intake_message_repeated", "practice_id", "source", "repeated_at"),
    Index("ix_intake_message_control", "practice_id", "control_id"),
)

unmatched_report = Table(
    "unmatched_report",  # a version of an order that waits for somebody to say whose it is
    metadata,
    *tenant_key(),
    Column("item_id", ID, nullable=False),  # one item for all versions of an order
    Column("message_id", ID, nullable=False),
    Column("sender", String(200), nullable=False),
    Column(
        "order_number", String(80), nullable=False, server_default=""
    ),  # filler's, else placer's
    Column("code", String(40), nullable=False),
    Column("person_digest", String(64), nullable=False),  # of the person as sent
    Column("birth_date", Date),
    Column("raw_status", String(20), nullable=False),
    Column("shape", Text, nullable=False),  # JSON of the report and the person as sent
    Column("state", String(12), nullable=False),  # waiting, matched, dropped
    Column("patient_id", ID),  # whose it turned out to be
    Column("received_at", Instant, nullable=False),
    belongs_to("item", "item_id"),
    belongs_to("intake_message", "message_id"),
    belongs_to("patient", "patient_id"),
    Index("ix_unmatched_report_item", "practice_id", "item_id"),
    Index("ix_unmatched_report_order", "practice_id", "sender", "order_number"),
    Index("ix_unmatched_report_state", "practice_id", "state", "message_id"),
)
