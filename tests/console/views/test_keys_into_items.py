"""The way of the keyboard into an item, and the key of its second action."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from console.domain.items import QueueView
from console.views.queues.day_strip import DayStrip
from console.views.queues.slot_list import SlotList
from console.views.wait_dialog import WaitDialog
from portal.security.permissions import Role
from tests.support.open_window import OpenWindow
from tests.support.until import until
from tests.support.window_data import at, staff
from tests.support.window_items import refill
from tests.support.window_slots import slots


async def opened(open_window, *roles: Role) -> OpenWindow:
    window = open_window(me=staff(*roles))
    window.window.slots_wanted.connect(
        lambda _practice, *span: window.window.show_slots(slots(*span))
    )
    window.window.activateWindow()
    await until(window.window.isActiveWindow)
    window.window.pane.focus_table()
    return window


async def test_enter_leads_to_the_free_times_of_a_request(open_window):
    window = await opened(open_window, Role.FRONT_DESK)
    await window.go_to("appointment")
    window.window.step(2)
    await window.settle()
    window.window.pane.focus_table()
    window.key("Return")
    strip = QApplication.focusWidget()
    assert isinstance(strip, DayStrip)
    assert strip.cursor_id()
    window.key("Return")
    window.key("A")
    ((_item, action, params),) = window.values("decided")
    assert action == "book"
    assert params["slot_id"]


async def test_enter_leads_to_the_list_where_times_are_read(open_window):
    window = await opened(open_window, Role.FRONT_DESK)
    await window.go_to("appointment")
    window.window.step(2)
    await window.settle()
    window.press("as_list")
    window.window.pane.focus_table()
    window.key("Return")
    assert isinstance(QApplication.focusWidget(), SlotList)


@pytest.mark.parametrize(
    ("role", "place", "dialog"),
    [(Role.FRONT_DESK, "enrollment", "words_dialog"), (Role.PROVIDER, "result", "hold_dialog")],
)
async def test_s_takes_the_second_action(open_window, role, place, dialog):
    window = await opened(open_window, role)
    await window.go_to(place)
    window.window.pane.focus_table()
    shown = window.window.panel.item()
    window.key("S")
    opened_dialog = window.dialog(dialog)
    assert opened_dialog.isVisible()
    assert window.patient() in "".join(label.text() for label in opened_dialog.findChildren(QLabel))
    opened_dialog.reject()
    assert window.window.panel.item() is shown
    assert window.values("decided") == []


async def test_an_item_is_no_higher_than_its_own_body(open_window):
    window = await opened(open_window, Role.FRONT_DESK, Role.PROVIDER)
    await window.go_to("result")
    bar = window.find("item_scroll", QScrollArea).verticalScrollBar()
    alone = bar.maximum()
    for place in ("enrollment", "appointment", "refill"):  # higher ones, each made by now
        await window.go_to(place)
    await window.go_to("result")
    await until(lambda: bar.maximum() == alone, what="the height of a result alone")


async def test_w_takes_up_again_what_waits_and_asks_nothing(open_window):
    parked = refill(0, waiting={"on": "patient", "since": at(hours=2), "until": None})
    window = open_window([parked], me=staff(Role.PROVIDER))
    await window.go_to("refill")
    window.window.pane.show_view(QueueView.ALL)
    await window.settle()
    window.key("W")
    ((item, action, _params),) = window.values("decided")
    assert (item.key, action) == (parked.key, "resume")
    assert window.window.findChild(WaitDialog) is None
