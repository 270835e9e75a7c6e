"""A message that is ready to land: read, its files stored; all that takes time and no transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.intake.shape import Fault, Parsed, Reading
from portal.services.files import Files
from portal.services.intake import landing, papers
from portal.services.intake.languages import language_of
from portal.services.intake.papers import Papers

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


def read(row: Row, raw: bytes) -> Reading:
    """Read a stored message; what has no header is not read further."""
    return language_of(row["format"]).read(raw)


def ready(files: Files, row: Row, reading: Reading) -> Ready:
    """Store the files that came inside, past the gate for PDFs; a part that no row can keep is a fault."""
    fault = reading if isinstance(reading, Fault) else landing.fault_of(reading)
    if fault is not None:
        return Ready(row, fault, ())
    assert isinstance(reading, Parsed)  # noqa: S101 - a fault has been returned
    return Ready(row, reading, papers.keep(files, row["practice_id"], reading))


def has_files(reading: Reading) -> bool:
    """Whether files came inside, which take their time at the gate."""
    return isinstance(reading, Parsed) and any(one.documents for one in reading.reports)


def orders_of(row: Row, reading: Reading) -> Orders:
    """Name the orders of a message; its versions have to land in order."""
    if isinstance(reading, Fault):
        return frozenset()
    return frozenset(
        (row["sender"], number)
        for report in reading.reports
        for number in (report.filler_number, report.placer_number)
        if number
    )
