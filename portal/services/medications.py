"""Medications: what a renewal request shows of one, and what an approval does to it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import and_, func, select, update

from portal.db.tables import appointment, item, medication, patient, practitioner, slot
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services import refill_rules
from portal.services.practice_time import today as practice_today
from portal.services.refill_rules import Fill
from portal.services.rules import refused

DEFAULT_REFILLS = 1  # what an approval without a number grants
_AS_THEY_ARE = (
    "id",
    "name",
    "rxnorm",
    "dose_text",
    "status",
    "stop_reason",
    "quantity",
    "days_supply",
    "refills_allowed",
    "refills_remaining",
    "schedule",
)


def fills_of(text: str) -> list[Fill]:
    """Give the fills of a medication row, newest last."""
    return sorted(
        (
            Fill(date.fromisoformat(fill["date"]), fill.get("quantity"), fill.get("days_supply"))
            for fill in orjson.loads(text)
        ),
        key=lambda fill: fill.on,
    )


def refill_content(  # noqa: PLR0913 - the facts of a request, all by name
    row: Mapping[str, Any],
    fills: Sequence[Fill],
    *,
    prescriber: str = "",
    note: str = "",
    pharmacy: str = "",
    today: date,
    last_visit: date | None = None,
    deceased: bool = False,
    duplicate_of: str | None = None,
) -> dict[str, Any]:
    """Give the content of a refill item from plain values; `row` is a row of `medication`."""
    return {
        "medication": _shown(row, prescriber, fills),
        "pharmacy": pharmacy,
        "note": note,
        "checks": refill_rules.checks(
            row,
            fills,
            today=today,
            last_visit=last_visit,
            deceased=deceased,
            duplicate_of=duplicate_of,
        ),
        "is_restart": row["status"] == "inactive",
    }


def _shown(row: Mapping[str, Any], prescriber: str, fills: Sequence[Fill]) -> dict[str, Any]:
    return {name: row[name] for name in _AS_THEY_ARE} | {
        "prescriber": prescriber,
        "prescribed_on": row["prescribed_on"].isoformat(),
        "stopped_on": row["stopped_on"].isoformat() if row["stopped_on"] else None,
        "fills": [
            {
                "date": fill.on.isoformat(),
                "quantity": fill.quantity,
                "days_supply": fill.days_supply,
            }
            for fill in fills
        ],
    }


def load(
    reader: Reader, practice_id: int, medication_id: str, *, lock: bool = False
) -> dict[str, Any] | None:
    """Give a medication with its prescriber's name and whether the patient has died."""
    query = (
        select(
            medication,
            func.coalesce(practitioner.c.name, "").label("prescriber"),
            patient.c.deceased_on,
        )
        .select_from(
            medication.join(
                patient,
                and_(
                    patient.c.practice_id == medication.c.practice_id,
                    patient.c.id == medication.c.patient_id,
                ),
            ).outerjoin(
                practitioner,
                and_(
                    practitioner.c.practice_id == medication.c.practice_id,
                    practitioner.c.id == medication.c.prescriber_id,
                ),
            )
        )
        .where(and_(medication.c.practice_id == practice_id, medication.c.id == medication_id))
    )
    if lock:
        query = query.with_for_update(of=medication)
    row = reader.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def open_request(
    reader: Reader, practice_id: int, patient_id: str, medication_id: str, *, but: str | None = None
) -> str | None:
    """Give the oldest open request of the patient for the medication, other than `but`."""
    rows = reader.execute(
        select(item.c.id, item.c.content)
        .where(and_(item.c.practice_id == practice_id, item.c.patient_id == patient_id))
        .where(and_(item.c.kind == "refill", item.c.is_open.is_(True)))
        .order_by(item.c.submitted_at, item.c.id)
    )
    return next(
        (
            row.id
            for row in rows
            if row.id != but and orjson.loads(row.content)["medication"]["id"] == medication_id
        ),
        None,
    )


def last_visit(reader: Reader, practice_id: int, patient_id: str) -> date | None:
    """Give the day of the patient's last appointment that has been."""
    latest = reader.execute(
        select(func.max(slot.c.starts_at))
        .join_from(
            appointment,
            slot,
            and_(
                slot.c.practice_id == appointment.c.practice_id, slot.c.id == appointment.c.slot_id
            ),
        )
        .where(
            and_(appointment.c.practice_id == practice_id, appointment.c.patient_id == patient_id)
        )
        .where(appointment.c.status.in_(("booked", "fulfilled", "arrived", "checked-in")))
        .where(slot.c.starts_at <= reader.now)
    ).scalar_one()
    return latest.date() if latest is not None else None


def grant(
    uow: UnitOfWork, practice_id: int, item_id: str, medication_id: str, refills: int | None
) -> tuple[dict[str, Any], int]:
    """Put refills into the patient's account; gives the medication as it was and the number.

    A stopped medicine is active again. For a medicine without a legal limit the approval is a new
    prescription of today; a schedule III–IV keeps its date, from which its six months count.
    Raises Problem(rule-refused) for schedule II, over the limit of III–IV, for a patient who has
    died and for a second request (DOMAIN invariants 12 and 13).
    """
    row = load(uow, practice_id, medication_id, lock=True)
    if row is None:
        raise refused("MEDICATION_UNKNOWN", "The medication is not in the chart any more.")
    today = practice_today(uow, practice_id)
    number = _allowed(uow, practice_id, item_id, row, refills, today)
    before = row["refills_remaining"] or 0
    values: dict[str, Any] = {
        "refills_remaining": before + number,
        "status": "active",
        "stopped_on": None,
        "stop_reason": "",
    }
    if row["schedule"] in refill_rules.COUNTED:
        values["refills_allowed"] = (row["refills_allowed"] or 0) + number
    else:
        values |= {"refills_allowed": before + number, "prescribed_on": today}
    uow.execute(
        update(medication)
        .where(and_(medication.c.practice_id == practice_id, medication.c.id == medication_id))
        .values(**values, version=medication.c.version + 1)
    )
    return row, number


def _allowed(
    uow: UnitOfWork,
    practice_id: int,
    item_id: str,
    row: Mapping[str, Any],
    refills: int | None,
    today: date,
) -> int:
    number = DEFAULT_REFILLS if refills is None else refills
    if row["deceased_on"] is not None:
        raise refused("DECEASED", "The chart is marked as deceased.")
    if row["schedule"] == "II":
        raise refused(
            "SCHEDULE_II", "A schedule II medicine can not be renewed; prescribe it anew."
        )
    first = open_request(uow, practice_id, row["patient_id"], row["id"])
    if first is not None and first != item_id:
        raise refused("DUPLICATE_OPEN", "An earlier request for this is open.", item_id=first)
    allowed = row["refills_allowed"] or 0
    left = refill_rules.refills_left_in_law(row["schedule"], row["prescribed_on"], allowed, today)
    if left is not None and number > left:
        raise refused(
            "CONTROLLED_LIMIT",
            "Five refills within six months of the prescription is the limit; prescribe it anew.",
            may_grant=left,
        )
    return number


def of_patient(
    reader: Reader,
    practice_id: int,
    patient_id: str,
    statuses: Iterable[str] = ("active", "inactive"),
) -> list[dict[str, Any]]:
    """Give the patient's medications with the prescriber's name, active ones first, then by name."""
    rows = reader.execute(
        select(medication, func.coalesce(practitioner.c.name, "").label("prescriber"))
        .select_from(
            medication.outerjoin(
                practitioner,
                and_(
                    practitioner.c.practice_id == medication.c.practice_id,
                    practitioner.c.id == medication.c.prescriber_id,
                ),
            )
        )
        .where(and_(medication.c.practice_id == practice_id, medication.c.patient_id == patient_id))
        .where(medication.c.status.in_(tuple(statuses)))
        .order_by(medication.c.status, medication.c.name, medication.c.id)
    ).mappings()
    return [dict(row) for row in rows]
