"""The calls of the contract: what is sent, what an answer means, how a session lives on."""

import json
import threading

import pytest

from console.api_client.client import MfaChallenge, PortalClient
from console.api_client.payloads import me_from_text
from console.domain.decisions import Command, ResultStatus
from console.domain.errors import (
    ClaimedByOtherError,
    NotFoundError,
    NotPermittedError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    RequestRefusedError,
    ResyncRequiredError,
    SignInExpiredError,
    SignInFailedError,
    StaffDisabledError,
    StepUpRequiredError,
    ThrottledError,
)
from console.domain.items import ItemKey
from tests.support.builders import entity
from tests.support.fake_portal import FakePortal, drop_after, problem

KEY = ItemKey(1, "refill", entity(1)["id"])


@pytest.fixture
def portal():
    with FakePortal.running() as running:
        running.model.put(entity(1))
        yield running


@pytest.fixture
def client(portal):
    made = PortalClient(portal.url)
    made.sign_in("robin", "right")
    yield made
    made.close()


def command(name="0193b000-0000-7000-8000-000000000001", **changed):
    values = {
        "command_id": name,
        "key": KEY,
        "expected_version": 1,
        "expected_content_hash": entity(1)["content_hash"],
        "action": "deny",
        "params": {"text_to_patient": "Später – «vielleicht»"},
        "client_decided_at": "2026-11-22T09:00:00.000Z",
        "not_before_ms": 0,
    }
    return Command(**(values | changed))


@pytest.mark.parametrize(
    ("status", "slug", "error"),
    [
        (400, "malformed", RequestRefusedError),
        (401, "unauthenticated", SignInExpiredError),
        (401, "step-up-required", StepUpRequiredError),
        (403, "not-permitted", NotPermittedError),
        (403, "account-disabled", StaffDisabledError),
        (404, "not-found", NotFoundError),
        (405, "method-not-allowed", RequestRefusedError),
        (409, "slot-taken", RequestRefusedError),
        (410, "resync-required", ResyncRequiredError),
        (413, "payload-too-large", RequestRefusedError),
        (422, "validation", RequestRefusedError),
        (429, "throttled", ThrottledError),
        (429, "too-many-requests", PortalBusyError),
        (500, "internal", PortalBusyError),
        (503, "unavailable", PortalBusyError),
    ],
)
def test_each_problem_of_the_portal_has_its_error(portal, client, status, slug, error):
    portal.misbehave("/v1/practices/1/digest", problem(status, slug), times=2)
    if error is SignInExpiredError:
        portal.model.end_sessions(refresh_too=True)
    with pytest.raises(error):
        client.digest(1)


def test_a_refused_request_keeps_the_problem_and_shows_no_text_of_it(portal, client):
    detail = "Ada Byron can not be found"
    portal.misbehave("/v1/practices/1/digest", problem(422, "validation", detail=detail))
    with pytest.raises(RequestRefusedError) as found:
        client.digest(1)
    assert found.value.problem["detail"] == detail
    assert "Ada" not in str(found.value)


def test_a_throttle_says_how_long(portal, client):
    portal.misbehave("/v1/auth/sign-in", problem(429, "throttled", retry_after=90))
    with pytest.raises(ThrottledError) as found:
        client.sign_in("robin", "right")
    assert found.value.retry_after_s == 90


def test_signing_in_with_and_without_a_code(portal):
    client = PortalClient(portal.url)
    assert not client.is_signed_in
    with pytest.raises(SignInExpiredError):
        client.me()
    with pytest.raises(SignInFailedError):
        client.sign_in("robin", "wrong")
    challenge = client.sign_in("robin", "with a code")
    assert challenge == MfaChallenge("ch-1")
    assert not client.is_signed_in
    with pytest.raises(SignInFailedError):
        client.answer_mfa(challenge.challenge_id, "000000")
    client.answer_mfa(challenge.challenge_id, "123456")
    assert client.me().name == "Robin"
    portal.model.disabled = True
    with pytest.raises(StaffDisabledError):
        client.sign_in("robin", "right")
    client.close()


def test_an_expired_access_token_is_renewed_unseen(portal, client):
    portal.model.end_sessions()
    assert client.digest(1)[0] == 1
    assert portal.count("POST", "/v1/auth/refresh") == 1
    assert portal.headers[-1]["Authorization"] == "Bearer a-2"


def test_a_renewal_is_tried_once(portal, client):
    portal.misbehave("/v1/practices/1/digest", problem(401, "session-expired"), times=9)
    with pytest.raises(SignInExpiredError):
        client.digest(1)
    assert portal.count("POST", "/v1/auth/refresh") == 1
    assert portal.count("GET", "/v1/practices/1/digest") == 2


def test_a_session_that_has_ended_is_forgotten(portal, client):
    portal.model.end_sessions(refresh_too=True)
    with pytest.raises(SignInExpiredError):
        client.digest(1)
    assert not client.is_signed_in
    client.sign_in("robin", "right")
    assert client.digest(1)[0] == 1


def test_a_lost_answer_to_a_renewal_does_not_end_the_session(portal, client):
    """The old refresh token is kept until a new one has been read; the portal takes it again."""
    before = portal.model.refresh
    portal.model.end_sessions()
    portal.misbehave("/v1/auth/refresh", drop_after)
    with pytest.raises(PortalUnreachableError):
        client.digest(1)
    portal.model.refresh = before
    assert client.digest(1)[0] == 1


def test_two_threads_renew_once(portal, client):
    other = client.sibling()
    portal.model.end_sessions()
    found = []
    threads = [
        threading.Thread(target=lambda one=one: found.append(one.digest(1)[0]))
        for one in (client, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1]
    assert portal.count("POST", "/v1/auth/refresh") == 1
    other.close()


def test_signing_out_forgets_the_session_even_without_a_line(portal, client):
    client.sign_out()
    assert not client.is_signed_in
    assert portal.model.access == set()
    client.sign_in("robin", "right")
    portal.misbehave("/v1/auth/sign-out", drop_after)
    with pytest.raises(PortalUnreachableError):
        client.sign_out()
    assert not client.is_signed_in


def test_me_says_who_and_what(client):
    me = client.me()
    assert (me.staff_id, me.username, me.name) == ("s-1", "robin", "Robin")
    assert me.practice(1).time_zone == "America/Chicago"
    assert me.may(1, "refill:approve")
    assert not me.may(1, "staff:manage")
    deny = me.rule("refill", "deny")
    assert deny.from_states == {"pending"}
    assert deny.offline_age_s == 28800
    assert deny.reasons[0].code == "TOO_SOON"
    assert me.rule("result", "release").offline_age_s is None
    assert me.policies["undo_s"] == 5
    assert me_from_text(client.me_text()) == me


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"staff": []}', '{"staff": {"id": 1}}', '{"staff": null}']
)
def test_what_is_no_staff_member_is_refused(text):
    with pytest.raises(NotThePortalError):
        me_from_text(text)


def test_the_feed_comes_as_text(portal, client):
    portal.model.put(entity(2))
    found = json.loads(client.changes(1, limit=1))
    assert (len(found["changes"]), found["more"]) == (1, True)
    found = json.loads(client.changes(1, found["cursor"]))
    assert [one["id"] for one in found["changes"]] == [entity(2)["id"]]
    assert not found["more"]
    portal.model.restore_from_backup()
    with pytest.raises(ResyncRequiredError):
        client.changes(1, found["cursor"])


def test_waiting_returns_what_has_moved(portal, client):
    assert client.wait({1: 0}) == {1: 1}
    assert client.wait({1: 1}, timeout_s=0) == {}


def test_a_decision_travels_whole_and_counts_once(portal, client):
    (first,) = client.decide([command()])
    (again,) = client.decide([command()])
    assert (first.status, first.version, first.state) == (ResultStatus.APPLIED, 2, "denied")
    assert again.status is ResultStatus.REPLAYED
    assert portal.model.applied == [command().command_id]


def test_each_command_has_its_own_result_in_order(portal, client):
    gone = command("k-2", key=ItemKey(1, "refill", "nobody"))
    late = command("k-3", action="approve", expected_content_hash="f" * 64, expected_version=7)
    rejected, applied, conflict = client.decide([gone, command(), late])
    assert rejected.status is ResultStatus.REJECTED
    assert rejected.problem["type"] == "urn:portal:problem:not-found"
    assert applied.status is ResultStatus.APPLIED
    assert conflict.status is ResultStatus.CONFLICT
    assert conflict.problem["class"] == "decided_differently"
    assert conflict.current["state"] == "denied"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"results": []},
        {"results": [{"command_id": command().command_id, "status": "perhaps"}]},
        {"results": [{"command_id": command().command_id, "status": "applied", "version": "2"}]},
        {"results": [{"command_id": "another", "status": "applied"}]},
        {"results": 7},
    ],
)
def test_results_that_do_not_fit_settle_nothing(portal, client, body):
    def behave(handler):
        handler.send_json(200, body)
        return True

    portal.misbehave("/v1/decisions", behave)
    with pytest.raises(NotThePortalError):
        client.decide([command()])


def test_claims_name_the_holder(portal, client):
    assert client.claim(KEY)["claim"]["name"] == "Robin"
    assert client.item(KEY)["claim"]["name"] == "Robin"
    client.release_claim(KEY)
    assert client.item(KEY)["claim"] is None
    client.release_claim(ItemKey(1, "refill", "nobody"))
    other = {"staff_id": "s-2", "name": "Dr Osei", "until": "2027-01-01T00:00:00Z"}
    portal.model.amend((1, "refill", KEY.id), claim=other)
    with pytest.raises(ClaimedByOtherError) as found:
        client.claim(KEY)
    assert found.value.holder == "Dr Osei"


def test_a_name_in_a_path_stays_one_name(portal, client):
    with pytest.raises(NotFoundError):
        client.item(ItemKey(1, "refill", "../../../v1/me?x=1#"))
    assert portal.calls[-1][1] == "/v1/practices/1/items/refill/..%2F..%2F..%2Fv1%2Fme%3Fx%3D1%23"
