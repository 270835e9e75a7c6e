"""Stored first: every message is in the database, as it came, before anybody is told that it came.

One row for each message of a batch, all in one commit. What is stored waits in the state `received`
for the worker (`working`); nothing is understood here but where a message begins, its control id and
its type. The same message again is counted and not kept twice (DOMAIN §5.4, backend §10.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.db.engine import Database
from portal.intake.shape import Fault

LARGEST = 16 * 1024 * 1024
"""Bytes that one call may bring."""


@dataclass(frozen=True)
class Kept:
    """One message that is stored: now, or before (`repeated`)."""

    id: str
    index: int  # in its batch, from 0
    head: Any  # a `Head`, or the `Fault` for which there is none
    repeated: bool = False
    remark: str = ""  # CONTROL_ID_REUSED


@dataclass(frozen=True)
class Stored:
    """What a call brought, in its order; every message of it is in the database."""

    messages: tuple[Kept, ...]


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
    raise NotImplementedError
