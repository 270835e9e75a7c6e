"""What a screen reader is told of a screen, and in what order the keyboard goes through it."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from tests.support.fitting import name_of

Role = QAccessible.Role
NO_ROLE = {Role.NoRole, Role.Client, Role.Window, Role.Pane}
"""Roles that tell nobody what a control is for."""


def controls(top: QWidget) -> list[QWidget]:
    """Visible controls that the keyboard reaches, but for the inner parts of Qt's own."""
    return [part for part in top.findChildren(QWidget) if _is_control(part, top)]


def _is_control(part: QWidget, top: QWidget) -> bool:
    inner = isinstance(part.parentWidget(), QAbstractSpinBox | QComboBox | QAbstractItemView)
    return (
        bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and part.isVisibleTo(top)
        and part.focusProxy() is None
        and part.window() is top.window()
        and not inner
    )


def name(part: QWidget) -> str:
    """What the screen reader says when it comes to the control.

    Of a box of choices Qt gives the choice on Unix, and leaves the name to the bridge.
    """
    if isinstance(part, QComboBox):
        return str(part.accessibleName())
    return str(_interface(part).text(QAccessible.Text.Name)).strip()


def nameless(top: QWidget) -> list[str]:
    """Controls of which nobody says what they are."""
    return [name_of(part) for part in controls(top) if not name(part)]


def roleless(top: QWidget) -> list[str]:
    """Controls of which nobody says what can be done with them."""
    return [
        f"{name_of(part)}: {_interface(part).role()}"
        for part in controls(top)
        if _interface(part).role() in NO_ROLE and not isinstance(part, QScrollArea)
    ]


def alike(top: QWidget) -> list[str]:
    """Different controls that sound the same."""
    sounds = Counter((name(part), _interface(part).role()) for part in controls(top))
    return [f"{count} × {said} ({role})" for (said, role), count in sounds.items() if count > 1]


def silent_pictures(top: QWidget) -> list[str]:
    """Widgets of ours that paint what they tell and tell it to nobody who can not see."""
    return [
        name_of(part)
        for part in top.findChildren(QWidget)
        if part.isVisibleTo(top) and _paints_itself(part) and not _words_of(part)
    ]


def _paints_itself(part: QWidget) -> bool:
    own = type(part)
    ours = own.__module__.startswith("console.") and "paintEvent" in vars(own)
    told = not isinstance(part, QLabel) or bool(part.text())
    return ours and told and not part.findChildren(QWidget)


def _words_of(part: QWidget) -> str:
    told = _interface(part)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    return "".join(str(told.text(kind)) for kind in kinds).strip()


def _interface(part: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(part)


def stops(top: QWidget) -> Iterator[QWidget]:
    """The controls in the order in which Tab reaches them, once around."""
    part = top.nextInFocusChain()
    while part is not None and part is not top:
        if part.isEnabled() and _is_control(part, top):
            yield part
        part = part.nextInFocusChain()


def out_of_order(top: QWidget) -> list[str]:
    """Steps of Tab that go up by more than a control's height within one column.

    Round choices are left out: Tab stops once for a group of them.
    """
    around = [part for part in stops(top) if not isinstance(part, QRadioButton)]
    if around:  # the order goes round: it starts where the eye does
        first = min(range(len(around)), key=lambda place: _line_of(around[place], top))
        around = around[first:] + around[:first]
    found, before = [], None
    for part in around:
        if before is not None and _jumps_up(before, part, top):
            found.append(f"{name_of(before)} → {name_of(part)}")
        before = part
    return found


def _area(part: QWidget) -> QWidget | None:
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _jumps_up(before: QWidget, after: QWidget, top: QWidget) -> bool:
    if _area(before) is not _area(after):
        return False  # what scrolls may reach below what stands after it
    one = before.rect().translated(before.mapTo(top, before.rect().topLeft()))
    other = after.rect().translated(after.mapTo(top, after.rect().topLeft()))
    same_column = one.left() < other.right() and other.left() < one.right()
    return same_column and other.bottom() < one.top()


def _line_of(part: QWidget, top: QWidget) -> int:
    return part.mapTo(top, part.rect().center()).y() // 8
