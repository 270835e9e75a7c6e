"""Who stands behind a minor's account (DOMAIN F35, §5.2; COPPA, 15 U.S.C. 6501).

The age is that of the day of the decision in the practice's zone: who turns eighteen while the
request waits needs no guardian any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, and_, select

from portal.db.tables import account_practice, patient, proxy_link
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import gate
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.practice_time import today
from portal.services.rules import refused

RELATIONSHIPS = ("parent", "legal_guardian", "foster_parent", "other")
# what was looked at; never a number of it (45 CFR 164.514(h) asks for proof, not for copies)
EVIDENCE = (
    "photo_id",
    "birth_certificate",
    "court_order",
    "insurance_card",
    "known_to_practice",
)
MINOR, CHILD, ADULT = "minor", "child", "adult"


@dataclass(frozen=True)
class Guardian:
    """Who vouches for a minor, and what was seen. `record_number`: the guardian's own chart."""

    name: str
    relationship: str
    evidence: tuple[str, ...]
    record_number: str = ""


def age_on(born: date, day: date) -> int:
    """Give the age in full years; who is born on 29 February has it on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_band(born: date, day: date, policy: EnrollmentPolicy) -> str:
    """Give `child` (a parent consents), `minor` (a guardian is needed) or `adult`."""
    years = age_on(born, day)
    if years < min(policy.child_below, policy.guardian_below):
        return CHILD
    return MINOR if years < policy.guardian_below else ADULT


def band_today(
    reader: Reader, practice_id: int, submitted: Mapping[str, Any], policy: EnrollmentPolicy
) -> str:
    """Give the band of an applicant as of today at the practice."""
    born = date.fromisoformat(submitted["birth_date"])
    return age_band(born, today(reader, practice_id), policy)


def vouch(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    born: date,
    guardian: Guardian,
    *,
    limited: bool,
    ends_at_age: int,
    staff_id: str,
) -> str | None:
    """Link the guardian's account to the minor's chart; gives its id, or None without an account.

    The link ends on the birthday on which the minor needs no guardian any more (F51). Raises
    Problem(rule-refused) for a guardian whose chart is not here, has died, is the minor's own, or is
    of a minor.
    """
    if not guardian.record_number:
        return None
    chart = _guardian_chart(uow, practice_id, guardian.record_number)
    day = today(uow, practice_id)
    if chart is None or chart["deceased_on"] is not None or chart["id"] == patient_id:
        raise refused("GUARDIAN_UNKNOWN", "There is no such chart of a guardian in this practice.")
    if age_on(chart["birth_date"], day) < ends_at_age:
        raise refused("GUARDIAN_IS_A_MINOR", "The guardian's chart is of a minor.")
    account_id: str | None = uow.execute(
        select(account_practice.c.account_id).where(
            and_(
                account_practice.c.practice_id == practice_id,
                account_practice.c.patient_id == chart["id"],
                account_practice.c.status == "active",
            )
        )
    ).scalar_one_or_none()
    if account_id is None:
        return None
    uow.execute(
        proxy_link.insert().values(
            practice_id=practice_id,
            id=new_id(),
            patient_id=patient_id,
            account_id=account_id,
            relationship=guardian.relationship,
            scope="limited" if limited else "full",
            evidence=", ".join(guardian.evidence),
            starts_on=day,
            ends_on=_birthday(born, ends_at_age),
            created_by=staff_id,
            created_at=uow.now,
        )
    )
    gate.audience_changed(uow, practice_id, patient_id)
    return account_id


def _guardian_chart(reader: Reader, practice_id: int, record_number: str) -> RowMapping | None:
    return (
        reader.execute(
            select(patient.c.id, patient.c.birth_date, patient.c.deceased_on).where(
                and_(
                    patient.c.practice_id == practice_id,
                    patient.c.record_number == record_number.strip().upper(),
                )
            )
        )
        .mappings()
        .one_or_none()
    )


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)
