"""The tables of both files; `steps` brings an older file up to date.

`cache.db` holds only what the portal said: written by sync alone, may be thrown away at any time.
`outbox.db` holds only what the user decided: gains rows from the user, loses them by the portal's
answer. The window reads `item_projected`, which lays the one over the other (ADR 0001).

Imported only when a file is made, migrated or written; reading never needs SQLAlchemy.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

CACHE = MetaData()
OUTBOX = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text("''"))


item = Table(
    "item",
    CACHE,
    # Row numbers are never used again: a table on screen may still hold one of a removed item.
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("practice_id", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    _text("content_hash"),
    Column("state", Text, nullable=False),
    Column("is_open", Integer, nullable=False),
    _text("priority"),
    Column("submitted_ms", BigInteger, nullable=False),
    Column("due_ms", BigInteger, nullable=False),  # NO_DUE where the portal named no time
    _text("patient"),
    _text("patient_key"),  # folded, for sorting
    _text("birth_date"),
    _text("summary"),
    _text("summary_key"),
    _text("requested_by"),
    _text("assigned_to"),
    _text("claimed_by"),
    Column("claim_until_ms", BigInteger, nullable=False, server_default=text("0")),
    _text("search"),  # folded; what a search looks through
    _text("waiting_on"),  # patient, internal, hold; empty where nobody is waited for
    Column("waiting_until_ms", BigInteger, nullable=False, server_default=text("0")),  # 0: no day
    # Which load of the practice brought the row last; a completed resync drops what it did not see.
    Column("load", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("practice_id", "kind", "id"),
    sqlite_autoincrement=True,
)
# What is read before the rows' index is in memory, and what is counted; the other orders are only there.
for _name, _column in {
    "submitted": "submitted_ms",
    "due": "due_ms",
    "patient": "patient_key",
}.items():
    Index(f"item_by_{_name}", item.c.practice_id, item.c.kind, item.c.is_open, item.c[_column])
Index("item_morning", item.c.practice_id, item.c.is_open, item.c.submitted_ms, item.c.kind)
# The few that wait for somebody else are counted and left out without reading the others' rows.
Index(
    "item_parked",
    item.c.practice_id,
    item.c.kind,
    item.c.waiting_until_ms,
    sqlite_where=text("is_open = 1 AND waiting_on <> ''"),
)

# The whole entity lies beside the row, so that sorting and searching never read through it.
item_entity = Table(
    "item_entity",
    CACHE,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("entity", LargeBinary, nullable=False),  # SQLite's binary JSON
)

slot = Table(
    "slot",
    CACHE,
    Column("practice_id", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("starts_ms", BigInteger, nullable=False),
    Column("ends_ms", BigInteger, nullable=False),
    Column("load", Integer, nullable=False, server_default=text("0")),
    Column("entity", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
Index("slot_by_start", slot.c.practice_id, slot.c.starts_ms)

sync_state = Table(
    "sync_state",
    CACHE,
    Column("practice_id", Integer, primary_key=True, autoincrement=False),
    _text("cursor"),
    Column("head_seq", BigInteger, nullable=False, server_default=text("0")),
    Column("load", Integer, nullable=False, server_default=text("1")),
    Column("loading", Integer, nullable=False, server_default=text("1")),  # 1 until a load is whole
    Column("caught_up_ms", BigInteger, nullable=False, server_default=text("0")),
    Column("digest_ms", BigInteger, nullable=False, server_default=text("0")),
)

remembered = Table(
    "remembered",
    CACHE,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

outbox = Table(
    "outbox",
    OUTBOX,
    Column("command_id", Text, primary_key=True),
    Column("practice_id", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("expected_version", Integer, nullable=False),
    Column("expected_content_hash", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("params", Text, nullable=False),
    Column("client_decided_at", Text, nullable=False),
    _text("label"),
    _text("on_behalf_of"),  # the colleague for whom a delegate decides
    Column("bulk", Integer, nullable=False, server_default=text("0")),  # one of many at once
    Column("offline", Integer, nullable=False, server_default=text("0")),  # made without a line
    Column("created_ms", BigInteger, nullable=False),
    Column("not_before_ms", BigInteger, nullable=False),  # end of the undo window
    Column("state", Text, nullable=False),
    # Set before the first sending: from then on the portal may know the command, and nobody here
    # can take it back.
    Column("handed_ms", BigInteger),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_try_ms", BigInteger, nullable=False, server_default=text("0")),
    _text("last_error"),
    _text("status"),
    Column("problem", Text),
    Column("answered_ms", BigInteger),
    # Whole items, as the portal answered and as it was on the screen. They may be long, and whoever asks
    # for a column behind them reads through all of it: so they are the last.
    Column("current", Text),
    Column("seen", Text),
    UniqueConstraint("practice_id", "kind", "item_id"),  # a double click is one decision
    CheckConstraint("state IN ('queued', 'attention')"),
    sqlite_with_rowid=False,
)

# What was decided at this workstation and answered: "Approved by you".
history = Table(
    "history",
    OUTBOX,
    Column("command_id", Text, primary_key=True),
    Column("practice_id", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("status", Text, nullable=False),
    _text("state"),
    _text("label"),
    Column("decided_at", Text, nullable=False),
    Column("answered_ms", BigInteger, nullable=False),
    Column("acknowledged_ms", BigInteger),
    _text("acknowledged_by"),  # the name of who has read why it was not accepted
    Column("offline", Integer, nullable=False, server_default=text("0")),  # made without a line
    sqlite_with_rowid=False,
)
Index("history_by_time", history.c.practice_id, history.c.answered_ms)

# The files that are being uploaded, so that a program that was killed can go on (`batch_files`).
upload_file = Table(
    "upload_file",
    OUTBOX,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("practice_id", Integer, nullable=False),
    Column("batch_id", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("modified_ns", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    _text("sha256"),
    _text("upload_id"),
    Column("moved", BigInteger, nullable=False, server_default=text("0")),
    _text("statement_id"),
    _text("problem"),
    UniqueConstraint("practice_id", "batch_id", "path"),
    sqlite_autoincrement=True,
)

# What must outlive the process and belongs to nobody but this account: the lease, the keys to sign and
# to seal with, the place to come back to. Texts, each with a name.
kept = Table(
    "kept",
    OUTBOX,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Documents that somebody pinned for a time without a line; in `review.db` alone (ADR 0021).
pinned = Table(
    "pinned",
    CACHE,
    Column("practice_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("item_id", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
