"""What the loop works with, and whom it tells."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from console.api_client.client import PortalClient
from console.domain import clock
from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.link import Link
from console.domain.session import Me
from console.runtime import Lanes
from console.store.cache import Cache
from console.store.outbox import Outbox


class Announce(Protocol):
    """Told about everything that changed, on the event loop's thread."""

    def store_changed(self, changes: ChangeSet) -> None:
        """Rows of the cache or the outbox are others now."""

    def decision_refused(self, attention: Attention) -> None:
        """The portal has not accepted a decision."""

    def link_changed(self, link: Link) -> None:
        """The line, the number of waiting decisions or the age of the data is another."""

    def me_changed(self, me: Me) -> None:
        """Rights, practices or policies of the staff member have changed."""


@dataclass(frozen=True)
class Parts:
    """Everything the loop needs; `now_ms` and `chance` are given so that tests can set them."""

    client: PortalClient
    cache: Cache
    outbox: Outbox
    lanes: Lanes
    announce: Announce
    now_ms: Callable[[], int] = clock.now_ms
    chance: Callable[[], float] = field(default=random.random)
