"""A list of a practice system as a table: its delimiter, its head, its lines with their numbers.

Systems export with comma, semicolon, tab or bar, with a mark at the start of the file, with lines about
the report above the head, and name each column as they like.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from portal.services.folding import fold

_DELIMITERS = ",;\t|"
_MOST_ABOVE = 10  # lines about the report, above the head
MOST_LINES = 20_000
_NEEDED = ("file", "account_number", "amount_cents")
# the nearest to the meaning first: the first of two columns that fit is taken
_NAMES = {
    "file": "file name, filename, pdf file, pdf file name, pdf name, statement file, statement pdf, file, pdf,"
    " document name, document file, document, image file, image, attachment name, attachment, file path,"
    " path, nombre de archivo, nombre del archivo, archivo, fichero, documento",
    "account_number": "account number, account no, account num, account nbr, acct number, acct no, acct num,"
    " acct nbr, billing account, billing account number, guarantor account number, guarantor account,"
    " guarantor number, guarantor no, guarantor id, guar no, guar id, guar acct, patient account number,"
    " patient account no, patient account, patient acct no, account id, acct id, account, acct,"
    " responsible party id, customer number, customer no, guarantor, numero de cuenta, num de cuenta,"
    " no de cuenta, n de cuenta, cuenta, numero de garante, garante",
    "amount_cents": "amount due, amt due, total due, balance due, pay this amount, total amount due,"
    " statement amount, statement balance, statement total, amount owed, new balance, current balance,"
    " account balance, amount, amt, balance, bal, total amount, total, importe a pagar, total a pagar,"
    " monto a pagar, importe, monto, saldo actual, saldo",
    "period": "statement period, billing period, billing month, statement month, period, month, cycle,"
    " billing cycle, periodo, mes",
    "statement_date": "statement date, stmt date, date of statement, statement dt, bill date, billing date,"
    " invoice date, issue date, fecha del estado de cuenta, fecha de estado de cuenta, fecha del estado,"
    " fecha de facturacion, date, fecha",
    "due_on": "payment due date, due date, due on, pay by, pay by date, date due, payment due, due dt, due,"
    " fecha de vencimiento, fecha limite de pago, fecha limite, vencimiento",
    "pages": "page count, pages, number of pages, num pages, no of pages, page cnt, pgs, paginas,"
    " numero de paginas",
    "kind": "kind, statement type, stmt type, notice type, statement kind, notice, notice level,"
    " dunning level, type, tipo de aviso, tipo",
}
_COLUMNS = {
    name.replace(" ", ""): (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split(", "))
}
_TOTAL = ("total", "totals", "grand total", "batch total", "batch totals", "totales", "suma", "sum")


class Fault(NamedTuple):
    """What is wrong with the whole list."""

    line: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, `number` counted from 1 in the file."""

    number: int
    values: tuple[str, ...]
    columns: Mapping[str, int]

    def cell(self, field: str) -> str:
        """Give a cell without the wrapping of spreadsheets (`="00123"`); "" where there is none."""
        place = self.columns.get(field, len(self.values))
        value = self.values[place].strip() if place < len(self.values) else ""
        if value.startswith('="') and value.endswith('"'):
            value = value[2:-1]
        return value.removeprefix("'").strip()

    def dates(self) -> Iterator[str]:
        """Give the cells that hold dates."""
        return (self.cell(field) for field in ("statement_date", "due_on"))

    @property
    def first(self) -> str:
        """Give the first cell that holds anything, folded."""
        return next((fold(value) for value in self.values if value.strip()), "")

    @property
    def is_totals(self) -> bool:
        """Whether it adds the others up; a file may be called total, but has its ending then."""
        bare = " ".join(word for word in self.first.split() if not word.isdigit())
        return bare.removesuffix(" files").removesuffix(" statements") in _TOTAL


@dataclass(frozen=True, slots=True)
class Table:
    """The lines below the head, and what is wrong with their shape."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def table_of(text: str) -> Table | Fault:
    """Take a list apart, or say why it is none."""
    bare = text.lstrip("\ufeff").replace("\0", "")
    if not bare.strip():
        return Fault(1, "EMPTY", "The file is empty. Export it again.")
    heads = [found for found in (_head(bare, one) for one in _DELIMITERS) if found]
    if not heads:
        sentence = "No line names the columns. The first line must name file, account and amount."
        return Fault(1, "NO_HEADER", sentence)
    delimiter, above, columns, number = max(heads, key=lambda head: len(head[2]))
    missing = [field for field in _NEEDED if field not in columns]
    if missing:
        named = {"file": "file name", "account_number": "account number", "amount_cents": "amount"}
        said = ", ".join(named[field] for field in missing)
        return Fault(number, "COLUMN_MISSING", f"No column says: {said}. Export the list with it.")
    return _below(bare, delimiter, above, columns)


def _head(text: str, delimiter: str) -> tuple[str, int, dict[str, int], int] | None:
    """Give the line that names the columns, for one delimiter: how many rows stand up to it."""
    best: tuple[str, int, dict[str, int], int] | None = None
    try:
        for place, (number, row) in enumerate(_rows(text, delimiter)):
            columns = _columns(row)
            if len(columns) > (len(best[2]) if best else 1):
                best = delimiter, place + 1, columns, number
            if place >= _MOST_ABOVE:
                break
    except csv.Error:
        return best
    return best


def _columns(row: list[str]) -> dict[str, int]:
    found: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        field, rank = _COLUMNS.get(fold(cell).replace(" ", ""), ("", 0))
        if field and (field not in found or rank < found[field][0]):
            found[field] = rank, place
    return {field: place for field, (_, place) in found.items()}


def _below(text: str, delimiter: str, above: int, columns: Mapping[str, int]) -> Table | Fault:
    lines: list[Line] = []
    faults: list[Fault] = []
    wide = max(columns[field] for field in _NEEDED) + 1
    number = 0
    try:
        for place, (number, row) in enumerate(_rows(text, delimiter)):
            line = Line(number, tuple(row), columns)
            if place < above or not any(row) or not line.first:
                continue
            if len(lines) + len(faults) >= MOST_LINES:
                sentence = f"The list has more than {MOST_LINES} lines. Split the batch."
                return Fault(number, "TOO_LONG", sentence)
            if len(row) < wide and not line.is_totals:
                sentence = f"The line has {len(row)} columns, the head names more. Export it again."
                faults.append(Fault(number, "TOO_FEW_COLUMNS", sentence))
                continue
            lines.append(line)
    except csv.Error:
        sentence = "A quotation mark is not closed from here on. Export the list again."
        faults.append(Fault(number + 1, "QUOTES", sentence))
    return Table(tuple(lines), tuple(faults))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give every row with the line of the file that it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1
