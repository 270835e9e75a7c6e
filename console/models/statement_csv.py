"""The report of a batch and its paper list as CSV, for spreadsheets that trust nothing of it.

A cell from outside that a spreadsheet would take for a formula stays words (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from console.domain.statement_report import ReportRow
from console.models.one_line import one_line
from console.models.publish_words import outcome_words
from console.models.statement_words import (
    notice_chip,
    paper_reason,
    reasons_line,
    report_outcome,
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def report_csv(rows: Sequence[ReportRow]) -> str:
    """All files of a batch and what became of each."""
    translate = QCoreApplication.translate
    head = (
        translate("StatementReport", "File"),
        translate("StatementReport", "Account"),
        translate("StatementReport", "Guarantor"),
        translate("StatementReport", "Amount"),
        translate("StatementReport", "Date"),
        translate("StatementReport", "Period"),
        translate("StatementReport", "Pages"),
        translate("StatementReport", "Outcome"),
        translate("StatementReport", "Why"),
        translate("StatementReport", "Told"),
        translate("StatementReport", "Published at"),
    )
    return _csv(head, (_report_line(row) for row in rows))


def paper_csv(rows: Sequence[ReportRow]) -> str:
    """Who gets a statement on paper, and why."""
    translate = QCoreApplication.translate
    head = (
        translate("StatementReport", "Account"),
        translate("StatementReport", "Guarantor"),
        translate("StatementReport", "Amount"),
        translate("StatementReport", "Date"),
        translate("StatementReport", "File"),
        translate("StatementReport", "Why on paper"),
    )
    lines = (
        (
            row.account_number,
            row.name,
            amount_cell(row.amount_cents),
            row.statement_date,
            row.file_name,
            paper_reason(row.notice_why),
        )
        for row in rows
        if row.needs_paper
    )
    return _csv(head, lines)


def why_words(row: ReportRow) -> str:
    """Why a file is where it is: what publishing said of it, or what the check did."""
    if row.is_published:
        return ""
    return outcome_words(row.note) if row.note else reasons_line(row.reasons)


def told_words(row: ReportRow) -> str:
    """How the guarantor of a published statement was told."""
    if row.notice == "quiet":
        return QCoreApplication.translate("StatementReport", "Nobody was told: {reason}").format(
            reason=one_line(row.notice_why)
        )
    if not row.notice:
        return ""
    words = notice_chip(row.notice).text
    return f"{words}: {paper_reason(row.notice_why)}" if row.needs_paper else words


def amount_cell(cents: int | None) -> str:
    """An amount as a number that every spreadsheet reads; empty for none."""
    if cents is None:
        return ""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def _report_line(row: ReportRow) -> Sequence[str]:
    return (
        row.file_name,
        row.account_number,
        row.name,
        amount_cell(row.amount_cents),
        row.statement_date,
        row.period,
        str(row.pages or ""),
        report_outcome(row.outcome),
        why_words(row),
        told_words(row),
        row.published_at,
    )


def _csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell that begins like a formula becomes words; a negative amount of ours stays a number."""
    line = one_line(cell)
    is_number = line.startswith("-") and line[1:].replace(".", "", 1).isdigit()
    dangerous = line.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA)
    return f"'{line}" if dangerous and not is_number else line
