"""Decisions that the portal did not accept, until a person has read why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.domain.decisions import Attention
from console.models.queue_face import QueueFace
from console.models.when import Calendar


class AttentionView(QWidget):
    """One card for each: what I decided, what the portal said, how the item stands now.

    Signals: `acknowledged(command_id)`, `show_item_asked(ItemKey)`.
    """

    acknowledged = Signal(str)
    show_item_asked = Signal(object)

    def __init__(
        self,
        faces: Mapping[str, QueueFace],
        calendar: Calendar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)

    def show_attention(self, attention: Sequence[Attention]) -> None:
        """Show these, the newest first."""
