"""An item comes into the window in one piece: laid out once, and asked about once it is painted."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from console.views.deny_dialog import DenyDialog
from console.views.flow_layout import Flow
from tests.support.until import until
from tests.support.window_items import enrollment, refill


class Painted(QObject):
    """The heights that the parts of a page had each time they were painted."""

    def __init__(self, page):
        super().__init__()
        self.heights = {}
        for part in page.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.heights.setdefault(watched, []).append(watched.height())
        return False


class BehindFrames(QObject):
    """What `look` said once all was painted that waited to be painted when this was made."""

    def __init__(self, look):
        super().__init__()
        self.said, self._look = None, look
        behind = Qt.EventPriority.LowEventPriority.value - 1  # frames wait at the low one
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), behind)

    def customEvent(self, _event):
        self.said = self._look()


@pytest.mark.parametrize("was_empty", [False, True])
async def test_an_item_is_painted_a_turn_after_it_was_worked_out(open_window, *, was_empty):
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    panel = window.window.panel
    other = next(one for one in window.items.items.values() if one.key != panel.item().key)
    if was_empty:
        panel.show_item(None)
    QTest.qWait(50)
    painted = Painted(panel)
    panel.show_item(other)
    between = BehindFrames(lambda: bool(painted.heights))
    await until(lambda: between.said is not None)
    assert not between.said
    await until(lambda: painted.heights)
    assert panel.updatesEnabled()


async def test_no_part_of_an_item_is_painted_at_a_height_that_it_does_not_keep(open_window):
    items = [enrollment(0), enrollment(1), refill(0), refill(1)]
    window = open_window(items)
    await window.go_to("enrollment")
    panel = window.window.panel
    for item in (*items, *items):
        painted = Painted(panel)
        panel.show_item(item)
        await until(lambda seen=painted: seen.heights)
        QTest.qWait(50)  # whatever Qt would lay out later
        moved = {part: seen for part, seen in painted.heights.items() if len(set(seen)) > 1}
        assert not moved


async def test_a_key_right_after_an_item_asks_about_that_item_once_it_is_painted(open_window):
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    panel = window.window.panel
    other = next(one for one in window.items.items.values() if one.key != panel.item().key)
    painted = Painted(panel)
    panel.show_item(other)
    panel.take("refuse")
    assert not window.window.findChildren(DenyDialog)
    asked = await until(lambda: next(iter(window.window.findChildren(DenyDialog)), None))
    assert painted.heights
    assert asked.isVisible()
    asked.reject()


async def test_a_key_for_an_item_that_has_gone_asks_nothing(open_window):
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    panel = window.window.panel
    first = panel.item()
    panel.show_item(next(one for one in window.items.items.values() if one.key != first.key))
    panel.take("refuse")
    panel.show_item(first)
    QTest.qWait(50)
    assert not window.window.findChildren(DenyDialog)


async def test_a_key_before_the_window_is_locked_asks_nothing_over_the_cover(open_window):
    window = open_window([refill(0), refill(1)])
    await window.go_to("refill")
    panel = window.window.panel
    other = next(one for one in window.items.items.values() if one.key != panel.item().key)
    panel.show_item(other)
    panel.take("refuse")
    window.window.lock()
    QTest.qWait(50)
    assert window.window.window_lock.is_locked
    assert not window.window.findChildren(DenyDialog)


def test_what_flows_is_measured_anew_when_a_part_changes_comes_or_goes(qtbot):
    flow = Flow()
    qtbot.addWidget(flow)
    buttons = [QPushButton("word") for _ in range(6)]
    for button in buttons[:5]:
        flow.flow.addWidget(button)
    flow.show()
    wide = buttons[0].sizeHint().width() * 7
    one_line = flow.heightForWidth(wide)
    narrow = buttons[0].sizeHint().width() * 3
    two_lines = flow.heightForWidth(narrow)
    assert two_lines > one_line
    buttons[0].setText("a much longer sentence than before, so that the line is full")
    assert flow.heightForWidth(wide) > one_line
    buttons[0].hide()
    assert flow.heightForWidth(wide) == one_line
    for button in buttons[1:3]:
        button.hide()
    assert flow.heightForWidth(narrow) == one_line
    flow.flow.addWidget(buttons[5])
    buttons[0].show()
    assert flow.heightForWidth(narrow) > one_line
    flow.flow.clear()
    assert flow.heightForWidth(wide) == 0
