"""The list that a practice system exports beside a batch of statements: file, account, amount.

A manifest is a second opinion and never a substitute: what it says must agree with what is printed.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the practice system says of one file; None and "" where it says nothing. Whole cents."""

    line: int
    file: str
    account_number: str
    amount_cents: int | None = None
    period: str = ""
    statement_date: date | None = None
    due_on: date | None = None
    pages: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ManifestFault:
    """A line (from 1) that can not be used, and what to do about it, in English."""

    line: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read: usable only when there are no `faults`.

    The expected totals are those of its own totals line, or else the sums of its rows; `pages` and
    `cents` are None when not every row says them.
    """

    rows: tuple[ManifestRow, ...] = ()
    faults: tuple[ManifestFault, ...] = field(default=())
    expected_files: int | None = None
    expected_pages: int | None = None
    expected_cents: int | None = None

    def row_of(self, file_name: str) -> ManifestRow | None:
        """Give the row of a file; a folder before the name and its case carry no identity."""
        wanted = base_name(file_name)
        return next((row for row in self.rows if base_name(row.file) == wanted), None)

    def as_json(self) -> dict[str, Any]:
        """Give it as `statement_batch.manifest` holds it; faults are not kept."""
        return {
            "rows": [_plain(row) for row in self.rows],
            "expected": [self.expected_files, self.expected_pages, self.expected_cents],
        }


def from_json(kept: dict[str, Any]) -> Manifest:
    """Read back what `as_json` gave."""
    files, pages, cents = kept["expected"]
    return Manifest(tuple(_row(one) for one in kept["rows"]), (), files, pages, cents)


def base_name(path: str) -> str:
    """Give the name of a file without its folders, folded."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].strip().casefold()


def _plain(row: ManifestRow) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(row).items()
    }


def _row(plain: dict[str, Any]) -> ManifestRow:
    dates = {
        name: date.fromisoformat(plain[name]) if plain[name] else None
        for name in ("statement_date", "due_on")
    }
    return ManifestRow(**(plain | dates))


def read(csv_text: str) -> Manifest:
    """Read a manifest; never raises for what it holds, its faults are named line by line."""
    if not csv_text.strip():
        return Manifest(faults=(ManifestFault(1, "EMPTY", "The file is empty. Export it again."),))
    return Manifest(faults=(ManifestFault(1, "NO_HEADER", "Name the columns in the first line."),))
