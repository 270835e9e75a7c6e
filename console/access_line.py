"""A connection of its own for what the front desk waits for, which can be cut without harm to others."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from console.api_client.access_calls import AccessCalls
from console.api_client.client import PortalClient
from console.runtime import Lane

P = ParamSpec("P")
T = TypeVar("T")


class AccessLine:
    """Calls go one after the other; who will not wait any longer cuts the one that is under way."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client
        self._lane = Lane("access")
        self._own = client.sibling()

    async def run(
        self, func: Callable[Concatenate[AccessCalls, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Make one of the calls and wait for its answer.

        Raises:
            PortalUnreachableError: no answer, also because the line was cut.
        """
        return await self._lane.run(func, AccessCalls(self._own), *args, **kwargs)

    def cut(self) -> None:
        """End the call under way and those that wait; the next goes over a new connection."""
        self._own.abort()
        self._own = self._client.sibling()

    async def close(self, closing: Lane) -> None:
        """End for good; `closing` is a lane that may wait for the thread to end."""
        self._own.abort()
        await closing.run(self._lane.close)
