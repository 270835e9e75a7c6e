"""What a reviewer sees of a report (DOMAIN §5.4)."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.services.raw_status import not_releasable_reason
from portal.services.result_content import HISTORY, observation_values, own_flag, result_content

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
REPORT = {
    "id": "r",
    "code": "51990-0",
    "title": "Basic metabolic panel",
    "category": "laboratory",
    "raw_status": "F",
    "performer": "Harbor Laboratory",
    "effective_at": AT,
    "issued_at": AT,
}


def value(ordinal=1, **changed):
    return {
        "ordinal": ordinal,
        "code": "2345-7",
        "name": "Glucose",
        "value_number": 92.5,
        "value_text": "",
        "comparator": "",
        "unit": "mg/dL",
        "range_low": 70.0,
        "range_high": 99.0,
        "flag": "",
        "effective_at": AT,
    } | changed


def test_the_content_has_every_key_and_the_order_of_the_laboratory():
    content = result_content(REPORT, [value(2, code="b"), value(1, code="a")], {})
    assert [one["code"] for one in content["observations"]] == ["a", "b"]
    assert content["report"]["effective_at"] == "2026-11-20T09:00:00Z"
    assert content["observations"][0] == {
        "code": "a",
        "name": "Glucose",
        "value_number": 92.5,
        "value_text": "",
        "comparator": "",
        "unit": "mg/dL",
        "range_low": 70.0,
        "range_high": 99.0,
        "flag": "",
        "own_flag": "N",
        "raw_status": "",
        "effective_at": "2026-11-20T09:00:00Z",
        "history": [],
    }
    assert (content["critical"], content["releasable"]) == (False, True)


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (None, None), (0.0, None)])
def test_no_range_is_shown_as_none(low, high):
    shown = observation_values(value(range_low=low, range_high=high))
    assert (shown["range_low"], shown["range_high"]) == (None, None)


def test_a_range_that_begins_at_zero_is_one():
    shown = observation_values(value(range_low=0.0, range_high=5.7))
    assert (shown["range_low"], shown["range_high"]) == (0.0, 5.7)


def test_history_is_the_last_eight_before_oldest_first_in_the_same_unit():
    old = [
        value(value_number=float(days), effective_at=AT - timedelta(days=days))
        for days in (3, 1, 9, 2, 5, 4, 8, 7, 6, 10)
    ]
    later = value(value_number=99.0, effective_at=AT + timedelta(days=1))
    other = value(value_number=5.1, unit="mmol/L", effective_at=AT - timedelta(hours=1))
    content = result_content(REPORT, [value()], {"2345-7": [*old, later, other]})
    shown = [one["value_number"] for one in content["observations"][0]["history"]]
    assert shown == [8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    assert len(shown) == HISTORY


@pytest.mark.parametrize(
    ("flag", "critical"), [("HH", True), ("LL", True), ("AA", True), ("H", False), ("", False)]
)
def test_critical_flags(flag, critical):
    assert result_content(REPORT, [value(), value(2, flag=flag)], {})["critical"] is critical


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, ""),
        ({"raw_status": "R"}, "NOT_FINAL"),
        ({"raw_status": "unknown"}, "NOT_FINAL"),
        ({"category": "notification"}, "NOT_A_LAB_RESULT"),
        ({"code": "69409-1"}, "NOT_A_LAB_RESULT"),
        ({"title": "U.S. standard certificate of death - 2003 revision"}, "NOT_A_LAB_RESULT"),
        ({"code": "68991-9", "raw_status": "P"}, "NOT_A_LAB_RESULT"),
    ],
)
def test_s54_the_status_as_received_decides(changed, reason):
    assert not_releasable_reason(REPORT | changed) == reason


@pytest.mark.parametrize("raw", ["P", "R", "I", "S", "A", "O", "X", "D", "W", "U", "N", "?"])
def test_s54_one_observation_that_is_not_final_bars_the_report(raw):
    rows = [value(raw_status="F"), value(2, raw_status=raw)]
    assert not_releasable_reason(REPORT, rows) == "NOT_FINAL"
    assert result_content(REPORT, rows, {})["releasable"] is False


def test_s54_a_case_notification_is_known_by_its_questions():
    assert not_releasable_reason(REPORT, [value(code="77975-1")]) == "NOT_A_LAB_RESULT"


@pytest.mark.parametrize(
    ("number", "sign", "low", "high", "flag"),
    [
        (92.5, "", 70, 99, "N"),
        (70, "", 70, 99, "N"),
        (69.9, "", 70, 99, "L"),
        (99.1, "", 70, 99, "H"),
        (-3.2, "", -5, 5, "N"),
        (-7.4644266106913495, "", -5, 5, "L"),
        (92.5, "", None, None, ""),
        (92.5, "", 0, 0, ""),
        (92.5, "", 99, 70, ""),
        (None, "", 70, 99, ""),
        (5, "<", 70, 99, "L"),
        (90, "<", 70, 99, ""),
        (5, "<", 0, 10, "N"),
        (12, "<", None, 10, ""),
        (60, ">", 60, None, "N"),
        (60, ">", 10, 90, ""),
        (90, ">", 10, 90, "H"),
    ],
)
def test_s54_our_own_flag_says_only_what_is_sure(number, sign, low, high, flag):
    row = value(value_number=number, comparator=sign, range_low=low, range_high=high)
    assert own_flag(row) == flag


def test_s54_a_report_in_words_is_told_as_one():
    words = value(value_number=None, value_text="No growth after 48 hours.")
    assert result_content(REPORT, [words], {})["text_only"] is True
    assert result_content(REPORT, [words, value(2)], {})["text_only"] is False
