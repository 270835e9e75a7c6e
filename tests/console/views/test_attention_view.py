"""Decisions that were not accepted: told in full, and kept until somebody has read them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.decisions import Attention, Command, ResultStatus
from console.domain.items import ItemKey
from console.models.queue_faces import FACES
from console.models.when import ms_of
from console.views.attention_view import SHOWN, AttentionView
from console.views.theme import Scheme, theme
from portal.security.permissions import Role
from tests.support.looking import (
    child,
    click,
    cut_off,
    not_plain,
    said,
    settle,
    shown,
    too_small,
    unnamed,
)
from tests.support.window_data import LONGEST, MARKUP, NOW, at, calendar, refused, staff
from tests.support.window_items import refill

PROBLEM = {"type": "urn:portal:problem:version-conflict", "class": "decided_differently"}
APPROVED = {
    "state": "approved",
    "decision": {"action": "approve", "by": {"name": "Dr. Ellen Park"}, "at": at(minutes=7)},
}


def attention(number, *, kind="refill", action="deny", minutes=0, **changed):
    command = Command(
        command_id=f"command-{number}",
        key=ItemKey(1, kind, f"item-{number}"),
        expected_version=3,
        expected_content_hash="0" * 64,
        action=action,
        params={},
        client_decided_at=at(minutes=minutes + 5),
        not_before_ms=0,
        label=f"Patient {number} · Lisinopril 10 MG",
    )
    made = Attention(
        command,
        ResultStatus.CONFLICT,
        PROBLEM,
        APPROVED,
        round(NOW.timestamp() * 1000) - minutes * 60_000,
    )
    return replace(made, **changed)


def with_command(one, **changed):
    return replace(one, command=replace(one.command, **changed))


@pytest.fixture
def view(qtbot):
    made = AttentionView(FACES, calendar())
    made.resize(760, 640)
    shown(made, qtbot)
    made.activateWindow()
    settle()
    return made


def show(view, *attention):
    view.show_attention(attention)
    settle()


def test_nothing_to_read_says_so(view):
    assert "The portal has accepted everything you decided." in said(view)
    show(view, attention(1))
    assert "accepted everything" not in said(view)
    show(view)
    assert "accepted everything" in said(view)


def test_a_card_tells_the_whole_story(view):
    words = {"text_to_patient": "You still have refills."}
    show(view, with_command(attention(1), params=words))
    story = view.cards()[0].story()
    for part in (
        "Patient 1 · Lisinopril 10 MG",
        "Denied",
        "A colleague decided this first, and differently.",
        "Your decision was not carried out.",
        "by Dr. Ellen Park",
        "the patient has not read: You still have refills.",
    ):
        assert part in story
    assert view.cards()[0].accessibleName() == story
    assert calendar().clock(ms_of(at(minutes=5))) in story


@pytest.mark.parametrize(
    "params",
    [
        {"text": "Called, no answer."},
        {"reason_code": "X", "internal_note": "Called, no answer."},
        {"contact": {"told_name": "Called, no answer.", "read_back": True}},
    ],
)
def test_words_to_colleagues_that_went_nowhere_stay_in_sight(view, params):
    show(view, with_command(attention(1, action="note"), params=params))
    assert "no colleague has read: Called, no answer." in view.cards()[0].story()


def test_without_the_item_of_now_the_card_says_the_rest(view):
    stale = {"type": "urn:portal:problem:decision-stale"}
    show(view, attention(1, status=ResultStatus.REJECTED, problem=stale, current=None))
    story = view.cards()[0].story()
    assert "too long ago" in story
    assert "Now:" not in story


@pytest.mark.parametrize(
    "current",
    [{}, {"state": "brand_new"}, {"state": "denied", "decision": None}, {"decision": {"by": None}}],
)
def test_an_odd_answer_breaks_nothing(view, current):
    show(view, attention(1, current=current, problem={}, kind="unheard_of"))
    assert "Patient 1" in view.cards()[0].story()
    show(view, attention(2, current=current))
    assert "Patient 2" in view.cards()[0].story()


def test_the_newest_is_on_top(view):
    show(view, attention(1, minutes=30), attention(2, minutes=1), attention(3, minutes=10))
    tops = {card.y(): card.attention.command.command_id for card in view.cards()}
    assert [tops[y] for y in sorted(tops)] == ["command-2", "command-3", "command-1"]


def test_acknowledge_names_the_command_once(view):
    read = []
    view.acknowledged.connect(read.append)
    show(view, attention(1), attention(2, minutes=5))
    card = view.cards()[1]
    click(card, "acknowledge")
    assert read == ["command-2"]
    assert not child(card, "acknowledge").isEnabled()


def test_show_item_names_the_item(view):
    asked = []
    view.show_item_asked.connect(asked.append)
    show(view, attention(1))
    click(view.cards()[0], "show_item")
    assert asked == [ItemKey(1, "refill", "item-1")]


def test_the_keyboard_alone_reads_and_acknowledges(view, qtbot):
    asked, read = [], []
    view.show_item_asked.connect(lambda key: asked.append(key.id))
    view.acknowledged.connect(read.append)
    show(view, attention(1), attention(2, minutes=5), attention(3, minutes=9))
    view.focus_first()

    def press(key):
        qtbot.keyClick(QApplication.focusWidget(), key)

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    assert asked == ["item-1", "item-2"]
    assert read == ["command-2"]


def test_after_acknowledging_the_focus_is_on_what_follows(view):
    all_three = [attention(1), attention(2, minutes=5), attention(3, minutes=9)]
    show(view, *all_three)
    child(view.cards()[1], "acknowledge").setFocus()
    show(view, all_three[0], all_three[2])
    assert QApplication.focusWidget() is view.cards()[1]
    assert view.cards()[1].attention.command.command_id == "command-3"
    show(view, all_three[0])
    assert QApplication.focusWidget() is view.cards()[0]


def test_a_card_that_stays_is_not_built_anew(view):
    show(view, attention(1), attention(2, minutes=5))
    kept = view.cards()[1]
    kept.setFocus()
    show(view, attention(2, minutes=5), attention(3, minutes=9))
    assert view.cards()[0] is kept
    assert kept.hasFocus()


def test_news_of_an_item_is_told_in_its_card(view):
    show(view, attention(1, current=None))
    assert "Now:" not in view.cards()[0].story()
    show(view, attention(1))
    assert "by Dr. Ellen Park" in view.cards()[0].story()
    assert len(view.cards()) == 1


def test_nothing_flashes_up_as_a_window_of_its_own(view, qapp):
    before = set(qapp.topLevelWidgets())
    opened = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                opened.extend([watched] if watched.isWindow() else [])
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    show(view, attention(1), attention(2))
    qapp.removeEventFilter(watch)
    assert opened == []
    assert set(qapp.topLevelWidgets()) == before


def test_a_flood_is_shown_in_parts(view):
    flood = [attention(number, minutes=number) for number in range(SHOWN + 7)]
    show(view, *flood)
    assert len(view.cards()) == SHOWN
    assert f"{SHOWN + 7} decision" in said(view)
    assert "7 more follow" in said(view)
    show(view, *flood[10:])
    assert len(view.cards()) == SHOWN - 3
    assert "more follow" not in said(view)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_it_reads_and_sounds_right_at_twice_the_size(view, scheme):
    theme().set_scheme(scheme)
    theme().set_text_scale(2.0)
    long = f"{LONGEST} · {'x' * 80}"
    show(
        view,
        with_command(attention(1), label=MARKUP, params={"text_to_patient": "<b>no</b>"}),
        with_command(attention(2, minutes=4), label=long),
    )
    view.focus_first()
    assert not view.grab().isNull()
    assert MARKUP in view.cards()[0].story()
    assert "<b>no</b>" in view.cards()[0].story()
    assert cut_off(view) == []
    assert not_plain(view) == []
    assert unnamed(view) == []
    assert too_small(view) == []
    for card in view.cards():
        assert card.width() <= view.width()


def test_of_several_practices_each_card_names_its_own(qtbot, english):
    """What was decided elsewhere is counted too, and nobody takes one practice for the other."""
    view = AttentionView(FACES, calendar())
    qtbot.addWidget(view)
    one = refused(refill(0), "approve", "decided_differently", {"state": "denied"})
    view.show_me(staff(Role.PROVIDER, practices=2))
    view.show_attention([one])
    (card,) = view.cards()
    assert "Riverside Family Practice" in card.story()
    alone = AttentionView(FACES, calendar())
    qtbot.addWidget(alone)
    alone.show_me(staff(Role.PROVIDER))
    alone.show_attention([one])
    assert "Riverside" not in alone.cards()[0].story()
