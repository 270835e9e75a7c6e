"""*Computers* as an administrator uses it: finds one, reads how it stands, takes its access away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.errors import PortalUnreachableError
from console.messages.computer_texts import no_line, not_ended
from console.models.workstation_rows import ComputerColumn
from console.models.workstation_words import outcome, rescued_words, state_chip
from console.views.workstations_dialog import EndWorkstationDialog
from console.views.workstations_view import LOOK_MS
from tests.support import computer_screens as things
from tests.support.looking import child, click, not_plain, said, settle
from tests.support.window_data import MARKUP, at

TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def host(qtbot, english):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def view(host):
    made = things.made(host)
    made.show()
    made.activateWindow()
    settle()
    return made


def told(view):
    return said(view.detail)


def listed(view):
    return [view.rows.workstation(row).id for row in range(view.rows.rowCount())]


def asked(signal):
    heard = []
    signal.connect(lambda *args: heard.append(args))
    return heard


def test_a_row_tells_whose_which_how_and_since_when(view):
    cells = [view.rows.index(3, column) for column in ComputerColumn]
    assert [cell.data() for cell in cells] == [
        *("Kim Osei", "LAPTOP-003", "Erase ordered", "4 days ago", "4 May 2026")
    ]
    assert cells[ComputerColumn.SEEN].data(TIP) == "Thursday, 19 November 2026, 09:12"
    night = things.computer(3, created_at="2026-05-05T02:00:00Z")  # still the day before here
    view.rows.show_one(night)
    assert cells[ComputerColumn.SINCE].data() == "4 May 2026"
    assert "this computer" in view.rows.index(0, ComputerColumn.COMPUTER).data()
    chips = {state_chip(one.state) for one in things.COMPUTERS}
    assert all(chip.icon and chip.text for chip in chips)
    assert len({chip.icon for chip in chips}) == len(chips)


def test_it_never_says_done_before_the_portal_says_so(view):
    assert "Access taken away 3 days ago; it has not reported since." in told(view)
    assert "saved;" not in told(view)
    view.table.go_to(4)
    assert "has not reported that its files are gone" in told(view)
    assert "3 decision" in told(view)
    view.table.go_to(5)
    assert "It has reported that nothing is left." in told(view)
    assert "12 decision" in told(view)
    assert rescued_words(things.computer(1)) == ""
    assert rescued_words(things.computer(1, state="wiped")).startswith("None")


def test_only_what_can_still_be_done_is_offered(view):
    offered = {
        1: "Take access away…",
        3: "",
        5: "",
        6: "Erase what it keeps…",
        7: "Take access away…",
    }
    for row, label in offered.items():
        view.table.go_to(row)
        assert view.detail.button.isVisible() == bool(label)
        assert not label or view.detail.button.text() == label


def test_typing_and_filters_narrow_the_list_and_the_choice_stays(view):
    QTest.keyClicks(view.edit, "corDOBA  wilhel")
    assert listed(view) == ["w-2"]
    view.edit.clear()
    assert view.table.workstation().id == "w-2"
    click(view, "computers_wipe_ordered")
    assert listed(view) == ["w-3", "w-4"]
    assert child(view, "workstations_count").text().startswith("2 of 8")
    QTest.keyClicks(view.edit, "nobody")
    assert "No computer fits what you search." in said(view)


def test_by_keys_alone_from_the_search_to_the_question(view):
    wanted = asked(view.end_wanted)
    QTest.keyClicks(view.edit, "laptop-001")
    QTest.keyClick(view.edit, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view.table
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is view.detail.button
    QTest.keyClick(view.detail.button, Qt.Key.Key_Return)
    assert [one.id for (one,) in wanted] == ["w-1"]


def test_news_leave_the_choice_and_the_keyboard_where_they_are(view):
    view.table.go_to(6)
    view.detail.button.setFocus()
    view.show_workstations([things.computer(8), *reversed(things.COMPUTERS)])
    assert view.table.workstation().id == "w-6"
    assert QApplication.focusWidget() is view.detail.button
    gone = things.computer(6, state="wiped", ended_at=at(days=3))
    view.show_workstations([gone, *things.COMPUTERS[:6]])
    assert "nothing is left" in told(view)


def test_it_asks_again_while_it_is_seen_and_the_line_is_there(view):
    wanted = asked(view.wanted)
    assert view._timer.isActive()
    assert view._timer.interval() == LOOK_MS
    view._timer.timeout.emit()
    assert len(wanted) == 1
    view.show_online(is_online=False)
    view._timer.timeout.emit()
    assert len(wanted) == 1
    view.show_online(is_online=True)
    assert len(wanted) == 2
    view.hide()  # as under the cover of a locked window
    view._timer.timeout.emit()
    assert len(wanted) == 2


def test_without_a_line_the_list_stays_and_nothing_can_be_asked(view):
    view.table.go_to(1)
    view.show_online(is_online=False)
    assert view.rows.rowCount() == 8
    assert not view.detail.button.isEnabled()
    assert no_line() in told(view)
    view.show_online(is_online=True)
    assert view.detail.button.isEnabled()
    assert view.notice.isHidden()


def test_where_nothing_came_it_says_why_and_can_be_asked_again(host):
    made = things.COMPUTER_SCREENS["computers.failed"](host)
    wanted = asked(made.wanted)
    click(made, "workstations_empty_button")
    assert len(wanted) == 1
    made.show_workstations([])
    assert "Nobody has signed in" in said(made)


def test_five_hundred_are_listed_and_searched(view):
    many = [things.computer(number) for number in range(500)]
    view.show_workstations(many)
    QTest.keyClicks(view.edit, "499")
    assert listed(view) == ["w-499"]
    view.edit.clear()
    assert view.table.workstation().id == "w-499"
    QTest.keyClick(view.table, Qt.Key.Key_Home)
    assert view.table.workstation().id == "w-0"
    bar = view.table.verticalScrollBar()
    bar.setValue(4000)
    view.show_workstations(
        [many[1], many[0], *many[2:]]
    )  # it came by itself, while one reads below
    assert bar.value() == 4000


@pytest.mark.field("stored-xss")
def test_what_a_computer_is_called_is_text(view):
    odd = things.computer(1, name=MARKUP, staff={"id": "s", "name": MARKUP}, reason=MARKUP)
    view.show_workstations([odd])
    assert MARKUP in told(view)
    assert "&lt;h1&gt;" in view.rows.index(0, ComputerColumn.COMPUTER).data(TIP)
    assert not_plain(view) == []
    assert not_plain(EndWorkstationDialog(odd, parent=view)) == []


# The question


def ending(host, number=1, **how):
    made = EndWorkstationDialog(things.COMPUTERS[number], parent=host, **how)
    made.show()
    settle()
    return made


def test_no_access_is_taken_away_without_a_reason(host):
    dialog = ending(host)
    given = asked(dialog.given)
    QTest.keyClicks(dialog.reason, "   ")
    dialog.try_accept()
    assert dialog.wrong()
    QTest.keyClicks(dialog.reason, "Stolen")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert given == [("Stolen", True)]


def test_it_is_asked_for_once_until_the_portal_answers(host):
    dialog = ending(host)
    given = asked(dialog.given)
    dialog.reason.setText("Stolen")
    dialog.wipe.click()
    dialog.try_accept()
    dialog.try_accept()
    assert given == [("Stolen", False)]
    dialog.show_problem(not_ended(PortalUnreachableError()))
    assert "It is not known" in said(dialog)
    assert dialog.reason.text() == "Stolen"
    dialog.try_accept()
    assert len(given) == 2


def test_it_says_what_happens_with_the_files_and_without(host):
    dialog = ending(host)
    assert "session ends at once" in said(dialog)
    assert "as safe as its passphrase" in said(dialog)
    assert "first saves the decisions" in said(dialog)
    assert "You are sitting" not in said(dialog)
    dialog.wipe.click()
    assert "stay locked there" in said(dialog)


def test_ones_own_computer_is_warned_about(host):
    assert "You are sitting at this computer." in said(ending(host, 0, is_own=True))


def test_one_that_has_lost_its_access_can_only_be_ordered_erased(host):
    dialog = ending(host, 6)
    assert not dialog.wipe.isVisible()
    given = asked(dialog.given)
    dialog.reason.setText("It was stolen after all")
    dialog.try_accept()
    assert given == [("It was stolen after all", True)]


def test_an_order_that_never_left_has_changed_nothing(english):
    said_of = not_ended(PortalUnreachableError(may_have_arrived=False))
    assert said_of.detail == "Nothing has been changed."


def test_who_was_faster_is_named(english):
    message = outcome(things.COMPUTERS[3], is_mine=False)
    assert (
        message.text
        == "Noor Rahman was faster: “LAPTOP-003” of Kim Osei had lost its access already."
    )
    assert message.tone == "info"
    assert "at its next contact" in outcome(things.COMPUTERS[3], is_mine=True).detail
