"""Where the parts of an item stand: its header, what scrolls, and its actions below."""

import contextlib
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from console.views.action_bar import ActionBar
from console.views.history_view import HistoryView
from console.views.item_header import ItemHeader
from console.views.queues.body import QueueBody
from console.views.tab_order import PartOrder
from console.views.theme import GAP, GROUP, theme

SHORT = 460
"""A panel less high than this, in pixels at normal text size, has no room for a fixed header."""

_PAINTED = QEvent.Type(QEvent.registerEventType())
_BEHIND_FRAMES = Qt.EventPriority.LowEventPriority.value - 1
"""Frames wait at Qt's low priority; a timer of 0 would come before them."""
_NEXT_TURN_MS = 1
"""Between an item filled in and its frame: keys and clicks that have come meanwhile are heard."""


class _Bodies(QWidget):
    """One body at a time, as high as that one; Qt's own stack is as high as its highest page."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.current: QueueBody | None = None

    def add(self, body: QueueBody) -> None:
        body.hide()
        self._column.addWidget(body)

    def show_only(self, body: QueueBody) -> None:
        if self.current is not None and self.current is not body:
            self.current.hide()
        self.current = body
        body.show()


class ItemPage(QWidget):
    """Header, bodies and history, actions; the header scrolls too where it is too low for it."""

    def __init__(self, header: ItemHeader, history: HistoryView, actions: ActionBar) -> None:
        super().__init__()
        self._header, self._history, self._actions = header, history, actions
        self._bodies, self._is_filled = _Bodies(), False
        self._is_fresh, self._waiting = False, list[Callable[[], None]]()
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(_NEXT_TURN_MS)
        self._painting.timeout.connect(self._paint)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(GROUP, GAP, GROUP, GROUP)
        inner.setSpacing(GROUP)
        inner.addWidget(self._bodies)
        inner.addWidget(history)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("item_scroll")
        self._scroll.setAccessibleName(self.tr("Item"))
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._tabs = PartOrder(self._scroll, (history, actions))
        self._above, self._inside = QVBoxLayout(), inner
        self._above.setContentsMargins(GROUP, GROUP, GROUP, GAP)
        self._above.addWidget(header)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._above)
        page.addWidget(self._scroll, 1)
        page.addWidget(actions)

    def add_body(self, body: QueueBody) -> None:
        """Take the body of one more queue; it is not on show yet."""
        self._bodies.add(body)

    def present(self, *, shown: bool) -> None:
        """Show the item, or none: then the body lets go what it holds of the last one."""
        if not shown and self._bodies.current is not None:
            self._bodies.current.forget()
        self.setVisible(shown)

    @contextlib.contextmanager
    def filled(self, *, anew: bool) -> Iterator[None]:
        """Lay out once, at the end, all that is put into the page meanwhile, if it is much; paint it a turn later.

        In sight, every single thing that is shown or hidden lays out all around it anew. Where the
        keyboard is in the page it stays in sight: who is hidden loses the keyboard. To work an item out
        takes up to 15 ms and to paint it up to 10: between the two the window answers.
        """
        focus = QApplication.focusWidget()
        has_keyboard = focus is not None and self.isAncestorOf(focus)
        hides = anew and not has_keyboard and self.isVisible()
        self._is_filled = True
        if anew:
            self._waiting.clear()
        if self.isVisible():
            self._hold_painting()
        if hides:
            self.hide()
        try:
            yield
        finally:
            self._is_filled = False
            if hides:
                self._settle()
                self.show()
                self._is_fresh = True

    def _hold_painting(self) -> None:
        """What stands on the screen stays there, ground and all, until the next turn of the loop."""
        self._may_paint(is_allowed=False)
        self._painting.start()

    def _paint(self) -> None:
        self._may_paint(is_allowed=True)
        if self._is_fresh:
            QCoreApplication.postEvent(self, QEvent(_PAINTED), _BEHIND_FRAMES)

    def _may_paint(self, *, is_allowed: bool) -> None:
        around = self.parentWidget()
        if around is not None:
            around.setUpdatesEnabled(is_allowed)

    def once_painted(self, then: Callable[[], None]) -> None:
        """Call this at once, or when the item that has just been put in here is painted; not for another item.

        A question takes as long to be made as an item: in one turn both would be a pause that is felt.
        """
        if self._is_fresh:
            self._waiting.append(then)
        else:
            then()

    def customEvent(self, event: QEvent) -> None:
        """What was filled in last is painted."""
        if event.type() != _PAINTED:
            super().customEvent(event)
            return
        self._is_fresh = False
        waiting, self._waiting = self._waiting, []
        if self.isVisible():  # not over a window that has been locked meanwhile
            for then in waiting:
                then()

    def _settle(self) -> None:
        """Work out the places of all parts while they are out of sight, the innermost first.

        By itself Qt hands on what has changed in a part one level at a time, each in a turn of the loop,
        and paints in between: rows as low as those of the last item, then all of it once more.
        """
        inside, scrolls = self._scroll.widget(), (self._bodies, self._history)
        grown = () if self._bodies.current is None else self._bodies.current.findChildren(QWidget)
        fixed = (self._header, self._actions)
        for part in (*reversed(grown), self._bodies.current, *scrolls, inside, *fixed, self):
            layout = None if part is None else part.layout()
            if layout is not None:
                layout.activate()
        viewport = self._scroll.viewport()  # who lays it out looks how high `inside` is now
        QApplication.sendEvent(viewport, QEvent(QEvent.Type.LayoutRequest))

    def unless_filled(self, slot: Callable[[], None]) -> Callable[[], None]:
        """A slot that hears nothing while the page is filled: it is called at the end of that anyway."""

        def heard() -> None:
            if not self._is_filled:
                slot()

        return heard

    def show_body(self, body: QueueBody, *, same_item: bool) -> None:
        """Show a body; from its top unless it is of the item that was on show already."""
        if self._bodies.current not in (None, body):
            self._bodies.current.forget()
        self._bodies.show_only(body)
        if not same_item:
            self._scroll.verticalScrollBar().setValue(0)
        self._tabs.follow(body)

    def focus_body(self) -> None:
        """Put the keyboard into the item: the first control of its body, else its actions."""
        body = self._bodies.current
        entry = None if body is None else body.entry()
        if entry is None:
            self._scroll.setFocus()
            self._scroll.focusNextChild()
        else:
            self._scroll.ensureWidgetVisible(entry)
            entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the header in sight; where there is hardly room for it, let it scroll as well."""
        super().resizeEvent(event)
        scrolls = self.height() < SHORT * theme().text_scale
        if scrolls != (self._above.count() == 0):
            if scrolls:
                self._inside.insertWidget(0, self._header)
            else:
                self._above.addWidget(self._header)
