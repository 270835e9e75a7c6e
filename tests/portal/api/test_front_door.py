"""Temporary credentials and accounts over HTTP: from the desk to the patient's own record (F17, I11)."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select, update

from portal.db.tables import account, journal, outbox_job, staff_session, throttle
from portal.db.unit_of_work import Scope
from portal.security import permissions
from portal.services.sign_up_rules import TERMS_VERSION
from tests.support.caller import Caller, problem_of
from tests.support.canary import found_in
from tests.support.clinic import Clinic

NOBODY = "00000000-0000-7000-8000-000000000000"
NEW = "seven quiet rivers"
PROOF = {"method": "in_person", "evidence": ["photo_id"]}
SIGN_IN = "/v1/patient/auth/sign-in"
CHOOSE = "/v1/patient/account/first-sign-in"
with Path(permissions.__file__).with_name("permissions.csv").open(newline="") as file:
    PATIENT_ROUTES = [
        (row["method"], row["path"]) for row in csv.DictReader(file) if row["side"] == "patient"
    ]


@pytest.fixture(scope="module")
def module_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture
def clinic(module_clinic: Clinic) -> Clinic:
    """Every test begins without failures: they all come from one address."""
    module_clinic.database.write(Scope.of([]), lambda uow: uow.execute(throttle.delete()))
    return module_clinic


def hand_out(clinic: Clinic, chart: str, role: str = "front_desk") -> dict[str, str]:
    """What the desk does: prove, then issue; gives the reply."""
    path = f"/v1/practices/1/patients/{chart}"
    proof = clinic.callers["nurse"].post(f"{path}/proofings", json=PROOF)
    assert proof.status_code == 201, proof.text
    body = {"proofing_id": proof.json()["id"]}
    reply = clinic.callers[role].post(f"{path}/temporary-credentials", json=body)
    assert reply.status_code == 201, reply.text
    assert reply.headers["Cache-Control"] == "no-store"
    return dict(reply.json())


def signed_in(clinic: Clinic, username: str, password: str) -> tuple[dict[str, str], Caller]:
    reply = Caller(clinic.url).post(SIGN_IN, json={"username": username, "password": password})
    assert reply.status_code == 200, reply.text
    return dict(reply.json()), Caller(clinic.url, reply.json()["access_token"])


def login(username: str) -> dict[str, object]:
    return {"login": {"username": username, "password": NEW, "terms": {"version": TERMS_VERSION}}}


def test_f17_from_the_desk_to_the_own_record(clinic):
    chart = clinic.world.chart(given_name="Walk", family_name="Inn", email="")
    clinic.world.medication(chart)
    given = hand_out(clinic, chart)
    opened, caller = signed_in(clinic, given["username"], given["password"])
    assert (opened["must"], opened["device_token"]) == ("first-sign-in", None)
    reply = caller.post(CHOOSE, json=login("walk.inn"))
    assert reply.status_code == 200, reply.text
    assert reply.json()["must"] is None
    patient = Caller(clinic.url, reply.json()["access_token"])
    assert [row["id"] for row in patient.get("/v1/patient/me").json()["practices"]] == [1]
    assert len(patient.get("/v1/patient/medications").json()["medications"]) == 1
    own = patient.get("/v1/patient/account").json()
    assert (own["username"], own["mfa"], own["other_sessions"]) == ("walk.inn", "off", 0)
    for secret in (given["password"], NEW):
        again = {"username": given["username"], "password": secret}
        assert problem_of(Caller(clinic.url).post(SIGN_IN, json=again)) == "sign-in-failed"
    assert problem_of(caller.post(CHOOSE, json=login("walk.two"))) == "session-expired"
    signed_in(clinic, "walk.inn", NEW)


@pytest.mark.invariant("I11")
def test_i11_until_the_choice_every_other_route_is_shut(clinic):
    given = hand_out(clinic, clinic.world.chart())
    _, caller = signed_in(clinic, given["username"], given["password"])
    opened = []
    for method, path in PATIENT_ROUTES:
        if path == CHOOSE:
            continue
        concrete = "/".join(NOBODY if part.startswith("{") else part for part in path.split("/"))
        reply = caller.request(method, concrete, json={} if method != "GET" else None)
        if reply.status_code != 401 or problem_of(reply) != "unauthenticated":
            opened.append((method, path, reply.status_code))
    assert opened == []
    assert len(PATIENT_ROUTES) > 20
    assert problem_of(caller.get("/v1/me")) == "unauthenticated"
    assert caller.post(CHOOSE, json=login("shut.until")).status_code == 200


def test_a_full_session_and_no_session_choose_nothing(clinic):
    assert problem_of(clinic.patient.post(CHOOSE, json=login("mallory"))) == "unauthenticated"
    assert problem_of(Caller(clinic.url).post(CHOOSE, json=login("mallory"))) == "unauthenticated"
    nurse = clinic.callers["nurse"]
    assert problem_of(nurse.post(CHOOSE, json=login("mallory"))) == "unauthenticated"


@pytest.mark.parametrize("what", ["temporary-credentials", "reset-mfa"])
def test_the_desk_confirms_who_sits_there(clinic, what):
    chart = clinic.world.chart()
    owner = clinic.world.login(chart=chart)
    admin, staff_id = clinic.callers["admin"], clinic.staff["admin"].id
    proof = admin.post(f"/v1/practices/1/patients/{chart}/proofings", json=PROOF).json()["id"]
    calls = {
        "temporary-credentials": (f"patients/{chart}/temporary-credentials", {}),
        "reset-mfa": (f"accounts/{owner.account_id}/reset-mfa", {"reason": "LOST_DEVICE"}),
    }
    path, body = calls[what]
    long_ago = clinic.database.clock().replace(year=2020)
    mine = update(staff_session).where(staff_session.c.staff_id == staff_id)
    clinic.database.write(
        Scope.of([]), lambda uow: uow.execute(mine.values(authenticated_at=long_ago))
    )
    reply = admin.post(f"/v1/practices/1/{path}", json=body | {"proofing_id": proof})
    assert problem_of(reply) == "step-up-required"
    confirmed = {"password": clinic.staff["admin"].password}
    assert admin.post("/v1/auth/step-up", json=confirmed).status_code == 200
    reply = admin.post(f"/v1/practices/1/{path}", json=body | {"proofing_id": proof})
    assert reply.status_code == 201 or reply.json()["rule"] == "MFA_OFF"


@pytest.mark.invariant("I9")
def test_i9_no_secret_is_left_in_log_journal_or_outbox(clinic):
    chart = clinic.world.chart()
    clinic.world.login(chart=chart, username="left.behind")
    given = hand_out(clinic, chart)
    _, caller = signed_in(clinic, given["username"], given["password"])
    caller.post(CHOOSE, json=login("left.behind"))
    kept = [str(row) for table in (journal, outbox_job) for row in clinic.world.all_of(table)]
    bare = given["password"].replace("-", "")
    for secret in (given["password"], bare, given["username"], NEW):
        assert not any(secret in row for row in kept)
        assert secret not in clinic.process.log
    folder = Path(clinic.process.data_dir)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert found_in([given["password"], bare, NEW], *files) == []


def test_a_patient_sets_up_and_removes_the_second_step(clinic):
    given = hand_out(clinic, clinic.world.chart())
    _, caller = signed_in(clinic, given["username"], given["password"])
    token = caller.post(CHOOSE, json=login("two.steps")).json()["access_token"]
    caller = Caller(clinic.url, token)
    made = caller.post("/v1/patient/account/mfa", json={"password": NEW}).json()
    totp = pyotp.TOTP(made["secret"])
    step = int(clinic.database.clock().timestamp()) // 30
    confirm = "/v1/patient/account/mfa/confirm"
    assert caller.post(confirm, json={"code": totp.generate_otp(step)}).status_code == 204
    assert caller.get("/v1/patient/account").json()["mfa"] == "on"
    opened, second = signed_in(clinic, "two.steps", NEW)
    assert (opened["must"], opened["device_token"]) == ("mfa", None)
    assert problem_of(second.get("/v1/patient/me")) == "unauthenticated"
    answer = second.post("/v1/patient/auth/mfa", json={"code": totp.generate_otp(step + 1)})
    assert answer.json()["must"] is None
    third = Caller(clinic.url, answer.json()["access_token"])
    unused = update(account).values(totp_last_step=None)  # no test waits for half a minute
    clinic.database.write(Scope.of([]), lambda uow: uow.execute(unused))
    removal = {"password": NEW, "code": totp.generate_otp(step + 1)}
    assert third.post("/v1/patient/account/mfa/remove", json=removal).status_code == 204
    assert signed_in(clinic, "two.steps", NEW)[0]["must"] is None


def test_the_desk_looks_accounts_up_and_acts(clinic):
    chart = clinic.world.chart(given_name="Maud", family_name="Quimby")
    owner = clinic.world.login(chart=chart, family_name="Quimby", email="maud@example.org")
    desk, path = clinic.callers["front_desk"], "/v1/practices/1/accounts"
    found = desk.post(f"{path}/search", json={"email": "MAUD@example.org"}).json()
    assert [row["id"] for row in found["accounts"]] == [owner.account_id]
    assert found["accounts"][0]["patient"]["name"] == "Maud Quimby"
    assert found["next"] is None
    mine = f"{path}/{owner.account_id}"
    locked = desk.post(f"{mine}/lock", json={"reason": "SUSPICIOUS"}).json()
    assert (locked["lock_reason"], locked["locked_at"] is None) == ("SUSPICIOUS", False)
    assert desk.post(f"{mine}/lock", json={"reason": "SUSPICIOUS"}).json()["rule"] == (
        "ALREADY_LOCKED"
    )
    assert desk.post(f"{mine}/lock", json={"reason": "BORED"}).status_code == 422
    assert desk.post(f"{mine}/unlock", json={"reason": "OTHER"}).json()["locked_at"] is None
    proof = desk.post(f"/v1/practices/1/patients/{chart}/proofings", json=PROOF).json()["id"]
    told = desk.post(f"{mine}/username", json={"proofing_id": proof}).json()
    assert told["username"].startswith("user")
    entry = select(journal.c.action).where(journal.c.subject_id == owner.account_id)
    assert clinic.world.read(entry)[-1].action == "account.username_told"


def test_t16_the_known_device_is_told_by_its_token(clinic):
    given = hand_out(clinic, clinic.world.chart())
    _, caller = signed_in(clinic, given["username"], given["password"])
    known = caller.post(CHOOSE, json=login("known.device")).json()["device_token"]
    wrong = {"username": "known.device", "password": "wrong"}
    for _ in range(5):
        assert problem_of(Caller(clinic.url).post(SIGN_IN, json=wrong)) == "sign-in-failed"
    right = {"username": "known.device", "password": NEW}
    assert problem_of(Caller(clinic.url).post(SIGN_IN, json=right)) == "throttled"
    with_device = Caller(clinic.url).post(SIGN_IN, json=right | {"device_token": known})
    assert with_device.status_code == 200
    assert with_device.json()["device_token"] not in {None, known}
