"""Who stands behind a minor's account (DOMAIN F35, §5.2; COPPA, 15 U.S.C. 6501).

The age is that of the day of the decision in the practice's zone: who turns eighteen while the
request waits needs no guardian any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, and_, select

from portal.db.tables import patient, proxy_link
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import gate, inbox
from portal.services.audience import age_on, holds_on
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.policies.enrollment import EnrollmentPolicy
from portal.services.practice_time import today
from portal.services.proxy_rules import majority
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

    None, too, where the practice has no care managers (F46). The link ends on the birthday on which
    the minor needs no guardian any more, the eighteenth at the latest (F51). Raises
    Problem(rule-refused) for a guardian whose chart is not here, has died, is the minor's own, or is
    of a minor.
    """
    if not guardian.record_number:
        return None
    day = today(uow, practice_id)
    chart = _guardian_chart(uow, practice_id, guardian.record_number)
    if chart is None or chart["id"] == patient_id:
        raise refused(
            "GUARDIAN_UNKNOWN", "No living guardian has this record number here; look it up again."
        )
    if age_on(chart["birth_date"], day) < ends_at_age:
        raise refused("GUARDIAN_IS_A_MINOR", "That chart is of a minor; name an adult's.")
    account_id = inbox.account_of_chart(uow, practice_id, chart["id"])
    if account_id is None or not store.current(uow, practice_id, AccessPolicy).care_managers:
        return None
    link: dict[str, Any] = {
        "practice_id": practice_id,
        "patient_id": patient_id,
        "account_id": account_id,
        "relationship": guardian.relationship,
        "scope": "limited" if limited else "full",
    }
    if not _holds(uow, link, day):
        made = {
            "id": new_id(),
            "evidence": ", ".join(guardian.evidence),
            "starts_on": day,
            "ends_on": min(birthday(born, ends_at_age), majority(born)),
            "basis": "court_order" if guardian.relationship == "legal_guardian" else "parental",
            "created_by": staff_id,
            "created_at": uow.now,
        }
        uow.execute(proxy_link.insert(), link | made)
        gate.audience_changed(uow, practice_id, patient_id)
    return account_id


def _holds(reader: Reader, link: Mapping[str, Any], day: date) -> bool:
    """Tell whether there is such a link already, and holds."""
    same = and_(*(proxy_link.c[name] == value for name, value in link.items()))
    found = reader.execute(select(proxy_link.c.id).where(same).where(holds_on(day)).limit(1))
    return found.one_or_none() is not None


def _guardian_chart(reader: Reader, practice_id: int, record_number: str) -> RowMapping | None:
    """Give the chart of a living person by its number as it was typed."""
    return (
        reader.execute(
            select(patient.c.id, patient.c.birth_date)
            .where(patient.c.practice_id == practice_id)
            .where(patient.c.record_number == record_number.strip().upper())
            .where(patient.c.deceased_on.is_(None))
        )
        .mappings()
        .one_or_none()
    )


def birthday(born: date, age: int) -> date:
    """Give the day on which somebody is of an age; who was born on 29 February waits for 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)
