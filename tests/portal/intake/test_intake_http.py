"""What laboratories' programs post, to a real portal: acknowledged when it is stored, and not before."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.api import gate
from portal.db.intake_tables import intake_message, machine_client
from portal.db.tables import item
from portal.db.unit_of_work import Scope
from portal.security import machine_clients
from tests.support.caller import Caller, problem_of
from tests.support.clinic import Clinic
from tests.support.intake_sender import said
from tests.support.machines import FHIR_HEADERS, HL7_HEADERS, machine, message, token_of
from tests.support.until import until_in_thread

HL7 = "/v1/intake/hl7v2"
FHIR = "/v1/intake/fhir"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(scope="module")
def lab(clinic: Clinic) -> Caller:
    return machine(clinic)


def rows(clinic: Clinic, control_id: str) -> list:
    mine = intake_message.c.control_id == control_id
    with clinic.database.read(Scope.of([1])) as reader:
        return list(reader.execute(select(intake_message).where(mine)).mappings())


def patients(clinic: Clinic) -> list:
    return [row for row in rows(clinic, "") if row["message_type"] == "Patient"]


def test_a_result_is_acknowledged_stored_and_taken_up(clinic: Clinic, lab: Caller):
    reply = lab.post(HL7, data=message("H1", order="H1"), headers=HL7_HEADERS)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/hl7-v2"
    assert reply.headers["Portal-API"] == "v1"
    assert said(reply.content) == ("AA", "H1")
    (row,) = rows(clinic, "H1")  # it was there before the answer
    assert row["channel"] == "http"
    until_in_thread(lambda: rows(clinic, "H1")[0]["state"] == "parsed")


def test_the_same_again_is_acknowledged_and_kept_once(clinic: Clinic, lab: Caller):
    for _ in range(2):
        reply = lab.post(HL7, data=message("H2", order="H2"), headers=HL7_HEADERS)
        assert said(reply.content) == ("AA", "H2")
    (row,) = rows(clinic, "H2")
    assert row["repeats"] == 1


def test_what_is_no_result_is_kept_and_rejected(clinic: Clinic, lab: Caller):
    reply = lab.post(HL7, data=message("H3", kind="ADT^A01"), headers=HL7_HEADERS)
    assert reply.status_code == 200
    assert said(reply.content) == ("AR", "H3")
    assert b"|200^Unsupported message type" in reply.content
    wrong_event = lab.post(HL7, data=message("H4", kind="ORU^W01"), headers=HL7_HEADERS)
    assert said(wrong_event.content) == ("AR", "H4")
    assert b"|201^Unsupported event code" in wrong_event.content
    until_in_thread(lambda: rows(clinic, "H3")[0]["state"] == "refused")


def test_what_has_no_header_is_kept_and_answered_with_an_error(clinic: Clinic, lab: Caller):
    reply = lab.post(HL7, data=b"PID|1||hello from nowhere", headers=HL7_HEADERS)
    assert reply.status_code == 200
    assert said(reply.content) == ("AE", "")
    assert b"100^Segment sequence error" in reply.content

    def quarantined() -> bool:
        found = [row for row in rows(clinic, "") if row["raw"].startswith(b"PID|1||hello")]
        return [row["state"] for row in found] == ["quarantined"]

    until_in_thread(quarantined)


def test_a_batch_is_answered_by_a_batch(lab: Caller):
    inside = message("B1", order="B1") + message("B2", kind="ADT^A01")
    reply = lab.post(HL7, data=b"BHS|^~\\&|LAB|HILL\r" + inside + b"BTS|2\r", headers=HL7_HEADERS)
    lines = reply.content.decode().split("\r")
    assert [line.partition("|")[0] for line in lines if line] == [
        *("BHS", "MSH", "MSA", "MSH", "MSA", "ERR", "BTS")
    ]
    assert [line for line in lines if line.startswith("MSA")] == ["MSA|AA|B1", lines[4]]


def test_enhanced_mode_gets_what_it_asks_for(lab: Caller):
    asked = message("E1", order="E1", more="|||AL|NE")
    assert said(lab.post(HL7, data=asked, headers=HL7_HEADERS).content) == ("CA", "E1")
    none = lab.post(HL7, data=message("E2", order="E2", more="|||NE|NE"), headers=HL7_HEADERS)
    assert (none.status_code, none.content) == (200, b"")


@pytest.mark.parametrize("channel", ["mllp", "folder", "pigeon"])
def test_how_it_came_is_kept(clinic: Clinic, lab: Caller, channel: str):
    headers = HL7_HEADERS | {"Intake-Channel": channel}
    lab.post(HL7, data=message(f"C-{channel}", order=channel), headers=headers)
    (row,) = rows(clinic, f"C-{channel}")
    assert row["channel"] == (channel if channel != "pigeon" else "http")


@pytest.mark.parametrize(
    "media_type",
    [
        "application/hl7-v2; charset=utf-8",
        "x-application/hl7-v2+er7",
        "text/plain; charset=ISO-8859-1",
    ],
)
def test_media_types_of_hl7(lab: Caller, media_type: str):
    reply = lab.post(
        HL7, data=message("T1"), headers={"Content-Type": media_type, "Accept": "text/plain"}
    )
    assert said(reply.content)[0] == "AA"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (HL7, {"Content-Type": "application/json"}),
        (HL7, {"Content-Type": "application/fhir+json"}),
        (HL7, HL7_HEADERS | {"Content-Encoding": "gzip"}),
        (FHIR, HL7_HEADERS),
        (FHIR, FHIR_HEADERS | {"Content-Encoding": "gzip"}),
    ],
)
def test_other_media_types_and_packed_bodies_are_refused(lab: Caller, path: str, headers: dict):
    reply = lab.post(path, data=gzip.compress(message("Z1")), headers=headers)
    assert (reply.status_code, problem_of(reply)) == (415, "unsupported-media-type")
    assert ("application/hl7-v2" in reply.json()["detail"]) is (path == HL7)


def test_a_body_is_16_mib_at_most(lab: Caller):
    over = b"M" * (gate.INTAKE_LIMIT + 1)
    reply = lab.post(HL7, data=over, headers=HL7_HEADERS)
    assert (reply.status_code, problem_of(reply)) == (413, "payload-too-large")
    nothing = lab.post(HL7, data=b"", headers=HL7_HEADERS)
    assert (nothing.status_code, problem_of(nothing)) == (400, "malformed")


def test_fhir_is_answered_with_an_outcome_for_each_message(clinic: Clinic, lab: Caller):
    lines = b'{"resourceType": "Patient", "id": "p-1"}\n{"resourceType": "Patient", "id": "p-2"}\n'
    headers = {"Content-Type": "application/fhir+ndjson"}
    reply = lab.post(FHIR, data=lines, headers=headers)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/fhir+json"
    told = reply.json()
    assert told["resourceType"] == "OperationOutcome"
    assert len(told["issue"]) == 2
    again = lab.post(FHIR, data=lines, headers=headers).json()
    assert [one["code"] for one in again["issue"]] == ["duplicate", "duplicate"]
    until_in_thread(lambda: [row["state"] for row in patients(clinic)] == ["refused"] * 2)
    assert [row["control_id"] for row in patients(clinic)] == ["", ""]  # an id is a person's
    broken = lab.post(FHIR, data=b'{"resourceType": ', headers=FHIR_HEADERS)
    assert broken.status_code == 200
    assert broken.json()["issue"][0]["severity"] in {"warning", "error"}


def test_a_revoked_token_counts_no_more_at_once(clinic: Clinic):
    lab = Caller(clinic.url, token_of(clinic.database, "Revoked"))
    assert lab.post(HL7, data=message("R1"), headers=HL7_HEADERS).status_code == 200
    clinic.database.write(Scope.of([1]), lambda uow: machine_clients.revoke(uow, 1, "Revoked"))
    reply = lab.post(HL7, data=message("R2"), headers=HL7_HEADERS)
    assert (reply.status_code, problem_of(reply)) == (401, "unauthenticated")
    assert rows(clinic, "R2") == []


def test_what_comes_belongs_to_the_practice_of_the_token(clinic: Clinic):
    other = Caller(clinic.url, token_of(clinic.database, "Elsewhere", 2))
    other.post(HL7, data=message("P2"), headers=HL7_HEADERS)
    assert rows(clinic, "P2") == []


def test_wrong_tokens_lock_their_address_and_not_who_has_a_right_one(tmp_path: Path):
    with Clinic.open(tmp_path) as clinic:  # its own: the others call from this address, too
        lab = machine(clinic)
        wrong = Caller(clinic.url, token_of(clinic.database).replace("pcm_", "pcm_0"))
        replies = [wrong.post(HL7, data=message("W1"), headers=HL7_HEADERS) for _ in range(22)]
        statuses = [one.status_code for one in replies]
        assert statuses == sorted(statuses)
        assert (statuses[0], statuses[-1]) == (401, 429)
        assert "Retry-After" in replies[-1].headers
        assert lab.post(HL7, data=message("W2"), headers=HL7_HEADERS).status_code == 200
        assert clinic.callers["nurse"].get("/v1/me").status_code == 200


def test_when_it_was_here_is_kept_once_a_minute(clinic: Clinic):
    lab = Caller(clinic.url, token_of(clinic.database, "Busy"))

    def used() -> object:
        query = select(machine_client.c.last_used_at).where(machine_client.c.name == "Busy")
        with clinic.database.read(Scope.of([1])) as reader:
            return reader.execute(query).scalar_one()

    assert used() is None
    lab.post(HL7, data=message("U1"), headers=HL7_HEADERS)
    first = used()
    assert first is not None
    lab.post(HL7, data=message("U2"), headers=HL7_HEADERS)
    assert used() == first


def test_while_nothing_can_be_stored_the_sender_is_told_to_come_again(clinic: Clinic, lab: Caller):
    path = clinic.process.database_url.removeprefix("sqlite:///")

    def rename(old: str, new: str) -> None:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")
            connection.commit()

    rename("intake_message", "gone")
    try:
        reply = lab.post(HL7, data=message("D1"), headers=HL7_HEADERS)
        outcome = lab.post(FHIR, data=b"{}", headers=FHIR_HEADERS)
    finally:
        rename("gone", "intake_message")
    assert reply.status_code == outcome.status_code == 503
    assert int(reply.headers["Retry-After"]) > 0
    assert said(reply.content) == ("AE", "D1")
    assert b"207^Application internal error" in reply.content
    assert outcome.json()["issue"][0]["code"] == "transient"
    rename("machine_client", "gone")
    try:
        unknown = lab.post(HL7, data=message("D1"), headers=HL7_HEADERS)
    finally:
        rename("gone", "machine_client")
    assert (unknown.status_code, problem_of(unknown)) == (503, "unavailable")
    assert said(lab.post(HL7, data=message("D1"), headers=HL7_HEADERS).content) == ("AA", "D1")
    until_in_thread(lambda: rows(clinic, "D1")[0]["state"] == "parsed")
    assert '"status": 500' not in clinic.process.log


def test_no_patient_data_in_the_log(clinic: Clinic, lab: Caller):
    lab.post(HL7, data=message("L1", name="QZX7^Okonkwo"), headers=HL7_HEADERS)
    until_in_thread(lambda: rows(clinic, "L1")[0]["state"] == "parsed")
    assert "QZX7" not in clinic.process.log
    with clinic.database.read(Scope.of([1])) as reader:
        kinds = set(reader.execute(select(item.c.kind)).scalars())
    assert "unmatched_result" in kinds
