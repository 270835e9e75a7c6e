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
    is_copy: bool = False  # nobody is signed in: what is shown is the copy for times without a line
    answers: bool = False  # the portal is there again, and still nobody is signed in
    wipe: bool = False  # the practice has ordered that nothing is left of the account here
    until_ms: int = 0  # until when the copy may be read; 0 where there is none

    @property
    def is_down(self) -> bool:
        """Whether nothing new can come: there is no line, or no session."""
        return self.state in {LinkState.OFFLINE, LinkState.SIGNED_OUT}
