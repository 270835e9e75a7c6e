"""Good requests to the calls about care managers, and the link that a call names."""

from datetime import date
from typing import Any

from sqlalchemy import delete, select

from portal.db.tables import account, proxy_link
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from tests.support.clinic import Clinic

SPOUSE = {
    "relationship": "spouse",
    "basis": "patient_consent",
    "evidence": ["signed_authorization", "photo_id"],
}
_BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/proxies/{proxy_id}/approve"): {"expected_version": 1},
    ("POST", "/proxies/{proxy_id}/refuse"): {"expected_version": 1, "reason": "NOT_PROVEN"},
    ("POST", "/proxies/{proxy_id}/revoke"): {"reason": "PATIENT_ASKED"},
    ("POST", "/proxies/{proxy_id}/change"): {
        "expected_version": 1,
        "scope": "limited",
        "ends_on": None,
    },
    ("POST", "/proxies/search"): {"show": "all"},
}


def proxy_bodies(clinic: Clinic) -> dict[tuple[str, str], dict[str, Any]]:
    """The bodies by method and path behind the practice."""
    named = {"account_username": _neighbour(clinic)}
    return _BODIES | {("POST", "/patients/{patient_id}/proxies"): named | SPOUSE}


def prepared_proxy(path: str, clinic: Clinic) -> str:
    """A fresh link to the clinic's chart that nobody of the desk has prepared."""
    waits = path.endswith(("/approve", "/refuse"))
    name = _neighbour(clinic)  # written before, and not inside, what follows

    def make(uow: UnitOfWork) -> str:
        uow.execute(delete(proxy_link).where(proxy_link.c.practice_id == 1))
        owner = select(account.c.id).where(account.c.username == name)
        row = {
            "practice_id": 1,
            "id": new_id(),
            "patient_id": clinic.chart,
            "account_id": uow.execute(owner).scalar_one(),
            "relationship": "spouse",
            "basis": "patient_consent",
            "scope": "full",
            "starts_on": date(2020, 1, 1),
            "approval": "wanted" if waits else "given",
            "created_at": uow.now,
        }
        uow.execute(proxy_link.insert().values(row))
        return str(row["id"])

    return clinic.database.write(Scope.of([1]), make)


def _neighbour(clinic: Clinic) -> str:
    """Give the user name of somebody who is no patient here; made once."""
    name = "neighbour.spouse"
    with clinic.database.read(Scope.of([])) as reader:
        known = select(account.c.id).where(account.c.username == name)
        if reader.execute(known).scalar_one_or_none() is not None:
            return name
    clinic.world.login(username=name, given_name="Sam", status="closed")
    return name
