"""Tab goes the way the eye goes, also through what was put there later."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

# Looked up, not `&`: of an enum that builds a new member for each of some hundred widgets.
_TAKES_TAB = frozenset(
    {Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus}
)


def order_tabs(*parts: QWidget) -> None:
    """Let Tab go through the controls of these parts one after the other, in their order.

    Qt goes by the order in which widgets came into the window, and a part that is filled anew for
    each item would always come last.
    """
    stops = [
        widget
        for part in parts
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() in _TAKES_TAB
        and widget.focusProxy() is None
        and widget.window() is part.window()  # not menus and dialogs
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
