"""A store whose two files lie in memory, with the face that the store's own modules expect."""

import contextlib
from collections.abc import Iterator
from typing import Any

from console.store import door as doors
from console.store.engine import Store
from console.store.touched import Touched
from tests.simulation.disk import ConsoleDisk

PROJECTION = doors._PROJECTION
_CACHE_TABLES = ("item", "item_entity", "slot", "sync_state", "remembered")


class MemoryDoor:
    """Has the face of `console.store.door.Door`."""

    def __init__(self, disk: ConsoleDisk) -> None:
        self._disk = disk

    @contextlib.contextmanager
    def use(self) -> Iterator[ConsoleDisk]:
        yield self._disk

    def interrupt(self) -> None:
        pass


class MemoryStore:
    """Has the face of `console.store.engine.Store`, as far as writing and reading need it."""

    def __init__(self, disk: ConsoleDisk) -> None:
        self.disk = disk
        self._door = MemoryDoor(disk)
        self.touched = Touched()

    def when_cache_goes(self, _forget: Any) -> None:
        """Hear of nobody's rows: `rebuild_cache` deletes row by row, and each is told."""

    def door(self, **_how: Any) -> MemoryDoor:
        return self._door

    def explain(self, error: Exception) -> Exception:
        return Store.explain(self, error)  # type: ignore[arg-type]

    def check_cache(self) -> None:
        """Find nothing: damage is not simulated here."""

    def rebuild_cache(self) -> None:
        """Begin an empty cache."""
        self.disk.begin_unit()
        for table in _CACHE_TABLES:
            self.disk.execute(f"DELETE FROM cache.{table}")
        self.disk.commit()
