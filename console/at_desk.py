"""What the work beside the decisions may know of the desk that it belongs to."""

from typing import Protocol

from console.bus import Bus
from console.domain.session import Me
from console.views.main_window import MainWindow


class AtDesk(Protocol):
    """The window, who works at it, and the practice that is shown."""

    window: MainWindow
    bus: Bus
    me: Me
    workstation_id: str  # this computer's, as the portal knows it

    @property
    def practice_id(self) -> int:
        """The practice that is shown; 0 for none."""
