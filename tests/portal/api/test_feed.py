"""The feed over HTTP: the long poll parks without cost and wakes at once, and resync is a 410."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from tests.support.caller import Caller, problem_of
from tests.support.clinic import Clinic
from tests.support.traffic import make_tasks

PARKED = 30  # far more than the portal has threads or connections
CHANGES = "/v1/practices/1/changes"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


def head(clinic: Clinic) -> int:
    return clinic.callers["nurse"].get(CHANGES, params={"limit": 1}).json()["head"]["seq"]


def wait(clinic: Clinic, heads: str, seconds: int):
    caller = clinic.staff["nurse"].signed_in(clinic.url)
    reply = caller.get("/v1/wait", params={"heads": heads, "timeout": seconds})
    return reply, monotonic()


def claim(clinic: Clinic) -> None:
    item = clinic.items["refill"].id
    reply = clinic.callers["nurse"].post(f"/v1/practices/1/items/refill/{item}/claim")
    assert reply.status_code == 200, reply.text


def test_who_waits_is_woken_by_the_commit_and_others_are_served_meanwhile(clinic):
    seq = head(clinic)
    callers = [clinic.staff["nurse"].signed_in(clinic.url) for _ in range(PARKED)]
    started = threading.Barrier(PARKED + 1)

    def park(caller):
        started.wait(60)
        reply = caller.get("/v1/wait", params={"heads": f"1:{seq}", "timeout": 30})
        return reply, monotonic()

    with ThreadPoolExecutor(PARKED) as pool:
        waits = [pool.submit(park, caller) for caller in callers]
        started.wait(60)
        for _ in range(5):  # the portal's six threads are free for this
            assert clinic.callers["nurse"].get("/v1/me").status_code == 200
        assert not any(one.done() for one in waits)
        claim(clinic)
        committed = monotonic()
        answers = [one.result(60) for one in waits]
    assert [reply.json() for reply, _ in answers] == [{"heads": {"1": seq + 1}}] * PARKED
    assert max(at for _, at in answers) - committed < 5


def test_nothing_moves_and_the_wait_ends_empty(clinic):
    reply, _ = wait(clinic, f"1:{head(clinic)}", 1)
    assert (reply.status_code, reply.content) == (204, b"")


def test_who_is_behind_does_not_wait(clinic):
    reply, _ = wait(clinic, "1:0", 30)
    assert reply.json() == {"heads": {"1": head(clinic)}}


def test_who_asks_without_waiting_is_told_at_once(clinic):
    reply, _ = wait(clinic, "1:0", 0)
    assert reply.json() == {"heads": {"1": head(clinic)}}
    reply, _ = wait(clinic, f"1:{head(clinic)}", 0)
    assert reply.status_code == 204


@pytest.mark.parametrize("heads", ["", "1", "1:x", "1:1;2:2", "-1:1", "1:1,", "1:" + "9" * 19])
def test_heads_that_are_none(clinic, heads):
    reply, _ = wait(clinic, heads, 0)
    assert problem_of(reply) == "validation"


def test_heads_of_another_practice(clinic):
    reply, _ = wait(clinic, "1:0,2:0", 0)
    assert problem_of(reply) == "not-found"


def test_a_cursor_that_can_not_be_continued(clinic):
    reply = clinic.callers["nurse"].get(CHANGES, params={"cursor": "MTIz"})
    assert (reply.status_code, problem_of(reply)) == (410, "resync-required")


def test_a_cursor_of_another_role_is_of_another_view(clinic):
    cursor = clinic.callers["nurse"].get(CHANGES).json()["cursor"]
    assert clinic.callers["nurse"].get(CHANGES, params={"cursor": cursor}).status_code == 200
    assert clinic.callers["provider"].get(CHANGES, params={"cursor": cursor}).status_code == 410


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
def test_limits(clinic, limit):
    assert problem_of(clinic.callers["nurse"].get(CHANGES, params={"limit": limit})) == "validation"


@pytest.mark.parametrize("named", ["0", "-1", "x", "1.5", "2147483648", "9" * 40, "٣"])
def test_a_path_that_names_no_practice_is_refused_and_strangers_before_it(clinic, named):
    path = f"/v1/practices/{named}/changes"
    assert problem_of(clinic.callers["nurse"].get(path)) == "validation"
    assert problem_of(Caller(clinic.url).get(path)) == "unauthenticated"


@pytest.mark.parametrize("named", ["2", "2147483647", "+1", "01", "1.0"])
def test_a_practice_is_its_number_and_anothers_is_not_found(clinic, named):
    reply = clinic.callers["nurse"].get(f"/v1/practices/{named}/changes")
    assert reply.status_code == (200 if float(named) == 1 else 404), reply.text


def test_a_large_page_comes_pressed_to_who_can_read_it(clinic):
    make_tasks(clinic.database, 200)
    ask = clinic.callers["front_desk"].get
    of_all = {"limit": 1000}
    plain = ask(CHANGES, params=of_all, headers={"Accept-Encoding": "identity"})
    pressed = ask(CHANGES, params=of_all, headers={"Accept-Encoding": "gzip"})
    assert len(plain.content) > 64_000
    assert "Content-Encoding" not in plain.headers
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert pressed.headers["Vary"] == "Accept-Encoding"
    assert int(pressed.headers["Content-Length"]) < len(plain.content) / 4
    assert pressed.json()["changes"] == plain.json()["changes"]


def test_who_has_been_told_that_nothing_is_new_is_told_so_in_few_bytes(clinic):
    nurse = clinic.callers["nurse"]
    cursor = nurse.get(CHANGES, params={"limit": 1000}).json()["cursor"]
    asked = {"cursor": cursor, "limit": 500}
    first = nurse.get(CHANGES, params=asked)
    assert first.json()["changes"] == []
    known = {"If-None-Match": first.headers["ETag"]}
    again = nurse.get(CHANGES, params=asked, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "no-store"
    assert again.headers["Portal-API"] == "v1"
    assert sum(len(f"{one}: {value}\r\n") for one, value in again.headers.items()) < 250
    other = nurse.get(CHANGES, params=asked, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)
    make_tasks(clinic.database, 1)
    moved = nurse.get(CHANGES, params=asked, headers=known)
    assert (moved.status_code, len(moved.json()["changes"])) == (200, 1)
    assert "ETag" not in moved.headers


def test_knowing_a_tag_gives_nobody_anything(clinic):
    """Who has not signed in, and who belongs to another practice, is refused whatever they name."""
    nurse = clinic.callers["nurse"]
    cursor = nurse.get(CHANGES, params={"limit": 1000}).json()["cursor"]
    known = {"If-None-Match": nurse.get(CHANGES, params={"cursor": cursor}).headers["ETag"]}
    stranger = Caller(clinic.url).get(CHANGES, params={"cursor": cursor}, headers=known)
    assert stranger.status_code == 401
    elsewhere = CHANGES.replace("/1/", "/2/")
    assert nurse.get(elsewhere, params={"cursor": cursor}, headers=known).status_code == 404
    billing = clinic.callers["billing"].get(CHANGES, params={"cursor": cursor}, headers=known)
    assert billing.status_code == 410  # the cursor is of another view
