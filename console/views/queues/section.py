"""The pieces that every body is set from: headings, boxes and hairlines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP


def column(parent: QWidget | None = None, *, space: int = GAP) -> QVBoxLayout:
    """Give a column without margins; the panel around the body has them."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space)
    return layout


def page(body: QWidget) -> QVBoxLayout:
    """Give the outermost column of a body: groups with air between them, all at the top."""
    return column(body, space=GROUP)


def heading(text: str) -> PlainLabel:
    """Give the heading of a group."""
    return WrappedLabel(text, bold=True)


class Section(QWidget):
    """A group of things under a heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = WrappedLabel(title, bold=True)
        self.content = column(self, space=GAP)
        self.content.addWidget(self._title)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.say(title)


def card(surface: str = "framed") -> QFrame:
    """Give a box on one of the style sheet's grounds."""
    frame = QFrame()
    frame.setProperty("surface", surface)
    return frame


def padded(frame: QFrame, *, space: int = GRID) -> QVBoxLayout:
    """Give the column inside a box."""
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
    layout.setSpacing(space)
    return layout


def reveal(widget: QWidget, *, shown: bool) -> None:
    """Show or hide a widget if it is not so already: showing one lays out all around it anew."""
    if shown and widget.parentWidget() is None:
        return  # shown with its parent; alone it would be a window
    settled = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if not settled or widget.isHidden() == shown:
        widget.setVisible(shown)
