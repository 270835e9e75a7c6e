"""*Results intake* as one uses it: it stays fresh, nothing jumps, and nothing is taken out of it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.intake import MessageFilter, MessagePage, MessageQuery
from console.messages import Message
from console.models.message_rows import MessageColumn
from console.models.watch_words import missing_right
from console.views.intake.hours_chart import HoursChart
from console.views.intake.intake_view import LOOK_MS, IntakeView
from console.views.intake.message_tree import VALUE
from console.views.theme import theme
from console.views.top_bar import TopBar
from portal.security.permissions import Role
from tests.support import intake_screens as things
from tests.support.looking import child, click, said, settle
from tests.support.window_data import at, calendar, staff


@pytest.fixture
def host(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def view(host):
    made = things.made_view(host)
    made.show()
    settle()
    return made


def tell_time(view: IntakeView) -> list[None]:
    """Let the time to look come once; gives how often the portal was asked then."""
    asked: list[None] = []
    view.look_wanted.connect(lambda: asked.append(None))
    view._timer.timeout.emit()
    return asked


def test_it_asks_every_few_seconds_while_it_is_seen(view):
    assert view._timer.isActive()
    assert view._timer.interval() == LOOK_MS == 5_000
    assert len(tell_time(view)) == 1


def test_it_asks_nothing_while_nobody_sees_it(view, host):
    view.hide()  # as under the cover of a locked window
    assert tell_time(view) == []
    view.show()
    host.setWindowState(Qt.WindowState.WindowMinimized)
    assert tell_time(view) == []


def test_cards_say_how_each_source_does(view):
    cards = view.sources.cards()
    assert [card.name() for card in cards] == [
        *("Acme laboratory", "Regional reference", "Harbor pathology"),
        *("New one", "Old laboratory"),
    ]
    assert cards[2].accessibleName() == "Harbor pathology, Silent"
    assert "usually every 12 minute" in said(cards[2])
    assert "It may send, and has not sent anything yet." in said(cards[3])
    assert not any("Last message" in said(card) for card in cards[3:4])


def test_a_card_keeps_its_place_when_its_numbers_change(view):
    before = view.sources.cards()
    view.show_overview(things.overview(things.source(today=things.BAD_DAY)))
    after = view.sources.cards()
    assert after == before[:1]
    assert "41" in said(after[0])


def test_the_picture_names_the_hour_under_the_pointer(view):
    chart = view.sources.cards()[0].chart
    assert isinstance(chart, HoursChart)
    assert chart._hour_at(QPoint(0, 5)) == 0
    assert chart._hour_at(QPoint(chart.width() - 1, 5)) == 23
    assert "most from" in chart.accessibleName()


def test_news_bring_the_list_anew_and_nothing_else_does(view):
    asked: list[MessageQuery] = []
    view.messages.wanted.connect(lambda query, _after: asked.append(query))
    view.show_overview(things.overview(at=at(seconds=1)))
    assert asked == []
    view.show_overview(things.overview(waiting=4, oldest_waiting_at=at(seconds=1)))
    assert asked == [MessageQuery()]


def test_a_list_that_did_not_come_is_asked_for_again(view):
    asked: list[MessageQuery] = []
    view.messages.wanted.connect(lambda query, _after: asked.append(query))
    view.messages.miss("m-39")  # a further page comes when one scrolls
    view.show_overview(things.overview(at=at(seconds=1)))
    assert asked == []
    view.messages.miss("")
    view.show_overview(things.overview(at=at(seconds=1)))
    assert asked == [MessageQuery()]
    view.messages.show_page(MessageQuery(), "", things.MESSAGES)
    view.show_overview(things.overview(at=at(seconds=1)))
    assert len(asked) == 1


def test_the_current_row_stays_when_newer_messages_come(view):
    table = view.messages.table
    table.go_to(2)
    newer = (things.message(0), *things.MESSAGES.messages)
    view.messages.show_page(MessageQuery(), "", MessagePage(newer, "m-39"))
    assert table.message().id == "m-3"
    assert table.currentIndex().row() == 3


def test_an_answer_to_another_question_is_let_go(view):
    view.messages.choose(MessageFilter.REFUSED)
    view.messages.show_page(MessageQuery(), "", things.MESSAGES)
    assert view.messages.rows.rowCount() == 0
    mine = MessageQuery(MessageFilter.REFUSED)
    view.messages.show_page(mine, "", MessagePage())
    assert "No message was refused." in said(view.messages)


def test_rows_tell_no_code_and_no_color_alone(view):
    rows = view.messages.rows
    words = [rows.index(row, MessageColumn.REASON).data() for row in range(8)]
    assert words[2] == "The end of the message is missing."
    assert words[4] == "It tells public health of a case."
    chips = {rows.chip(row, MessageColumn.OUTCOME) for row in range(8)}
    assert all(chip.icon and chip.text for chip in chips)


def test_messages_of_one_source_are_listed_by_the_choice(view):
    asked: list[MessageQuery] = []
    view.messages.wanted.connect(lambda query, _after: asked.append(query))
    choice = child(view, "source_choice")
    choice.setCurrentIndex(choice.findData("Regional reference"))
    choice.activated.emit(choice.currentIndex())
    assert asked == [MessageQuery(MessageFilter.ALL, "Regional reference")]
    view.show_overview(things.overview(things.source(), things.FAILING))
    assert choice.currentData() == "Regional reference"  # other sources have gone from the list


def test_enter_opens_a_message_and_only_for_who_may(view, host, qtbot):
    opened: list[str] = []
    view.messages.opened.connect(opened.append)
    view.messages.table.go_to(1)
    QTest.keyClick(view.messages.table, Qt.Key.Key_Return)
    click(view, "open_message")
    assert opened == ["m-2", "m-2"]
    closed = things.made_view(host, None, missing_right("intake:resolve"))
    closed.show()
    closed.messages.opened.connect(opened.append)
    QTest.keyClick(closed.messages.table, Qt.Key.Key_Return)
    assert len(opened) == 2
    assert child(closed, "open_message").isHidden()
    assert "for those who care for patients" in said(closed)


def test_offline_keeps_what_was_seen_and_says_how_old_it_is(view):
    view.show_online(is_online=False)
    assert "The portal can not be reached. This is how it was" in view.notice.words()
    assert view.messages.rows.rowCount() == len(things.MESSAGES.messages)
    assert tell_time(view) == []  # nothing to be asked, but the age goes on
    asked: list[None] = []
    view.look_wanted.connect(lambda: asked.append(None))
    view.show_online(is_online=True)
    assert len(asked) == 1
    view.show_overview(things.overview())
    assert view.notice.words() == ""


def test_a_problem_that_stays_is_read_out_once(view, monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr(view.notice, "_announce", lambda: heard.append(view.notice.words()))
    problem = Message("The portal is busy.", tone="warn")
    for _ in range(3):
        view.show_problem(problem)
    assert len(heard) == 1
    view.show_overview(things.overview())
    assert view.notice.words() == ""
    view.show_problem(problem)
    assert len(heard) == 2


def test_without_a_source_it_says_how_one_is_connected(host):
    empty = things.INTAKE_SCREENS["intake.empty"](host)
    empty.show()
    assert "portal-server client add" in said(empty)
    assert "Every message could be read." in said(empty)


# One message


@pytest.fixture
def sheet(host):
    made = things.made_sheet(host)
    made.show()
    settle()
    return made


def rows_of(item) -> list[tuple[str, str, str]]:
    inner = (item.child(place) for place in range(item.childCount()))
    return [tuple(row.text(column) for column in range(3)) for row in inner]


def test_segments_are_open_and_components_come_on_demand(sheet):
    person = sheet.tree.topLevelItem(1)
    assert rows_of(person) == [
        ("PID-3", "Patient identifier list", "12345^^^ACME^MR"),
        ("PID-5", "Patient name", "Byron^Ada"),
    ]
    name = person.child(1)
    assert name.childCount() == 0
    name.setExpanded(True)
    assert rows_of(name) == [
        ("PID-5.1", "Family name", "Byron"),
        ("PID-5.2", "Given name", "Ada"),
    ]


def test_the_keyboard_goes_into_a_field(sheet):
    tree = sheet.tree
    assert sheet.focusWidget() is tree
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(tree, key)
    assert rows_of(tree.currentItem()) == [
        ("MSH-9.1", "Message code", "ORU"),
        ("MSH-9.2", "Trigger event", "R01"),
    ]


def test_nothing_of_a_patient_gets_into_the_clipboard(sheet):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("mine")
    sheet.tree.setCurrentItem(sheet.tree.topLevelItem(1).child(1))
    QTest.keySequence(sheet.tree, QKeySequence(QKeySequence.StandardKey.Copy))
    child(sheet, "text_button", QPushButton).click()
    sheet.text.selectAll()
    QTest.keySequence(sheet.text, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keySequence(sheet.text, QKeySequence(QKeySequence.StandardKey.Copy))
    assert clipboard.text() == "mine"
    assert sheet.text.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_what_looks_like_markup_is_text(host):
    evil = "<b onload=x>Ada</b><img src='//evil/x.png'>"
    found = things.raw(things.message(control_id=evil, source=evil), text=evil)
    shown = things.made_sheet(host, found)
    shown.show()
    assert shown.text.toPlainText() == evil
    assert evil in said(shown)
    field = {"position": "PID-5", "name": "Patient name", "value": evil, "parts": []}
    segment = {"name": "PID", "title": "Patient identification", "fields": [field]}
    shown.show_message(things.raw(segments=[segment]))
    assert "&lt;img" in shown.tree.topLevelItem(0).child(0).toolTip(VALUE)


def test_a_resource_is_a_tree_of_its_members(host):
    shown = things.made_sheet(host, things.fhir())
    root = shown.tree.topLevelItem(0)
    assert root.text(0) == "Bundle"
    assert rows_of(root)[0] == ("resourceType", "", "Bundle")
    assert shown.tree.isColumnHidden(1)
    assert "12 further parts are not shown." in said_when_shown(shown)


def test_each_page_says_what_it_leaves_out(host):
    shown = things.made_sheet(host, things.raw(more_segments=318, more_text=7))
    assert "318 lines are not shown; patient, orders and values go first." in said_when_shown(shown)
    assert "7 further characters" not in said(shown)
    child(shown, "text_button", QPushButton).click()
    assert "7 further characters are not shown. The portal keeps the whole message." in said(shown)
    assert "318" not in said(shown)


def test_a_message_of_thousands_of_fields_opens_at_once_and_to_the_end(host):
    fields = [things._field(f"OBX-{number}", "", "a") for number in range(1, 201)]
    segments = [{"name": "OBX", "title": "Result", "fields": fields} for _ in range(900)]
    shown = things.made_sheet(host, things.raw(segments=segments))
    shown.show()
    tree = shown.tree
    made = sum(tree.topLevelItem(place).childCount() for place in range(900))
    assert 3_000 <= made < 3_200
    last = tree.topLevelItem(899)
    assert (last.isExpanded(), last.childCount()) == (False, 0)
    last.setExpanded(True)
    assert rows_of(last)[-1] == ("OBX-200", "", "a")


def test_a_line_without_end_goes_on_below(host):
    shown = things.made_sheet(host, things.raw(text="MSH|a\n" + "x" * 4_500 + "\n\nNTE|1"))
    lines = shown.text.toPlainText().split("\n")
    assert [len(line) for line in lines] == [5, 2_000, 2_002, 502, 0, 5]
    assert [line[:2] for line in lines[1:4]] == ["xx", "↳ ", "↳ "]


def said_when_shown(widget: QWidget) -> str:
    widget.show()
    return said(widget)


def test_what_is_no_resource_is_shown_as_text(host):
    broken = things.raw(things.message(format="fhir"), segments=[], text='{"resourceType":')
    shown = things.made_sheet(host, broken)
    shown.show()
    assert not child(shown, "fields_button", QPushButton).isEnabled()
    assert shown.text.isVisibleTo(shown)


def test_a_message_that_is_gone_says_so(host):
    gone = things.INTAKE_SCREENS["intake.message_gone"](host)
    gone.show()
    assert gone.notice.words()
    assert not child(gone, "fields_button").isVisibleTo(gone)


def test_the_time_is_told_as_the_practices_clock_has_it(view):
    assert f"As of {calendar().clock(calendar().now_ms() - 3000)}" in said(view)


# The way there


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        ((Role.NURSE,), True),
        ((Role.PROVIDER,), True),
        ((Role.ADMIN,), True),
        ((Role.FRONT_DESK, Role.BILLING, Role.AUDITOR), False),
    ],
)
def test_the_button_is_there_for_who_has_the_right(host, roles, offered):
    bar = TopBar()
    bar.setParent(host)
    bar.show_practices(staff(*roles), 1)
    assert child(bar, "intake_button").isVisibleTo(bar) is offered


def test_four_names_in_large_text_leave_room_for_the_search(host):
    bar = TopBar()
    bar.setParent(host)
    bar.show_practices(staff(Role.ADMIN), 1)
    button = child(bar, "intake_button", QPushButton)
    assert button.text() == "Intake"
    theme().set_text_scale(2.0)
    try:
        assert button.text() == ""
        assert button.accessibleName() == "Results intake"
        assert bar.minimumSizeHint().width() < 1280
    finally:
        theme().set_text_scale(1.0)
    assert button.text() == "Intake"
