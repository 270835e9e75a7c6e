"""What laboratories have sent to the demo: through the portal's own intake, and nothing twice."""

from collections import Counter

import orjson
import pytest

from portal.db.intake_tables import intake_message, machine_client


@pytest.fixture(scope="module", params=[1, 2])
def messages(request, demo):
    return demo.rows(intake_message, request.param)


def test_every_message_is_done_with(messages):
    assert {row["state"] for row in messages} == {"parsed", "quarantined", "refused"}
    assert all(row["processed_at"] >= row["received_at"] for row in messages)
    assert any(row["repeats"] for row in messages)


def test_what_the_charts_have_is_found_there_and_makes_nothing_new(messages):
    whats = Counter(one["what"] for row in messages for one in orjson.loads(row["landed"]))
    assert set(whats) == {"same", "unmatched"}
    assert whats["same"] >= 5


def test_each_reason_why_nobody_can_tell_whose_it_is_waits_once(demo):
    reasons = [row["content"]["reason"] for row in demo.of("unmatched_result")]
    assert sorted(reasons) == [
        *("BIRTH_DATE_DIFFERS", "NAME_DIFFERS", "NO_RECORD_NUMBER", "UNKNOWN_RECORD_NUMBER"),
    ]
    assert [len(row["content"]["versions"]) for row in demo.of("unmatched_result")].count(2) == 1


def test_what_could_not_be_read_waits_beside_what_is_no_result(demo, messages):
    assert Counter(row["reason"] for row in messages if row["state"] == "quarantined") == {
        "NO_HEADER": 1,
        "NO_REPORT": 1,
    }
    assert all(
        row["reason"] == "NOT_A_RESULT_MESSAGE" for row in messages if row["state"] == "refused"
    )
    assert len(demo.of("quarantine")) == 2


def test_the_laboratories_are_known_by_name(demo, messages):
    names = {row["name"] for row in demo.rows(machine_client)}
    assert {row["source"] for row in messages} == names
