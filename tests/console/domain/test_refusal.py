"""Why an action can not be taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.decisions import Refusal, refusal
from console.domain.items import DecisionState, Item, ItemKey
from console.domain.session import ActionRule, Me, Practice

APPROVE = ActionRule("refill", "approve", frozenset({"pending"}), "refill:approve", False, True, 60)
RELEASE = ActionRule(
    "result", "release", frozenset({"pending"}), "result:release", True, True, None
)
ME = Me(
    "s-1",
    "robin",
    "Robin",
    (
        Practice(1, "One", "UTC", (), frozenset({"refill:approve", "result:release"})),
        Practice(2, "Two", "UTC", (), frozenset()),
    ),
    (APPROVE, RELEASE),
)


def item(kind="refill", practice_id=1, state="pending", decision=DecisionState.NONE):
    key = ItemKey(practice_id, kind, "i")
    return Item(key, 1, "h", state, True, {"content": {}}, decision_state=decision)


def controlled():
    content = {"medication": {"schedule": "III"}}
    return Item(ItemKey(1, "refill", "i"), 1, "h", "pending", True, {"content": content})


def row_only():
    entity = {"content": {}, "patient": {"name": "Ann Lee", "birth_date": "1980-01-01"}}
    return Item(ItemKey(1, "refill", "i"), 1, "h", "pending", True, entity)


@pytest.mark.parametrize(
    ("one", "action", "line", "found"),
    [
        (item(), "approve", {}, None),
        (item(), "shred", {}, Refusal.UNKNOWN_ACTION),
        (item("letter"), "approve", {}, Refusal.UNKNOWN_ACTION),
        (item(practice_id=2), "approve", {}, Refusal.NOT_PERMITTED),
        (item(practice_id=3), "approve", {}, Refusal.NOT_PERMITTED),  # no member of it any more
        (item(state="denied"), "approve", {}, Refusal.WRONG_STATE),
        (item(decision=DecisionState.QUEUED), "approve", {}, Refusal.ALREADY_DECIDED_HERE),
        (item(decision=DecisionState.ATTENTION), "approve", {}, Refusal.ALREADY_DECIDED_HERE),
        (item(), "approve", {"online": False, "data_age_s": 60}, None),
        (item(), "approve", {"online": False, "data_age_s": 61}, Refusal.TOO_OLD_OFFLINE),
        (item(), "approve", {"online": True, "data_age_s": 10**9}, None),
        (controlled(), "approve", {"online": True}, None),
        (controlled(), "approve", {"online": False}, Refusal.CONTROLLED_OFFLINE),
        (row_only(), "approve", {"online": False}, Refusal.ROW_ONLY_OFFLINE),
        (row_only(), "approve", {}, None),
        (item("result"), "release", {}, None),
        (item("result"), "release", {"online": False}, Refusal.NOT_OFFLINE),
    ],
)
def test_each_rule_refuses_by_itself(one, action, line, found):
    assert refusal(ME, one, action, **line) is found


@given(
    st.sampled_from(["refill", "result"]),
    st.sampled_from(["approve", "release"]),
    st.sampled_from(["pending", "denied"]),
    st.sampled_from(list(DecisionState)),
    st.floats(min_value=0, max_value=1000),
)
def test_what_may_be_done_offline_may_be_done_online(kind, action, state, decided, age):
    one = item(kind, state=state, decision=decided)
    if refusal(ME, one, action, online=False, data_age_s=age) is None:
        assert refusal(ME, one, action, online=True, data_age_s=age) is None
