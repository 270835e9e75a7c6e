"""What a reviewer sees of a report (DOMAIN §5.4)."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.services.results import (
    HISTORY,
    not_releasable_reason,
    observation_values,
    result_content,
)

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


def test_the_status_as_received_decides():
    assert not_releasable_reason("F", "laboratory") == ""
    assert not_releasable_reason("R", "laboratory") == "NOT_FINAL"
    assert not_releasable_reason("F", "notification") == "NOT_A_LAB_RESULT"
