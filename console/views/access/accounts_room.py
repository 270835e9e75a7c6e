"""Where the table of accounts and the account stand: side by side, or one under the other."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QWidget

from console.views.theme import theme

NARROW, SHARE = 850, 0.4
"""Pixels at normal text size below which there is no room for both; the account's part of the width."""


class AccountsRoom(QSplitter):
    """`left` and `right` are stacks: what is there, or the words of why nothing is.

    `share` is the right one's part of the width.
    """

    def __init__(
        self,
        table: QWidget,
        empty: QWidget,
        detail: QWidget,
        choose: QWidget,
        share: float = SHARE,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._detail, self._scroll, self._share = detail, QScrollArea(), share
        self._table, self._empty, self._choose = table, empty, choose
        scroll = self._scroll
        scroll.setObjectName("account_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(detail)
        detail.installEventFilter(self)
        for ground in (scroll.viewport(), detail):
            ground.setAutoFillBackground(False)
        self._left, self._right = QStackedWidget(), QStackedWidget()
        for stack, parts in ((self._left, (table, empty)), (self._right, (choose, scroll))):
            for part in parts:
                stack.addWidget(part)
            self.addWidget(stack)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def show_rows(self, *, shown: bool) -> None:
        """Show the table, or why it is empty."""
        self._left.setCurrentWidget(self._table if shown else self._empty)

    def show_detail(self, *, shown: bool) -> None:
        """Show an account, or that one is to be chosen."""
        self._right.setCurrentWidget(self._scroll if shown else self._choose)
        self.share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the width anew when something has come to the account."""
        done = super().eventFilter(watched, event)
        if (
            event.type() == QEvent.Type.LayoutRequest
            and self._least() != self._scroll.minimumWidth()
        ):
            self.share()
        return done

    def _least(self) -> int:
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return self._detail.minimumSizeHint().width() + bar

    def share(self) -> None:
        """The account gets what its words need, or its part of the width; the table the rest."""
        least = self._least()
        self._scroll.setMinimumWidth(least)
        if self.orientation() == Qt.Orientation.Horizontal:
            right = max(least, round(self.width() * self._share))
            self.setSizes([max(1, self.width() - right), right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the account under the table where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * theme().text_scale
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.orientation() != wanted:
            self.setOrientation(wanted)
        self.share()
