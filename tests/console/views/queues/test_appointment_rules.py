"""What a booking shows beforehand: length, leave, other visits, notice, zones, clock changes (§5.5)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.desk import DeskSettings
from console.models.when import Calendar
from console.views.queues.asked import span_words
from console.views.queues.picker_week import Request, week_of
from console.views.queues.slot_choice import SlotChoice
from console.views.queues.slot_list import SlotList
from console.views.queues.slot_runs import lanes_of
from console.views.queues.slot_week import monday_of, read_slots
from console.views.queues.slot_words import change_words, hours_elsewhere, kind_of, viewer_span
from tests.support.looking import said, settle
from tests.support.queue_items import appointment, item, slot, week_of_slots


def at(hour: int, minute: int = 0, day: int = 24, **more: Any) -> Any:
    """Half an hour of Dr Hopper in New York, five hours behind UTC."""
    end = divmod(hour * 60 + minute + 30, 60)
    name = f"{day}-{hour:02d}{minute:02d}"
    return slot(
        name,
        f"2026-11-{day}T{hour + 5:02d}:{minute:02d}:00Z",
        f"2026-11-{day}T{end[0] + 5:02d}:{end[1]:02d}:00Z",
        **more,
    )


def shown(
    show: Any, *slots: Any, policy: Any = None, state: str = "pending", **content: Any
) -> Any:
    request = content.pop("request", "new")
    made = appointment(request) | content
    body = show(item("appointment", made, state=state))
    if policy is not None:
        body.show_settings(DeskSettings(policies={"appointment": {"policy": policy}}))
        body.show_item(item("appointment", made, state=state))
    body.show_slots(slots or week_of_slots())
    settle()
    return body


def choose(body: Any, slot_id: str, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    strip = body._picker.strip()
    found = next(one for one in strip.week().times if one.id == slot_id)
    point = strip.area_of(found).center()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, modifier, point)


def kind(body: Any, slot_id: str) -> str:
    strip = body._picker.strip()
    found = next(one for one in strip.week().times if one.id == slot_id)
    return kind_of(found, strip.week(), is_open=strip.is_open(found))


def test_s55_a_long_visit_takes_the_slots_that_follow(show: Any) -> None:
    body = shown(show, at(9), at(9, 30), at(10), minutes=60)
    assert dict(body._facts.shown())["Length"].startswith("60 minute")
    choose(body, "24-0900")
    assert body.params("book") == {"slot_id": "24-0900", "minutes": 60}
    assert [kind(body, one) for one in ("24-0900", "24-0930", "24-1000")] == [
        "chosen",
        "covered",
        "open",
    ]
    assert body._picker._times.shown()[0].startswith("Tue 24 Nov, 09:00–10:00")


def test_s55_without_room_nothing_is_chosen_and_a_shorter_visit_can_be(show: Any) -> None:
    body = shown(show, at(9), at(9, 30, state="booked"), minutes=60)
    choose(body, "24-0900")
    assert body.params("book") == {}
    assert "no room for 60 minute" in body._picker._lost.text()
    body._picker._length._box.setValue(30)
    choose(body, "24-0900")
    assert body.params("book") == {"slot_id": "24-0900", "minutes": 30}


def test_s55_the_keyboard_begins_where_the_visit_has_room(show: Any) -> None:
    """Tuesday morning was asked for, and is too short; Thursday is kept for another kind at nine."""
    slots = [
        at(9),
        at(9, 30, state="booked"),
        at(14, day=26, visit_type="New patient"),
        at(14, 30, day=26),
        at(15, day=26),
        at(9, day=27),
        at(9, 30, day=27),
    ]
    body = shown(show, *slots, minutes=60)
    assert body._picker.strip().cursor_id() == "26-1430"
    QTest.keyClick(body._picker.strip(), Qt.Key.Key_Return)
    assert body.params("book") == {"slot_id": "26-1430", "minutes": 60}


def test_s55_where_nothing_that_was_asked_for_has_room_another_day_is_begun_with(show: Any) -> None:
    body = shown(show, at(9), at(14, day=25), at(14, 30, day=25), minutes=60)
    assert body._picker.strip().cursor_id() == "25-1400"


def test_a_page_leads_to_the_best_time_of_its_week_and_an_arrow_to_the_nearest(show: Any) -> None:
    body = shown(show, at(9), minutes=60)
    strip, later = body._picker.strip(), (at(9, day=30), at(13, day=30), at(13, 30, day=30))
    QTest.keyClick(strip, Qt.Key.Key_PageDown)
    body.show_slots(later)
    assert strip.cursor_id() == "30-1300"
    QTest.keyClick(strip, Qt.Key.Key_PageUp)
    body.show_slots([at(9)])
    QTest.keyClick(strip, Qt.Key.Key_Right)
    body.show_slots(later)
    assert strip.cursor_id() == "30-0900"


def test_s55_leave_and_closed_days_can_not_be_chosen_and_are_named(show: Any) -> None:
    body = shown(show, at(9, blocked="leave"), at(10, blocked="closed"), at(11))
    for one in ("24-0900", "24-1000"):
        choose(body, one)
        assert body.params("book") == {}
    assert (kind(body, "24-0900"), kind(body, "24-1000")) == ("leave", "closed")
    assert "Hatched: away, or closed." in said(body)


def test_s55_another_visit_of_the_patient_is_acknowledged(show: Any) -> None:
    who = item("appointment", appointment()).entity["patient"]["id"]
    other = at(
        9, 15, id="own", state="booked", patient_id=who, practitioner={"id": "dr-2", "name": "Ivo"}
    )
    body = shown(show, at(9), other)
    choose(body, "24-0900")
    assert "another visit at that time" in body.blocker("book")
    (question,) = body._knowing._asked.values()
    assert question.box.text() == "Both visits are meant"
    question.box.click()
    assert body.blocker("book") == ""
    assert body.params("book")["acknowledge_overlap"] is True
    body.show_item(item("appointment", appointment(), number=2))
    assert body.params("book") == {}, "an answer is about one item"


def test_s55_a_late_cancellation_is_acknowledged(show: Any) -> None:
    content = {"starts_at": "2026-11-22T18:30:00Z", "ends_at": "2026-11-22T19:00:00Z"}
    current = appointment("cancel")["current"] | content
    body = shown(show, request="cancel", current=current)
    assert "asks for 24 hour" in body.blocker("confirm_cancel")
    body._knowing._asked["acknowledge_late"].box.click()
    assert body.blocker("confirm_cancel") == ""
    assert body.params("confirm_cancel") == {"acknowledge_late": True}


def test_s55_the_practices_own_notice_holds(show: Any) -> None:
    body = shown(show, at(9, day=23), at(9), policy={"minimum_notice_hours": 24})
    choose(body, "23-0900")
    assert "sooner than 24 hour" in body.blocker("book")
    choose(body, "24-0900")
    assert body.blocker("book") == ""


def test_s55_the_end_of_the_hold_is_said_before_times_are_offered(show: Any) -> None:
    body = shown(show, at(9), at(10), policy={"hold_hours": 4})
    for one in ("24-0900", "24-1000"):
        choose(body, one, Qt.KeyboardModifier.ControlModifier)
    assert "held until 14:00." in body._picker._times.hint()


@pytest.mark.parametrize(
    ("source", "visibility", "words"),
    [
        ("portal", "portal_only", "The patient sees it in the portal."),
        ("practice", "all", "The patient sees it in the portal."),
        ("practice", "portal_only", "Made by phone: the portal does not show it."),
    ],
)
def test_f8_it_is_said_whether_the_patient_sees_it(
    show: Any, source: str, visibility: str, words: str
) -> None:
    body = shown(show, source=source, policy={"visibility": visibility})
    assert words in said(body)


@pytest.mark.parametrize(
    ("state", "marks", "words"),
    [
        (
            "pending",
            {
                "freed": {
                    "slot_id": "s",
                    "starts_at": "2026-11-24T14:00:00Z",
                    "ends_at": "2026-11-24T14:30:00Z",
                    "practitioner": "Grace Hopper, MD",
                },
                "wait_list": {"since": "2026-11-20T14:00:00Z", "until": None},
            },
            "A slot has become free.",
        ),
        ("waitlisted", {"wait_list": {"since": "2026-11-20T14:00:00Z"}}, "On the wait list since"),
        ("pending", {"lapsed_at": "2026-11-21T14:00:00Z"}, "An offer ended unanswered"),
        (
            "booked",
            {
                "booked_online": {
                    "starts_at": "2026-11-24T14:00:00Z",
                    "ends_at": "2026-11-24T14:30:00Z",
                    "practitioner": "Grace Hopper, MD",
                    "location": "Harbor Street",
                }
            },
            "Tue 24 Nov, 09:00–09:30, Grace Hopper, MD",
        ),
    ],
)
def test_s55_what_has_happened_meanwhile_is_said(
    show: Any, state: str, marks: Any, words: str
) -> None:
    assert words in said(shown(show, state=state, **marks))


def test_the_times_can_be_read_as_a_list_and_chosen_there(show: Any) -> None:
    body = shown(show, at(9), at(9, 30, state="booked"), at(10, blocked="leave"))
    body._picker._bar.listed.emit(True)
    listed: SlotList = body._picker._list
    assert listed.shown() == [
        "Tue 24 Nov, 09:00–09:30, Grace Hopper, MD, Harbor Street, free, asked for",
        "Tue 24 Nov, 09:30–10:00, Grace Hopper, MD, Harbor Street, booked, asked for",
        "Tue 24 Nov, 10:00–10:30, Grace Hopper, MD, Harbor Street, away, asked for",
    ]
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert body.params("book") == {"slot_id": "24-0900"}
    assert "chosen" in listed.shown()[0]
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert body.params("book") == {"slot_id": "24-0900"}, "what is taken is not chosen"


# -- zones and clock changes -----------------------------------------------------------------------


def test_s55_both_zones_are_told_where_they_differ(
    show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    body = shown(show, at(9))
    choose(body, "24-0900")
    assert body._picker._times.shown() == [
        "Tue 24 Nov, 09:00–09:30, Grace Hopper, MD, Harbor Street (15:00–15:30 where you are)"
    ]
    assert "zone of the practice, America/New_York. The second time is yours" in said(body)
    other = body._picker.strip().week().other_hours
    assert other(9 * 60) == "15:00"


def week_at(day: datetime, *slots: Any, viewer: str = "America/New_York") -> Any:
    calendar = Calendar("America/New_York", now=lambda: day)
    read = read_slots(slots, calendar)
    monday = monday_of(day.date())
    return week_of(Request(appointment()), monday, read, SlotChoice(), calendar, viewer), calendar


def test_s55_in_spring_a_slot_ends_by_the_clock() -> None:
    across = slot("s", "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z")  # 01:30 EST to 03:30 EDT
    week, calendar = week_at(datetime(2026, 3, 6, tzinfo=UTC), across)
    assert [(one.start, one.end) for one in week.times] == [(90, 210)]
    assert change_words(week, calendar) == "The clocks change on Sun 8 Mar."


def test_s55_in_autumn_an_hour_comes_twice_and_neither_hides_the_other() -> None:
    first = slot("first", "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z")
    second = slot("second", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z")
    week, calendar = week_at(datetime(2026, 10, 30, tzinfo=UTC), first, second)
    assert lanes_of(week.times) == {"first": (0, 2), "second": (1, 2)}
    assert [week.clock(one.start_ms) for one in week.times] == ["01:00 EDT", "01:00 EST"]
    assert "01:00 EST" in span_words(week.times[1].start_ms, week.times[1].end_ms, calendar)
    assert change_words(week, calendar) == "The clocks change on Sun 1 Nov."


def test_s55_a_week_in_which_only_one_zone_changes_has_no_second_axis() -> None:
    """Vienna changes a week before New York."""
    week, calendar = week_at(datetime(2026, 10, 30, tzinfo=UTC), viewer="Europe/Vienna")
    days = [*week.days, datetime(2026, 11, 1, tzinfo=UTC).date()]
    assert hours_elsewhere(days, calendar, "Europe/Vienna") is None
    before = datetime(2026, 10, 30, 14, tzinfo=UTC).timestamp() * 1000
    told = viewer_span(round(before), round(before) + 1_800_000, calendar, "Europe/Vienna")
    assert told == "15:00–15:30 where you are"
