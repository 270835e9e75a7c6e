"""The refill body: the drug, the checks in words, and what stops an approval."""

from typing import Any

import pytest

from tests.support.looking import said, settle
from tests.support.queue_items import check, item, refill


def texts(body: Any) -> list[tuple[str, str]]:
    return [(finding.level, finding.text) for finding in body._checks.shown()]


def test_an_active_medicine_with_nothing_against_it(show: Any) -> None:
    body = show(item("refill", refill()))
    assert body._drug.text() == "Lisinopril 10 MG Oral Tablet"
    assert body._status.text() == "Active"
    assert body._checks.title() == "Nothing speaks against it"
    assert texts(body) == [
        ("ok", "No other request for it is waiting."),
        ("ok", "No refills are left on the prescription."),
        ("ok", "Due since 14 Nov 2026."),
        ("ok", "Last visit on 11 Aug 2026."),
    ]
    assert dict(body._facts.shown()) == {
        "Asked by": "Björn Curie",
        "Supply": "30 for 30 days",
        "Refills left": "0 of 5 → 1 after approval",
        "Prescribed": "4 May 2026 by Grace Hopper, MD",
        "Pharmacy": "Corner Pharmacy, 3 Mill Road, Boston",
    }
    assert body.blocker("approve") == ""
    assert body.params("approve") == {"refills": 1}


def test_the_last_fills_are_listed_newest_first_and_the_rest_counted(show: Any) -> None:
    body = show(item("refill", refill()))
    assert [day for day, _amount in body._fills.shown()] == [
        *("21 Oct 2026", "21 Sep 2026"),
        *("21 Aug 2026", "21 Jul 2026"),
    ]
    assert body._earlier.text() == "and 2 earlier fills"
    body.show_item(item("refill", refill(medication__fills=[]), number=2))
    assert body._earlier.text() == "No fill is on record."


def test_an_inactive_medicine_says_since_when_why_and_what_approving_means(show: Any) -> None:
    content = refill(
        medication__status="inactive",
        medication__stopped_on="2026-08-03",
        medication__stop_reason="Cough",
        checks=[check("INACTIVE", "warn", stopped_on="2026-08-03", reason="Cough")],
    )
    body = show(item("refill", content))
    assert body._status.text() == "Inactive since 3 Aug 2026"
    assert texts(body) == [("warn", "Stopped on 3 Aug 2026: Cough. Approving restarts it.")]
    assert body._checks.title() == "1 thing to weigh before approving"
    assert body.blocker("approve") == ""


def test_an_inactive_medicine_is_pointed_out_even_if_the_check_is_missing(show: Any) -> None:
    content = refill(medication__status="inactive", medication__stopped_on=None, checks=[])
    assert texts(show(item("refill", content))) == [
        ("warn", "It has been stopped. Approving restarts it.")
    ]


STOPS = [
    (check("CONTROLLED", "stop", schedule="II"), "Schedule II can not be renewed here."),
    (check("CONTROLLED", "stop", schedule="IV", may_grant=0), "five refills or six months"),
    (check("DUPLICATE_OPEN", "stop", item_id="i-1"), "Another request for this medicine"),
    (check("DECEASED", "stop"), "has died"),
    (check("BRAND_NEW_RULE", "stop"), "Brand new rule"),
]


@pytest.mark.parametrize(("stop", "words"), STOPS)
def test_a_check_that_stops_blocks_the_approval_only(show: Any, stop: Any, words: str) -> None:
    body = show(item("refill", refill(checks=[check("LAST_VISIT", "ok", on="2026-01-05"), stop])))
    assert words in body.blocker("approve")
    assert body.blocker("deny") == "" == body.blocker("route")
    assert body._checks.title() == "This renewal can not be approved"
    assert body._checks.shown()[0].level == "stop", "the gravest stands first"


def test_schedule_two_blocks_even_if_the_check_is_missing(show: Any) -> None:
    body = show(item("refill", refill(medication__schedule="II", checks=[])))
    assert "Schedule II can not be renewed" in body.blocker("approve")


WHY = "Choose why it is approved all the same."
WARNINGS = [
    (
        check("TOO_SOON", "warn", eligible_on="2026-12-04", days_early=12),
        "Too soon by 12 days: due from 4 Dec 2026.",
    ),
    (
        check("TOO_SOON", "warn", eligible_on="2026-11-23", days_early=1),
        "Too soon by 1 day: due from 23 Nov 2026.",
    ),
    (
        check("REFILLS_REMAINING", "warn", refills_remaining=2),
        "2 refills left: the pharmacy can fill it without a renewal.",
    ),
    (
        check("CONTROLLED", "warn", schedule="III", may_grant=3, prescribed_on="2026-09-01"),
        "Schedule III: the law allows 3 more refills. It was prescribed on 1 Sep 2026.",
    ),
    (
        check("CONTROLLED", "warn", schedule="V", may_grant=None),
        "Schedule V: a controlled medicine, decided only while online.",
    ),
    (
        check("LAST_VISIT", "warn", on="2025-01-03"),
        "Last visit on 3 Jan 2025, more than a year ago.",
    ),
    (check("LAST_VISIT", "warn", on=None), "No visit is on record."),
]


@pytest.mark.parametrize(("warning", "words"), WARNINGS)
def test_a_warning_says_the_rule_and_lets_the_provider_decide(
    show: Any, warning: Any, words: str
) -> None:
    body = show(item("refill", refill(checks=[warning])))
    assert texts(body) == [("warn", words)]
    assert body.blocker("approve") == (WHY if warning["code"] == "TOO_SOON" else "")


def test_a_proxy_is_named_beside_the_patient_and_the_note_is_quoted(show: Any) -> None:
    asked = item("refill", refill(note="Two lines\nof a note"), requested_by="Kim Byron (daughter)")
    body = show(asked)
    assert dict(body._facts.shown())["Asked by"] == "Kim Byron (daughter) for Björn Curie"
    assert body._note.text() == "Two lines\nof a note"
    assert "Kim Byron (daughter) writes" in said(body)
    body.show_item(item("refill", refill(), number=2))
    settle()
    assert body._note.isHidden()


def test_marks_for_the_header(show: Any) -> None:
    content = refill(
        medication__schedule="II",
        medication__status="inactive",
        checks=[check("TOO_SOON", "warn", eligible_on="2026-12-04")],
    )
    made = item("refill", content)
    marks = [chip.text for chip in show(made).badges(made)]
    assert marks == ["Schedule II", "Inactive medicine", "Too soon"]
