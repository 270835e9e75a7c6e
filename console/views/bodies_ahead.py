"""Makes what items are shown in before the first of each queue is opened, while nobody does anything."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from console.views.item_panel import ItemPanel
from console.views.queues import BODIES
from console.views.queues.body import QueueBody, local_zone

EVERY_MS = 150
"""Between two looks. One body is made at a time, 1 to 16 ms of work, so no key waits for more than that."""


class BodiesAhead(QObject):
    """One queue's body after the other, as long as `rests()` says that nobody is about to do anything.

    Only of queues that this staff member may read: of another queue there is nothing in the window.
    """

    def __init__(self, panel: ItemPanel, rests: Callable[[], bool]) -> None:
        super().__init__(panel)
        self._panel, self._rests = panel, rests
        self._kinds: list[str] = []
        self._has_made, self._has_zone = False, False
        panel.body_made.connect(self._on_made)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._go_on)

    def begin(self, kinds: Sequence[str]) -> None:
        """Make those of these queues that are missing."""
        self._kinds = [kind for kind in kinds if kind in BODIES]
        self._timer.start()

    def stop(self) -> None:
        """Make no more: the window is about to close."""
        self._timer.stop()

    def _go_on(self) -> None:
        if not self._rests():
            return
        if not self._has_zone:
            local_zone()  # Qt takes 6 to 20 ms for it, once a process: the first appointment would wait
            self._has_zone = True
            return
        self._has_made = False
        while self._kinds and not self._has_made:
            self._panel.body(self._kinds.pop(0))
        if not self._kinds:
            self._timer.stop()

    def _on_made(self, body: QueueBody) -> None:
        """Its style is worked out with it, not when it is first seen."""
        self._has_made = True
        for part in (body, *body.findChildren(QWidget)):
            part.ensurePolished()
