"""Tab goes the way the eye goes, also through what was put there later."""

from collections.abc import Iterator, Sequence
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
    _chain([stop for part in parts for stop in _stops(part, [part, *_inside(part)])])


class PartOrder:
    """The order of Tab through parts of which one at a time is in sight: each is looked at where it has grown.

    A part out of sight may stand anywhere, Tab passes it over. So it is enough that each part is in order
    by itself, and between `before` and `after`.
    """

    def __init__(self, before: QWidget, after: Sequence[QWidget]) -> None:
        self._before, self._after = before, tuple(after)
        self._known: dict[QWidget, list[QWidget]] = {}

    def follow(self, part: QWidget) -> None:
        """Order a part that has just been filled, if there is anything in it that was not there before."""
        inside = _inside(part)
        if inside == self._known.get(part):
            return
        self._known[part] = inside
        stops = [self._before, *_stops(part, [part, *inside])]
        rest = (stop for last in self._after for stop in _stops(last, [last, *_inside(last)]))
        _chain([*stops, *rest])


def _inside(part: QWidget) -> list[QWidget]:
    return part.findChildren(QWidget)


def _stops(part: QWidget, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    window = part.window()
    for widget in widgets:
        if (
            widget.focusPolicy() in _TAKES_TAB
            and widget.focusProxy() is None
            and widget.window() is window  # not menus and dialogs
        ):
            yield widget


def _chain(stops: Sequence[QWidget]) -> None:
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
