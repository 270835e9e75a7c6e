"""What holds for every body: any content is survived, text is never markup, all has a name."""

import itertools
import json
import sys
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from console.views.queues import BODIES, body_for
from console.views.queues.body import QueueBody
from console.views.queues.day_strip import DayStrip
from console.views.theme import Scheme, theme
from tests.support.billing_things import request_content
from tests.support.looking import cut_off, not_plain, said, settle, too_small, unnamed
from tests.support.queue_items import (
    appointment,
    candidate,
    check,
    enrollment,
    item,
    observation,
    panel,
    refill,
    result,
    week_of_slots,
)
from tests.support.screen_items import (
    rich_document,
    rich_quarantine,
    rich_task,
    rich_unmatched,
)

MARKUP = "Ann <h1>APPROVED</h1>"
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 3
ODD = [
    MARKUP,
    LONG,
    "",
    "\x00\x07\x1b[31m",
    "a\u202egnitset\u202c b",
    "A & B &amp; C",
    "%n %1 {name} {0} %s",
    "الكل في المجمو عة (5)",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "👩‍👩‍👧‍👦 🇺🇸",
    "\ufeff\u200b",
    "<img src=x onerror=alert(1)>",
]
ACTIONS = (
    "approve",
    "deny",
    "route",
    "book",
    "offer",
    "confirm_cancel",
    "release",
    "hold",
    "match",
)


def rich(kind: str) -> dict[str, Any]:
    """Content in which every part of a body has something to show."""
    rich_checks = [check("TOO_SOON", "warn", eligible_on="2026-12-04"), check("DECEASED", "stop")]
    made = {
        "enrollment": enrollment(candidate(), candidate(2, has_account=True, deceased=True)),
        "refill": refill(note="A note", checks=rich_checks, medication__status="inactive"),
        "appointment": appointment("reschedule", note="Note", offered=["dr-1-24-29"]),
        "result": result(*panel(), observation("Report", None, value_text="Words. " * 30)),
        "document": rich_document().entity["content"],
        "statement_request": request_content(),
        "unmatched_result": rich_unmatched().entity["content"],
        "quarantine": rich_quarantine().entity["content"],
        "task": rich_task().entity["content"],
    }
    return made[kind]


def texts_replaced(value: Any, text: str) -> Any:
    """The same shape with every text replaced but those that choose what is shown."""
    if isinstance(value, dict):
        kept = {"agreement", "band", "level", "code", "request", "flag", "part", "date"}
        return {k: v if k in kept else texts_replaced(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [texts_replaced(one, text) for one in value]
    return text if isinstance(value, str) else value


def paths(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    if isinstance(value, dict):
        found += itertools.chain.from_iterable(paths(v, (*way, k)) for k, v in value.items())
    elif isinstance(value, list) and value:
        found += paths(value[0], (*way, 0))
    return found


def with_changed(content: Any, way: tuple[Any, ...], new: Any) -> Any:
    made = json.loads(json.dumps(content))
    place = made
    for step in way[:-1]:
        place = place[step]
    if new is KeyError:
        if isinstance(place, dict):
            del place[way[-1]]
    else:
        place[way[-1]] = new
    return made


def ask(body: QueueBody, shown: Any) -> None:
    """Ask all that the panel asks."""
    for action in ACTIONS:
        assert isinstance(body.params(action), dict)
        assert isinstance(body.blocker(action), str)
    assert all(chip.text for chip in body.badges(shown))


def test_every_queue_has_a_body() -> None:
    queues = {"enrollment", "refill", "appointment", "result", "document", "task"}
    assert set(BODIES) == queues | {"statement_request", "unmatched_result", "quarantine"}
    with pytest.raises(KeyError):
        body_for("statement")


@pytest.mark.parametrize("kind", BODIES)
def test_any_part_may_be_missing_null_or_of_another_type(look: None, kind: str) -> None:
    body, content = body_for(kind), rich(kind)
    for way in paths(content):
        for new in (KeyError, None, [], {}, "x", 7, -1.5, [None], [[]], 1e308, True):
            shown = item(kind, with_changed(content, way, new))
            body.show_item(shown)
            ask(body, shown)
    body.show_item(item(kind, content))
    fresh = body_for(kind)
    fresh.show_item(item(kind, content))
    assert said(body) == said(fresh) != "", "nothing of what was wrong stays"
    body.deleteLater()
    fresh.deleteLater()


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("content", [None, [], "x", 7, {}])
def test_content_may_be_anything(show: Any, kind: str, content: Any) -> None:
    bare = item(kind, content, subject=None, patient=None, requested_by=None)
    body = show(bare)
    ask(body, bare)
    body.grab()
    assert not_plain(body) == []
    body.show_item(item(kind, rich(kind)))
    good = show(item(kind, rich(kind)))
    assert said(body) == said(good) != "", "the next item is shown whole"


def test_slots_may_be_anything(show: Any) -> None:
    body = show(item("appointment", appointment(practitioner=None)))
    good = week_of_slots()[0]
    odd = [good | {key: new} for key in good for new in (None, 7, "x", [])]
    body.show_slots([*odd, {}, good])
    settle()
    body.grab()
    ask(body, item("appointment", appointment()))
    (strip,) = body.findChildren(DayStrip)
    assert good["id"] in {one.id for one in strip.week().times if strip.is_open(one)}


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("text", ODD)
def test_any_text_is_shown_as_it_is(show: Any, kind: str, text: str) -> None:
    content = texts_replaced(rich(kind), text)
    shown = item(kind, content, requested_by=text, subject={"name": text, "birth_date": text})
    body = show(shown, 480)
    body.grab()
    ask(body, shown)
    assert not_plain(body) == []
    assert body.minimumSizeHint().width() <= 480, "no text may widen the panel"


@pytest.mark.field("stored-xss")
@pytest.mark.threat("T8")
@pytest.mark.parametrize("kind", BODIES)
def test_markup_of_a_patient_is_read_as_letters(show: Any, kind: str) -> None:
    content = texts_replaced(rich(kind), MARKUP)
    body = show(item(kind, content, requested_by=MARKUP, subject={"name": MARKUP}))
    assert MARKUP in said(body)
    assert not_plain(body) == []


@pytest.mark.threat("T8")
def test_a_direction_override_in_a_name_does_not_reach_the_screen(show: Any) -> None:
    content = enrollment(candidate(name="Ada \u202enoryB"), submitted__username="\u202edab")
    body = show(item("enrollment", content))
    assert "\u202e" not in said(body)


@pytest.mark.parametrize("kind", BODIES)
def test_every_control_has_a_name_and_can_be_hit(show: Any, kind: str) -> None:
    body = show(item(kind, rich(kind)))
    body.show_slots(week_of_slots())
    settle()
    assert unnamed(body) == []
    assert too_small(body) == []


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_at_any_text_size(show: Any, kind: str, scale: float) -> None:
    theme().set_text_scale(scale)
    body = show(item(kind, rich(kind)), round(480 * scale**0.5))
    body.show_slots(week_of_slots())
    settle()
    assert cut_off(body) == []
    assert body.minimumSizeHint().width() <= round(480 * scale**0.5)


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_each_scheme_paints_with_its_own_colours(show: Any, kind: str, scheme: Scheme) -> None:
    theme().set_scheme(scheme)
    body = show(item(kind, rich(kind)))
    picture = body.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert theme().color("text").name() in seen
    assert len(seen) > 3


@pytest.mark.parametrize("kind", BODIES)
def test_a_scheme_may_change_while_an_item_is_shown(show: Any, kind: str) -> None:
    body = show(item(kind, rich(kind)))
    before = body.grab().toImage()
    theme().set_scheme(Scheme.DARK)
    theme().set_text_scale(1.5)
    settle()
    assert body.grab().toImage() != before


@pytest.mark.parametrize("kind", BODIES)
def test_windows_that_read_from_right_to_left_are_mirrored(show: Any, kind: str) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    body = show(item(kind, rich(kind)))
    body.show_slots(week_of_slots())
    settle()
    body.grab()
    assert cut_off(body) == []
    if kind == "appointment":
        strip = body._picker.strip()
        monday, friday = (strip.area_of(strip.week().times[n]) for n in (0, -1))
        assert monday.x() > friday.x()


@pytest.mark.parametrize("kind", BODIES)
def test_a_newer_version_does_not_take_the_focus_away(show: Any, kind: str) -> None:
    names = {"enrollment": "chart_choice", "appointment": "day_strip", "result": "values"}
    if kind not in names:
        return
    body = show(item(kind, rich(kind)))
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - beside its only use

    control = body.findChild(QWidget, names[kind])
    control.setFocus()
    body.show_item(item(kind, rich(kind), version=2))
    settle()
    assert body.window().focusWidget() is control


def test_the_panel_follows_the_keyboard(show: Any) -> None:
    body = show(item("result", result()), 480, 220)
    values = body._findings.values
    values.setFocus()
    values.setCurrentIndex(values.model().index(10))
    place = values.visualRect(values.currentIndex()).center()
    panel_area = body.window().viewport()
    seen = values.mapTo(body, place) + QPoint(0, body.y())
    assert 0 <= seen.y() <= panel_area.height()


@pytest.mark.parametrize("kind", BODIES)
def test_showing_items_one_after_the_other_keeps_no_widgets(show: Any, kind: str) -> None:
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - beside its only use

    body = show(item(kind, rich(kind)))
    count = len(body.findChildren(QWidget))
    for number in range(2, 12):
        body.show_item(item(kind, rich(kind), number=number))
        settle()
    assert len(body.findChildren(QWidget)) == count
    assert sys.getrefcount(body) < 50
