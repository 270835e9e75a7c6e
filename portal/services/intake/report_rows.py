"""A report as sent, as rows of the chart: what is too long, what stands in for what was left out.

Codes and numbers are never cut: a code of another test would come of it, or another order. Names and
titles are; what they were cut from stays in the message.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from portal.db.tables import lab_observation, lab_report
from portal.intake.shape import Fault, Parsed, SentObservation, SentReport

TOO_LONG = "TOO_LONG"
UNTITLED = "Laboratory report"
_CODES = {
    lab_report: ("code", "raw_status", "filler_number", "placer_number", "code_system"),
    lab_observation: ("code", "raw_status", "code_system", "sub_id", "value_type", "flag"),
}
_UNITS = ("unit", "unit_original", "ucum", "comparator", "flags_original")
_NAMES = {
    lab_report: ("title", "performer", "specimen", "category", "change_reason"),
    lab_observation: ("name", "range_text"),
}
Row = dict[str, Any]


def fault_of(parsed: Parsed) -> Fault | None:
    """Say which code, number or unit of a message is longer than any that we keep; None for none."""
    for number, report in enumerate(parsed.reports, start=1):
        where = _too_long(lab_report, _report(report))
        if where:
            return Fault(TOO_LONG, f"report {number}, {where}")
        for one in report.observations:
            where = _too_long(lab_observation, _observation(one))
            if where:
                return Fault(TOO_LONG, f"report {number}, observation {one.ordinal}, {where}")
    return None


def report_row(sent: SentReport, at: datetime) -> Row:
    """Give the columns that the laboratory's report fills; `at` stands in for times left out."""
    row = _clipped(lab_report, _report(sent))
    # no time of its own: that of its values, else when it was issued or sent
    observed = [one.effective_at for one in sent.observations if one.effective_at is not None]
    issued = _aware(sent.issued_at or at)
    effective = sent.effective_at or (min(map(_aware, observed)) if observed else issued)
    return row | {"issued_at": issued, "effective_at": _aware(effective)}


def observation_rows(sent: SentReport, report: Mapping[str, Any]) -> list[Row]:
    """Give the rows of its values, numbered from 1 in the laboratory's order."""
    rows = []
    for ordinal, one in enumerate(sent.observations, start=1):
        row = _clipped(lab_observation, _observation(one)) | {"ordinal": ordinal}
        row["effective_at"] = _aware(one.effective_at or report["effective_at"])
        rows.append(row)
    return rows


def _report(sent: SentReport) -> Row:
    code = sent.code
    return {
        "code": code.code,
        "code_system": code.system,
        "title": sent.title or code.text or code.code or UNTITLED,
        "category": sent.category,
        "raw_status": sent.raw_status,
        "performer": sent.performer,
        "specimen": sent.specimen,
        "filler_number": sent.filler_number,
        "placer_number": sent.placer_number,
        "text": sent.text,
        "change_reason": sent.change_reason,
    }


def _observation(sent: SentObservation) -> Row:
    told = (
        *("value_text", "comparator", "unit", "ucum", "flag", "raw_status", "sub_id"),
        *("value_type", "value_original", "unit_original", "range_text", "flags_original", "note"),
    )
    return {name: getattr(sent, name) for name in told} | {
        "code": sent.code.code,
        "code_system": sent.code.system,
        "name": sent.code.text or sent.code.code or "?",
        "value_number": _number(sent.value_number),
        "range_low": _number(sent.range_low),
        "range_high": _number(sent.range_high),
    }


def _too_long(table: Any, row: Row) -> str:
    names = _CODES[table] + (_UNITS if table is lab_observation else ())
    return next((name for name in names if len(row[name]) > table.c[name].type.length), "")


def _clipped(table: Any, row: Row) -> Row:
    for name in _NAMES[table]:
        most = table.c[name].type.length
        if len(row[name]) > most:
            row[name] = row[name][: most - 1] + "…"
    return row


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
