"""Reads what the check card of a renewal is made from: visits, laboratory days, allergies, requests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from portal.db.tables import (
    allergy,
    appointment,
    lab_observation,
    lab_report,
    slot,
)
from portal.db.unit_of_work import Reader
from portal.services import medications
from portal.services.drug_names import Allergy, names_drug
from portal.services.policies import store
from portal.services.policies.refill import RefillPolicy
from portal.services.practice_time import today as practice_today
from portal.services.practice_time import zone_of
from portal.services.refill_checks import Check, Facts, checks

Row = Mapping[str, Any]
_BEEN = ("booked", "fulfilled", "arrived", "checked-in")


def facts_of(reader: Reader, row: Row, *, item_id: str | None = None, asked_by: str = "") -> Facts:
    """Give today's facts about a medication; `row` is what `medications.load` gives.

    `item_id` is the request that is looked at: requests that came before it are duplicates.
    """
    practice_id, patient_id = row["practice_id"], row["patient_id"]
    policy = store.current(reader, practice_id, RefillPolicy)
    codes = [
        code for one in policy.monitored if names_drug(one.drugs, row["name"]) for code in one.codes
    ]
    return Facts(
        today=practice_today(reader, practice_id),
        policy=policy,
        last_visit=last_visit(reader, practice_id, patient_id),
        labs=lab_days(reader, practice_id, patient_id, codes),
        allergies=allergies(reader, practice_id, patient_id),
        deceased=row["deceased_on"] is not None,
        duplicate=medications.earlier_request(reader, row, item_id),
        prescriber_here=bool(row["prescriber_here"]),
        asked_by=asked_by,
    )


def card_of(reader: Reader, row: Row, *, item_id: str, asked_by: str) -> list[Check]:
    """Give the check card of a request with today's facts."""
    facts = facts_of(reader, row, item_id=item_id, asked_by=asked_by)
    return checks(row, medications.fills_of(row["fills"]), facts)


def last_visit(reader: Reader, practice_id: int, patient_id: str) -> date | None:
    """Give the practice's day of the patient's last appointment that has been."""
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
        .where(appointment.c.status.in_(_BEEN))
        .where(slot.c.starts_at <= reader.now)
    ).scalar_one()
    return latest.astimezone(zone_of(reader, practice_id)).date() if latest is not None else None


def lab_days(
    reader: Reader, practice_id: int, patient_id: str, codes: list[str]
) -> dict[str, date]:
    """Give the practice's day of the newest value of each code; reports taken back do not count."""
    if not codes:
        return {}
    rows = reader.execute(
        select(lab_observation.c.code, func.max(lab_observation.c.effective_at).label("at"))
        .join_from(
            lab_observation,
            lab_report,
            and_(
                lab_report.c.practice_id == lab_observation.c.practice_id,
                lab_report.c.id == lab_observation.c.report_id,
            ),
        )
        .where(
            and_(
                lab_observation.c.practice_id == practice_id,
                lab_observation.c.patient_id == patient_id,
                lab_observation.c.code.in_(codes),
                lab_report.c.recalled_at.is_(None),
            )
        )
        .group_by(lab_observation.c.code)
    ).all()
    zone = zone_of(reader, practice_id)
    return {row.code: row.at.astimezone(zone).date() for row in rows}


def allergies(reader: Reader, practice_id: int, patient_id: str) -> list[Allergy]:
    """Give the allergies in the chart, by substance."""
    rows = reader.execute(
        select(allergy)
        .where(and_(allergy.c.practice_id == practice_id, allergy.c.patient_id == patient_id))
        .order_by(allergy.c.substance, allergy.c.id)
    )
    return [Allergy(row.substance, row.rxnorm, row.reaction, row.severity) for row in rows]
