"""The calls about billing accounts and their published statements: look, resend, void, read the PDF."""

from typing import Any
from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.billing import AccountSheet, Bill, BillingPage, BillingQuery, VoidWish


class BillingCalls:
    """Speaks about billing accounts with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def search(self, practice_id: int, query: BillingQuery, after: str = "") -> BillingPage:
        """Some accounts that fit; `after` is where the page before has ended."""
        found = self._call("POST", practice_id, "/billing-accounts/search", query.body(after))
        return BillingPage.read(found)

    def account(self, practice_id: int, account_id: str) -> AccountSheet:
        """One account with its statements, notices, payments and requests as they are now."""
        path = f"/billing-accounts/{quote(account_id, safe='')}"
        return AccountSheet.read(self._call("GET", practice_id, path))

    def void(self, practice_id: int, wish: VoidWish) -> None:
        """Withdraw a statement; no older one becomes payable by it (DOMAIN §5.6).

        Raises:
            RequestRefusedError: it is not as it was seen any more; `problem` says how it is.
        """
        body = {
            "reason_code": wish.reason_code,
            "note": wish.note,
            "expected_version": wish.bill.version,
        }
        self._call("POST", practice_id, f"/statements/{_id(wish.bill)}/void", body)

    def resend(self, practice_id: int, bill: Bill) -> None:
        """Tell the guarantor once more that the statement is there (F72).

        Raises:
            RequestRefusedError: it is not payable any more, or a notice is still on its way.
        """
        body = {"expected_version": bill.version}
        self._call("POST", practice_id, f"/statements/{_id(bill)}/resend", body)

    def content(self, practice_id: int, bill_id: str) -> bytes:
        """The PDF of a statement.

        Raises:
            NotFoundError: there is none, or it is not for us.
        """
        name = quote(bill_id, safe="")
        return self._client.file(f"/v1/practices/{practice_id:d}/statements/{name}/content")

    def _call(
        self, method: str, practice_id: int, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return self._client.call(method, f"/v1/practices/{practice_id:d}{path}", body)


def _id(bill: Bill) -> str:
    return quote(bill.id, safe="")
