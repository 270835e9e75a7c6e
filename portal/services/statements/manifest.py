"""The list that a practice system exports beside a batch of statements: file, account, amount.

A manifest is a second opinion and never a substitute: what it says must agree with what is printed.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from portal.services.statements import manifest_cells as cells
from portal.services.statements.manifest_cells import Totals
from portal.services.statements.manifest_table import Fault, Line, table_of


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
    table = table_of(csv_text)
    if isinstance(table, Fault):
        return Manifest(faults=(ManifestFault(*table),))
    faults = [ManifestFault(*fault) for fault in table.faults]
    rows: list[ManifestRow] = []
    totals: Totals | None = None
    day_first = cells.day_first(cell for line in table.lines for cell in line.dates())
    for line in table.lines:
        if line.is_totals:
            totals, wrong = cells.totals_of(line)
        else:
            row, wrong = _read_row(line, day_first=day_first)
            rows.append(row)
        faults += [ManifestFault(line.number, code, sentence) for code, sentence in wrong]
    faults += _twice(rows)
    if not rows and not faults:
        faults.append(ManifestFault(1, "EMPTY", "The list names no file. Export it again."))
    return _with_totals(tuple(rows), faults, totals)


def _read_row(line: Line, *, day_first: bool | None) -> tuple[ManifestRow, list[cells.Wrong]]:
    wrong: list[cells.Wrong] = []
    row = ManifestRow(
        line=line.number,
        file=cells.file_name(line.cell("file"), wrong),
        account_number=cells.account(line.cell("account_number"), wrong),
        amount_cents=cells.amount(line.cell("amount_cents"), wrong),
        period=cells.period(line.cell("period"), wrong),
        statement_date=cells.day(line.cell("statement_date"), wrong, day_first=day_first),
        due_on=cells.day(line.cell("due_on"), wrong, day_first=day_first),
        pages=cells.pages(line.cell("pages"), wrong),
        kind=cells.kind(line.cell("kind"), wrong),
    )
    return row, wrong


def _twice(rows: list[ManifestRow]) -> list[ManifestFault]:
    """A file belongs to one account; two lines of one file would leave it open to which."""
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        name = base_name(row.file)
        if name and first.setdefault(name, row.line) != row.line:
            sentence = f"The file stands in line {first[name]} already. Leave one of the two."
            faults.append(ManifestFault(row.line, "FILE_TWICE", sentence))
    return faults


def _with_totals(
    rows: tuple[ManifestRow, ...], faults: list[ManifestFault], totals: Totals | None
) -> Manifest:
    """Add up; a totals line that does not fit its own list tells of an export that broke off."""
    pages = [row.pages for row in rows]
    cents = [row.amount_cents for row in rows]
    sums = Totals(
        len(rows),
        sum(map(int, filter(None, pages))) if None not in pages and rows else None,
        sum(map(int, filter(None, cents))) if None not in cents and rows else None,
    )
    for what in ("files", "pages", "cents"):
        found, told = getattr(sums, what), getattr(totals, what, None)
        if not faults and told is not None and found is not None and told != found:
            sentence = f"The totals line says {told} {what}, the lines add up to {found}. "
            line = totals.line if totals else 0
            faults.append(ManifestFault(line, "TOTALS_DIFFER", sentence + "Export it again."))
    told_pages = totals.pages if totals else None
    told_cents = totals.cents if totals else None
    return Manifest(
        rows=rows,
        faults=tuple(sorted(faults, key=lambda fault: fault.line)),
        expected_files=sums.files,
        expected_pages=sums.pages if sums.pages is not None else told_pages,
        expected_cents=sums.cents if sums.cents is not None else told_cents,
    )
