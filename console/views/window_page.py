"""The parts of the main window and where they stand."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.models.queue_faces import FACES
from console.models.queue_list import QueueListModel
from console.models.queue_table import QueueTableModel
from console.models.when import Calendar
from console.views.attention_place import AttentionPlace
from console.views.attention_view import AttentionView
from console.views.bottom_bar import BottomBar
from console.views.first_load import FirstLoad
from console.views.item_panel import ItemPanel
from console.views.message_bar import MessageBar
from console.views.offline_banner import OfflineBanner
from console.views.queue_list import QueueList
from console.views.queue_pane import QueuePane
from console.views.refused_view import RefusedView
from console.views.tab_order import order_tabs
from console.views.theme import theme
from console.views.top_bar import TopBar

LEFT, RIGHT, ITEM_LEAST, RAIL_BELOW = 228, 560, 372, 1060
"""Pixels at normal text size."""


class WindowPage(QWidget):
    """Top bar and message, then queues, table and item side by side, then the bottom bar."""

    def __init__(self, model: QueueTableModel, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("window_page")
        self.list_model = QueueListModel(FACES, calendar)
        self.queue_list = QueueList(self.list_model)
        self.pane = QueuePane(model)
        self.panel = ItemPanel(calendar)
        self.attention = AttentionView(FACES, calendar)
        self.refused = RefusedView(FACES, calendar)
        self.attention_place = AttentionPlace(self.attention, self.refused)
        self.top_bar = TopBar()
        self.message_bar = MessageBar()
        self.offline_banner = OfflineBanner(calendar)
        self.first_load = FirstLoad()
        self.bottom_bar = BottomBar(calendar)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.pane)
        self._middle.addWidget(self.attention_place)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        theme().changed.connect(self._share_width)

    def _lay_out(self) -> None:
        split = self._split
        split.setObjectName("split")
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.queue_list)
        split.addWidget(self._middle)
        split.addWidget(self.panel)
        split.setStretchFactor(1, 3)
        split.setStretchFactor(2, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.message_bar)
        column.addWidget(self.offline_banner)
        column.addWidget(self.first_load)
        column.addWidget(split, 1)
        column.addWidget(self.bottom_bar)
        over = (self.top_bar, self.message_bar, self.offline_banner, self.first_load)
        order_tabs(*over, self.queue_list)
        order_tabs(self.queue_list, self.pane, self.attention_place, self.panel)

    def show_attention(self) -> None:
        """Show what needs attention in the middle."""
        self._middle.setCurrentWidget(self.attention_place)
        self.give_room()

    def show_refused_count(self, count: int) -> None:
        """Say how many refused decisions of the practice nobody has read."""
        self.list_model.show_refused(count)
        self.attention_place.show_count(count)

    def show_pane(self) -> None:
        """Show the table in the middle."""
        self._middle.setCurrentWidget(self.pane)
        self.give_room()

    def give_room(self) -> None:
        """Give what needs attention the item's place too, as long as no item is wanted beside it."""
        alone = self._middle.currentWidget() is self.attention_place and self.panel.item() is None
        if self.panel.isHidden() != alone:
            self.panel.setHidden(alone)
            self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Item and table get what they need for their text; the queues become a rail if need be."""
        width, scale = self.width(), theme().text_scale
        rail = width / scale < RAIL_BELOW
        self.queue_list.set_rail(rail)
        left = self.queue_list.minimumWidth() if rail else round(LEFT * scale)
        right = max(
            self.panel.minimumWidth(), min(round(RIGHT * scale), round((width - left) * 0.42))
        )
        sizes = [left, max(1, width - left - right), right]
        if sizes != self._split.sizes():
            self._split.setSizes(sizes)
