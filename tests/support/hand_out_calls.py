"""Good requests to the calls about what a desk hands out, and the chart or token that a call names."""

from typing import Any

from portal.security.passwords import Passwords
from portal.services.enrollment_tokens import EnrollmentTokens, Issued, Wanted
from tests.support.clinic import Clinic
from tests.support.portal_process import SECRET
from tests.support.staff import CHEAP

_BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/patients/{patient_id}/enrollment-token"): {"channel": "letter"},
    ("PUT", "/patients/{patient_id}/portal-choice"): {"choice": "declined"},
    ("POST", "/enrollment-tokens/{token_id}/revoke"): {"reason": "LOST"},
}


def hand_out_bodies(clinic: Clinic, path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The bodies by method and path behind the practice; `path` is the one that is called."""
    if path != "/enrollment-tokens/check":
        return _BODIES
    return _BODIES | {("POST", path): {"token": _issued(clinic).token.grouped}}


def hand_out_things(path: str, clinic: Clinic) -> dict[str, str]:
    """A chart without an account, or a token that was just made, where the path names one."""
    if path.endswith("/patients/{patient_id}/enrollment-token"):
        return {"patient_id": clinic.world.chart()}
    return {"token_id": _issued(clinic).id} if "{token_id}" in path else {}


def _issued(clinic: Clinic) -> Issued:
    made = EnrollmentTokens(clinic.database, Passwords(SECRET, CHEAP), SECRET)
    staff_id = clinic.staff["front_desk"].id
    return made.issue(Wanted(1, clinic.world.chart(), staff_id, "letter", "en"))
