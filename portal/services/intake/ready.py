"""A message that is ready to land: read, its files stored; all that takes time and no transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from portal.db.unit_of_work import Reader
from portal.intake.shape import Fault, Parsed, Reading
from portal.services.files import Files
from portal.services.intake import landing, papers
from portal.services.intake.languages import language_of
from portal.services.intake.papers import Papers
from portal.services.policies import store
from portal.services.policies.intake import IntakePolicy
from portal.services.practice_time import zone_of

Row = Mapping[str, Any]
"""All columns of a message but `raw`."""
Orders = frozenset[tuple[str, str]]
"""Sender and order number of each report that a message has something to say of."""


@dataclass(frozen=True)
class Ready:
    """What lands in a transaction."""

    row: Row
    reading: Reading
    papers: Papers

    @property
    def orders(self) -> Orders:
        """The orders that the message is about."""
        return orders_of(self.row, self.reading)


@dataclass(frozen=True)
class Manner:
    """How a practice wants messages read: its zone counts where a time has no offset."""

    zone: tzinfo
    takes_training: bool  # messages for training or testing as all others


def manner_of(reader: Reader, practice_id: int) -> Manner:
    """Read how a practice wants messages read, at this moment."""
    takes = store.current(reader, practice_id, IntakePolicy).training_messages
    return Manner(zone_of(reader, practice_id), takes)


def read(row: Row, raw: bytes, manner: Manner) -> Reading:
    """Read a stored message as the practice wants it."""
    found = language_of(row["format"]).read(raw, manner.zone)
    if isinstance(found, Parsed) and found.training and not manner.takes_training:
        return Fault("TEST_MESSAGE", "marked as training or testing")
    return found


def ready(files: Files, row: Row, found: Reading, before_each: Callable[[], None]) -> Ready:
    """Store the files that came inside, past the gate for PDFs; a part that no row can keep is a fault.

    `before_each` file the caller sees that it still has its turn, and raises if not.
    """
    fault = found if isinstance(found, Fault) else landing.fault_of(found)
    if fault is not None:
        return Ready(row, fault, ())
    assert isinstance(found, Parsed)  # noqa: S101 - a fault has been returned
    return Ready(row, found, papers.keep(files, row["practice_id"], found, before_each))


def orders_of(row: Row, found: Reading) -> Orders:
    """Name the orders of a message; its versions have to land in order."""
    if isinstance(found, Fault):
        return frozenset()
    return frozenset(
        (row["sender"], number)
        for report in found.reports
        for number in (report.filler_number, report.placer_number)
        if number
    )
