"""The refill body."""

from console.domain.items import Item
from console.views.queues.body import QueueBody


class RefillBody(QueueBody):
    """Shows one refill item."""

    def show_item(self, item: Item) -> None:
        """Show it."""
        self.item = item
