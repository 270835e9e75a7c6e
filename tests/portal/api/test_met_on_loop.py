"""Callers who are recognised on the event loop, on PostgreSQL: each is told their own, with the rights of this moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from portal.db import lookout
from tests.support.caller import Caller
from tests.support.clinic import Clinic
from tests.support.until import until_in_thread

pytestmark = pytest.mark.postgresql
LOOKS = f"""SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
 AND application_name = '{lookout.NAME}' AND starts_with(query, 'WITH raised')"""
TURNS = 20


@pytest.fixture
def clinic(tmp_path, postgresql_url) -> Iterator[Clinic]:
    with Clinic.open(tmp_path / "clinic", postgresql_url) as opened:
        yield opened


def page(caller: Caller, practice_id: int = 1, **named: Any) -> Any:
    path = f"/v1/practices/{practice_id}/changes"
    return caller.get(path, params={"limit": 1000} | named, headers={"Accept-Encoding": "gzip"})


def kinds(reply: Any) -> set[str]:
    return {one["kind"] for one in reply.json()["changes"]}


@pytest.fixture
def own(clinic: Clinic) -> dict[str, set[str]]:
    """What three people see, told before there is a connection of the loop, or at the first look of it."""
    callers = clinic.callers
    seen = {role: kinds(page(callers[role])) for role in ("provider", "front_desk", "billing")}
    assert "result" in seen["provider"] - seen["front_desk"] - seen["billing"]
    assert "enrollment" in seen["front_desk"] - seen["billing"]
    return seen


@pytest.fixture
def looking(clinic: Clinic, own) -> Clinic:
    """The portal looks for itself from now on."""

    def is_there() -> bool:
        page(clinic.callers["nurse"])
        with clinic.database._reads.connect() as connection:
            return connection.exec_driver_sql(LOOKS).scalar_one() > 0

    until_in_thread(is_there)
    return clinic


def test_of_many_at_once_each_sees_what_their_roles_see(looking: Clinic, own):
    def turns(role: str) -> bool:
        caller = looking.staff[role].signed_in(looking.url)
        return all(kinds(page(caller)) == own[role] for _ in range(TURNS))

    def elsewhere(_: str) -> bool:
        foreign = looking.foreign
        return all(
            (page(foreign).status_code, page(foreign, 2).status_code) == (404, 200)
            for _ in range(TURNS)
        )

    with ThreadPoolExecutor(4) as pool:
        told = [pool.submit(turns, role) for role in own] + [pool.submit(elsewhere, "")]
        assert [one.result(60) for one in told] == [True] * 4


def test_who_has_signed_out_is_refused_at_once(looking: Clinic):
    caller = looking.staff["nurse"].signed_in(looking.url)
    cursor = page(caller).json()["cursor"]
    empty = page(caller, cursor=cursor)
    known = {"If-None-Match": empty.headers["ETag"]}
    path = "/v1/practices/1/changes"
    asked = {"cursor": cursor, "limit": 1000}
    assert caller.get(path, params=asked, headers=known).status_code == 304
    assert caller.post("/v1/auth/sign-out").status_code in {200, 204}
    assert caller.get(path, params=asked, headers=known).status_code == 401
    assert page(caller).status_code == 401


def test_the_first_call_with_new_tokens_ends_the_old_ones(looking: Clinic):
    """That takes a write, and so a thread."""
    issued = looking.staff["nurse"].sign_in(looking.url)
    before = {"refresh_token": issued["refresh_token"]}
    renewed = Caller(looking.url).post("/v1/auth/refresh", json=before).json()
    assert page(Caller(looking.url, renewed["access_token"])).status_code == 200
    assert Caller(looking.url).post("/v1/auth/refresh", json=before).status_code == 401
