"""What a message means: each of its reports into a chart, or before somebody who says whose it is.

Everything of a message happens in the caller's transaction, and doing it again changes nothing. A
report never makes a chart (DOMAIN §5.4); the rules by which it finds one are those of `whose`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import lab_report, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.intake.shape import Fault, Parsed, SentReport
from portal.services.intake import charting, report_rows, turn, unmatched, whose
from portal.services.intake.kept_shape import Kept
from portal.services.intake.outcome import UNMATCHED, Landed
from portal.services.intake.papers import Papers
from portal.services.intake.wholesome import cleaned, one_for_each_order
from portal.services.policies import store
from portal.services.policies.intake import IntakePolicy
from portal.services.practice_time import today

FHIR = "fhir"
_SENDER = 200  # characters of `lab_report.source`
_AHEAD = timedelta(days=1)  # more than any zone that a sender forgets to name
Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Found:
    """The chart of a message's person, or why it has none for certain."""

    patient_id: str | None
    reason: str = ""


def fault_of(parsed: Parsed) -> Fault | None:
    """Say why a message that was read can not be kept as it is (TOO_LONG); None for no reason.

    To be asked before `land`: what has a fault goes to quarantine whole, and nothing of it lands.
    """
    return report_rows.fault_of(cleaned(parsed))


def land(uow: UnitOfWork, message_row: Row, parsed: Parsed, papers: Papers) -> list[Landed]:
    """Put every report of a message where it belongs; says what became of each.

    `message_row` has the columns of `intake_message`; of `papers`, each report has its own. Reports of
    one order and code in a message are one.
    """
    parsed = cleaned(parsed)
    practice_id = message_row["practice_id"]
    turn.lock(uow, practice_id)
    found = _chart_of(uow, message_row, parsed)
    landed = []
    came = message_row["received_at"]
    for sent, attached in one_for_each_order(parsed, papers):
        at = _believed(parsed.sent_at, came) or came
        # where it is left out, `at` stands in for it
        report = replace(sent, issued_at=_believed(sent.issued_at, came))
        kept = Kept(parsed.person, report, at, attached)
        landed.append(_land(uow, message_row, kept, found))
    return landed


def _believed(said: datetime | None, came: datetime) -> datetime | None:
    """Give a moment as sent, or None where it had not been yet when the message came.

    A version of next year would be the newest until then, and every correction would come too late.
    """
    return None if said is None or said > came + _AHEAD else said


def sender_of(message_row: Row, report: SentReport) -> str:
    """Give who numbers the orders: the sender as the message names it, or who performed the test."""
    named: str = message_row["sender"].strip("| ") or report.performer or message_row["source"]
    return named[:_SENDER]


def _land(uow: UnitOfWork, message_row: Row, kept: Kept, found: _Found) -> Landed:
    practice_id, report = message_row["practice_id"], kept.report
    sender = sender_of(message_row, report)
    number = report.filler_number or report.placer_number
    holder = _holder(uow, practice_id, sender, report)
    patient_id, reason = found.patient_id, found.reason
    if patient_id is None or holder not in {None, patient_id}:
        known = _decided(uow, practice_id, sender, number, kept)
        if known is not None and holder in {None, known}:
            patient_id = holder = known
    if patient_id is None and holder is not None and kept.is_withdrawal():
        # whoever it names now: what was sent to that chart has been taken back, and waits for nobody
        patient_id = _holder(uow, practice_id, sender, report, code=report.code.code)
    if patient_id is not None and holder in {None, patient_id}:
        return charting.chart(
            uow,
            patient_id,
            kept,
            practice_id=practice_id,
            source=sender,
            message_id=message_row["id"],
        )
    other = None
    if patient_id is not None:
        reason, other = whose.ORDER_OF_ANOTHER_PATIENT, holder
    arrived = unmatched.Arrived(message_row, sender, number, kept, reason, other)
    return Landed(
        filler_number=report.filler_number,
        code=report.code.code,
        status_raw=report.raw_status,
        what=UNMATCHED,
        item_id=unmatched.put(uow, arrived),
        reason=reason,
    )


def _chart_of(reader: Reader, message_row: Row, parsed: Parsed) -> _Found:
    practice_id = message_row["practice_id"]
    ours = whose.Ours(
        authorities=store.current(reader, practice_id, IntakePolicy).record_number_authorities,
        receiver=parsed.receiver,
        any_system=message_row["format"] == FHIR,
    )
    numbers, reason = whose.record_numbers(parsed.person, ours)
    if reason:
        return _Found(None, reason)
    charts = _under(reader, practice_id, numbers)
    reason = whose.judge(parsed.person, charts, today(reader, practice_id))
    return _Found(None, reason) if reason else _Found(charts[0]["id"])


def _under(reader: Reader, practice_id: int, numbers: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = reader.execute(
        select(patient)
        .where(and_(patient.c.practice_id == practice_id, patient.c.record_number.in_(numbers)))
        .order_by(patient.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def _decided(reader: Reader, practice_id: int, sender: str, number: str, kept: Kept) -> str | None:
    """Give the chart that somebody has matched this order and person to, while it takes results."""
    code = kept.report.code.code
    known = unmatched.chart_of_order(reader, practice_id, sender, number, code, kept)
    if known is None:
        return None
    status = reader.execute(
        select(patient.c.status).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == known)
        )
    ).scalar_one()
    return known if status == "active" else None


def _holder(
    reader: Reader, practice_id: int, sender: str, report: SentReport, code: str | None = None
) -> str | None:
    """Give the chart that has this order of the sender; the last one that got it counts.

    An order is known by either of its numbers, whatever was ordered under it; with `code`, by that too.
    """
    ours = and_(lab_report.c.practice_id == practice_id, lab_report.c.source == sender)
    coded = ours if code is None else and_(ours, lab_report.c.code == code)
    found: list[tuple[str, str]] = []
    for column, number in (  # each by its own index: for both at once SQLite would use none
        (lab_report.c.filler_number, report.filler_number or report.placer_number),
        (lab_report.c.placer_number, report.placer_number),
    ):
        if number:
            query = select(lab_report.c.id, lab_report.c.patient_id).where(coded, column == number)
            found += [(row.id, row.patient_id) for row in reader.execute(query)]
    return max(found)[1] if found else None
