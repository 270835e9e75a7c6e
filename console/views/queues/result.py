"""The result body."""

from console.domain.items import Item
from console.views.queues.body import QueueBody


class ResultBody(QueueBody):
    """Shows one result item."""

    def show_item(self, item: Item) -> None:
        """Show it."""
        self.item = item
