"""The calls about a practice's desk: policies, views, texts, who acts for whom."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.desk_wish import Change, DeskWish

_CALLS: Mapping[Change, tuple[str, str]] = {
    Change.SAVE_VIEW: ("POST", "/views"),
    Change.CHANGE_VIEW: ("PUT", "/views/{id}"),
    Change.DELETE_VIEW: ("DELETE", "/views/{id}"),
    Change.MAKE_DELEGATION: ("POST", "/delegations"),
    Change.END_DELEGATION: ("DELETE", "/delegations/{id}"),
    Change.ANNOUNCE_ABSENCE: ("POST", "/absences"),
    Change.END_ABSENCE: ("DELETE", "/absences/{id}"),
    Change.ENTER_LEAVE: ("POST", "/leave"),
    Change.END_LEAVE: ("DELETE", "/leave/{id}"),
    Change.SET_POLICY: ("PUT", "/policies/{id}"),
    Change.ADD_TEMPLATE: ("POST", "/templates"),
    Change.CHANGE_TEMPLATE: ("PUT", "/templates/{id}"),
    Change.RETIRE_TEMPLATE: ("DELETE", "/templates/{id}"),
}
CODE_DIGITS = 6  # no password is that short


class DeskCalls:
    """Speaks about the desk with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def carry_out(self, practice_id: int, wish: DeskWish) -> dict[str, Any]:
        """Ask for a change.

        Raises:
            StepUpRequiredError: the password is wanted first; then ask again.
            RequestRefusedError: the portal refuses it; `problem` says why.
        """
        method, path = _CALLS[wish.change]
        whole = _path(practice_id, path.format(id=quote(wish.id, safe="")))
        return self._client.call(method, whole, None if method == "DELETE" else wish.fields)

    def policies(self, practice_id: int) -> dict[str, Any]:
        """All policies with the forms to change them."""
        return self._client.call("GET", _path(practice_id, "/policies"))

    def leave(self, practice_id: int) -> dict[str, Any]:
        """Which practitioners are or will be away, and who may be given leave."""
        return self._client.call("GET", _path(practice_id, "/leave"))

    def step_up(self, proof: str) -> None:
        """Confirm who sits here: the password, or the six digits of an authenticator."""
        if len(proof) == CODE_DIGITS and proof.isdecimal():
            self._client.step_up(code=proof)
        else:
            self._client.step_up(password=proof)


def _path(practice_id: int, rest: str) -> str:
    return f"/v1/practices/{practice_id:d}{rest}"
