"""Good requests to the calls about invitations, links and addresses, and what they name."""

from typing import Any

from sqlalchemy import select, update

from portal.db.tables import account, patient
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services import invitations
from tests.support.clinic import Clinic

_SENT_BY_MAIL = ("/password-link", "/verification-mail")


def mailing_bodies(clinic: Clinic, path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The bodies by method and path behind the practice."""
    if "/invitation" not in path and not path.endswith("/email"):
        return {}
    bodies: dict[tuple[str, str], dict[str, Any]] = {
        ("POST", "/patients/{patient_id}/invitation"): {"email": "given@example.org"},
        ("POST", "/invitations/search"): {"state": "bounced"},
        ("POST", "/invitations/{invitation_id}/resend"): {},
        ("POST", "/invitations/{invitation_id}/revoke"): {"reason": "LOST"},
    }
    if path == "/invitations/resend":
        bodies["POST", path] = {"ids": [_invited(clinic)]}
    if path.startswith("/patients"):
        with clinic.database.read(Scope.of([1])) as reader:
            seen = reader.execute(
                select(patient.c.version).where(patient.c.id == clinic.chart)
            ).scalar_one()
        bodies["PUT", path] = {"email": f"chart{seen}@example.org", "expected_version": seen}
    return bodies


def mailing_things(path: str, clinic: Clinic) -> dict[str, str]:
    """A chart without an account, or an invitation that was just sent, where the path names one."""
    if path.endswith("/patients/{patient_id}/invitation"):
        return {"patient_id": clinic.world.chart()}
    return {"invitation_id": _invited(clinic)} if "{invitation_id}" in path else {}


def put_address(clinic: Clinic, account_id: str, path: str) -> None:
    """Give the account an address that a mail of this kind goes to."""
    if not path.endswith(_SENT_BY_MAIL):
        return

    def work(uow: UnitOfWork) -> None:
        verified = uow.now if path.endswith("/password-link") else None
        uow.execute(
            update(account)
            .where(account.c.id == account_id)
            .values(email_verified_at=verified, email="hedy@example.org")
        )

    clinic.database.write(Scope.of([1]), work)


def _invited(clinic: Clinic) -> str:
    chart, by = clinic.world.chart(), clinic.staff["front_desk"].id
    return clinic.database.write(
        Scope.of([1]),
        lambda uow: invitations.invite(uow, 1, chart, email=None, language="en", by=by),
    ).id
