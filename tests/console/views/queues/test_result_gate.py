"""What stands around a result's values: clock, hold, calls, audience, review, correction, recall."""

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.views.queues.result_words import lasting
from console.views.theme import Scheme, theme
from tests.support.looking import cut_off, said, settle, unnamed
from tests.support.queue_items import item, observation, result

# the tests' now is 22 November 2026, 15:00 UTC, ten in the morning in New York
OPEN: dict[str, Any] = {
    "mode": "provider_first",
    "auto_release_at": "2026-11-22T19:10:00Z",
    "barred_by": None,
    "not_before": None,
    "law": None,
    "hold": None,
}
HOLD = {
    "basis": "PRIVACY_PATIENT_REQUEST",
    "rationale": "Wants to hear it at the visit.",
    "review_on": "2026-11-22",
    "ends_at": "2026-11-23T05:00:00Z",
    "by_policy_then": False,
    "author": {"id": "s", "name": "Dr. Ellen Park"},
    "placed_at": "2026-11-20T15:00:00Z",
    "details": {},
}
AUDIENCE = {
    "digest": "0123456789abcdef",
    "viewers": [
        {"account_id": "a", "name": "Ada Byron", "relation": "self", "sees": True, "why": ""},
        {
            "account_id": "b",
            "name": "Mia Byron",
            "relation": "parent",
            "sees": False,
            "why": "CATEGORY_BLOCKED",
        },
    ],
}
CALL = {
    "by": {"id": "s", "name": "Maria Santos"},
    "told_name": "Ada Byron",
    "told_role": "patient",
    "told_at": "2026-11-22T13:30:00Z",
    "read_back": True,
    "note": "",
}
REVIEW = {
    "assessment": "follow_up",
    "note": "Repeat in three months.",
    "by": {"id": "s", "name": "Dr. Samuel Okafor"},
    "at": "2026-11-22T14:00:00Z",
}
CORRECTION = {
    "of": "r0",
    "item_id": "i0",
    "reason": "The first sample had been diluted.",
    "was_released": True,
    "seen": True,
    "changes": [
        {
            "code": "2345-7",
            "name": "Glucose",
            "old": {"value_number": 92.5, "value_text": "", "comparator": "", "unit": "mg/dL"},
            "new": {
                "value_number": 182.4386,
                "value_text": "",
                "comparator": "",
                "unit": "mg/dL",
                "flag": "H",
            },
        }
    ],
}


def gated(*values: Any, **changed: Any) -> dict[str, Any]:
    made = {
        "release": OPEN,
        "audience": AUDIENCE,
        "review": None,
        "contacts": [],
        "correction": None,
        "recall": None,
    }
    return result(*values) | made | changed


def button(body: Any, name: str) -> QPushButton:
    found = body.findChild(QPushButton, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (250 * 60_000, "4 h 10 min"),
        (53 * 3_600_000, "2 d 5 h"),
        (90_000, "1 min"),
        (-5, "0 min"),
    ],
)
def test_what_is_left_is_said_shortly(look: None, ms: int, text: str) -> None:
    assert lasting(ms) == text


def test_the_clock_says_when_it_goes_out_by_itself(show: Any) -> None:
    made = item("result", gated())
    body = show(made)
    assert body._around.clock.text() == "Goes out by itself in 4 h 10 min"
    assert [chip.text for chip in body.badges(made)] == ["Out in 4 h 10 min"]


def test_a_clock_out_of_sight_does_not_tick(show: Any) -> None:
    body = show(item("result", gated()))
    timer = body._around.clock._timer
    assert timer.isActive()
    body.hide()
    assert not timer.isActive()
    body.show_item(item("result", gated(), number=2))
    assert not timer.isActive(), "an item that comes while nobody looks"
    body.show()
    assert timer.isActive()
    body.show_item(item("result", gated(release=OPEN | {"auto_release_at": None}), number=3))
    assert not timer.isActive()


def test_a_result_without_a_clock_says_why_where_there_is_a_reason(show: Any) -> None:
    barred = OPEN | {"auto_release_at": None, "barred_by": "SENSITIVE"}
    body = show(item("result", gated(release=barred)))
    assert body._around.clock.text() == "Does not go out by itself: it is of a sensitive kind"
    body.show_item(item("result", gated(release=OPEN | {"auto_release_at": None}), number=2))
    assert body._around.clock.isHidden()


def test_a_hold_says_who_why_and_until_when(show: Any) -> None:
    held = OPEN | {"auto_release_at": None, "barred_by": "ON_HOLD", "hold": HOLD}
    made = item("result", gated(release=held), state="held")
    body = show(made)
    assert body._around.clock.text() == "On hold until 22 Nov 2026: the patient's own wish"
    assert "Held by Dr. Ellen Park: Wants to hear it at the visit." in said(body)
    assert "somebody decides again" in said(body)
    assert [chip.text for chip in body.badges(made)] == ["Hold ends today"]


def test_a_delay_by_law_blocks_the_release(show: Any) -> None:
    late = OPEN | {"not_before": "2026-11-24T05:00:00Z", "law": "TX SB 922 (2023)"}
    body = show(item("result", gated(release=late | {"auto_release_at": None})))
    assert body.blocker("release") == "State law: can not be released before 24 Nov, 00:00."
    assert "TX SB 922" in said(body)


def test_the_audience_names_everybody_and_goes_with_the_release(show: Any) -> None:
    body = show(item("result", gated()))
    assert body._around.audience.shown() == [
        ("Ada Byron, the patient", "sees it and is told"),
        ("Mia Byron, parent", "does not see it: private at the patient's age"),
    ]
    assert body.params("release") == {"audience_digest": "0123456789abcdef"}


def test_without_an_account_nobody_is_told(show: Any) -> None:
    body = show(item("result", gated(audience={"digest": "f", "viewers": []})))
    assert "The practice calls." in said(body)


def test_a_critical_result_asks_first_who_has_been_told(show: Any) -> None:
    body = show(item("result", gated(critical=True)))
    assert body.blocker("release") == "Say below who has been told about the critical value."
    assert not button(body, "record_contact").isEnabled()
    chosen: list[str] = []
    body.chosen.connect(chosen.append)
    QTest.keyClicks(body._contact._name, "Ada Byron")
    body._contact._read_back.setChecked(True)
    assert body.blocker("release") == ""
    call = body.params("release")["contact"]
    assert call == {
        "told_name": "Ada Byron",
        "told_role": "patient",
        "told_at": "2026-11-22T10:00:00-05:00",
        "read_back": True,
    }
    QTest.keyClick(button(body, "record_contact"), Qt.Key.Key_Space)
    assert chosen == ["record_contact"]
    assert body.params("record_contact") == call


def test_who_has_been_told_is_shown_and_frees_the_release(show: Any) -> None:
    body = show(item("result", gated(critical=True, contacts=[CALL])))
    assert body.blocker("release") == ""
    assert "contact" not in body.params("release")
    assert "told 08:30 by Maria Santos, read back" in said(body)


def test_a_review_is_one_key_and_its_own_fact(show: Any) -> None:
    body = show(item("result", gated()))
    chosen: list[str] = []
    body.chosen.connect(chosen.append)
    assert "Nobody has reviewed it yet." in said(body)
    QTest.keyClicks(body._review._note, "Repeat in three months.")
    QTest.keyClick(button(body, "review_follow_up"), Qt.Key.Key_Space)
    assert chosen == ["review"]
    assert body.params("review") == {
        "assessment": "follow_up",
        "note": "Repeat in three months.",
    }


def test_a_review_says_who_and_what(show: Any) -> None:
    body = show(item("result", gated(review=REVIEW)))
    text = said(body)
    assert "Reviewed by Dr. Samuel Okafor, 09:00" in text
    assert "Repeat in three months." in text
    assert body._review._tag.text() == "Follow up"


def test_i17_a_correction_shows_old_and_new(show: Any) -> None:
    made = item("result", gated(correction=CORRECTION))
    body = show(made)
    assert body._correction.shown() == [("Glucose", "92.5 mg/dL → 182.4 mg/dL (High)")]
    assert "The first sample had been diluted." in said(body)
    assert "has read the earlier version" in said(body)
    assert "Corrected" in [chip.text for chip in body.badges(made)]


@pytest.mark.parametrize(
    ("recall", "words"),
    [
        ({"seen": True, "seen_at": "2026-11-21T15:00:00Z"}, "first on Saturday, 21 November 2026"),
        ({"seen": False, "seen_at": None}, "Nobody had opened it."),
    ],
)
def test_k123_a_recall_says_whether_it_was_seen(show: Any, recall: Any, words: str) -> None:
    body = show(item("result", gated(recall=recall), state="recalled", is_open=False))
    assert words in said(body)


def test_an_old_cache_without_all_that_shows_less(show: Any) -> None:
    body = show(item("result", result(critical=True)))
    assert body.blocker("release") == ""
    assert body.params("release") == {}
    for part in (
        body._contact,
        body._around.audience,
        body._review,
        body._around.clock,
        body._correction,
    ):
        assert part.isHidden()


def test_a_value_beside_its_range_is_marked_though_the_laboratory_did_not(show: Any) -> None:
    one = observation("Sodium", 149.0, "mmol/L", range_low=135.0, range_high=145.0)
    body = show(item("result", gated(one)))
    (row,) = body._findings.values.rows()
    assert row.chip is not None
    assert row.chip.text == "Above the range"
    assert "Laboratory: no flag · by the range: above" in row.tip


def test_a_flag_that_the_range_does_not_bear_out_is_told(show: Any) -> None:
    one = observation("Sodium", 140.0, "mmol/L", range_low=135.0, range_high=145.0, flag="H")
    (row,) = show(item("result", gated(one)))._findings.values.rows()
    assert row.chip is not None
    assert row.chip.text == "High"
    assert "Laboratory: High (H) · by the range: within" in row.tip


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_is_named_and_nothing_is_cut(show: Any, scheme: Scheme, scale: float) -> None:
    theme().set_scheme(scheme)
    theme().set_text_scale(scale)
    everything = gated(critical=True, correction=CORRECTION, review=REVIEW, contacts=[CALL])
    body = show(item("result", everything), width=round(560 * scale), height=1500)
    settle()
    assert not unnamed(body)
    assert not cut_off(body)
    keep = os.environ.get("PICTURES")
    if keep:
        body.grab().save(str(Path(keep) / f"result-{scheme.name}-{scale}.png".lower()))
