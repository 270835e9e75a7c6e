"""While the window is covered nothing in it acts, and nothing in it can be read (T2, T3, T4)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QDragEnterEvent, QDropEvent, QImage, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from portal.security.permissions import Role
from tests.support.open_window import OpenWindow
from tests.support.window_data import staff
from tests.support.window_items import morning

KEYS = (
    "A",
    "S",
    "D",
    "U",
    "J",
    "K",
    "C",
    "Space",
    "F5",
    "Ctrl+K",
    "Alt+1",
    "/",
    "Ctrl+E",
    "Ctrl+B",
)


async def in_front() -> OpenWindow:
    """A provider's window with an item on the screen, and a dialog begun over it."""
    opened = OpenWindow(morning(), staff(Role.PROVIDER, practices=2))
    await opened.go_to("refill")
    opened.window.panel.take_action("deny")
    return opened


def names_in(opened: OpenWindow) -> set[str]:
    """What names a patient: names and birth dates of all items."""
    found = set()
    for item in opened.items.items.values():
        person = item.entity.get("patient") or item.entity.get("subject") or {}
        found |= {str(person[part]) for part in ("name", "birth_date") if person.get(part)}
    return found


def exposed(top: QWidget) -> Iterator[str]:
    """All that eye and screen reader are given of a window: titles, tips, names, descriptions, values."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    for part in [top, *top.findChildren(QWidget)]:
        yield part.windowTitle() if part.isWindow() else ""
        if part.isVisible():
            yield from (part.toolTip(), part.statusTip(), part.whatsThis())
            face = QAccessible.queryAccessibleInterface(part)
            yield from (face.text(kind) for kind in kinds)


def under_the_cover(opened: OpenWindow) -> list[QAction | QShortcut | QAbstractButton]:
    """All that could set something off, but for the cover's own."""
    window = opened.window
    found = [
        one
        for kind in (QAction, QShortcut, QAbstractButton)
        for one in window.findChildren(kind)
        if not _is_of(one, window.cover)
    ]
    assert len(found) > 60
    return found


def _is_of(one: object, cover: QWidget) -> bool:
    while one is not None and one is not cover:
        one = one.parent()  # type: ignore[attr-defined] # every QObject has it
    return one is cover


@pytest.mark.threat("T4")
async def test_t4_no_action_key_or_button_of_a_covered_window_acts(qapp: QApplication) -> None:
    opened = await in_front()
    try:
        opened.window.lock()
        opened.told.clear()
        for one in under_the_cover(opened):
            if isinstance(one, QAction):
                one.trigger()
            elif isinstance(one, QAbstractButton):
                one.click()
            else:
                assert not one.isEnabled()
        for keys in KEYS:
            opened.key(keys, opened.window)
        assert opened.told == []
        assert opened.window.window_lock.is_locked
    finally:
        await opened.close()


@pytest.mark.threat("T4")
async def test_t4_what_was_on_before_is_on_again_and_nothing_else(qapp: QApplication) -> None:
    opened = await in_front()
    try:
        before = {one: one.isEnabled() for one in under_the_cover(opened)}
        opened.window.lock()
        assert not any(one.isEnabled() for one in before)
        opened.window.unlock()
        assert {one: one.isEnabled() for one in before} == before
        assert True in before.values()
        assert False in before.values()
    finally:
        await opened.close()


def painted(opened: OpenWindow) -> QImage:
    """The window as it is on the screen, without the cursor, which comes and goes."""
    opened.find("lock_password").clearFocus()
    return opened.window.grab().toImage()


class Basket(QMainWindow):
    """Takes whatever is dropped, and says so."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.dropped = 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped += 1
        event.accept()


@pytest.mark.threat("T4")
async def test_t4_nothing_can_be_dropped_on_a_covered_window(qapp: QApplication) -> None:
    opened, basket = await in_front(), Basket()

    def drop() -> None:
        data, button = QMimeData(), Qt.MouseButton.LeftButton
        how = (Qt.DropAction.CopyAction, data, button, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(basket, QDragEnterEvent(QPoint(5, 5), *how))
        qapp.sendEvent(basket, QDropEvent(QPointF(5, 5), *how))

    try:
        drop()
        assert basket.dropped == 1
        opened.window.lock()
        drop()
        assert basket.dropped == 1
        opened.window.unlock()
        drop()
        assert basket.dropped == 2
    finally:
        basket.deleteLater()
        await opened.close()


@pytest.mark.threat("T3")
@pytest.mark.invariant("I19")
async def test_t3_nothing_of_a_covered_window_names_a_patient(qapp: QApplication) -> None:
    opened = await in_front()
    names = names_in(opened)

    def told() -> set[str]:
        texts = [text for top in qapp.topLevelWidgets() for text in exposed(top)]
        return {name for name in names if any(name in text for text in texts)}

    try:
        assert told(), "an open window names nobody: the search is blind"
        titles = {top.windowTitle() for top in qapp.topLevelWidgets()}
        assert not any(name in title for name in names for title in titles)
        opened.window.lock()
        assert not told()
    finally:
        await opened.close()


@pytest.mark.threat("T3")
async def test_t3_a_covered_window_is_painted_alike_whatever_is_under_it(
    qapp: QApplication,
) -> None:
    opened = await in_front()
    try:
        opened.window.lock()
        under_one = painted(opened)
        opened.window.unlock()
        await opened.go_to("appointment")
        opened.window.lock()
        assert painted(opened) == under_one
    finally:
        await opened.close()
