"""A hand on the keyboard and the mouse: what the tour does, a person could have done."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
_LOOK_S = 0.02


class StepFailedError(Exception):
    """What the tour said would happen has not happened."""


async def until(condition: Callable[[], T | None], what: str, seconds: float = 20.0) -> T:
    """Wait until `condition()` is true and give its value; StepFailedError after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise StepFailedError(what)
        await asyncio.sleep(_LOOK_S)
    return found


async def settled(seconds: float = 0.15) -> None:
    """Let the window paint what has just changed."""
    await asyncio.sleep(seconds)


async def in_front(window: QWidget) -> None:
    """Give a window the keyboard back after a dialog, where no window manager does it."""
    if not window.isActiveWindow():
        window.activateWindow()
        await until(window.isActiveWindow, "the window does not come to the front")


def press(widget: QWidget, keys: str) -> None:
    """Press keys one after the other: "Down", "Ctrl+K", "a". Its window has to be in front."""
    for key in keys.split(" "):
        *modifiers, name = key.split("+") if key != "+" else ["+"]
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= {
                "Ctrl": Qt.KeyboardModifier.ControlModifier,
                "Alt": Qt.KeyboardModifier.AltModifier,
                "Shift": Qt.KeyboardModifier.ShiftModifier,
            }[modifier]
        target = QApplication.focusWidget() or widget
        code = getattr(Qt.Key, f"Key_{name}", None)
        if code is not None and (len(name) > 1 or modifiers or name.isupper()):
            QTest.keyClick(target, code, held)
        else:
            QTest.keyClicks(target, name, held)


def write(widget: QWidget, text: str) -> None:
    """Type a text into a field."""
    widget.setFocus()
    QTest.keyClicks(widget, text)


def click(widget: QWidget) -> None:
    """Click the middle of a widget; StepFailedError when a person could not."""
    if not widget.isVisible() or not widget.isEnabled():
        raise StepFailedError(f"{widget.objectName()} can not be clicked")
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


def find(root: QWidget, kind: type[W], name: str) -> W:
    """The child with an object name; StepFailedError when there is none."""
    found = root.findChild(kind, name)
    if not isinstance(found, kind):
        raise StepFailedError(f"no {name} in the window")
    return found


def open_dialog(window: QWidget, kind: type[QDialog] = QDialog) -> QDialog | None:
    """The dialog that stands open over the window."""
    for dialog in window.findChildren(kind):
        if dialog.isVisible():
            return dialog
    return None


def picture(window: QWidget, path: Path) -> None:
    """The window as a person sees it, the open dialog laid over its middle."""
    image = window.grab()
    shown = [one for one in window.findChildren(QDialog) if one.isVisible()]
    for dialog in shown:  # a question over a dialog comes after it
        front = dialog.grab()
        painter = QPainter(image)
        painter.fillRect(image.rect(), Qt.GlobalColor.transparent)
        painter.setOpacity(0.35)
        painter.fillRect(image.rect(), Qt.GlobalColor.black)
        painter.setOpacity(1.0)
        painter.drawPixmap(_middle(image, front), front)
        painter.end()
    image.save(str(path))


def _middle(image: QPixmap, front: QPixmap) -> QPoint:
    ratio = image.devicePixelRatio()
    return QPoint(
        round((image.width() - front.width()) / ratio / 2),
        max(0, round((image.height() - front.height()) / ratio / 2)),
    )
