"""Every call × every role, over HTTP, against the golden table `portal/security/permissions.csv`."""

import csv
from collections.abc import Iterable, Iterator
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
from tests.support.machines import machine, machine_options
from tests.support.postgresql import Cluster
from tests.support.staff import PASSWORD, ROLES
from tests.support.upload_calls import upload_options, upload_things

TABLE = Path(permissions.__file__).with_name("permissions.csv")
with TABLE.open(newline="") as file:
    ROWS = list(csv.DictReader(file))
STAFF_ROWS = [row for row in ROWS if row["side"] == "staff"]
PATIENT_ROWS = [row for row in ROWS if row["side"] == "patient"]
MACHINE_ROWS = [row for row in ROWS if row["side"] == "machine"]
NOBODY = "00000000-0000-7000-8000-000000000000"


def name_of(row: dict[str, str]) -> str:
    return f"{row['method']} {row['path']}"


def family_of(row: dict[str, str]) -> tuple[str, str]:
    """What a call is about: the first word of its path behind the practice."""
    path = row["path"].removeprefix("/v1/").removeprefix("patient/")
    return row["side"], path.removeprefix("practices/{practice_id}/").partition("/")[0]


FAMILIES = {family_of(row): row for row in sorted(ROWS, key=lambda row: len(row["path"]))}
"""Of each family the call that names most: who may what does not hang on the engine, what is found does."""


@pytest.fixture(scope="module")
def sqlite_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(scope="module")
def postgresql_clinic(
    tmp_path_factory: pytest.TempPathFactory,
    postgresql_cluster: Cluster,
    migrated_postgresql: str,
) -> Iterator[Clinic]:
    url = postgresql_cluster.create_database("permissions", template=migrated_postgresql)
    with Clinic.open(tmp_path_factory.mktemp("clinic"), url) as opened:
        yield opened


@pytest.fixture
def clinic(request: pytest.FixtureRequest, engine: str) -> Clinic:
    found: Clinic = request.getfixturevalue(f"{engine}_clinic")
    return found


def each(rows: Iterable[dict[str, str]]) -> pytest.MarkDecorator:
    """Every row on SQLite, and one of each family on PostgreSQL, too."""
    cases = []
    for row in rows:
        cases.append(pytest.param(SQLITE, row, id=f"{SQLITE}-{name_of(row)}"))
        if row in FAMILIES.values():
            name = f"{POSTGRESQL}-{name_of(row)}"
            cases.append(pytest.param(POSTGRESQL, row, id=name, marks=pytest.mark.postgresql))
    return pytest.mark.parametrize(("engine", "row"), cases)


on_both = pytest.mark.parametrize(
    "engine", [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql)]
)


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
    uploading = path.startswith("/v1/uploads")
    options = upload_options(row["method"], practice_id) if uploading else machine_options(path)
    return options or desk_options(row, clinic)


def call(
    row: dict[str, str], clinic: Clinic, caller: Caller, practice_id: int = 1
) -> requests.Response:
    ways = {kind: (f"/items/{kind}/", f"/{kind}s/{{item_id}}") for kind in QUEUES}
    kind = next(
        (kind for kind, way in ways.items() if any(one in row["path"] for one in way)), "refill"
    )
    named = {
        "practice_id": practice_id,
        "item_id": clinic.items[kind].id,
        "patient_id": clinic.chart,
        "entry_id": NOBODY,
        "name": "desk",
        "document_id": clinic.items["document"].id,
    }
    path = row["path"].format_map(
        named | desk_things(row, clinic) | upload_things(row["path"], clinic)
    )
    return caller.request(row["method"], path, **options_of(row, clinic, practice_id))


def answers(reply: requests.Response, expected: str) -> bool:
    """Whether the call was answered as the table says."""
    if expected == "2xx":
        return reply.status_code in {200, 201, 202, 204}
    if reply.request.method == "HEAD":
        return reply.status_code == int(expected)  # there is no body to name the problem
    problem = {"401": "unauthenticated", "403": "not-permitted", "404": "not-found"}
    return reply.status_code == int(expected) and problem_of(reply) == problem[expected]


def check(reply: requests.Response, expected: str) -> None:
    assert answers(reply, expected), (expected, reply.status_code, reply.text)


@pytest.mark.field("forgotten-resource")
def test_the_table_names_every_call_and_no_other():
    offered = {
        (side_of(route) or "open", method, path)
        for route in described_routes(build_routes())
        for method in route.methods or ()
        for path in ({route.path.replace("{kind}", kind) for kind in QUEUES})
    }
    assert {(row["side"], row["method"], row["path"]) for row in ROWS} == offered
    assert tuple(role.value for role in Role) == ROLES


@pytest.mark.field("role-confusion")
@pytest.mark.invariant("I5")
@pytest.mark.threat("T5")
@each(STAFF_ROWS)
def test_staff(clinic: Clinic, row: dict[str, str]):
    free = update(item).values(claimed_by=None, claimed_until=None)
    # these end a session, or bind it for good
    ends = row["path"] in {"/v1/auth/sign-out", "/v1/workstations"}
    wrong = {}
    for role in ROLES:
        clinic.database.write(Scope.of([1]), lambda uow: uow.execute(free))
        caller = clinic.staff[role].signed_in(clinic.url) if ends else clinic.callers[role]
        reply = call(row, clinic, caller)
        if not answers(reply, row[role]):
            wrong[role] = (row[role], reply.status_code, reply.text)
    assert not wrong


@pytest.mark.field("foreign-id")
@pytest.mark.invariant("I13")
@pytest.mark.threat("T5")
@each(STAFF_ROWS)
def test_somebody_of_another_practice(clinic: Clinic, row: dict[str, str]):
    if row["path"] == "/v1/auth/sign-out":
        return  # it ends the session that the other rows need, and names no practice
    check(call(row, clinic, clinic.foreign), row["foreign"])


@pytest.mark.invariant("I13")
@each(row for row in STAFF_ROWS if row["foreign"] == "404")
def test_a_foreign_practice_looks_like_none_at_all(clinic: Clinic, row: dict[str, str]):
    foreign = call(row, clinic, clinic.foreign)
    none = call(row, clinic, clinic.foreign, practice_id=999)
    replies = [reply.content and reply.json() | {"instance": ""} for reply in (foreign, none)]
    assert replies[0] == replies[1]
    assert foreign.status_code == none.status_code == 404


@pytest.mark.field("foreign-id")
@pytest.mark.invariant("I13")
@each(row for row in STAFF_ROWS if "{item_id}" in row["path"] or "{patient_id}" in row["path"])
def test_things_of_this_practice_are_not_found_in_another(clinic: Clinic, row: dict[str, str]):
    check(call(row, clinic, clinic.foreign, practice_id=2), "404")


@pytest.mark.field("auth-bypass")
@each(STAFF_ROWS + PATIENT_ROWS + MACHINE_ROWS)
def test_nobody(clinic: Clinic, row: dict[str, str]):
    check(call(row, clinic, Caller(clinic.url)), "401")
    check(call(row, clinic, Caller(clinic.url, "pst_" + "0" * 49)), "401")


@pytest.mark.field("role-confusion")
@each(STAFF_ROWS + MACHINE_ROWS)
def test_a_patient_on_another_side(clinic: Clinic, row: dict[str, str]):
    check(call(row, clinic, clinic.patient), "401")


@pytest.mark.field("role-confusion")
@each(PATIENT_ROWS + MACHINE_ROWS)
def test_staff_on_another_side(clinic: Clinic, row: dict[str, str]):
    callers = clinic.callers | {"foreign": clinic.foreign}
    replies = {role: call(row, clinic, caller) for role, caller in callers.items()}
    assert [role for role, reply in replies.items() if not answers(reply, row[role])] == []


@on_both
def test_the_patient_gets_in_on_their_own_side(clinic: Clinic):
    assert clinic.patient.get("/v1/patient/me").status_code == 200


@each(STAFF_ROWS + PATIENT_ROWS)
def test_a_program_of_a_laboratory_on_another_side(clinic: Clinic, row: dict[str, str]):
    check(call(row, clinic, machine(clinic)), "401")


@on_both
def test_a_program_of_a_laboratory_gets_in_on_its_own_side(clinic: Clinic):
    for row in MACHINE_ROWS:
        check(call(row, clinic, machine(clinic)), "2xx")


@on_both
def test_a_decision_in_another_practice_finds_nothing(clinic: Clinic):
    row = next(row for row in ROWS if row["path"] == "/v1/decisions")
    (result,) = call(row, clinic, clinic.foreign).json()["results"]
    assert result["status"] == "rejected"
    assert result["problem"]["type"] == "urn:portal:problem:not-found"
    assert "current" not in result
