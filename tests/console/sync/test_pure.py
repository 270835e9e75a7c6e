"""The rules of the loop, without the loop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.decisions import Command, CommandResult, ResultStatus
from console.domain.errors import (
    CertificateError,
    ConsoleError,
    PortalBusyError,
    PortalUnreachableError,
    SignInExpiredError,
    StaffDisabledError,
    ThrottledError,
    WorkstationForkedError,
    WorkstationRevokedError,
)
from console.domain.items import ItemKey
from console.domain.link import LinkState
from console.sync.outcome import Outcome, outcome_of, refused_alone
from console.sync.plan import POLL_S, compare_digests, link_after, pause_s, sooner

DONE = {ResultStatus.APPLIED, ResultStatus.REPLAYED, ResultStatus.ALREADY_SATISFIED}


def made(*, offline=False):
    return Command("k", ItemKey(1, "refill", "i"), 1, "", "approve", {}, "", 0, offline=offline)


@given(st.sampled_from(list(ResultStatus)), st.none() | st.integers(), st.booleans(), st.booleans())
def test_every_answer_has_one_outcome_and_only_success_ends_a_decision(
    status, version, known, offline
):
    result = CommandResult("k", status, version=version, current={} if known else None)
    outcome = outcome_of(made(offline=offline), result)
    done = DONE - {ResultStatus.ALREADY_SATISFIED} if offline else DONE
    assert (outcome is Outcome.SETTLE) == (status in done)
    assert (outcome is Outcome.POSTPONE) == (status is ResultStatus.DEFERRED)


def test_a_lone_refused_request_is_the_refusal_of_its_decision():
    result = refused_alone("k", {"type": "x"})
    assert outcome_of(made(), result) is Outcome.ATTENTION
    assert (result.command_id, result.problem) == ("k", {"type": "x"})


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (PortalUnreachableError(), LinkState.OFFLINE),
        (CertificateError(), LinkState.OFFLINE),
        (SignInExpiredError(), LinkState.SIGNED_OUT),
        (StaffDisabledError(), LinkState.SIGNED_OUT),
        (WorkstationRevokedError(wipe=False), LinkState.SIGNED_OUT),
        (WorkstationForkedError(), LinkState.SIGNED_OUT),
    ],
)
def test_the_link_after_an_error(error, state):
    assert link_after(error) is state
    assert (pause_s(1, 0.0, error) is None) == (state is LinkState.SIGNED_OUT)


def test_the_loop_rests_as_long_as_it_should():
    assert pause_s(0, 0.0, None) == POLL_S
    assert pause_s(1, 0.0, PortalUnreachableError()) == 1
    assert pause_s(3, 0.0, PortalUnreachableError()) == 4
    assert pause_s(1, 0.0, PortalBusyError(retry_after_s=40)) == 40
    assert pause_s(1, 0.0, ThrottledError(retry_after_s=40)) == 40
    assert pause_s(1, 0.0, CertificateError()) == 32
    assert pause_s(1, 0.0, SignInExpiredError()) is None


@given(
    st.integers(0, 100),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from([None, PortalUnreachableError(), PortalBusyError(), ConsoleError()]),
    st.none() | st.integers(0, 10**6),
    st.booleans(),
)
def test_a_due_decision_shortens_the_rest_only_while_there_is_a_line(n, chance, error, due, online):
    pause = pause_s(n, chance, error)
    found = sooner(pause, due, 500_000, online=online)
    if due is None or not online:
        assert found == pause
    else:
        assert found == min(pause, max(0.0, (due - 500_000) / 1000))


def test_signed_out_nothing_is_due():
    assert sooner(None, 0, 1, online=False) is None
    assert sooner(None, 2_000, 1_000, online=True) == 1


def test_digests_are_compared_at_the_same_place_only():
    ours = {"refill": (2, 5)}
    theirs = {"refill": (2, 5), "result": (0, 0)}
    assert compare_digests(ours, theirs, our_seq=4, their_seq=4).equal
    assert not compare_digests(ours, {"refill": (2, 6)}, our_seq=4, their_seq=4).equal
    assert not compare_digests(ours, {}, our_seq=4, their_seq=4).equal
    assert not compare_digests({}, ours, our_seq=4, their_seq=4).equal
    assert not compare_digests(ours, {"refill": (9, 9)}, our_seq=4, their_seq=5).comparable
