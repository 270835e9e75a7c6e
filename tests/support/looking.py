"""Looks at widgets as their users do: with eyes, by ear, with a pointer, at twice the text size."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from console.views.plain_label import ElidedLabel
from console.views.theme import TARGET


def shown(widget: QWidget, qtbot: object) -> QWidget:
    """Put a widget on the screen, and let Qt lay it out."""
    widget.show()
    qtbot.addWidget(widget)  # type: ignore[attr-defined] # pytest-qt has no types
    settle()
    return widget


def settle() -> None:
    """Let layouts and delayed events run."""
    for _ in range(3):
        QApplication.processEvents()


def said(widget: QWidget) -> str:
    """All text of visible labels, from the top of the tree."""
    labels = widget.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisibleTo(widget) and label.text())


def child(widget: QWidget, name: str, kind: type = QWidget) -> QWidget:
    """The child with an object name; fails when there is none."""
    found = widget.findChild(kind, name)
    assert isinstance(found, QWidget), f"there is no {name} in {widget.objectName()}"
    return found


def click(widget: QWidget, name: str) -> None:
    """Press a button by its object name, if it can be pressed."""
    button = child(widget, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), f"{name} is disabled"
    button.click()


def not_plain(widget: QWidget) -> list[str]:
    """Labels that might take text for markup."""
    return [
        f"{label.objectName()}: {label.text()}"
        for label in widget.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.pixmap().isNull()
    ]


def unnamed(widget: QWidget) -> list[str]:
    """Visible controls that the keyboard reaches and the screen reader can not name."""
    found = []
    for part in widget.findChildren(QWidget):
        reached = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(widget)
        if not reached or part.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(part)
        name = interface.text(QAccessible.Text.Name)
        if not name or (isinstance(part, QLineEdit) and not part.accessibleName()):
            found.append(f"{type(part).__name__} {part.objectName()}")
    return found


def too_small(widget: QWidget) -> list[str]:
    """Visible buttons smaller than a finger or an unsteady hand needs."""
    return [
        f"{button.objectName()} {button.width()} × {button.height()}"
        for button in widget.findChildren(QAbstractButton)
        if button.isVisibleTo(widget) and min(button.width(), button.height()) < TARGET
    ]


def cut_off(widget: QWidget) -> list[str]:
    """Visible labels and buttons whose text does not fit into them."""
    found = []
    for label in widget.findChildren(QLabel):
        if label.isVisibleTo(widget) and label.text() and not isinstance(label, ElidedLabel):
            needed = label.heightForWidth(label.width()) if _wraps(label) else 0
            width = (
                0 if _wraps(label) else QFontMetrics(label.font()).horizontalAdvance(label.text())
            )
            if label.height() < needed or label.width() < width:
                found.append(f"{label.objectName()}: {label.text()}")
    found += [
        f"{button.objectName()}: {button.text()}"
        for button in widget.findChildren(QPushButton)
        if button.isVisibleTo(widget)
        and button.width() < QFontMetrics(button.font()).horizontalAdvance(button.text())
    ]
    return found


def _wraps(label: QLabel) -> bool:
    return label.wordWrap() or label.hasHeightForWidth()


def tab_stops(window: QWidget, limit: int = 60) -> list[str]:
    """Object names in the order in which Tab reaches them, once around."""
    names: list[str] = []
    part = window.nextInFocusChain()
    while part is not None and part is not window and len(names) < limit:
        inside_view = isinstance(part.parentWidget(), QAbstractItemView)
        reached = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(window)
        if reached and part.isEnabled() and not inside_view and part.focusProxy() is None:
            names.append(part.objectName() or type(part).__name__)
        part = part.nextInFocusChain()
    return names
