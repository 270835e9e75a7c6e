"""What was open comes back after the lock, unless it has come to its end meanwhile."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from console.views.lock_cover import LockCover
from console.views.window_lock import WindowLock


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(400, 300)
    yield made
    made.hide()
    made.deleteLater()


@pytest.fixture
def lock(window: QWidget) -> WindowLock:
    page = QWidget()
    QVBoxLayout(window).addWidget(page)
    made = WindowLock(page, LockCover(window))
    window.show()
    return made


def gone(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


def test_a_dialog_with_half_written_words_comes_back(window, lock):
    dialog = QDialog(window)
    words = QLineEdit(dialog)
    dialog.open()
    words.setText("half a sent")
    for _ in range(2):
        lock.lock("Robin", "Practice", 0)
        assert not dialog.isVisible()
        lock.unlock()
        assert dialog.isVisible()
    assert words.text() == "half a sent"


@pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # a menu's wishes to a screen that is none
def test_an_open_menu_does_not_stay_over_the_cover(window, lock):
    menu = QMenu(window)
    menu.addAction("Approve")
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert QApplication.activePopupWidget() is menu
    lock.lock("Robin", "Practice", 0)
    assert not menu.isVisible()
    assert QApplication.activePopupWidget() is None


def test_a_dialog_that_ended_under_the_cover_stays_away(window, lock):
    """The item changed, so its question was withdrawn."""
    dialog, told = QDialog(window), []
    lock.changed.connect(told.append)
    dialog.open()
    lock.lock("Robin", "Practice", 0)
    dialog.reject()
    gone(dialog)
    lock.unlock()
    assert told == [True, False]


@pytest.mark.parametrize("is_locked", [False, True])
def test_at_the_end_each_dialog_is_closed_once_whatever_goes_with_another(window, lock, is_locked):
    outer, told = QDialog(window), []
    inner, beside = QDialog(outer), QDialog(window)
    again = QDialog(window)
    for name, dialog in (("outer", outer), ("inner", inner), ("again", again)):
        dialog.finished.connect(lambda _result, name=name: told.append(name))
    beside.finished.connect(lambda _result: told.append("beside"))
    beside.finished.connect(lambda _result: gone(outer))  # with the one that stands over it
    beside.finished.connect(lambda _result: again.open())  # an answer that is shown
    for dialog in (beside, outer, inner):
        dialog.open()
    if is_locked:
        lock.lock("Robin", "Practice", 0)
        late = QDialog(window)
        late.finished.connect(lambda _result: told.append("late"))
        late.open()  # kept, and not hidden before the next turn of the loop
    lock.end()
    assert len(told) == len(set(told))
    assert {"beside", "again"} <= set(told)
    assert ("late" in told) is is_locked
    assert not again.isVisible()


def test_a_field_that_went_under_the_cover_is_not_looked_for(qapp, window, lock):
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    assert qapp.focusWidget() is field
    lock.lock("Robin", "Practice", 0)
    gone(field)
    told = []
    lock.changed.connect(told.append)
    lock.unlock()
    assert told == [False]


def on_screen(dialog):
    return dialog.isVisible() and not dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)


@pytest.mark.parametrize("is_inner", [False, True])
def test_f79_a_dialog_opened_under_the_cover_is_not_seen_before_the_window_is(
    qapp, window, lock, is_inner
):
    """The answer of the portal came when nobody was at the desk any more."""
    outer = QDialog(window)
    outer.open()
    lock.lock("Robin", "Practice", 0)
    dialog = QDialog(outer if is_inner else window)
    told = []
    dialog.finished.connect(told.append)
    dialog.open()
    assert not on_screen(dialog)
    qapp.processEvents()
    assert not dialog.isVisible()
    assert qapp.activeModalWidget() is None, "the password can be typed"
    lock.unlock()
    assert on_screen(dialog)
    assert on_screen(outer)
    assert told == []
    dialog.accept()
    lock.lock("Robin", "Practice", 0)
    lock.unlock()
    assert not dialog.isVisible()


def test_windows_of_others_are_left_alone_by_the_lock(qapp, window, lock):
    lock.lock("Robin", "Practice", 0)
    other = QDialog()
    other.open()
    qapp.processEvents()
    assert on_screen(other)
    other.reject()
    lock.unlock()
