"""How we stand with the portal. "Offline" is a result of a call, never a mode."""

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """The state of the line."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"


@dataclass(frozen=True)
class Link:
    """What the bottom bar says: the state, since when, why, and how much waits."""

    state: LinkState
    since_ms: int = 0
    reason: str = ""  # name of a ConsoleError subclass, for messages.py
    waiting: int = 0  # decisions in the outbox
    data_as_of_ms: int = 0  # when the cache last equalled the portal
    loading: int = 0  # rows brought in so far by a first load, 0 when none is running
