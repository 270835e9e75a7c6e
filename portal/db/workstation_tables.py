"""Tables about workstations, and about decisions that did not count.

A workstation is one staff member's and belongs to no practice; where it has worked stands in
`workstation_practice`, which outlives the member's roles, as what lies on the computer does.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from portal.db.columns import ID, metadata
from portal.db.types import Instant

workstation = Table(
    "workstation",
    metadata,
    Column("id", ID, primary_key=True),  # made by the console
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("public_key", String(44), nullable=False),  # Ed25519, base64
    Column("name", String(80), nullable=False),
    Column("state", String(12), nullable=False),  # security/workstations.py
    Column("share", Text),  # half of its key, sealed; none once it is ended, but by a fork
    Column("sequence", BigInteger, nullable=False),  # of the last registration
    Column("nonce", String(64), nullable=False),
    Column("session_until", Instant, nullable=False),  # the end of the session that gave them
    Column("created_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", ID),
    Column("reason", String(300), nullable=False, server_default=""),
)

workstation_practice = Table(
    "workstation_practice",
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("workstation_id", ForeignKey("workstation.id"), primary_key=True),
    Column("created_at", Instant, nullable=False),
)

refused_decision = Table(
    "refused_decision",  # made without a line, and refused; never deleted (reference/security I8)
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("command_id", ID, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("workstation_id", ID),
    Column("kind", String(20), nullable=False),
    Column("item_id", ID, nullable=False),  # as named by the command: there may be no such item
    Column("action", String(30), nullable=False),
    Column("params", Text, nullable=False),  # as sent; "null" where they can not be kept
    Column("fingerprint", String(64), nullable=False),  # as in `decision`
    Column("on_behalf_of", ID),
    Column("decided_at", Instant, nullable=False),  # a claim of the client, no more
    Column("received_at", Instant, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("problem", Text, nullable=False),  # as answered, JSON
    Column("problem_type", String(40), nullable=False),
    Column("problem_class", String(30), nullable=False, server_default=""),
    Column("acknowledged_by", ID),
    Column("acknowledged_at", Instant),
    Index("ix_refused_decision_received", "practice_id", "received_at"),
    Index("ix_refused_decision_open", "practice_id", "acknowledged_at", "received_at"),
    Index("ix_refused_decision_workstation", "practice_id", "workstation_id"),
    Index("ix_refused_decision_author", "practice_id", "staff_id", "received_at"),
)

told_refusal = Table(
    "told_refusal",  # what was refused on the line, as told: no late copy may count
    metadata,
    Column("practice_id", ForeignKey("practice.id"), primary_key=True, autoincrement=False),
    Column("command_id", ID, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("fingerprint", String(64), nullable=False),  # as in `decision`
    Column("outcome", String(20), nullable=False),
    Column("problem", Text, nullable=False),  # as answered, JSON
    Column("received_at", Instant, nullable=False),
    Index("ix_told_refusal_author", "practice_id", "staff_id", "received_at"),
)
