"""Statements and billing accounts over HTTP: one portal that takes payments, and one that takes none."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from portal.app import create_app
from portal.db.engine import Database
from portal.db.tables import journal
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.security.patient_sessions import PatientSessions
from portal.services.files import Files
from portal.settings import Settings, SettingsError
from tests.support import billing_rows
from tests.support.caller import Caller, problem_of
from tests.support.papers import paper
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.practice_world import World
from tests.support.staff import People
from tests.support.until import until_in_thread

OWN = "/v1/patient/practices/1/statements"
STAFF = "/v1/practices/1/billing-accounts"
PAGE = paper(["Statement of October"])


@dataclass
class Counter:
    """A portal that takes payments, and who stands before and behind its counter."""

    world: World
    files: Files
    biller: Caller
    nurse: Caller
    url: str

    def guarantor(self) -> tuple[PatientActor, Caller, str]:
        """Somebody with an account at the practice, their session, and their billing account."""
        login = self.world.login(chart=self.world.chart())
        account_id = billing_rows.billing_account(self.world, login.charts[1])
        return login, self.session(login), account_id

    def session(self, login: PatientActor) -> Caller:
        """A patient who has signed in."""
        token = self.world.database.write(
            Scope.of([]),
            lambda uow: PatientSessions(self.world.database).open(uow, login.account_id),
        )
        return Caller(self.url, token.access_token)

    def statement(self, account_id: str) -> str:
        """A payable statement with its file."""
        content = PAGE + f"% {account_id}\n".encode()
        self.files.put(1, content)
        digest = sha256(content).hexdigest()
        return billing_rows.published(self.world, account_id, sha256=digest, size=len(content))


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("counter")
    with PortalProcess("", folder, {"PORTAL_PAYMENT_PROVIDER": "local-test"}) as process:
        database = Database(process.database_url)
        people = People(database)
        world = World(database)
        biller, nurse = (people.staff(f"{role}.http", {1: [role]}) for role in ("billing", "nurse"))
        yield Counter(
            world,
            Files.open("", folder / "files", SECRET),
            biller.signed_in(process.url),
            nurse.signed_in(process.url),
            process.url,
        )
        database.close()


def body(amount: int = 12_500, version: int = 1, **changed: Any) -> dict[str, Any]:
    """A payment."""
    usual = {"payment_id": new_id(), "statement_version": version, "method": "ok"}
    return usual | {"amount_cents": amount} | changed


def test_a_payer_reads_pays_and_pays_no_more(counter: Counter):
    _, payer, account_id = counter.guarantor()
    statement_id = counter.statement(account_id)
    found = payer.get(OWN).json()
    assert (found["view"], found["pay"]) == (True, True)
    assert [one["id"] for one in found["statements"]] == [statement_id]
    read = payer.get(f"{OWN}/{statement_id}/content")
    assert read.status_code == 200
    assert read.headers["content-type"] == "application/pdf"
    assert read.content.startswith(PAGE)
    wanted = body()
    first, again = (payer.post(f"{OWN}/{statement_id}/payments", json=wanted) for _ in range(2))
    assert (first.status_code, first.json()["state"]) == (201, "succeeded")
    assert again.json() == first.json()
    late = payer.post(f"{OWN}/{statement_id}/payments", json=body(version=2))
    assert (late.status_code, problem_of(late)) == (409, "statement-not-payable")
    assert late.json()["current"] is None
    (bill,) = payer.get(OWN).json()["statements"]
    assert (bill["state"], bill["paid_cents"], bill["payable"]) == ("paid", 12_500, False)


def test_f70_the_answer_to_an_old_one_names_the_one_to_pay(counter: Counter):
    _, payer, account_id = counter.guarantor()
    old = billing_rows.published(counter.world, account_id, state="superseded")
    new = counter.statement(account_id)
    reply = payer.post(f"{OWN}/{old}/payments", json=body())
    assert (reply.status_code, reply.json()["current"]["id"]) == (409, new)
    assert reply.json()["current"]["left_cents"] == 12_500


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_cents": 0},
        {"amount_cents": "12500"},
        {"amount_cents": 125.0},
        {"payment_id": "../../etc/passwd"},
        {"method": "4111 1111 1111 1111"},
        {"card": "4111111111111111"},
    ],
)
def test_a_payment_that_does_not_fit_is_refused_unread(counter: Counter, wrong: dict[str, Any]):
    _, payer, account_id = counter.guarantor()
    statement_id = counter.statement(account_id)
    reply = payer.post(f"{OWN}/{statement_id}/payments", json=body() | wrong)
    assert (reply.status_code, problem_of(reply)) == (422, "validation")
    assert "411111111111" not in reply.text.replace(" ", "")


def test_every_id_of_somebody_else_is_not_found(counter: Counter):
    _, _, account_id = counter.guarantor()
    statement_id = counter.statement(account_id)
    _, stranger, _ = counter.guarantor()
    pay = stranger.post(f"{OWN}/{statement_id}/payments", json=body())
    ask = stranger.post(
        "/v1/patient/practices/1/statement-requests",
        json={"statement_id": statement_id, "reason": "OTHER"},
    )
    replies = [stranger.get(f"{OWN}/{statement_id}/content"), pay, ask]
    replies.append(stranger.get("/v1/patient/practices/2/statements"))
    assert [reply.status_code for reply in replies] == [404] * 4


def test_f71_a_request_reaches_billing_and_its_answer_the_patient(counter: Counter):
    _, payer, account_id = counter.guarantor()
    statement_id = counter.statement(account_id)
    asked = {"statement_id": statement_id, "reason": "WRONG_AMOUNT", "text": "Too much"}
    way = "/v1/patient/practices/1/statement-requests"
    first, again = (payer.post(way, json=asked) for _ in range(2))
    assert (first.status_code, first.json()["joined"], again.json()["joined"]) == (202, False, True)
    item_id = first.json()["id"]
    one = f"/v1/practices/1/items/statement_request/{item_id}"
    assert counter.nurse.get(one).status_code == 403
    entity = counter.biller.get(one).json()
    command = {
        "command_id": new_id(),
        "practice_id": 1,
        "target": {"kind": "statement_request", "id": item_id},
        "expected_version": entity["version"],
        "expected_content_hash": entity["content_hash"],
        "action": "answer",
        "params": {"text_to_patient": "It is right.", "statement_id": statement_id},
        "client_decided_at": counter.world.at().isoformat(),
    }
    reply = counter.biller.post("/v1/decisions", json={"commands": [command]})
    assert reply.json()["results"][0]["status"] == "applied"
    (own,) = payer.get("/v1/patient/requests").json()["requests"]
    assert (own["state"], own["answer"]) == ("answered", "It is right.")


def test_me_gives_the_biller_the_queue_and_its_buttons(counter: Counter):
    me = counter.biller.get("/v1/me").json()
    (practice,) = me["practices"]
    actions = {one["action"]: one for one in me["actions"]["statement_request"]}
    assert {"resend", "answer", "decline"} <= actions.keys()
    assert all(one["permission"] in practice["permissions"] for one in actions.values())
    assert actions["resend"]["offline_age_s"] is None


def test_accounts_are_fed_found_and_read_and_the_journal_knows_who(counter: Counter):
    chart = counter.world.chart(given_name="Zoë", family_name="Quill")
    row = billing_rows.given(counter.world, chart, f"Z-{new_id()[-6:]}")
    told = {
        "account_number": row.account_number,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "birth_date": str(row.birth_date),
        "guarantor_record_number": row.guarantor_record_number,
        "patients": [
            {"record_number": one.record_number, "birth_date": str(one.birth_date)}
            for one in row.patients
        ],
        "balance_cents": 990,
    }
    wrong = told | {"account_number": "Z-0", "birth_date": "1901-01-01"}
    results = counter.biller.put(STAFF, json={"accounts": [told, wrong]}).json()["results"]
    assert [(one["outcome"], one["code"]) for one in results] == [
        ("created", ""),
        ("refused", "GUARANTOR_BIRTH_DATE"),
    ]
    found = counter.biller.post(f"{STAFF}/search", json={"name": "zoe quill"}).json()["accounts"]
    assert [one["id"] for one in found] == [results[0]["id"]]
    bill = counter.statement(found[0]["id"])
    sheet = counter.biller.get(f"{STAFF}/{found[0]['id']}").json()
    assert [one["id"] for one in sheet["statements"]] == [bill]
    assert sheet["account"]["why"] == "NO_PORTAL_ACCOUNT"
    read = select(journal.c.seq).where(
        journal.c.action == "billing_account.read", journal.c.subject_id == found[0]["id"]
    )
    until_in_thread(lambda: len(counter.world.read(read)) == 1)
    number = {"accounts": [told | {"balance_at": 0}]}
    assert counter.biller.put(STAFF, json=number).status_code == 422
    too_many = {"accounts": [told] * 501}
    assert counter.biller.put(STAFF, json=too_many).status_code == 422
    assert counter.nurse.get(f"{STAFF}/{found[0]['id']}").status_code == 403


def test_a_provider_that_nobody_knows_is_a_setting_that_does_not_fit(tmp_path: Any):
    with pytest.raises(SettingsError, match="PORTAL_PAYMENT_PROVIDER"):
        create_app(Settings(data_dir=tmp_path, payment_provider="gold"))


def test_without_a_provider_the_list_says_that_paying_is_off(tmp_path: Any):
    with PortalProcess("", tmp_path) as process:
        database = Database(process.database_url)
        world = World(database)
        other = Counter(world, Files.open("", tmp_path / "files", SECRET), None, None, process.url)  # type: ignore[arg-type]
        _, payer, account_id = other.guarantor()
        statement_id = other.statement(account_id)
        assert (payer.get(OWN).json()["view"], payer.get(OWN).json()["pay"]) == (True, False)
        reply = payer.post(f"{OWN}/{statement_id}/payments", json=body())
        assert (reply.status_code, reply.json()["rule"]) == (422, "PAYING_OFF")
        database.close()
