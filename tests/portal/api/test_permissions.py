"""Every call × every role, over HTTP, against the golden table `portal/security/permissions.csv`."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import update

from portal.app import build_routes
from portal.contract import described_routes, side_of
from portal.db.connections import POSTGRESQL, SQLITE
from portal.db.tables import item
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.security import permissions
from portal.security.permissions import Role
from tests.support.caller import Caller, problem_of
from tests.support.clinic import Clinic
from tests.support.desk_calls import desk_options, desk_things
from tests.support.postgresql import Cluster
from tests.support.staff import PASSWORD, ROLES

TABLE = Path(permissions.__file__).with_name("permissions.csv")
with TABLE.open(newline="") as file:
    ROWS = list(csv.DictReader(file))
STAFF_ROWS = [row for row in ROWS if row["side"] == "staff"]
PATIENT_ROWS = [row for row in ROWS if row["side"] == "patient"]
NOBODY = "00000000-0000-7000-8000-000000000000"


def name_of(row: dict[str, str]) -> str:
    return f"{row['method']} {row['path']}"


@pytest.fixture(
    scope="module", params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql)]
)
def clinic(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Clinic]:
    url = ""
    if request.param == POSTGRESQL:
        cluster: Cluster = request.getfixturevalue("postgresql_cluster")
        template = request.getfixturevalue("migrated_postgresql")
        url = cluster.create_database("permissions", template=template)
    with Clinic.open(tmp_path_factory.mktemp("clinic"), url) as opened:
        yield opened


def options_of(row: dict[str, str], clinic: Clinic, practice_id: int) -> dict:
    """A request that is good in every other way than the right to make it."""
    path = row["path"]
    if path == "/v1/wait":
        return {"params": {"heads": f"{practice_id}:0", "timeout": 0}}
    if path == "/v1/auth/step-up":
        return {"json": {"password": PASSWORD}}
    if path.endswith("/patients/search"):
        return {"json": {"name": "Byron"}}
    if path == "/v1/decisions":
        command = {
            "command_id": new_id(),
            "practice_id": practice_id,
            "target": {"kind": "refill", "id": NOBODY},
            "expected_version": 1,
            "expected_content_hash": "0" * 64,
            "action": "route",
            "client_decided_at": "2026-11-20T09:00:00Z",
        }
        return {"json": {"commands": [command]}}
    if path.endswith("/bulk-check"):
        seen = {"id": NOBODY, "expected_version": 1}
        return {"json": {"kind": "refill", "action": "deny", "items": [seen]}}
    return desk_options(row, clinic)


def call(
    row: dict[str, str], clinic: Clinic, caller: Caller, practice_id: int = 1
) -> requests.Response:
    ways = {kind: (f"/items/{kind}/", f"/{kind}s/{{item_id}}") for kind in QUEUES}
    kind = next(
        (kind for kind, way in ways.items() if any(one in row["path"] for one in way)), "refill"
    )
    path = row["path"].format(
        practice_id=practice_id,
        item_id=clinic.items[kind].id,
        patient_id=clinic.chart,
        entry_id=NOBODY,
        name="desk",
        document_id=clinic.items["document"].id,
        **desk_things(row, clinic),
    )
    return caller.request(row["method"], path, **options_of(row, clinic, practice_id))


def check(reply: requests.Response, expected: str) -> None:
    if expected == "2xx":
        assert reply.status_code in {200, 201, 204}, reply.text
        return
    assert reply.status_code == int(expected), reply.text
    problem = {"401": "unauthenticated", "403": "not-permitted", "404": "not-found"}
    assert problem_of(reply) == problem[expected]


def test_the_table_names_every_call_and_no_other():
    offered = {
        (side_of(route) or "open", method, path)
        for route in described_routes(build_routes())
        for method in route.methods or ()
        for path in ({route.path.replace("{kind}", kind) for kind in QUEUES})
    }
    assert {(row["side"], row["method"], row["path"]) for row in ROWS} == offered
    assert tuple(role.value for role in Role) == ROLES


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", STAFF_ROWS, ids=name_of)
def test_staff(clinic: Clinic, row: dict[str, str], role: str):
    free = update(item).values(claimed_by=None, claimed_until=None)
    clinic.database.write(Scope.of([1]), lambda uow: uow.execute(free))
    person = clinic.staff[role]
    ends = row["path"] == "/v1/auth/sign-out"
    check(
        call(row, clinic, person.signed_in(clinic.url) if ends else clinic.callers[role]), row[role]
    )


@pytest.mark.parametrize("row", STAFF_ROWS, ids=name_of)
def test_somebody_of_another_practice(clinic: Clinic, row: dict[str, str]):
    if row["path"] == "/v1/auth/sign-out":
        return  # it ends the session that the other rows need, and names no practice
    check(call(row, clinic, clinic.foreign), row["foreign"])


@pytest.mark.parametrize("row", [r for r in STAFF_ROWS if r["foreign"] == "404"], ids=name_of)
def test_a_foreign_practice_looks_like_none_at_all(clinic: Clinic, row: dict[str, str]):
    foreign = call(row, clinic, clinic.foreign)
    none = call(row, clinic, clinic.foreign, practice_id=999)
    answers = [reply.json() | {"instance": ""} for reply in (foreign, none)]
    assert answers[0] == answers[1]
    assert foreign.status_code == none.status_code == 404


@pytest.mark.parametrize("row", [r for r in STAFF_ROWS if "_id}" in r["path"]], ids=name_of)
def test_things_of_this_practice_are_not_found_in_another(clinic: Clinic, row: dict[str, str]):
    if "{item_id}" in row["path"] or "{patient_id}" in row["path"]:
        check(call(row, clinic, clinic.foreign, practice_id=2), "404")


@pytest.mark.parametrize("row", STAFF_ROWS + PATIENT_ROWS, ids=name_of)
def test_nobody(clinic: Clinic, row: dict[str, str]):
    check(call(row, clinic, Caller(clinic.url)), "401")
    check(call(row, clinic, Caller(clinic.url, "pst_" + "0" * 49)), "401")


@pytest.mark.parametrize("row", STAFF_ROWS, ids=name_of)
def test_a_patient_on_the_staff_side(clinic: Clinic, row: dict[str, str]):
    check(call(row, clinic, clinic.patient), "401")


@pytest.mark.parametrize("role", [*ROLES, "foreign"])
@pytest.mark.parametrize("row", PATIENT_ROWS, ids=name_of)
def test_staff_on_the_patient_side(clinic: Clinic, row: dict[str, str], role: str):
    caller = clinic.foreign if role == "foreign" else clinic.callers[role]
    check(call(row, clinic, caller), row[role])


def test_the_patient_gets_in_on_their_own_side(clinic: Clinic):
    assert clinic.patient.get("/v1/patient/me").status_code == 200


def test_a_decision_in_another_practice_finds_nothing(clinic: Clinic):
    row = next(row for row in ROWS if row["path"] == "/v1/decisions")
    (result,) = call(row, clinic, clinic.foreign).json()["results"]
    assert result["status"] == "rejected"
    assert result["problem"]["type"] == "urn:portal:problem:not-found"
    assert "current" not in result
