"""What has changed since somebody decided, said in the words of each queue."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.items import QUEUE_KINDS
from console.models.differences import Difference, differences
from console.models.queue_faces import FACES
from tests.support.queue_items import changed
from tests.support.screen_items import RICH
from tests.support.window_data import at, calendar

DECIDED = {
    "state": "denied",
    "decision": {
        "action": "deny",
        "by": {"id": "s-2", "name": "Noor Rahman"},
        "at": at(minutes=20),
        "text_to_patient": "Please call us.",
    },
}
CHANGES = {
    "enrollment": (
        {"submitted__phone": "+1 617 555 0100"},
        Difference("Phone", "+1 617 555 0199", "+1 617 555 0100"),
    ),
    "refill": (
        {"medication__quantity": 90},
        Difference("Quantity", "30", "90"),
    ),
    "appointment": (
        {"preferred": [{"date": "2026-11-24", "part": "afternoon"}]},
        Difference("Wanted", "Tue 24 Nov morning · Thu 26 Nov", "Tue 24 Nov afternoon"),
    ),
    "result": (
        {"observations__0__value_number": 128.0},
        Difference("Glucose", "182.4 mg/dL, high", "128 mg/dL, high"),
    ),
    "document": (
        {"document__pages": 3},
        Difference("Pages", "2", "3"),
    ),
    "unmatched_result": (
        {"person__birth_date": "1980-02-11"},
        Difference("Birth date", "1 Feb 1980", "11 Feb 1980"),
    ),
    "quarantine": (
        {"attempts": 4},
        Difference("Times tried", "3", "4"),
    ),
    "statement_request": (
        {"payable": None},
        Difference("Can be paid", "31 Oct 2026, $120.00", ""),
    ),
    "task": (
        {"details__told": "Call us."},
        Difference("The patient was told", "Please call us today about your renewal.", "Call us."),
    ),
}


def entity_of(kind):
    return copy.deepcopy(dict(RICH[kind]().entity))


def told(kind, seen, current):
    return differences(FACES[kind], seen, current, calendar())


def test_every_queue_is_looked_at():
    assert set(CHANGES) == set(QUEUE_KINDS)


@pytest.mark.parametrize("kind", QUEUE_KINDS)
def test_what_has_not_changed_is_not_told(kind):
    assert told(kind, entity_of(kind), entity_of(kind) | {"version": 9, "claim": None}) == []


@pytest.mark.parametrize("kind", QUEUE_KINDS)
def test_each_queue_words_its_own_changes(kind):
    seen, (paths, expected) = entity_of(kind), CHANGES[kind]
    now = seen | {"content": changed(seen["content"], **paths), "content_hash": "f" * 64}
    assert told(kind, seen, now) == [expected]


@pytest.mark.parametrize("kind", QUEUE_KINDS)
def test_a_change_that_no_word_shows_is_told_all_the_same(kind):
    seen = entity_of(kind)
    (one,) = told(kind, seen, seen | {"content_hash": "f" * 64})
    assert (one.label, one.seen) == ("Something else", "As you saw it")


def test_who_decided_and_what_the_patient_reads_come_first():
    seen = entity_of("refill")
    state, words, quantity = told(
        "refill",
        seen,
        seen | DECIDED | {"content": changed(seen["content"], **CHANGES["refill"][0])},
    )
    assert state == Difference("State", "To do", "Denied by Noor Rahman, 08:52")
    assert words == Difference("The patient reads", "", "Please call us.")
    assert quantity.label == "Quantity"


def test_a_delegated_decision_bears_both_names():
    seen = entity_of("refill")
    behalf = {"on_behalf_of": {"id": "s-3", "name": "Dr. Ellen Park"}}
    now = seen | DECIDED | {"decision": DECIDED["decision"] | behalf}
    assert "Noor Rahman on behalf of Dr. Ellen Park" in told("refill", seen, now)[0].now


def test_what_all_queues_have_is_compared_too():
    seen = entity_of("refill")
    now = seen | {
        "assigned_to": {"id": "s-9", "name": "Dr. Lena Osei"},
        "priority": "stat",
        "waiting": {"on": "patient", "until": "2026-12-01"},
        "patient": seen["patient"] | {"record_number": "R-77"},
    }
    assert [one.label for one in told("refill", seen, now)] == [
        "Patient",
        "Urgency",
        "Given to",
        "Waits for",
    ]


def test_two_values_of_one_name_are_both_told():
    seen = entity_of("result")
    values = seen["content"]["observations"]
    twice = changed(seen["content"], observations=[*values, values[0] | {"value_number": 90}])
    (one,) = told("result", seen, seen | {"content": twice, "content_hash": "f" * 64})
    assert one == Difference("Glucose", "182.4 mg/dL, high", "182.4 mg/dL, high, 90 mg/dL, high")


def test_of_a_row_of_the_list_only_what_it_has_is_compared():
    whole = entity_of("refill")
    row = whole | {"content": {}}
    assert told("refill", row, whole | {"state": "withdrawn", "content_hash": "f" * 64}) == [
        Difference("State", "To do", "Withdrawn")
    ]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.sampled_from(QUEUE_KINDS), st.data())
def test_whatever_a_newer_portal_sends_breaks_nothing(kind, data):
    seen = entity_of(kind)
    content = dict(seen["content"])
    for name in data.draw(st.lists(st.sampled_from(sorted(content)), max_size=4)):
        content[name] = data.draw(_JSON)
    now = seen | {"content": content}
    for name in data.draw(st.lists(st.sampled_from(sorted(seen)), max_size=3)):
        now[name] = data.draw(_JSON)
    for one in told(kind, seen, now):
        assert one.label
        assert one.seen != one.now
