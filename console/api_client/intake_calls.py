"""The calls about what laboratories send: how sources do, what came, one message as it came."""

from urllib.parse import quote, urlencode

from console.api_client.client import PortalClient
from console.domain.intake import IntakeOverview, MessagePage, MessageQuery, RawMessage


class IntakeCalls:
    """Asks the portal about the intake; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def overview(self, practice_id: int) -> IntakeOverview:
        """How the intake of a practice stands now."""
        path = f"/v1/practices/{practice_id:d}/intake"
        return IntakeOverview.read(self._client.call("GET", path))

    def messages(self, practice_id: int, query: MessageQuery, after: str = "") -> MessagePage:
        """Some messages that fit, newest first; `after` is where the page before has ended."""
        path = f"/v1/practices/{practice_id:d}/intake/messages?{urlencode(query.terms(after))}"
        return MessagePage.read(self._client.call("GET", path))

    def message(self, practice_id: int, message_id: str) -> RawMessage:
        """One message as it came. The portal remembers who has opened it.

        Raises:
            NotFoundError: there is none, or it is not for us.
        """
        name = quote(message_id, safe="")
        path = f"/v1/practices/{practice_id:d}/intake/messages/{name}"
        return RawMessage.read(self._client.call("GET", path))
