"""A new passphrase is typed twice; what is wrong with it leads to the field that mends it."""

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.looking import settle, shown
from tests.support.workstation_screens import WORKSTATION_SCREENS

GOOD = "violet anchor seven meadows"


@pytest.mark.parametrize("name", ["offline_setup", "damaged.5"])
def test_the_keyboard_goes_to_the_field_that_would_mend_it(name, qtbot, english):
    host = QWidget()
    dialog = WORKSTATION_SCREENS[name](host)
    shown(dialog, qtbot)
    first, again = dialog.twice.first, dialog.twice.again
    for typed, once_more, told, field in (
        ("", "", "Type a passphrase of at least 15", first),
        ("too few", "too few", "The passphrase is 8 characters too short.", first),
        (GOOD, f"{GOOD}!", "The two are not alike; type it once more.", again),
    ):
        first.edit.setText(typed)
        again.edit.setText(once_more)
        (first if field is again else again).setFocus()
        dialog.try_accept()
        settle()
        assert dialog.wrong().startswith(told)
        assert field.edit.hasFocus()
        assert field.edit.selectedText() == field.edit.text()
