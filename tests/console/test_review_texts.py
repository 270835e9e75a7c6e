"""What the portal refuses is said at the field that is meant, in words that say what to do."""

import pytest

from console.domain.errors import NotFoundError, RequestRefusedError
from console.messages.review_texts import has_moved_on, match_refusal, review_message

PREFIX = "urn:portal:problem:"


def refused(rule="", slug="rule-refused", **more):
    return RequestRefusedError("HTTP 409", {"type": PREFIX + slug, "rule": rule, **more})


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        *(("UNKNOWN_ACCOUNT", "number"), ("SEVERAL_ACCOUNTS", "number")),
        *(("NAME_DIFFERS", "value"), ("BIRTH_DATE_DIFFERS", "value"), ("ONE_SIGNAL", "value")),
        *(("NO_AMOUNT", "amount"), ("NO_DATE", "day"), ("BATCH_CLOSED", "")),
    ],
)
def test_b10_a_refused_match_is_said_at_its_field(rule, field):
    found, sentence = match_refusal(refused(rule))
    assert found == field
    assert sentence.endswith(".")
    assert rule not in sentence


@pytest.mark.parametrize(
    ("place", "field"),
    [("account_number", "number"), ("amount_cents", "amount"), ("second", "value"), ("else", "")],
)
def test_what_the_portal_can_not_read_is_said_at_its_field(place, field):
    error = refused(slug="validation", errors=[{"pointer": f"/{place}", "code": "format"}])
    assert match_refusal(error)[0] == field


def test_what_has_moved_on_is_looked_at_again():
    assert has_moved_on(refused(slug="version-conflict"))
    assert has_moved_on(refused("NOT_MATCHABLE"))
    assert has_moved_on(NotFoundError("gone"))
    assert not has_moved_on(refused("UNKNOWN_ACCOUNT"))
    assert "colleague" in review_message(refused(slug="version-conflict")).text
