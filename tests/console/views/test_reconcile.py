"""What was seen, what it is now, what was decided; and the account of a time offline over it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from console.domain.decisions import ResultStatus, TimeOffline
from console.models.offline_words import class_of, offline_title, outcome_lines
from console.models.queue_faces import FACES
from console.views.attention_view import AttentionView
from console.views.badge import Badge
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, Scheme, theme
from portal.security.permissions import Role
from portal.services.conflicts import Conflict
from tests.support.looking import child, cut_off, not_plain, said, settle, shown, too_small, unnamed
from tests.support.queue_items import changed
from tests.support.window_data import LONGEST, MARKUP, NOW, at, calendar, refused, staff
from tests.support.window_items import appointment, enrollment, refill
from tests.support.workstation_screens import reconciled

NOW_MS = round(NOW.timestamp() * 1000)
BY = {"id": "n", "name": "Noor Rahman"}
APPROVED = {
    "state": "approved",
    "is_open": False,
    "decision": {"action": "approve", "by": BY, "at": at(minutes=25)},
}
NEW_DOSE = "2 tablets by mouth every morning"
OTHER_FORM = "urn:portal:problem:"


def offline(item, action, conflict="decided_differently", current=None, **command):
    """A decision made without a line that was not simply applied."""
    one = refused(item, action, conflict, current or {})
    made = {"offline": True, "seen": item.entity, "client_decided_at": at(minutes=40)} | command
    return replace(one, command=replace(one.command, **made))


def rejected(item, action, slug, **command):
    one = offline(item, action, **command)
    return replace(one, status=ResultStatus.REJECTED, problem={"type": f"{OTHER_FORM}{slug}"})


def changed_refill(number=4):
    made = refill(number)
    content = changed(made.entity["content"], medication__dose_text=NEW_DOSE)
    return made, {"content": content, "content_hash": "f" * 64}


def tally(decided=12, waiting=0, to_read=5, read=0):
    applied = decided - waiting - to_read - read
    return TimeOffline(NOW_MS - 7_200_000, decided, waiting, applied, to_read, NOW_MS - 60_000)


@pytest.fixture
def view(qtbot, english):
    made = AttentionView(FACES, calendar())
    made.show_me(staff(Role.PROVIDER))
    made.resize(1100, 760)
    shown(made, qtbot)
    return made


def show(view, *attention, time=None):
    view.show_attention(attention, time or TimeOffline())
    settle()


def columns_of(view):
    return view.cards()[0].columns


# The three columns


def test_the_three_columns_stand_beside_each_other_and_say_it_all(view):
    item, now = changed_refill()
    show(view, offline(item, "approve", "content_changed", now, params={"refills": 3}))
    saw, is_now, decided = columns_of(view).columns()
    assert saw.top() == is_now.top() == decided.top()
    assert saw.right() < is_now.left() < is_now.right() < decided.left()
    story = columns_of(view).story()
    was = item.entity["content"]["medication"]["dose_text"]
    for part in (
        "What you saw: To do.",
        f"Dose: you saw {was}, now {NEW_DOSE}.",
        "What it is now: To do.",
        "Your decision: Approved by you, 08:32, offline.",
        "Refills: 3",
    ):
        assert part in story
    assert story in view.cards()[0].accessibleName()


def test_what_differs_stands_on_one_height(view):
    item, now = changed_refill()
    show(view, offline(item, "approve", "content_changed", now))
    was = item.entity["content"]["medication"]["dose_text"]
    labels = {label.text(): label for label in columns_of(view).findChildren(PlainLabel)}
    assert labels[was].y() == labels[NEW_DOSE].y()


def test_who_was_first_stands_under_what_it_is_now(view):
    show(view, offline(refill(7), "deny", current=APPROVED))
    assert "What it is now: Approved Approved by Noor Rahman, 08:47." in columns_of(view).story()


def test_where_nothing_has_changed_it_says_so(view):
    show(view, rejected(refill(3), "deny", "decision-stale"))
    assert "What it is now: To do As you saw it." in columns_of(view).story()


@pytest.mark.parametrize(
    ("seen", "current", "expected"),
    [
        (None, {"state": "pending"}, "What you saw: It was not kept."),
        ({"state": "pending"}, None, "What it is now: The portal does not show it."),
    ],
)
def test_what_is_not_known_is_said_to_be_so(view, seen, current, expected):
    one = rejected(refill(0), "approve", "not-permitted", seen=seen)
    show(view, replace(one, current=current))
    assert expected in columns_of(view).story()


@pytest.mark.parametrize(("width", "scale"), [(520, 1.0), (1000, 2.0)])
def test_where_it_is_narrow_or_the_text_large_they_stand_below_each_other(view, width, scale):
    theme().set_text_scale(scale)
    view.resize(width, 760)
    item, now = changed_refill()
    show(view, offline(item, "approve", "content_changed", now))
    saw, is_now, decided = columns_of(view).columns()
    assert saw.left() == is_now.left() == decided.left()
    assert saw.bottom() < is_now.top() < is_now.bottom() < decided.top()
    assert not columns_of(view).is_wide
    assert said(columns_of(view)).split().count("Dose") == 2, "each column names what it tells"
    view.resize(1500, 760)
    settle()
    if scale == 1.0:
        assert columns_of(view).is_wide
        assert said(columns_of(view)).split().count("Dose") == 1


def test_the_terms_of_a_decision_are_in_words(view):
    denial = {
        "reason_code": "TOO_SOON",
        "text_to_patient": "Please ask in December.",
        "internal_note": "Called the pharmacy.",
    }
    show(view, offline(refill(7), "deny", current=APPROVED, params=denial))
    story = columns_of(view).story()
    assert "Reason: Requested too soon" in story
    assert "You wrote, and the patient has not read: Please ask in December." in story
    assert "You wrote, and no colleague has read: Called the pharmacy." in story
    chart = {"chart": "link", "patient_id": "patient-1"}
    show(view, offline(enrollment(1), "approve", current=APPROVED, params=chart))
    assert "Chart: R-20401 Hipólito Banda Zepeda" in columns_of(view).story()
    show(view, offline(enrollment(1), "approve", current=APPROVED, params={"chart": "new"}))
    assert "Chart: A new chart" in columns_of(view).story()


def test_that_a_colleague_did_the_same_is_told_as_good_news(view):
    one = offline(refill(2), "approve", "already_satisfied", APPROVED)
    show(view, replace(one, status=ResultStatus.ALREADY_SATISFIED))
    story = view.cards()[0].story()
    assert "A colleague had decided the same before you." in story
    assert "not carried out" not in story


def test_the_name_of_who_acknowledges_is_said_over_the_cards(view):
    show(view, offline(refill(2), "approve"))
    assert "Your name, Kim Osei, is kept with each." in said(view)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
@pytest.mark.parametrize("width", [520, 1400])
def test_it_reads_and_sounds_right_at_twice_the_size(view, scheme, width):
    theme().set_scheme(scheme)
    theme().set_text_scale(2.0)
    view.resize(width, 760)
    item = refill(4)
    long = changed(item.entity["content"], pharmacy=f"{LONGEST} {'x' * 60}", note=MARKUP)
    one = offline(item, "approve", "content_changed", {"content": long, "content_hash": "f" * 64})
    show(view, one, time=tally())
    assert MARKUP in columns_of(view).story()
    assert cut_off(view) == []
    assert not_plain(view) == []
    assert unnamed(view) == []
    assert too_small(view) == []
    assert view.cards()[0].width() <= view.width()


# The account of a time offline


def all_classes():
    item, now = changed_refill()
    return [
        replace(
            offline(refill(0), "approve", "already_satisfied", APPROVED),
            status=ResultStatus.ALREADY_SATISFIED,
        ),
        offline(refill(1), "deny", "decided_differently", APPROVED),
        offline(item, "approve", "content_changed", now),
        offline(enrollment(1), "approve", "withdrawn", {"state": "withdrawn"}),
        offline(refill(2), "approve", "superseded", {"state": "superseded"}),
        offline(appointment(0), "decline", "moved_on_metadata", {"state": "offered"}),
        rejected(appointment(1), "book", "decision-stale"),
        rejected(refill(3), "approve", "not-permitted"),
        rejected(refill(5), "approve", "rule-refused"),
    ]


def test_every_outcome_has_its_line_and_its_sentence(view):
    show(view, *all_classes(), time=tally(13, to_read=9))
    told = said(view)
    assert "13 decided · 4 applied · 9 to read" in told
    for sentence in (
        "Carried out as you decided.",
        "A colleague had decided the same before; it counts once.",
        "A colleague decided it first, and differently; theirs counts.",
        "It has changed since you saw it; look at it and decide again.",
        "The patient has withdrawn the request; there is nothing left to do.",
        "A newer version has taken its place; decide on that one.",
        "It has moved on since you saw it; look at it and decide again.",
        "It came later than the practice allows; look at it and decide again.",
        "Your role does not allow it, or no longer; ask a colleague who may.",
        "A rule forbids it; its card says which.",
    ):
        assert sentence in told
    assert "since 07:12" in told


@pytest.mark.invariant("I8")
def test_i8_the_lines_add_up_to_what_was_decided():
    for waiting, read in ((0, 0), (2, 1)):
        time = tally(16, waiting=waiting, to_read=9, read=read)
        assert sum(one.number for one in outcome_lines(time, all_classes())) == 16


def test_no_class_of_the_portals_is_without_words():
    for conflict in Conflict:
        one = offline(refill(0), "approve", conflict.value)
        assert class_of(one) == conflict.value
        (line,) = outcome_lines(TimeOffline(1, 1, 0, 0, 1), [one])
        assert line.sentence


def test_only_what_was_decided_offline_is_accounted_for(view):
    online = refused(refill(1), "deny", "withdrawn", {})
    show(view, online, offline(refill(2), "deny"), time=tally(1, to_read=1))
    assert "1 decided · 1 to read" in said(view)
    assert "The patient has withdrawn the request; there is" not in said(view)
    assert len(view.cards()) == 2


def test_the_account_stands_while_something_waits_and_a_working_day_after(view):
    show(view)
    assert not view.tells_of_offline
    show(view, time=tally(3, to_read=0))
    assert view.tells_of_offline
    assert "Nothing is left to read." in said(view)
    assert "accepted everything" not in said(view)
    old = replace(tally(3, to_read=0), answered_ms=NOW_MS - 13 * 3_600_000)
    show(view, time=old)
    assert not view.tells_of_offline
    show(view, offline(refill(2), "deny"), time=replace(old, to_read=1))
    assert view.tells_of_offline
    show(view, time=replace(old, waiting=1))
    assert view.tells_of_offline


@pytest.mark.parametrize(
    ("time", "title"),
    [
        (tally(12, to_read=5), "12 decided · 7 applied · 5 to read"),
        (tally(12, waiting=12, to_read=0), "12 decided · 12 waiting"),
        (
            tally(5, waiting=1, to_read=1, read=2),
            "5 decided · 1 waiting · 1 applied · 1 to read · 2 read",
        ),
    ],
)
def test_the_title_counts_what_there_is(english, time, title):
    assert offline_title(time) == title


def test_each_count_stands_on_the_line_of_its_word_however_long_the_sentence(view):
    view.resize(360, 700)
    view.show_attention(reconciled(), TimeOffline(1, 13, 0, 8, 5, 0))
    settle()
    head = child(view, "reconcile_head")
    badges = [one for one in head.findChildren(Badge) if one.isVisible()]
    words = [one for one in head.findChildren(PlainLabel) if one.text().isdigit()]
    wrapped = [one for one in head.findChildren(WrappedLabel) if one.text().endswith(".")]
    assert len(badges) == len(words) == len(wrapped) == 6
    assert any(one.height() > badges[0].height() for one in wrapped)
    for badge, *beside in zip(badges, words, wrapped, strict=True):
        assert {one.mapTo(head, QPoint()).y() for one in beside} == {
            badge.mapTo(head, QPoint()).y() + GRID
        }
