"""The calls about decisions that were made without a line and did not count: the practice's list."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from console.domain.errors import NotThePortalError
from console.domain.refused import RefusedDecision, RefusedPage


class RefusedCalls(ABC):
    """The part of the client that speaks about refused decisions; used by one thread."""

    @abstractmethod
    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Call within the session; see `PortalClient.call`."""

    def refused_decisions(
        self, practice_id: int, after: str = "", *, open_only: bool = True, most: int = 100
    ) -> RefusedPage:
        """Some refused decisions of the queues we may read, the newest first.

        `after` is the `next` of the page before; a page has `most` at most.
        """
        terms = {"open": "true" if open_only else "false", "limit": str(most)}
        terms |= {"after": after} if after else {}
        path = f"/v1/practices/{practice_id:d}/refused-decisions?{urlencode(terms)}"
        found = self.call("GET", path)
        try:
            return RefusedPage(
                tuple(RefusedDecision.read(practice_id, one) for one in found["decisions"]),
                str(found.get("next") or ""),
                int(found["open"]),
                int(found["rescued"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotThePortalError("not refused decisions") from error

    def acknowledge_refused(self, practice_id: int, command_id: str) -> RefusedDecision:
        """Say in our own name that one has been read; who was first stays.

        Raises:
            NotFoundError: there is none, or it is not for us.
        """
        name = quote(command_id, safe="")
        path = f"/v1/practices/{practice_id:d}/refused-decisions/{name}/acknowledge"
        found = self.call("POST", path)
        try:
            return RefusedDecision.read(practice_id, found)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotThePortalError("not a refused decision") from error
