"""The question before a denial is used again, and nothing of one patient is in it for another."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from console.views.deny_dialog import DenyDialog
from console.views.kept_denials import REST_MS
from console.views.theme import theme
from tests.support.until import until
from tests.support.window_items import refill


async def refused(window, *, reject=False):
    """Ask about the item on show, write, and answer; the question."""
    asked = await asked_about(window)
    asked.choose(asked._reasons[0].code)
    asked._text.setPlainText("Please call us, Ana.")
    asked._note.setPlainText("Her daughter called.")
    asked._step.setChecked(False)
    asked.say_wrong("No.")
    asked.reject() if reject else asked.try_accept()
    window.window.activateWindow()
    await until(window.window.isActiveWindow)
    return asked


async def asked_about(window):
    window.key("D")
    return await until(
        lambda: next(
            (one for one in window.window.findChildren(DenyDialog) if one.isVisible()), None
        )
    )


def words_in(dialog):
    labels = [one.text() for one in dialog.findChildren(QLabel)]
    fields = [one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)]
    return " ".join([*labels, *fields, dialog.accessibleName()])


@pytest.mark.parametrize("reject", [False, True])
async def test_another_item_is_asked_about_in_the_same_question_with_nothing_of_the_first(
    open_window, reject
):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    first = await refused(window, reject=reject)
    title = first.title()
    window.window.pane.table.step(1)
    await window.settle()
    again = await asked_about(window)
    assert again is first
    assert again.title() != title
    assert again.params() == {
        "reason_code": "",
        "internal_note": "",
        **({"next_step": True} if "next_step" in again.params() else {}),
        "text_to_patient": "",
    }
    assert again.wrong() == ""
    assert again.focusWidget() is again._list
    assert not again._text.document().isUndoAvailable()
    QTest.qWait(REST_MS + 100)  # what was to be forgotten has been
    assert again.title() not in ("", title)


async def test_a_closed_question_soon_holds_nothing_of_whom_it_was_about(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    name = window.patient()
    closed = await refused(window)
    await until(lambda: closed.title() == "")
    said = words_in(closed)
    for word in (name, "Please call us", "daughter"):
        assert word not in said
    assert not closed.actions()


async def test_a_question_that_looks_otherwise_is_made_anew(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    first = await refused(window, reject=True)
    theme().set_text_scale(1.5)
    try:
        again = await asked_about(window)
        assert again is not first
        again.reject()
    finally:
        theme().set_text_scale(1.0)


async def test_a_question_that_ended_under_the_cover_is_made_anew(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    first = await asked_about(window)
    window.window.lock()
    item = window.window.panel.item()
    window.window.show_item(replace(item, content_hash="f" * 64, version=2))
    window.window.unlock()
    window.window.activateWindow()
    await until(window.window.isActiveWindow)
    again = await asked_about(window)
    assert again is not first
    assert again.isEnabled()
    assert again.accept_button.isEnabled()


async def test_a_question_asked_again_at_once_keeps_what_is_written_in_it(open_window):
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    await refused(window, reject=True)
    again = await asked_about(window)
    again._note.setPlainText("His son called.")
    QTest.qWait(REST_MS + 100)  # the time at which the first one would have been forgotten
    assert again._note.toPlainText() == "His son called."
