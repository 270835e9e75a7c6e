"""Good requests to the calls about accounts, proofs and temporary credentials, and what they name."""

from typing import Any

from sqlalchemy import select, update

from portal.db.tables import account, account_practice
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security.passwords import Passwords
from portal.services import proofings
from portal.services.temporary_credentials import TemporaryCredentials
from tests.support.clinic import Clinic
from tests.support.mailing_calls import put_address
from tests.support.portal_process import SECRET
from tests.support.staff import CHEAP

PROOF = {"method": "in_person", "evidence": ["photo_id"]}
_USERNAME = "held.account"
_LIVE_PATHS = ("/accounts/{account_id}", "/temporary-credentials", "/proofings")


def account_bodies(clinic: Clinic, path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The bodies by method and path behind the practice; a proof is recorded where one is named."""
    if not path.startswith("/accounts") and not any(part in path for part in _LIVE_PATHS):
        return {}
    named = {"proofing_id": proved(clinic)}
    return {
        ("POST", "/accounts/search"): {"name": "Byron"},
        ("POST", "/accounts/{account_id}/lock"): {"reason": "SUSPICIOUS"},
        ("POST", "/accounts/{account_id}/unlock"): {"reason": "IDENTITY_CHECKED"},
        ("POST", "/accounts/{account_id}/deactivate"): {"reason": "MOVED_AWAY"},
        ("POST", "/accounts/{account_id}/reactivate"): {"reason": "MISTAKE"},
        ("POST", "/accounts/{account_id}/reset-mfa"): {"reason": "LOST_DEVICE", **named},
        ("POST", "/accounts/{account_id}/username"): named,
        ("PUT", "/accounts/{account_id}/email"): {"email": f"{new_id()}@example.org", **named},
        ("POST", "/patients/{patient_id}/proofings"): PROOF,
        ("POST", "/patients/{patient_id}/temporary-credentials"): named,
        ("POST", "/temporary-credentials/{credential_id}/revoke"): {"reason": "LOST"},
    }


def account_things(path: str, clinic: Clinic) -> dict[str, str]:
    """The ids that a path names: an account in the state that the call is for, and its chart."""
    if not any(part in path for part in _LIVE_PATHS):
        return {}
    chart, account_id = _held(clinic)
    _put(clinic, account_id, path)
    put_address(clinic, account_id, path)
    named = {"account_id": account_id, "patient_id": chart}
    if "{credential_id}" in path:
        service = TemporaryCredentials(clinic.database, Passwords(SECRET, CHEAP))
        issued = service.issue(1, chart, proved(clinic), by=clinic.staff["nurse"].id)
        named["credential_id"] = issued.id
    return named


def proved(clinic: Clinic) -> str:
    """Record that the account's patient has shown a photo ID."""
    chart, _ = _held(clinic)
    proof = proofings.Proof("in_person", ("photo_id",))
    by = clinic.staff["nurse"].id
    return clinic.database.write(
        Scope.of([1]), lambda uow: proofings.record(uow, 1, chart, proof, by=by)
    )


def _put(clinic: Clinic, account_id: str, path: str) -> None:
    """Put the account into the state from which the call leads on."""
    status = "closed" if path.endswith("/reactivate") else "active"

    def work(uow: UnitOfWork) -> None:
        values = {
            "locked_at": uow.now if path.endswith("/unlock") else None,
            "totp_secret": "v1.sealed" if path.endswith("/reset-mfa") else None,
        }
        uow.execute(update(account).where(account.c.id == account_id).values(values))
        mine = account_practice.c.account_id == account_id
        uow.execute(update(account_practice).where(mine).values(status=status))

    clinic.database.write(Scope.of([1]), work)


def _held(clinic: Clinic) -> tuple[str, str]:
    """Give a chart and the account on it, of nobody whom other calls are about; made once."""
    known = (
        select(account_practice.c.patient_id, account.c.id)
        .join_from(account_practice, account, account.c.id == account_practice.c.account_id)
        .where(account.c.username == _USERNAME)
    )
    with clinic.database.read(Scope.of([1])) as reader:
        row = reader.execute(known).one_or_none()
    if row is not None:
        return row.patient_id, row.id
    chart = clinic.world.chart(given_name="Hedy", email="hedy@example.org")
    return chart, clinic.world.login(chart=chart, username=_USERNAME).account_id
