"""The appointment body."""

from console.domain.items import Item
from console.views.queues.body import QueueBody


class AppointmentBody(QueueBody):
    """Shows one appointment item."""

    def show_item(self, item: Item) -> None:
        """Show it."""
        self.item = item
