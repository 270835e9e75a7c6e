"""The states of what a desk hands out: one word for each row, at any time (DOMAIN F14–F19)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal.domain.problems import ProblemType
from portal.services import hand_outs
from portal.services.hand_outs import LIVE_STATES, STATES, state_of, works

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AGO, AHEAD = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
LONG_AGO = NOW - timedelta(days=3)


def row(**columns: Any) -> dict[str, Any]:
    """A row that was handed out and not touched since."""
    empty = ("used_at", "revoked_at", "superseded_at", "burnt_at", "bounced_at")
    more = ("opened_at", "last_sent_at", "printed_at")
    return dict.fromkeys((*empty, *more)) | {"expires_at": AHEAD} | columns


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({}, "issued"),
        ({"printed_at": AGO}, "printed"),
        ({"last_sent_at": AGO}, "sent"),
        ({"last_sent_at": LONG_AGO, "opened_at": AGO}, "opened"),
        ({"last_sent_at": LONG_AGO, "bounced_at": AGO}, "bounced"),
        ({"expires_at": NOW}, "expired"),
        ({"expires_at": AGO, "printed_at": LONG_AGO}, "expired"),
        ({"superseded_at": AGO}, "superseded"),
        ({"superseded_at": AGO, "printed_at": LONG_AGO}, "superseded"),
        ({"superseded_at": AGO, "bounced_at": LONG_AGO}, "superseded"),
        ({"superseded_at": AGO, "expires_at": LONG_AGO}, "expired"),
        ({"burnt_at": AGO}, "burnt"),
        ({"burnt_at": LONG_AGO, "superseded_at": AGO}, "burnt"),
        ({"burnt_at": LONG_AGO, "expires_at": AGO}, "burnt"),
        ({"revoked_at": AGO, "printed_at": LONG_AGO}, "revoked"),
        ({"used_at": LONG_AGO, "expires_at": AGO}, "used"),
    ],
)
def test_f16_each_row_has_one_state(columns: dict[str, Any], state: str):
    assert state_of(row(**columns), NOW) == state


@pytest.mark.parametrize("state", STATES)
def test_f16_only_what_is_live_works(state: str):
    examples = {
        "issued": {},
        "printed": {"printed_at": AGO},
        "sent": {"last_sent_at": AGO},
        "opened": {"opened_at": AGO},
        "used": {"used_at": AGO},
        "expired": {"expires_at": AGO},
        "revoked": {"revoked_at": AGO},
        "superseded": {"superseded_at": AGO},
        "bounced": {"bounced_at": AGO},
        "burnt": {"burnt_at": AGO},
    }
    made = row(**examples[state])
    assert state_of(made, NOW) == state
    assert works(made, NOW) == (state in LIVE_STATES)


def test_f19_the_link_of_a_mail_that_came_back_ends_with_its_time():
    assert works(row(bounced_at=AGO), NOW)
    assert not works(row(bounced_at=LONG_AGO, expires_at=AGO), NOW)


def test_a_thing_ends_at_its_moment_and_not_after_it():
    assert works(row(expires_at=NOW + timedelta(microseconds=1)), NOW)
    assert not works(row(expires_at=NOW), NOW)


def test_the_refusal_says_nothing_of_the_reason():
    problem = hand_outs.refusal()
    assert problem.type is ProblemType.HAND_OUT_REFUSED
    assert (problem.detail, problem.extra, problem.headers) == (None, {}, {})
