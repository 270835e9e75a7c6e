"""What the screen reader calls a widget that we paint ourselves: a chart, a picture, a document."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_KEPT = "_spoken_role_interface"
_installed: list[bool] = []


def speak_as(widget: QWidget, role: QAccessible.Role = QAccessible.Role.Graphic) -> None:
    """Give a widget a role; without one Qt calls it an unnamed area. Its names stay its own."""
    widget.setProperty("spoken_role", int(role.value))
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


def _interface(_class_name: str, widget: QObject) -> QAccessibleWidget | None:
    """Make the interface; Qt's cache owns it, and ours must not be collected before the widget."""
    found = widget.property("spoken_role") if isinstance(widget, QWidget) else None
    if not isinstance(widget, QWidget) or found is None:
        return None
    made = QAccessibleWidget(widget, QAccessible.Role(found))
    setattr(widget, _KEPT, made)
    return made
