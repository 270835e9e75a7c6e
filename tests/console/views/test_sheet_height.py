"""Dialogs are as high as what they say, and no higher: no text stands in a void."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.views.sheet_room import SheetRoom
from tests.support.looking import cut_off, settle, shown
from tests.support.workstation_screens import WORKSTATION_SCREENS

SHEETS = ["offline_setup", "offline_setup.set", "damaged.0", "damaged.5", "security.good"]


@pytest.mark.parametrize("name", SHEETS)
def test_a_dialog_leaves_no_room_for_nothing(name, qtbot, english):
    host = QWidget()
    host.resize(1280, 1000)
    dialog = shown(WORKSTATION_SCREENS[name](host), qtbot)
    inside = dialog.findChild(SheetRoom).inside
    assert 0 <= inside.height() - inside.heightForWidth(inside.width()) <= 2
    assert not cut_off(dialog)


def test_page_keys_show_what_the_screen_has_no_room_for(qtbot, english):
    host = QWidget()
    dialog = shown(WORKSTATION_SCREENS["security.bad"](host), qtbot)
    dialog.resize(dialog.width(), 320)
    settle()
    bar = dialog.findChild(SheetRoom).verticalScrollBar()
    for key, place in ((Qt.Key.Key_PageDown, bar.maximum()), (Qt.Key.Key_PageUp, 0)):
        for _ in range(3):
            qtbot.keyClick(dialog.focusWidget(), key)
        assert bar.value() == place
    assert bar.maximum() > 0
