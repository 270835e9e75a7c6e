"""Medications: what a renewal request shows of one, and what patients may ask for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Select, and_, func, select

from portal.db.tables import item, medication, patient, practitioner
from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.services.drug_names import same_drug
from portal.services.policies.refill import RefillPolicy
from portal.services.practice_time import zone_of
from portal.services.refill_checks import Earlier, Facts, checks
from portal.services.refill_rules import Fill, is_long_inactive

_AS_THEY_ARE = (
    "id",
    "name",
    "rxnorm",
    "dose_text",
    "status",
    "stop_reason",
    "stopped_by",
    "quantity",
    "days_supply",
    "refills_allowed",
    "refills_remaining",
    "schedule",
)
_WITH_PRESCRIBER = medication.outerjoin(
    practitioner,
    and_(
        practitioner.c.practice_id == medication.c.practice_id,
        practitioner.c.id == medication.c.prescriber_id,
    ),
)
_PRESCRIBER = (
    func.coalesce(practitioner.c.name, "").label("prescriber"),
    func.coalesce(practitioner.c.active, False).label("prescriber_here"),
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


def refill_content(
    row: Mapping[str, Any],
    facts: Facts,
    checked_at: datetime,
    *,
    note: str = "",
    pharmacy: str = "",
) -> dict[str, Any]:
    """Give the content of a refill item from plain values.

    `row` is a row of `medication` with `prescriber`, the name. `checked_at` is the age of the facts.
    """
    fills = fills_of(row["fills"])
    return {
        "medication": shown(row, fills),
        "pharmacy": pharmacy,
        "note": note,
        "checks": checks(row, fills, facts),
        "checked_at": moment_text(checked_at),
        "is_restart": row["status"] == "inactive",
        "prepared": None,
        "granted": None,
    }


def shown(row: Mapping[str, Any], fills: Sequence[Fill]) -> dict[str, Any]:
    """Give the prescription as an item shows it."""
    return {name: row[name] for name in _AS_THEY_ARE} | {
        "prescriber": row["prescriber"],
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
    """Give a medication with its prescriber and whether the patient has died."""
    query = (
        select(medication, *_PRESCRIBER, patient.c.deceased_on)
        .select_from(
            _WITH_PRESCRIBER.join(
                patient,
                and_(
                    patient.c.practice_id == medication.c.practice_id,
                    patient.c.id == medication.c.patient_id,
                ),
            )
        )
        .where(and_(medication.c.practice_id == practice_id, medication.c.id == medication_id))
    )
    if lock:
        query = query.with_for_update(of=medication)
    row = reader.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def earlier_request(
    reader: Reader, wanted: Mapping[str, Any], item_id: str | None = None
) -> Earlier | None:
    """Give the oldest open request of the person for the drug, if it came before `item_id`.

    Another prescription of the same drug is the same drug (DOMAIN §5.3, invariant 13).
    """
    rows = reader.execute(
        select(item.c.id, item.c.content, item.c.submitted_at)
        .where(
            and_(
                item.c.practice_id == wanted["practice_id"],
                item.c.patient_id == wanted["patient_id"],
            )
        )
        .where(and_(item.c.kind == "refill", item.c.is_open.is_(True)))
        .order_by(item.c.submitted_at, item.c.id)
    )
    for row in rows:
        if row.id == item_id:
            return None
        asked = orjson.loads(row.content)["medication"]
        if asked["id"] == wanted["id"] or same_drug(asked, wanted):
            zone = zone_of(reader, wanted["practice_id"])
            return Earlier(row.id, row.submitted_at.astimezone(zone).date())
    return None


def of_patient(
    reader: Reader,
    practice_id: int,
    patient_id: str,
    statuses: Iterable[str] = ("active", "inactive"),
) -> list[dict[str, Any]]:
    """Give the patient's medications with the prescriber's name, active ones first, then by name."""
    rows = reader.execute(
        _of(practice_id, patient_id).where(medication.c.status.in_(tuple(statuses)))
    ).mappings()
    return [dict(row) for row in rows]


def offered(
    reader: Reader, practice_id: int, patient_id: str, policy: RefillPolicy, today: date
) -> list[dict[str, Any]]:
    """Give what a patient sees and may ask for (F54).

    Hidden are what was stopped too long ago, and all of it once the patient has died.
    """
    died = reader.execute(
        select(patient.c.deceased_on).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).scalar_one_or_none()
    if died is not None:
        return []
    return [
        row for row in of_patient(reader, practice_id, patient_id) if may_ask(row, policy, today)
    ]


def may_ask(row: Mapping[str, Any], policy: RefillPolicy, today: date) -> bool:
    """Whether a renewal of the medicine may be asked for: it is taken, or was until lately."""
    if row["status"] != "inactive" or policy.allow_long_inactive:
        return True
    return not is_long_inactive(row["stopped_on"], today, policy.inactive_days)


def _of(practice_id: int, patient_id: str) -> Select[Any]:
    return (
        select(medication, *_PRESCRIBER)
        .select_from(_WITH_PRESCRIBER)
        .where(and_(medication.c.practice_id == practice_id, medication.c.patient_id == patient_id))
        .order_by(medication.c.status, medication.c.name, medication.c.id)
    )
