"""Whom a desk means by a care manager (F47): a patient of the practice, or a login by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.db.tables import account, account_practice
from portal.db.unit_of_work import Reader
from portal.security.usernames import fold_username
from portal.services import charts, inbox
from portal.services.audience import age_on
from portal.services.policies.result import ADULT_AGE
from portal.services.practice_time import today
from portal.services.proxy_rules import Wanted
from portal.services.rules import refused

_IDENTIFIED = frozenset({"photo_id", "known_to_practice"})

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Named:
    """Whom the desk means by the care manager: a chart of the practice, or a login by its name."""

    patient_id: str | None = None
    username: str | None = None


@dataclass(frozen=True)
class CareManager:
    """The account that will act, and the chart it is active on in this practice, if any."""

    account_id: str
    chart: Row | None


def find(reader: Reader, practice_id: int, named: Named, wanted: Wanted) -> CareManager:
    """Give the care manager, who is a grown-up with a login of their own.

    Raises Problem: not-found for a chart that is not there; rule-refused CARE_MANAGER_UNKNOWN,
    CARE_MANAGER_HAS_NO_ACCOUNT, CARE_MANAGER_DECEASED, CARE_MANAGER_IS_A_MINOR, and
    CARE_MANAGER_NOT_IDENTIFIED for one who is no patient here and whose ID nobody has seen.
    """
    account_id, own = _account(reader, practice_id, named)
    if account_id is None:
        raise refused("CARE_MANAGER_HAS_NO_ACCOUNT", "The care manager has to be enrolled first.")
    if own is None:
        if not _IDENTIFIED & set(wanted.evidence):
            raise refused("CARE_MANAGER_NOT_IDENTIFIED", "Look at the care manager's photo ID.")
        return CareManager(account_id, None)
    if own["deceased_on"] is not None:
        raise refused("CARE_MANAGER_DECEASED", "The care manager has died.")
    if age_on(own["birth_date"], today(reader, practice_id)) < ADULT_AGE:
        raise refused("CARE_MANAGER_IS_A_MINOR", "A minor acts for nobody.")
    return CareManager(account_id, own)


def _account(reader: Reader, practice_id: int, named: Named) -> tuple[str | None, Row | None]:
    """Give the login that is meant, and the chart here that it is active on."""
    if named.patient_id is not None:
        row = charts.load(reader, practice_id, named.patient_id)
        return inbox.account_of_chart(reader, practice_id, named.patient_id), row
    found = reader.execute(
        select(account.c.id).where(account.c.username == fold_username(named.username or ""))
    ).scalar_one_or_none()
    if found is None:
        raise refused("CARE_MANAGER_UNKNOWN", "No login has this user name.")
    own = reader.execute(
        select(account_practice.c.patient_id)
        .where(account_practice.c.practice_id == practice_id)
        .where(account_practice.c.account_id == found)
        .where(account_practice.c.status == "active")
    ).scalar_one_or_none()
    return str(found), own and charts.load(reader, practice_id, own)
