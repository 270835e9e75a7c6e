"""The practice's list of decisions made offline that did not count."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.errors import PortalUnreachableError
from console.messages import message_for
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION, QueueListModel
from console.views.attention_place import AttentionPlace
from console.views.attention_view import AttentionView
from console.views.notice import Notice
from console.views.refused_view import RefusedView
from console.views.theme import GROUP, theme
from tests.support.looking import child, cut_off, not_plain, said, settle, shown, tab_stops, unnamed
from tests.support.window_data import PRACTICE as PRACTICE_ID
from tests.support.window_data import at, calendar
from tests.support.workstation_screens import did_not_count, reconciled


@pytest.fixture
def view(qtbot, english):
    made = RefusedView(FACES, calendar())
    made.resize(1000, 900)
    shown(made, qtbot)
    made.show_decisions(did_not_count(), has_more=True, appended=False)
    settle()
    return made


def test_each_card_says_who_decided_what_and_why_it_did_not_count(view):
    assert "2 decisions made offline did not count." in said(view)
    stories = [card.story() for card in view.cards()]
    assert "A colleague decided this first, and differently." in stories[0]
    assert "a computer that has lost its access" in stories[1]
    assert "Read by" in stories[2]
    assert not unnamed(view)
    assert not not_plain(view)
    assert not cut_off(view)


def test_what_is_read_stays_in_sight_and_is_no_longer_counted(view):
    for one in did_not_count():
        by = {"acknowledged_by": "Noor Rahman", "acknowledged_at": at(minutes=1)}
        view.show_acknowledged(replace(one, **by))
    settle()
    assert len(view.cards()) == 3
    assert "did not count" not in said(view)


@pytest.mark.parametrize("width", [900, 2200])
def test_no_card_is_squeezed_in_a_wide_window(view, width):
    view.resize(width, 900)
    words = {"text_to_patient": "We have no opening at the times you asked for. " * 3}
    found = [replace(one, params=words) for one in did_not_count()]
    view.show_decisions(found, has_more=False, appended=False)
    settle()
    notices = [one for one in view.findChildren(Notice) if one.isVisible()]
    assert len(notices) == 3
    assert all(one.height() >= one.heightForWidth(one.width()) for one in notices)


def test_tab_goes_through_the_cards_before_it_asks_for_more(view):
    stops = tab_stops(view)
    assert stops[-1] == "refused_more"
    assert stops.count("refused_show") == 3


def test_how_many_nobody_has_read_stands_on_the_segment_and_in_the_list(qtbot, english):
    """One's own decides the colour; the ear is told which of them are the practice's."""
    place = AttentionPlace(QWidget(), RefusedView(FACES, calendar()))
    listed = QueueListModel(FACES, calendar())
    shown(place, qtbot)
    button = child(place, "attention_practice")
    for count, words in ((3, "Of the practice · 3"), (0, "Of the practice")):
        place.show_count(count)
        listed.show_refused(count)
        assert button.text() == words
    listed.show_refused(3)
    listed.show_counts([], 2)
    index = listed.index(listed.row_of(ATTENTION))
    entry = listed.entry(index.row())
    assert (entry.waiting, entry.tone) == (5, "bad")
    assert index.data(11) == "Needs attention, 5 waiting, 3 of the practice"
    mine = [one for one in reconciled() if one.command.offline][:2]
    listed.show_own(mine, PRACTICE_ID)
    assert listed.entry(index.row()).waiting == 3, "two of the practice's three are the same two"
    assert index.data(11) == "Needs attention, 3 waiting, 1 of the practice"
    listed.show_own(mine, PRACTICE_ID + 1)
    assert listed.entry(index.row()).waiting == 5
    listed.show_counts([], 0)
    assert listed.entry(index.row()).tone == "muted"


def test_the_keyboard_alone_reads_and_acknowledges(view, qtbot):
    asked, read = [], []
    view.show_item_asked.connect(lambda key: asked.append(key.id))
    view.acknowledged.connect(read.append)
    view.focus_card(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert (asked, read) == (["i-1"], ["c-2"])
    child(view.cards()[0], "refused_acknowledge").setFocus()
    by = {"acknowledged_by": "Noor Rahman", "acknowledged_at": at(minutes=1)}
    view.show_acknowledged(replace(did_not_count()[0], **by))
    assert QApplication.focusWidget() is view.cards()[0]
    qtbot.keyClick(view.cards()[0], Qt.Key.Key_Delete)  # it has been read
    assert read == ["c-2"]


def test_nobody_is_told_that_reading_is_kept_and_sent_later(view):
    view.show_problem(message_for(PortalUnreachableError()))
    assert "The portal can not be reached." in said(view)
    assert "saved here" not in said(view)


@pytest.mark.parametrize("made", [AttentionView, RefusedView])
def test_larger_text_makes_the_cards_wider_where_there_is_room(made, qtbot, english):
    theme().set_text_scale(1.0)
    shown_list = made(FACES, calendar())
    qtbot.addWidget(shown_list)
    inside = shown_list.area.widget()
    usual = inside.maximumWidth() - 2 * GROUP
    theme().set_text_scale(2.0)
    assert inside.maximumWidth() - 2 * GROUP == 2 * usual
