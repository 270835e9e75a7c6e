"""The appointment body: what was asked, the week of slots, and the choice that an action takes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.models.when import Calendar
from console.views.queues.facts import DOT
from tests.support.looking import child, said, settle
from tests.support.queue_items import appointment, item, slot, week_of_slots

OTHER = week_of_slots("dr-2", "Ivo Noether, MD")


def shown_week(show: Any, content: Any = None, slots: Any = None, **changed: Any) -> Any:
    body = show(item("appointment", content or appointment(), **changed))
    body.show_slots(week_of_slots() + OTHER if slots is None else slots)
    settle()
    return body


def strip(body: Any) -> Any:
    return body._picker.strip()


def place(body: Any, slot_id: str) -> QPoint:
    found = next(one for one in strip(body).week().times if one.id == slot_id)
    return strip(body).area_of(found).center()


def click(body: Any, slot_id: str, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(strip(body), Qt.MouseButton.LeftButton, modifier, place(body, slot_id))


def press(body: Any, *keys: Any) -> None:
    for key in keys:
        QTest.keyClick(strip(body), key)


def test_what_was_asked_is_said_in_words(show: Any) -> None:
    body = show(item("appointment", appointment(), requested_by="Kim Byron (mother)"))
    assert body._title.text() == "Follow-up visit"
    assert dict(body._facts.shown()) == {
        "Asked by": "Kim Byron (mother) for Björn Curie",
        "Wanted": f"Tue 24 Nov, morning{DOT}Thu 26 Nov, any time",
        "With": "Grace Hopper, MD",
    }
    assert body._reason.text().startswith("My blood pressure")
    assert "Kim Byron (mother) writes" in said(body)


def test_the_slots_of_the_asked_week_are_wanted(show: Any, qtbot: Any) -> None:
    body = show(item("appointment", appointment(), number=1))
    with qtbot.waitSignal(body.slots_wanted) as told:
        body.show_item(item("appointment", appointment(), number=2))
    monday = datetime(2026, 11, 23, 5, tzinfo=UTC)  # midnight in New York
    assert told.args[0] == monday.timestamp() * 1000
    assert told.args[1] - told.args[0] == 7 * 86_400_000


def test_times_are_those_of_the_practice(show: Any) -> None:
    body = shown_week(show, slots=[slot("s", "2026-11-24T14:00:00Z", "2026-11-24T14:30:00Z")])
    assert "Tue 24 Nov, 09:00–09:30, Grace Hopper, MD" in strip(body).accessibleName()
    assert "America/New_York" in body._zone.text()


def test_one_practitioner_at_a_time_the_asked_one_first(show: Any) -> None:
    body = shown_week(show)
    assert {one.practitioner_id for one in strip(body).week().times} == {"dr-1"}
    box = body._picker._bar.box()
    assert [box.itemText(n) for n in range(box.count())] == [
        "Grace Hopper, MD: 47 free",
        "Ivo Noether, MD: 47 free",
    ]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert {one.practitioner_id for one in strip(body).week().times} == {"dr-2"}


def test_without_a_wish_the_one_with_most_fitting_times_is_shown(show: Any) -> None:
    taken = [one | {"state": "booked"} for one in week_of_slots()]
    body = shown_week(show, appointment(practitioner=None), taken + OTHER)
    assert {one.practitioner_id for one in strip(body).week().times} == {"dr-2"}


def test_nothing_is_chosen_at_first(show: Any) -> None:
    body = shown_week(show)
    assert body.params("book") == {} == body.params("offer")
    assert body.blocker("book") == body.blocker("offer") == "Choose a free time first."
    assert body.blocker("decline") == ""


def test_a_click_chooses_one_time_to_book(show: Any, qtbot: Any) -> None:
    body = shown_week(show)
    with qtbot.waitSignal(body.choice_changed):
        click(body, "dr-1-24-29")
    assert body.params("book") == {"slot_id": "dr-1-24-29"}
    assert body.params("offer") == {"slot_ids": ["dr-1-24-29"]}
    assert body.blocker("book") == "" == body.blocker("offer")
    click(body, "dr-1-26-28")
    assert body.params("book") == {"slot_id": "dr-1-26-28"}, "a click chooses anew"
    click(body, "dr-1-26-28")
    assert body.params("book") == {}, "and lets go of what it chose"


def test_up_to_three_times_can_be_offered(show: Any) -> None:
    body = shown_week(show)
    for name in ("dr-1-24-31", "dr-1-26-28", "dr-1-26-30"):
        click(body, name, Qt.KeyboardModifier.ControlModifier)
    assert body.params("offer") == {"slot_ids": ["dr-1-24-31", "dr-1-26-28", "dr-1-26-30"]}
    assert body.params("book") == {}
    assert "several can only be offered" in body.blocker("book")
    click(body, "dr-1-24-29", Qt.KeyboardModifier.ControlModifier)
    assert len(body.params("offer")["slot_ids"]) == 3
    assert "Three times at most" in body._picker._lost.text()


def test_a_chosen_time_can_be_let_go_of_by_its_button(show: Any) -> None:
    body = shown_week(show)
    click(body, "dr-1-24-29")
    assert body._picker._times.shown() == [
        "Tue 24 Nov, 09:30–10:00, Grace Hopper, MD, Harbor Street"
    ]
    button = body._picker._times._lines[0].button
    assert button.accessibleName().startswith("Let go of Tue 24 Nov")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert body.params("book") == {}


def test_taken_and_past_times_can_not_be_chosen(show: Any) -> None:
    body = shown_week(
        show,
        appointment(preferred=[]),
        [
            slot("past", "2026-11-23T13:00:00Z", "2026-11-23T13:30:00Z", state="booked"),
            slot("gone", "2026-11-23T14:00:00Z", "2026-11-23T14:30:00Z", state="held"),
            slot("free", "2026-11-23T15:00:00Z", "2026-11-23T15:30:00Z"),
        ],
    )
    click(body, "past")
    click(body, "gone")
    assert body.params("book") == {}
    click(body, "free")
    assert body.params("book") == {"slot_id": "free"}


def test_a_time_that_has_begun_is_past(show: Any, calendar: Calendar) -> None:
    body = shown_week(show, appointment(preferred=[{"date": "2026-11-22", "part": "any"}]), [])
    begun = slot("begun", "2026-11-22T14:59:00Z", "2026-11-22T15:29:00Z")
    body.show_slots([begun, slot("next", "2026-11-22T15:30:00Z", "2026-11-22T16:00:00Z")])
    assert [strip(body).is_open(one) for one in strip(body).week().times] == [False, True]


def test_the_keyboard_moves_chooses_and_turns_the_week(show: Any, qtbot: Any) -> None:
    body = shown_week(show)
    assert strip(body).cursor_id() == "dr-1-24-28", "what was asked for comes first"
    press(body, Qt.Key.Key_Down)
    assert strip(body).cursor_id() == "dr-1-24-29"
    press(body, Qt.Key.Key_Return)
    assert body.params("book") == {"slot_id": "dr-1-24-29"}
    assert strip(body).accessibleName().endswith("chosen")
    press(body, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert strip(body).cursor_id() == "dr-1-26-28"
    press(body, Qt.Key.Key_Space)
    assert body.params("offer") == {"slot_ids": ["dr-1-24-29", "dr-1-26-28"]}
    press(body, Qt.Key.Key_Home)
    assert strip(body).cursor_id() == "dr-1-23-28"
    press(body, Qt.Key.Key_End)
    with qtbot.waitSignal(body.slots_wanted):
        press(body, Qt.Key.Key_Right)
    assert body._picker._bar.title() == "30 Nov – 4 Dec 2026"
    body.show_slots([slot("later", "2026-11-30T14:00:00Z", "2026-11-30T14:30:00Z")])
    assert strip(body).cursor_id() == "later"
    assert body.params("offer")["slot_ids"] == ["dr-1-24-29", "dr-1-26-28"], "kept over weeks"


def test_weeks_that_are_over_are_not_shown(show: Any) -> None:
    body = shown_week(show)
    press(body, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert body._picker._bar.title() == "16 Nov – 20 Nov 2026"
    press(body, Qt.Key.Key_PageDown)
    body.show_slots(week_of_slots())
    assert strip(body).cursor_id() == "dr-1-24-28", "what was asked for comes first"
    press(body, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    body._picker._bar.turned.emit(1)
    body.show_slots(week_of_slots())
    assert strip(body).cursor_id() == "dr-1-24-28", "a refused turn leaves no direction behind"


def test_the_strips_keys_are_not_the_windows(show: Any) -> None:
    from PySide6.QtCore import QEvent  # noqa: PLC0415 - beside its only use
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415

    body = shown_week(show)
    for key, kept in ((Qt.Key.Key_Space, True), (Qt.Key.Key_Right, True), (Qt.Key.Key_A, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        strip(body).event(event)
        assert event.isAccepted() == kept


def test_a_double_click_asks_for_the_booking(show: Any, qtbot: Any) -> None:
    body = shown_week(show)
    with qtbot.waitSignal(body.chosen) as told:
        QTest.mouseDClick(
            strip(body),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place(body, "dr-1-24-29"),
        )
    assert told.args == ["book"]
    assert body.params("book") == {"slot_id": "dr-1-24-29"}


def test_a_chosen_time_that_is_taken_meanwhile_is_let_go_of(show: Any, qtbot: Any) -> None:
    body = shown_week(show)
    click(body, "dr-1-24-29")
    taken = [one | {"state": "booked"} for one in week_of_slots() if one["id"] == "dr-1-24-29"]
    with qtbot.waitSignal(body.choice_changed):
        body.show_slots([one for one in week_of_slots() if one["id"] != "dr-1-24-29"] + taken)
    assert body.params("book") == {}
    assert "is not free any more" in body._picker._lost.text()


def test_a_newer_version_keeps_week_and_choice_another_item_does_not(show: Any) -> None:
    body = shown_week(show)
    click(body, "dr-1-24-29")
    body.show_item(item("appointment", appointment(), version=2))
    assert body.params("book") == {"slot_id": "dr-1-24-29"}
    body.show_item(item("appointment", appointment(), number=2))
    assert body.params("book") == {}


def test_offered_times_are_said_and_can_be_chosen_again(show: Any) -> None:
    content = appointment(offered=["mine"]) | {"offer_until": "2026-11-23T15:00:00Z"}
    mine = slot("mine", "2026-11-24T15:00:00Z", "2026-11-24T15:30:00Z", state="held")
    body = shown_week(show, content, [mine], state="offered")
    assert "1 time offered; the patient has not answered." in said(body)
    assert "They are held until 23 Nov, 10:00." in said(body)
    click(body, "mine")
    assert body.params("book") == {"slot_id": "mine"}


def test_f57_a_cancellation_shows_what_is_given_up_and_nothing_to_choose(show: Any) -> None:
    body = shown_week(show, appointment("cancel", current__slot_id="dr-1-27-31"))
    assert body._title.text() == "Cancel: Follow-up visit"
    assert body._visit.text() == "Fri 27 Nov, 10:30–11:00, Grace Hopper, MD, Harbor Street"
    assert strip(body).week().current_id == "dr-1-27-31"
    assert not any(strip(body).is_open(one) for one in strip(body).week().times)
    click(body, "dr-1-24-29")
    assert body._picker.chosen() == []
    assert body.blocker("confirm_cancel") == ""
    assert "asks to cancel" in body.blocker("book")
    assert body.params("confirm_cancel") == {}


def test_a_visit_that_begins_soon_says_in_how_many_hours(show: Any) -> None:
    content = appointment("cancel", current__starts_at="2026-11-22T18:30:00Z")
    assert "It begins in 3 hours." in said(show(item("appointment", content)))


def test_a_reschedule_shows_the_visit_that_is_kept(show: Any) -> None:
    body = shown_week(show, appointment("reschedule", current__slot_id="dr-1-27-31"))
    assert "This time is kept until another one is booked." in said(body)
    assert strip(body).week().current_id == "dr-1-27-31"
    assert "has not asked to cancel" in body.blocker("confirm_cancel")


def test_who_has_no_chart_yet_can_not_be_booked(show: Any) -> None:
    body = shown_week(show, appointment(enrollment_item_id="e-1"), patient=None)
    click(body, "dr-1-24-29")
    assert body.blocker("book") == body.blocker("offer")
    assert "Decide the enrollment first." in body.blocker("book")
    assert "Enrollment" in dict(body._facts.shown())


def test_slots_of_another_kind_of_visit_are_told_apart(show: Any) -> None:
    other = slot("s", "2026-11-24T14:00:00Z", "2026-11-24T14:30:00Z", visit_type="New patient")
    body = shown_week(show, slots=[other])
    assert "Dashed: kept for another kind of visit." in said(body)
    assert "New patient" in strip(body).accessibleName()


def test_the_week_is_painted(show: Any) -> None:
    body = shown_week(show)
    before = strip(body).grab().toImage()
    click(body, "dr-1-24-29")
    settle()
    after = strip(body).grab().toImage()
    place_of_time = place(body, "dr-1-24-29") - QPoint(25, 0)
    assert before.pixelColor(place_of_time) != after.pixelColor(place_of_time)


@pytest.mark.parametrize(("width", "title"), [(420, "Mon 23"), (760, "Mon 23 Nov")])
def test_narrow_columns_have_short_titles(show: Any, width: int, title: str) -> None:
    from console.views.queues import slot_painter  # noqa: PLC0415 - beside its only use

    body = show(item("appointment", appointment()), width)
    body.show_slots(week_of_slots())
    settle()
    week = strip(body).week()
    long = slot_painter.fit(strip(body)._places(), [words for words, _short in week.titles])
    assert week.titles[0][not long] == title


def test_the_zone_can_be_set(show: Any) -> None:
    body = show(item("appointment", appointment()))
    body.set_time_zone("Europe/Vienna")
    body.show_item(item("appointment", appointment("cancel"), number=2))
    assert body._visit.text().startswith("Fri 27 Nov, 16:30–17:00")
    assert child(body, "day_strip") is strip(body)
