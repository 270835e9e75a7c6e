"""Canaries go in through every door, well and badly; the log must not know one of them."""

import json
import socket
import sqlite3
from collections.abc import Iterator

import pytest

from portal.domain.ids import new_id
from portal.services import captcha, sign_up_rules
from tests.support.caller import Caller, problem_of
from tests.support.canary import disguises, found_in
from tests.support.clinic import Clinic

NAME = "Zyxwena"
FAMILY = "Quorlsworth"
STREET = "77 Vexillum Quay"
EMAIL = "zyxwena.q@vexillum.example"
REASON = "Pruritus-canary-4417"
NOTE = "Internal-canary-8852"
PASSWORD = "Hunter-canary-2231"
ANSWER = "Goldfish-canary-9913"
NUMBER = "617-555-0166"
CANARIES = [NAME, FAMILY, STREET, EMAIL, REASON, NOTE, PASSWORD, ANSWER, NUMBER]


@pytest.fixture
def clinic(tmp_path) -> Iterator[Clinic]:
    with Clinic.open(tmp_path / "clinic") as opened:
        yield opened


def sign_up(caller: Caller, **changed: object) -> object:
    challenge = caller.get("/v1/patient/captcha").json()
    solution = captcha.solve(challenge["challenge"], challenge["difficulty"])
    policy = sign_up_rules.policy()
    form = {
        "practice_id": 1,
        "given_name": NAME,
        "family_name": FAMILY,
        "birth_date": "1980-02-01",
        "address": {"line": STREET, "city": "Boston", "state": "MA", "postal_code": "02109"},
        "phone": NUMBER,
        "email": EMAIL,
        "terms": {"version": policy["terms"]["version"]},
        "captcha": {"challenge": challenge["challenge"], "solution": solution},
        "username": "zyxwena.quorls",
        "password": PASSWORD,
        "security_questions": [
            {"question": question, "answer": f"{ANSWER} {number}"}
            for number, question in enumerate(policy["security_questions"]["choices"][:5])
        ],
        "appointment": {"reason": REASON},
    }
    return caller.post("/v1/patient/enrollments", json=form | changed)


def decide(caller: Caller, entity: dict, action: str, **params: object) -> dict:
    command = {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": entity["kind"], "id": entity["id"]},
        "expected_version": entity["version"],
        "expected_content_hash": entity["content_hash"],
        "action": action,
        "params": params,
        "client_decided_at": "2026-11-20T09:00:00Z",
    }
    return caller.post("/v1/decisions", json={"commands": [command]}).json()["results"][0]


def test_the_log_knows_no_patient(clinic: Clinic):
    anybody, nurse = Caller(clinic.url), clinic.callers["nurse"]
    made = sign_up(anybody)
    assert made.status_code == 202, made.text
    assert sign_up(anybody, birth_date=NAME).status_code == 422
    assert sign_up(anybody, sex=FAMILY, **{NAME: REASON}).status_code == 422
    item_id = made.json()["enrollment_id"]
    entity = nurse.get(f"/v1/practices/1/items/enrollment/{item_id}").json()
    assert entity["content"]["submitted"]["family_name"] == FAMILY
    words = {"text_to_patient": f"Dear {NAME} {FAMILY}", "internal_note": NOTE}
    for reason in ("NO_SUCH_REASON", "NOT_A_PATIENT"):
        decide(nurse, entity, "deny", reason_code=reason, **words)
    search = "/v1/practices/1/patients/search"
    for body in ({"name": f"{NAME} {FAMILY}"}, {"email": EMAIL}, {"birth_date": NAME}, {NAME: 1}):
        nurse.post(search, json=body)
    for path in (f"/v1/{FAMILY}", f"/v1/me?name={FAMILY}", f"/v1/practices/1/patients/{FAMILY}"):
        nurse.get(path, headers={"X-Request-ID": f"{FAMILY} {NAME}"})
    nurse.post(search, data=f"{NAME} {FAMILY}", headers={"Content-Type": "text/plain"})
    anybody.post("/v1/auth/sign-in", json={"username": FAMILY, "password": PASSWORD})
    anybody.post("/v1/patient/auth/sign-in", json={"username": FAMILY, "password": PASSWORD})
    with socket.create_connection(("127.0.0.1", clinic.process.port)) as line:
        line.sendall(f"GET /{FAMILY} {NAME} nonsense\r\n\r\n".encode())
        line.recv(1000)
    with sqlite3.connect(clinic.database.url.removeprefix("sqlite:///")) as connection:
        connection.execute("ALTER TABLE patient RENAME TO gone")
    connection.close()
    broken = nurse.post(search, json={"name": f"{NAME} {FAMILY}", "phone": NUMBER})
    assert problem_of(broken) == "internal"
    clinic.process.stop()
    log = clinic.process.log
    assert '"event": "request.failed"' in log  # the log was written, with the failure in it
    assert log.count('"event": "request"') > 15
    assert found_in(CANARIES, clinic.process.log_path) == []
    assert all(isinstance(json.loads(line), dict) for line in log.splitlines())


def test_the_disguises_are_seen_through(tmp_path):
    for number, form in enumerate(disguises(FAMILY)):
        path = tmp_path / str(number)
        path.write_bytes(b"noise " + form + b" noise")
        assert found_in([FAMILY], path) == [FAMILY]
