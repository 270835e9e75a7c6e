"""The calls about guarantors' billing accounts; what is done with their statements is `statement_calls`."""

from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.billing import BillingPage, BillingView
from console.domain.billing_search import BillingQuery


class BillingCalls:
    """Speaks about billing accounts with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def search(self, practice_id: int, query: BillingQuery, after: str = "") -> BillingPage:
        """Some accounts that fit; `after` is where the page before has ended."""
        path = f"/v1/practices/{practice_id:d}/billing-accounts/search"
        return BillingPage.read(self._client.call("POST", path, query.body(after)))

    def account(self, practice_id: int, account_id: str) -> BillingView:
        """One account with its statements, notices, payments and requests, as they are now.

        Raises:
            NotFoundError: there is none, or it is not for us.
        """
        name = quote(account_id, safe="")
        path = f"/v1/practices/{practice_id:d}/billing-accounts/{name}"
        return BillingView.read(self._client.call("GET", path))
