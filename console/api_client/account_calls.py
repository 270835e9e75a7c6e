"""The calls about patients' accounts: who can sign in, and what the front desk does about it.

What is secret in an answer leaves here as `OnceOnly` and in no other form.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.accounts import (
    PAGE,
    Account,
    AccountPage,
    AccountQuery,
    AccountWish,
    Act,
    InvitationPage,
)
from console.domain.once_only import IssuedCredentials, OnceOnly
from console.domain.proof import Proof

FAILED = "failed"  # came back, expired, or used up by wrong tries
SENT, UNKNOWN = "sent", "unanswered"


class AccountCalls:
    """Speaks about accounts with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def search(self, practice_id: int, query: AccountQuery, after: str = "") -> AccountPage:
        """Some accounts that fit; `after` is where the page before has ended."""
        return AccountPage.read(
            self._call("POST", practice_id, "/accounts/search", query.body(after))
        )

    def account(self, practice_id: int, account_id: str) -> Account:
        """One account as it is now."""
        return Account.read(self._call("GET", practice_id, f"/accounts/{_id(account_id)}"))

    def act(self, practice_id: int, wish: AccountWish) -> None:
        """Do it.

        Raises:
            StepUpRequiredError: the password is wanted first; then ask again.
            RequestRefusedError: a rule forbids it as the account is now; `problem` says which.
        """
        method = "PUT" if wish.act is Act.CHANGE_EMAIL else "POST"
        path = f"/accounts/{_id(wish.account.id)}/{wish.act.value}"
        self._call(method, practice_id, path, dict(wish.fields))

    def prove(self, practice_id: int, patient_id: str, proof: Proof) -> str:
        """Record how somebody proved who they are; the id by which an act names it."""
        path = f"/patients/{_id(patient_id)}/proofings"
        return str(self._call("POST", practice_id, path, proof.fields())["id"])

    def username(self, practice_id: int, account_id: str, proofing_id: str) -> OnceOnly:
        """The user name in full, to be told to who has proved who they are (F41)."""
        path = f"/accounts/{_id(account_id)}/{Act.TELL_USERNAME.value}"
        answer = self._call("POST", practice_id, path, {"proofing_id": proofing_id})
        return OnceOnly(str(answer.pop("username")))

    def credentials(self, practice_id: int, patient_id: str, proofing_id: str) -> IssuedCredentials:
        """Make temporary credentials; those before them stop working (F17).

        Never repeated by itself: a second answer would be other credentials.

        Raises:
            StepUpRequiredError: the password is wanted first; nothing was made.
            PortalUnreachableError: no answer; some may have been made, which nobody knows.
        """
        path = f"/patients/{_id(patient_id)}/{Act.CREDENTIALS.value}"
        answer = self._call("POST", practice_id, path, {"proofing_id": proofing_id})
        return IssuedCredentials(
            id=str(answer["id"]),
            username=OnceOnly(str(answer.pop("username"))),
            password=OnceOnly(str(answer.pop("password"))),
            expires_at=str(answer["expires_at"]),
        )

    def revoke_credentials(self, practice_id: int, credentials_id: str, reason: str) -> None:
        """Make temporary credentials stop working."""
        path = f"/temporary-credentials/{_id(credentials_id)}/revoke"
        self._call("POST", practice_id, path, {"reason": reason})

    def failed_invitations(self, practice_id: int, after: str = "") -> InvitationPage:
        """Some of the invitations that came to nothing, the newest first."""
        body: dict[str, Any] = {"state": FAILED, "limit": PAGE}
        if after:
            body["after"] = after
        return InvitationPage.read(self._call("POST", practice_id, "/invitations/search", body))

    def resend(self, practice_id: int, ids: Sequence[str]) -> dict[str, str]:
        """Send invitations again; for each "sent", or the code of why not.

        One the portal says nothing about is `UNKNOWN`.
        """
        answer = self._call("POST", practice_id, "/invitations/resend", {"ids": list(ids)})
        found = {str(one["id"]): str(one["outcome"]) for one in answer.get("outcomes") or ()}
        return {one: found.get(one, UNKNOWN) for one in ids}

    def resend_to(self, practice_id: int, invitation_id: str, email: str) -> None:
        """Send one invitation again, to another address."""
        path = f"/invitations/{_id(invitation_id)}/resend"
        self._call("POST", practice_id, path, {"email": email})

    def _call(
        self, method: str, practice_id: int, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return self._client.call(method, f"/v1/practices/{practice_id:d}{path}", body)


def _id(name: str) -> str:
    return quote(name, safe="")
