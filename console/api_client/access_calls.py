"""The calls about letting patients in: who it is, how they stand, and what is handed out.

Nothing is sent twice by itself: a second token would kill the one whose answer was lost on its way.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.access import Found, FoundChart, HandOutKind, Issued, LetterCheck, PatientAccess
from console.domain.errors import NotFoundError
from console.domain.person_search import Terms

MOST = 50  # charts of one reading that the portal gives

_ROUTES = {
    HandOutKind.TOKEN: "enrollment-tokens",
    HandOutKind.CREDENTIALS: "temporary-credentials",
    HandOutKind.INVITATION: "invitations",
}


class AccessCalls:
    """Speaks about access with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def search(self, practice_id: int, readings: Sequence[Terms]) -> Found:
        """Charts that fit any of the readings, each once, by name; the terms travel in the body."""
        found: dict[str, FoundChart] = {}
        more = False
        for terms in readings:
            answer = self._call(
                "POST", practice_id, "/patients/search", {**terms.body(), "limit": MOST}
            )
            more = more or bool(answer.get("next"))
            for one in answer["patients"]:
                chart = FoundChart.read(one)
                found.setdefault(chart.id, chart)
        charts = sorted(found.values(), key=lambda one: (one.name.casefold(), one.birth_date))
        return Found(tuple(charts), more)

    def access(self, practice_id: int, patient_id: str) -> PatientAccess:
        """How a patient stands, which ways are open, and what was handed out."""
        return PatientAccess.read(
            self._call("GET", practice_id, f"/patients/{_id(patient_id)}/access")
        )

    def issue_token(self, practice_id: int, patient_id: str, channel: str, language: str) -> Issued:
        """Make a token; the one before stops working with it (DOMAIN F16).

        Raises:
            RequestRefusedError: a rule forbids it.
            PortalUnreachableError: no answer; it may have been made all the same.
        """
        path = f"/patients/{_id(patient_id)}/enrollment-token"
        body = {"channel": channel, "language": language}
        return Issued(self._call("POST", practice_id, path, body))

    def token_printed(self, practice_id: int, token_id: str) -> None:
        """Say that the letter has gone to paper."""
        self._call("POST", practice_id, f"/enrollment-tokens/{_id(token_id)}/printed")

    def check_letter(self, practice_id: int, token: str) -> LetterCheck:
        """Ask whether a letter still works, and whose it is (PEERS B9).

        What is no token of this practice has the state `unknown` and belongs to nobody.
        """
        path, body = "/enrollment-tokens/check", {"token": token}
        try:
            return LetterCheck.read(self._call("POST", practice_id, path, body))
        except NotFoundError:
            return LetterCheck("unknown")

    def revoke(self, practice_id: int, kind: HandOutKind, hand_out_id: str, reason: str) -> None:
        """Make what was handed out stop working."""
        path = f"/{_ROUTES[kind]}/{_id(hand_out_id)}/revoke"
        self._call("POST", practice_id, path, {"reason": reason})

    def invite(self, practice_id: int, patient_id: str, language: str, email: str = "") -> None:
        """Send an invitation; to the chart's address unless another one is given (F19)."""
        body = {"language": language, **({"email": email} if email else {})}
        self._call("POST", practice_id, f"/patients/{_id(patient_id)}/invitation", body)

    def resend(self, practice_id: int, invitation_id: str) -> None:
        """Send an invitation once more; its time begins anew."""
        self._call("POST", practice_id, f"/invitations/{_id(invitation_id)}/resend", {})

    def send_password_link(self, practice_id: int, account_id: str) -> None:
        """Mail the owner of an account a link to choose a new password (F39, F40)."""
        self._call("POST", practice_id, f"/accounts/{_id(account_id)}/password-link")

    def set_choice(
        self, practice_id: int, patient_id: str, choice: str, reason: str, ask_again_on: str
    ) -> None:
        """Write down what the patient has said about the portal (PEERS K56)."""
        body = {"choice": choice, "reason": reason, "ask_again_on": ask_again_on or None}
        self._call("PUT", practice_id, f"/patients/{_id(patient_id)}/portal-choice", body)

    def _call(
        self, method: str, practice_id: int, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return self._client.call(method, f"/v1/practices/{practice_id:d}{path}", body)


def _id(text: str) -> str:
    return quote(text, safe="")
