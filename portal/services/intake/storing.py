"""Stored first: every message is in the database, as it came, before anybody is told that it came.

One row for each message of a batch, all in one commit. What is stored waits in the state `received`
for the worker (`working`); nothing is understood here but where a message begins, its control id and
its type. The same message again is counted and not kept twice (DOMAIN §5.4, backend §10.3).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.intake.hl7v2.framing import Batch
from portal.intake.shape import Fault
from portal.services.intake.languages import AnyHead, Language, language_of
from portal.services.intake.outcome import RECEIVED

LARGEST = 16 * 1024 * 1024
"""Bytes that one call may bring."""
CONTROL_ID_REUSED = "CONTROL_ID_REUSED"
_CHUNK = 500  # names in one condition


@dataclass(frozen=True)
class Entry:
    """One message as it is going to be kept."""

    id: str
    index: int  # in its batch, from 0
    head: AnyHead
    digest: str
    raw: bytes


@dataclass(frozen=True)
class Kept:
    """One message that is stored: by this call, or before it (`repeated`)."""

    id: str  # of the row, also when an earlier call made it
    index: int
    head: AnyHead
    repeated: bool = False
    remark: str = ""  # CONTROL_ID_REUSED


@dataclass(frozen=True)
class Stored:
    """What a call brought, in its order; every message of it is in the database."""

    messages: tuple[Kept, ...]
    batch: Batch | None = None  # how HL7's messages were wrapped, for the answer


def store(
    database: Database,
    practice_id: int,
    source: str,
    channel: str,
    format: str,  # noqa: A002 - the column's name
    raw: bytes,
) -> Stored:
    """Keep all messages of `raw` in one transaction.

    `source` is the machine client's name or "file", `channel` http, mllp, folder or file, `format`
    hl7v2 or fhir. Bytes without any message in them are kept as one that can not be read. Raises
    Problem (unavailable) and SQLAlchemyError when they can not be stored: nothing of them is then.
    """
    language = language_of(format)
    messages, batch = language.split(raw)
    origin = Origin(practice_id, source, channel, format)
    return Stored(keep(database, origin, entries_of(language, messages)), batch)


@dataclass(frozen=True)
class Origin:
    """Whom messages came to, from whom, and how."""

    practice_id: int
    source: str
    channel: str
    format: str


def entries_of(language: Language, messages: Iterable[bytes], first: int = 0) -> list[Entry]:
    """Look at the heads of messages; ids are in their order. The first has the index `first`."""
    return [
        Entry(new_id(), index, language.head(raw), language.digest(raw), raw)
        for index, raw in enumerate(messages, start=first)
    ]


def keep(database: Database, origin: Origin, entries: Sequence[Entry]) -> tuple[Kept, ...]:
    """Insert what is new and count what is not, in one transaction; raises as `store` does."""
    if not entries:
        return ()
    return database.write(
        Scope.of([origin.practice_id]), lambda uow: _keep(uow, database.dialect, origin, entries)
    )


def _keep(
    uow: UnitOfWork, dialect: str, origin: Origin, entries: Sequence[Entry]
) -> tuple[Kept, ...]:
    reused = _reused(uow, origin.practice_id, entries)
    alike = Counter(entry.digest for entry in entries)
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.digest, entry)
    shared = {
        "practice_id": origin.practice_id,
        "source": origin.source,
        "channel": origin.channel,
        "format": origin.format,
        "state": RECEIVED,
        "batch_id": entries[0].id if len(entries) > 1 else None,
        "received_at": uow.now,
    }
    rows = [
        {
            **shared,
            **_own(entry),
            "detail": CONTROL_ID_REUSED if entry.id in reused else "",
            "repeats": alike[entry.digest] - 1,
            "repeated_at": uow.now if alike[entry.digest] > 1 else None,
        }
        for entry in sorted(first.values(), key=_by_digest)  # so two calls never wait crosswise
    ]
    ids = {row.digest: row.id for row in uow.execute(_INSERTS[dialect], rows)}
    return tuple(
        Kept(
            id=ids[entry.digest],
            index=entry.index,
            head=entry.head,
            repeated=ids[entry.digest] != entry.id,
            remark=CONTROL_ID_REUSED if entry.id in reused else "",
        )
        for entry in entries
    )


def _by_digest(entry: Entry) -> str:
    return entry.digest


def _own(entry: Entry) -> dict[str, Any]:
    """Give the columns that tell one message from another."""
    said = {name: _said(entry.head, name) for name in _HEAD_LENGTHS}
    return {
        **said,
        "id": entry.id,
        "digest": entry.digest,
        "raw": entry.raw,
        "size": len(entry.raw),
        "batch_index": entry.index,
    }


def _reused(uow: UnitOfWork, practice_id: int, entries: Sequence[Entry]) -> set[str]:
    """Find the messages whose control id their sender has used before, for other content."""
    named = [(entry, _control(entry.head)) for entry in entries]
    controls = sorted({control[0] for _, control in named if control[0]})
    used: dict[tuple[str, str], str] = {}
    for start in range(0, len(controls), _CHUNK):
        found = uow.execute(
            select(intake_message.c.control_id, intake_message.c.sender, intake_message.c.digest)
            .where(intake_message.c.practice_id == practice_id)
            .where(intake_message.c.control_id.in_(controls[start : start + _CHUNK]))
        )
        for row in found:
            used.setdefault((row.control_id, row.sender), row.digest)
    reused = set()
    for entry, control in named:
        if control[0] and used.setdefault(control, entry.digest) != entry.digest:
            reused.add(entry.id)
    return reused


def _control(head: AnyHead) -> tuple[str, str]:
    return _said(head, "control_id"), _said(head, "sender")


def _said(head: AnyHead, name: str) -> str:
    """Give what a header says, as a column can keep it: no NUL, no half of a pair of UTF-16."""
    whole = "" if isinstance(head, Fault) else str(getattr(head, name))
    if name == "message_type" and _TYPE.fullmatch(whole) is None:
        return ""  # a header whose fields have moved: it may be somebody's name
    return whole.encode("utf-8", "replace").decode().replace("\x00", "")[: _HEAD_LENGTHS[name]]


def _inserts() -> Mapping[str, ReturningInsert[Any]]:
    made = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        insert = dialect.insert(intake_message)
        made[name] = insert.on_conflict_do_update(
            index_elements=["practice_id", "digest"],
            set_={
                "repeats": intake_message.c.repeats + 1 + insert.excluded.repeats,
                "repeated_at": insert.excluded.received_at,
            },
        ).returning(intake_message.c.id, intake_message.c.digest)
    return MappingProxyType(made)


_HEAD_LENGTHS = MappingProxyType({"control_id": 200, "message_type": 60, "sender": 200})
# HL7's (ORU^R01) or FHIR's (DiagnosticReport, which its reader has looked up)
_TYPE = re.compile(r"[A-Z0-9]{3}(\^[A-Z0-9]{2,3})?|[A-Z][A-Za-z]{2,40}")
_INSERTS = _inserts()
