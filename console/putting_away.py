"""How a desk's files are put away: kept for the next time, or wiped because the practice says so."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

from console.domain.changes import ChangeSet
from console.domain.errors import (
    ConsoleError,
    WorkstationForkedError,
    WorkstationRevokedError,
)
from console.domain.link import Link
from console.runtime import Lanes
from console.signed_in import Session
from console.store.door import StoreClosedError
from console.store.rekey import AT_SIGN_OUT, rekeyed
from console.store.wipe import Wipe
from console.wiping import handed_in, lock_out
from console.workstation.reasons import LockReason

_log = logging.getLogger(__name__)
NOTE_AFTER_S = 0.05
"""Sealing does not stand before sending, and with a line one sealing does for decision and answer."""


class PuttingAway:
    """For one session, at its end. `ca_file` is the practice's own authority, or empty."""

    def __init__(self, session: Session, lanes: Lanes, ca_file: str) -> None:
        self._session, self._lanes, self._ca_file = session, lanes, ca_file
        self._is_noting, self._is_to_note = False, False
        self.reason = ""  # a word of `LockReason`: after this session the process is to end
        self.after_close: Callable[[], None] | None = None  # what needs the files closed

    def is_ordered_by(self, link: Link) -> bool:
        """Whether this answer of the portal's ends the session: revoked, to be wiped, or copied.

        Only the sign-in window gives a computer whose folder was copied a new identity.
        """
        if link.wipe:
            self.reason = LockReason.WIPED
        elif link.reason == WorkstationRevokedError.__name__:
            self.reason = LockReason.REVOKED
        return bool(self.reason) or link.reason == WorkstationForkedError.__name__

    async def close(self) -> None:
        """Put the files away as is ordered."""
        if self.reason == LockReason.WIPED:
            await self.wipe()
            return
        await self.keep()
        if self.after_close is not None:
            await self._lanes.writes.run(self.after_close)
        if self.reason == LockReason.REVOKED:
            await self._lanes.writes.run(lock_out, self._session.workstation.folder)

    def close_now(self) -> None:
        """Close the files on this thread, for the process is about to end."""
        try:
            self._session.workstation.standing.write()
        finally:
            self._session.store.close()

    async def follow(self, changes: ChangeSet) -> None:
        """Decided or answered: what is sealed follows the outbox, in one go where much changes at once."""
        self._is_to_note = self._is_to_note or changes.outbox
        if self._is_noting:
            return
        self._is_noting = True
        try:
            while self._is_to_note:
                await asyncio.sleep(NOTE_AFTER_S)
                self._is_to_note = False
                await self.note_rescue()
        finally:
            self._is_noting = False

    async def note_rescue(self) -> None:
        """Seal what waits to the portal, should this workstation lose its share (security §3.1).

        With a line as well: who knows that the computer is revoked before the next word of it?
        """
        try:
            await self._lanes.writes.run(self._session.workstation.standing.write)
        except StoreClosedError:
            pass  # a hard lock has closed it already, and noted this before
        except (ConsoleError, OSError) as error:  # what waits is safe in the outbox as well
            _log.warning("rescue not noted", extra={"error": type(error).__name__})

    async def keep(self) -> None:
        """Close the files; the cache gets a new key, as the others do at each sign-in (ADR 0021)."""
        session, run = self._session, self._lanes.writes.run
        await self.note_rescue()
        await run(session.store.close)
        if session.is_offline:
            return
        here = session.workstation
        try:
            await run(rekeyed, here.folder, here.key_store, here.keys, AT_SIGN_OUT)
        except (ConsoleError, OSError) as error:  # the old key opens it as well
            _log.warning("cache not rekeyed", extra={"error": type(error).__name__})

    async def wipe(self) -> bool:
        """Leave nothing of the account here: decisions first, then keys, then files.

        False when the portal could not be told yet; that is done at the next start.
        """
        return await self._lanes.writes.run(self._wipe)

    def _wipe(self) -> bool:
        here, client = self._session.workstation, self._session.client
        bodies = self._all_bodies()
        self._session.store.close()
        wipe = Wipe(here.folder, here.keyring)
        told = {"server": client.address, "ca_file": self._ca_file}
        if bodies is not None and here.rescue_key and here.identity.can_sign:
            staff_id = self._session.me.staff_id
            wipe.begin(bodies, here.identity, here.rescue_key, staff_id=staff_id, **told)
        else:
            wipe.begin_locked(here.identity, **told)
        return handed_in(wipe, client.sibling())

    def _all_bodies(self) -> list[Mapping[str, Any]] | None:
        """All that the outbox has; None where it can not be read: what stands sealed is what is saved."""
        try:
            return self._session.workstation.standing.bodies()
        except Exception as error:  # noqa: BLE001 - whatever it is, the files are to go
            _log.warning("outbox not read", extra={"error": type(error).__name__})
            return None
