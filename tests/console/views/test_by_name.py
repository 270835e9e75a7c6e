"""Values of Qt's enumerations by their names: what Qt does not know is not passed over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from console.views.by_name import set_by_name


def test_values_are_qts_own(qapp):
    field, label = QLineEdit(), QLabel()
    set_by_name(field, inputMethodHints="ImhHiddenText|ImhSensitiveData", alignment="AlignCenter")
    set_by_name(label, textFormat="PlainText")
    hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
    assert field.inputMethodHints() == hints
    assert field.alignment() == Qt.AlignmentFlag.AlignCenter
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("wrong", [{"textFormat": "Plain"}, {"textform": "PlainText"}])
def test_a_name_that_qt_does_not_know_is_an_error(qapp, wrong):
    with pytest.raises(ValueError, match="Qt knows no"):
        set_by_name(QLabel(), **wrong)
