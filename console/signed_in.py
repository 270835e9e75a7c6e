"""What a sign-in leads to: a session with its store, and how it is ended."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass

from console.api_client.absent import AbsentPortal
from console.api_client.client import PortalClient
from console.domain.errors import ConsoleError
from console.domain.session import Me
from console.enrolling import Workstation
from console.runtime import Lane, Lanes
from console.store.engine import Store

LEAVE_WITHIN_S = 3.0


@dataclass(frozen=True)
class Session:
    """A signed-in staff member with their store open.

    `settle` writes what a sign-in leaves there, once and before anything else is written: on the writes
    lane, behind the first rows. `noted`: what is to be on the disk before anything is shown.
    """

    client: PortalClient
    me: Me
    store: Store
    unlock: "Proving"
    workstation: Workstation
    settle: Callable[[], None]
    has_recovered: bool = False  # the keyring had lost our key: the queues are read anew
    noted: "Future[int] | None" = None

    @property
    def is_offline(self) -> bool:
        """Whether it began without the portal: the store is the copy, and nobody is signed in."""
        return isinstance(self.client, AbsentPortal)


class PasswordProof:
    """Proves the password again while the window is locked, with or without the portal."""

    def __init__(self, password: str) -> None:
        from argon2 import PasswordHasher  # noqa: PLC0415 - not needed before somebody signs in

        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._hash = self._hasher.hash(password)

    def holds(self, password: str) -> bool:
        """Whether this is the password that was signed in with. Takes about 40 ms."""
        from argon2.exceptions import VerificationError  # noqa: PLC0415 - as above

        try:
            return self._hasher.verify(self._hash, password)
        except VerificationError:
            return False


class Proving:
    """The making of a proof, which takes a processor for 40 ms: begun when there is one to spare.

    What has been typed is kept until then, and not longer.
    """

    def __init__(self, lane: Lane, password: str) -> None:
        self._lane, self._password = lane, password
        self._begun: Awaitable[PasswordProof] | None = None

    def begin(self) -> Awaitable[PasswordProof]:
        """Begin the first time; gives the proof to whoever awaits it, as often as asked."""
        if self._begun is None:
            self._begun = self._lane.run(PasswordProof, self._password)
            self._password = ""
        return self._begun


async def settled(session: Session, lanes: Lanes) -> None:
    """Write what the sign-in leaves; to be asked for before anything else is written."""
    await lanes.writes.run(session.settle)


async def end_session(client: PortalClient, lanes: Lanes) -> None:
    """Cut what waits for the portal, then end the session there, all within a few seconds."""
    client.abort()
    leaving = client.sibling()
    try:
        async with asyncio.timeout(LEAVE_WITHIN_S):
            await lanes.network.run(leaving.sign_out)
    except (ConsoleError, TimeoutError):
        pass  # the session ends by itself; the tokens go with the client
    finally:
        leaving.abort()
