"""The portal while nobody is signed in: it may be asked whether it is there, and nothing else."""

from typing import Never

from console.api_client.client import PortalClient
from console.domain.errors import PortalUnreachableError


class AbsentPortal(PortalClient):
    """Takes a client's place after a start without the portal.

    Nothing of a patient's leaves through it, whatever somebody asks of it: each call fails as it
    does without a line, before anything is sent. What needs no session works (`is_there`).
    """

    def sibling(self) -> "AbsentPortal":
        """Another one, with connections of its own."""
        return AbsentPortal(self.address, transport=self._transport.sibling())

    def _send(self, *_args: object, **_more: object) -> Never:
        raise PortalUnreachableError("nobody is signed in", may_have_arrived=False)
