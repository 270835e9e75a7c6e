"""Dialogs are as high as what they say, and no higher: no text stands in a void."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.views.sheet_room import SheetRoom
from console.views.theme import theme
from tests.support.account_screens import ACCOUNT_SCREENS
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


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("name", ["credentials", "credentials.held"])
def test_what_fits_does_not_scroll(name, scale, qtbot, english, request):
    """Of lines that wrap counts the height that they have, not that of the narrowest."""
    theme().set_text_scale(scale)
    request.addfinalizer(lambda: theme().set_text_scale(1.0))
    card = ACCOUNT_SCREENS[name](None)
    room = shown(card, qtbot).findChild(SheetRoom)
    assert room.inside.heightForWidth(room.width()) <= room.height()
    assert room.verticalScrollBar().maximum() == 0


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
