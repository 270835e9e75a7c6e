"""The rescue that stands ready while decisions wait: see `rescue` for why.

Written after each decision and each answer, when the store is closed and before a hard lock; removed when
nothing waits. Called on the writes lane.
"""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from console.domain.decisions import Command
from console.store.identity import Identity
from console.store.kept import RESCUE_KEY, Kept
from console.store.outbox_rows import COMMAND_COLUMNS, command_of
from console.store.rescue import keep_parcels
from console.store.wipe import Wipe
from console.store.wraps import b64
from console.store.writing import Writer

_SENT = [f"NULL AS {name}" if name == "seen" else name for name in COMMAND_COLUMNS]
_ALL = f"SELECT {', '.join(_SENT)} FROM main.outbox ORDER BY created_ms, command_id"  # noqa: S608 - constants


def all_commands(writer: Writer) -> list[Command]:
    """All that the outbox has: what waits, and what was refused and no person has read.

    Without the items as they were seen, which nobody sends: they are most of what lies in the outbox.
    """
    with writer.transaction() as connection:
        return [command_of(row) for row in connection.exec_driver_sql(_ALL)]


class StandingRescue:
    """Keeps `rescue.bin` at what the outbox has. `as_body` is how the transport writes a command."""

    def __init__(
        self,
        folder: Path,
        writer: Writer,
        identity: Identity,
        as_body: Callable[[Command], Mapping[str, Any]],
    ) -> None:
        self._folder = folder
        self._writer = writer
        self._identity = identity
        self._as_body = as_body
        self._kept = Kept(writer)

    def set_up(self, rescue_key: bytes, staff_id: str) -> None:
        """The portal has said what to seal to; remembered for times without it."""
        said = {"key": b64(rescue_key), "staff_id": staff_id}
        self._kept.put(RESCUE_KEY, json.dumps(said))

    def bodies(self) -> list[Mapping[str, Any]]:
        """All that the outbox has, as the transport writes it."""
        return [self._as_body(command) for command in all_commands(self._writer)]

    def write(self) -> int:
        """Seal what the outbox has now; gives how many decisions that is. 0 before the first `set_up`.

        Nothing is written over what an earlier wipe of this folder has saved and not handed in yet.
        """
        if Wipe.is_pending(self._folder):
            return 0
        found = json.loads(self._kept.get(RESCUE_KEY) or "{}")
        if not found:
            return 0
        key, staff_id = base64.b64decode(found["key"]), str(found["staff_id"])
        return keep_parcels(self._folder, self.bodies(), self._identity, key, staff_id)
