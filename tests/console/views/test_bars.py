"""The message bar, the link badge and the bottom bar."""

import pytest
from PySide6.QtTest import QTest

from console.domain.link import Link, LinkState
from console.messages import Message
from console.views.bottom_bar import BottomBar
from console.views.link_badge import LinkBadge
from console.views.message_bar import MessageBar
from console.views.theme import theme
from portal.security.permissions import Role
from tests.support.fitting import LongWords, cut
from tests.support.looking import child, settle, shown
from tests.support.window_data import NOW, PRACTICE, calendar, staff

NOW_MS = round(NOW.timestamp() * 1000)


@pytest.fixture
def bar(qtbot, english):
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_a_message_says_what_happened_and_what_to_do(bar):
    bar.show_message(
        Message("The portal can not be reached.", "Nothing is lost.", "Check the network.")
    )
    assert bar.text() == "The portal can not be reached. Nothing is lost. Check the network."


def test_one_message_at_a_time_the_newest(bar):
    acts = []
    bar.show_message(Message("First."), "Undo", lambda: acts.append("first"), 5)
    bar.show_message(Message("Second."), "Undo", lambda: acts.append("second"), 5)
    bar.act()
    assert acts == ["second"]


def test_an_offer_ends_when_its_seconds_are_over_and_does_nothing_after(bar):
    acts = []
    bar.show_message(Message("Approved: Ada Byron"), "Undo", lambda: acts.append("undo"), 2)
    bar._on_second()
    assert bar._button.text() == "Undo (1 s)"
    bar._on_second()
    assert bar.text() == ""
    bar.act()
    assert acts == []


def test_a_message_without_seconds_stays_until_it_is_closed(bar):
    told = []
    bar.dismissed.connect(lambda: told.append("closed"))
    bar.show_message(Message("Read me."))
    QTest.qWait(0)
    assert not bar._clock.isActive()
    bar._close.click()
    assert (bar.text(), told) == ("", ["closed"])


def test_an_act_can_show_the_next_message(bar):
    bar.show_message(Message("One."), "Next", lambda: bar.show_message(Message("Two.")))
    bar.act()
    assert bar.text() == "Two."


def badge(qtbot, link):
    made = LinkBadge(calendar())
    qtbot.addWidget(made)
    made.show_link(link)
    return made


@pytest.mark.parametrize(
    ("link", "words", "data"),
    [
        (Link(LinkState.CONNECTING), "Connecting", ""),
        (Link(LinkState.ONLINE, data_as_of_ms=NOW_MS - 9_000), "Online", "Up to date"),
        (
            Link(LinkState.ONLINE, waiting=1, data_as_of_ms=NOW_MS),
            "Online · 1 decision waiting",
            "Up to date",
        ),
        (
            Link(
                LinkState.OFFLINE, NOW_MS - 1_800_000, waiting=3, data_as_of_ms=NOW_MS - 1_860_000
            ),
            "Offline since 08:42 · 3 decisions waiting",
            "Data of 08:41, 31 min old",
        ),
        (Link(LinkState.OFFLINE), "Offline", ""),
        (
            Link(LinkState.SIGNED_OUT, data_as_of_ms=NOW_MS - 7_200_000),
            "Signed out",
            "Data of 07:12, 2 h old",
        ),
    ],
)
def test_the_link_is_said_in_words(qtbot, english, link, words, data):
    shown = badge(qtbot, link)
    assert shown.words() == words
    assert shown.accessibleName() == f"{words}. {data}"


def test_why_the_line_is_down_is_in_the_tool_tip(qtbot, english):
    shown = badge(qtbot, Link(LinkState.OFFLINE, reason="NotThePortalError"))
    assert shown._words.toolTip() == "Something other than the portal answered."


def test_offline_colours_the_bar_and_online_takes_it_back(qtbot, english):
    bar = BottomBar(calendar())
    qtbot.addWidget(bar)
    bar.show_link(Link(LinkState.OFFLINE))
    assert bar.property("surface") == "bar_warn"
    bar.show_link(Link(LinkState.ONLINE))
    assert bar.property("surface") == "bar"


def test_the_bar_says_who_works_where(qtbot, english):
    bar = BottomBar(calendar())
    qtbot.addWidget(bar)
    bar.show_who(staff(Role.FRONT_DESK, name="Kim Osei"), PRACTICE)
    assert bar._who.text() == "Kim Osei · Front desk · Riverside Family Practice"


def test_at_twice_the_size_the_line_is_told_whole_and_the_name_gives_way(qtbot, qapp, english):
    longer = LongWords()
    qapp.installTranslator(longer)
    try:
        theme().set_text_scale(2.0)
        bar = BottomBar(calendar())
        bar.resize(1366, bar.sizeHint().height())
        shown(bar, qtbot)
        bar.show_who(staff(*Role), PRACTICE)
        bar.show_link(
            Link(
                LinkState.OFFLINE, since_ms=NOW_MS - 10**8, waiting=3, data_as_of_ms=NOW_MS - 10**8
            )
        )
        settle()
        assert cut(bar) == []
        words = child(bar, "link_words")
        assert words.width() >= words.sizeHint().width()
        assert not child(bar, "data_age").isVisible()  # the banner over the queues says it
        assert child(bar, "who").width() < child(bar, "who").sizeHint().width()
    finally:
        qapp.removeTranslator(longer)
