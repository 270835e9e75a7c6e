"""The calls about care managers: who may act for whom, preparing, approving, ending, what ends soon."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.proxies import Birthday, ProxyLink, ProxyList, ProxyWish, read_links

PAGE = 200
DAYS = 60  # ahead that birthdays are looked for


class ProxyCalls:
    """Speaks about care managers with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def of_patient(self, practice_id: int, patient_id: str) -> ProxyList:
        """Who may act for a patient, and for whom they may act."""
        return ProxyList.read(
            self._call("GET", practice_id, f"/patients/{_id(patient_id)}/proxies")
        )

    def prepare(self, practice_id: int, patient_id: str, fields: Mapping[str, Any]) -> None:
        """Let somebody act for a patient; asked for twice, it is one link all the same.

        Raises:
            RequestRefusedError: a rule forbids it; `problem` says which.
        """
        self._call("POST", practice_id, f"/patients/{_id(patient_id)}/proxies", dict(fields))

    def carry_out(self, practice_id: int, wish: ProxyWish) -> None:
        """Approve, refuse, change or end a link."""
        path = f"/proxies/{_id(wish.link_id)}/{wish.act.value}"
        self._call("POST", practice_id, path, dict(wish.fields))

    def found(self, practice_id: int, show: str) -> tuple[ProxyLink, ...]:
        """Links that end soon (`ending`) or wait for approval (`waiting`), the next ends first."""
        body = {"show": show, "limit": PAGE}
        return read_links(self._call("POST", practice_id, "/proxies/search", body)["proxies"])

    def birthdays(self, practice_id: int) -> tuple[Birthday, ...]:
        """Birthdays from 12 to 18 in the next weeks."""
        answer = self._call("GET", practice_id, f"/proxies/birthdays?days={DAYS}")
        return tuple(Birthday.read(one) for one in answer["birthdays"])

    def _call(
        self, method: str, practice_id: int, rest: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        return self._client.call(method, f"/v1/practices/{practice_id:d}{rest}", body)


def _id(key: str) -> str:
    return quote(key, safe="")
