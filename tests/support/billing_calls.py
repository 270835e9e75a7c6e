"""Good requests to the calls about billing accounts, and the accounts they name."""

from typing import Any

from tests.support import billing_rows
from tests.support.clinic import Clinic

OWN = "/v1/patient/practices/{practice_id}/statements/"
NOBODY = "00000000-0000-7000-8000-000000000000"


def billing_bodies(path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Bodies by method and path behind the practice."""
    if not path.startswith("/billing-accounts"):
        return {}
    account = {"account_number": "A-1", "given_name": "Ada", "family_name": "Byron"}
    return {
        ("PUT", "/billing-accounts"): {"accounts": [account]},
        ("POST", "/billing-accounts/search"): {"name": "Byron"},
    }


def billing_things(path: str, clinic: Clinic) -> dict[str, str]:
    """The account that the path names; a patient's statement is nobody's."""
    if path.startswith(OWN):
        return {"statement_id": NOBODY}
    if "{billing_account_id}" not in path:
        return {}
    return {"billing_account_id": billing_rows.billing_account(clinic.world, None)}
