"""A laboratory's program as a stranger writes it: `openapi.json`, a token, and nothing of our code."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support.contract_script import Contract, Json, Script
from tests.support.demo_portal import DemoUnderTest
from tests.support.intake_sender import Person, Sender, oru, said
from tests.support.mllp_command import PORT, command
from tests.support.portal_command import run
from tests.support.until import until_in_thread

DOCUMENT = Path(__file__).parents[2] / "portal" / "openapi.json"


class Laboratory:
    """A program with a token, that posts where the document says."""

    def __init__(self, url: str, token: str) -> None:
        self.contract = Contract(DOCUMENT)
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def post(self, operation: str, content: bytes) -> requests.Response:
        path, described = _operation(operation)
        (media_type, *_) = sorted(described["requestBody"]["content"])
        answer = self._session.post(
            self._url + path, data=content, headers={"Content-Type": media_type}, timeout=30
        )
        self.contract.check(answer, path, "post")
        return answer

    def get(self, path: str) -> requests.Response:
        return self._session.get(self._url + path, timeout=30)

    def close(self) -> None:
        self._session.close()


def _operation(operation_id: str) -> tuple[str, Json]:
    paths = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"]
    return next(
        (path, described)
        for path, methods in paths.items()
        for described in methods.values()
        if described.get("operationId") == operation_id
    )


@pytest.fixture(scope="module")
def demo(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoUnderTest]:
    """One practice for all tests here; each has a laboratory of its own."""
    folder = tmp_path_factory.mktemp("intake") / "portal"
    shutil.copytree(built_demo, folder)
    under_test = DemoUnderTest(folder)
    yield under_test
    under_test.process.stop()


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    return str(request.node.name)[:80]


@pytest.fixture
def token(demo: DemoUnderTest, name: str) -> str:
    done = run("client", "add", name, "--practice", "1", "--data-dir", demo.folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def laboratory(demo: DemoUnderTest, token: str) -> Iterator[Laboratory]:
    made = Laboratory(demo.url, token)
    yield made
    made.close()


@pytest.fixture
def nurse(demo: DemoUnderTest) -> Iterator[Script]:
    script = Script(Contract(DOCUMENT), demo.url, "nurse", demo.portal.password)
    script.read_feed()
    yield script
    script.close()


def somebody(script: Script) -> Person:
    """A patient of the practice, as an item in the feed names them."""
    person: Any = next(
        entity["patient"]
        for (kind, _), entity in script.feed.items()
        if kind == "result" and entity.get("patient") and entity["state"] == "pending"
    )
    given, _, family = person["name"].rpartition(" ")
    return Person(
        person["record_number"],
        family,
        given.split()[0],
        person["birth_date"].replace("-", ""),
        authority="RIVERSIDE",
    )


def arrived(script: Script, kind: str, seen: set[tuple[str, str]]) -> Json:
    """Wait until the feed has an item of a kind that it had not."""

    def find() -> Json | None:
        script.feed.clear()
        entities = script.read_feed(500).items()
        return next((one for key, one in entities if key[0] == kind and key not in seen), None)

    found = until_in_thread(find, 30, f"a new {kind}")
    assert found is not None
    return found


def test_a_posted_message_is_an_item_in_the_feed(laboratory, nurse):
    person, seen = somebody(nurse), set(nurse.feed)
    answer = laboratory.post("receive_hl7v2", oru(1, "F", person))
    assert said(answer.content) == ("AA", "A000001F")
    item = arrived(nurse, "result", seen)
    assert item["state"] == "pending"
    assert item["patient"]["record_number"] == person.number
    assert item["is_open"] is True
    # what nobody can be named for waits for somebody who can say
    stranger = Person("no such number", "Nobody", "Ever", "19010101", "RIVERSIDE")
    assert said(laboratory.post("receive_hl7v2", oru(2, "F", stranger)).content)[0] == "AA"
    unmatched = arrived(nurse, "unmatched_result", seen)
    assert unmatched["patient"] is None


def test_a_fhir_report_is_an_item_in_the_feed(laboratory, nurse):
    person, seen = somebody(nurse), set(nurse.feed)
    birth = f"{person.birth_date[:4]}-{person.birth_date[4:6]}-{person.birth_date[6:]}"
    coding = {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]}
    kind = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
    patient = {
        "resourceType": "Patient",
        "id": "p",
        "identifier": [{"type": kind, "system": "urn:oid:1.2.3", "value": person.number}],
        "name": [{"family": person.family, "given": [person.given]}],
        "birthDate": birth,
    }
    observation = {
        "resourceType": "Observation",
        "id": "o",
        "status": "final",
        "code": coding,
        "subject": {"reference": "Patient/p"},
        "valueQuantity": {"value": 5.1, "unit": "mmol/L"},
    }
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "code": coding,
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/v2-0074",
                        "code": "LAB",
                    }
                ]
            }
        ],
        "identifier": [{"system": "urn:lab", "value": "L-77"}],
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": "2026-03-01T07:00:00Z",
        "issued": "2026-03-01T08:00:00Z",
        "result": [{"reference": "Observation/o"}],
    }
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in (patient, observation, report)],
    }
    answer = laboratory.post("receive_fhir", json.dumps(bundle).encode())
    assert answer.status_code == 200, answer.text
    assert answer.json()["resourceType"] == "OperationOutcome"
    item = arrived(nurse, "result", seen)
    assert item["patient"]["record_number"] == person.number


def test_the_token_is_good_for_bringing_results_and_for_nothing_else(laboratory, nurse, demo, name):
    assert laboratory.get("/v1/practices/1/changes?cursor=0").status_code in {401, 403}
    assert laboratory.get("/v1/me").status_code in {401, 403}
    path, _ = _operation("receive_hl7v2")
    as_nurse = nurse.call("post", path, data=oru(3), headers={"Content-Type": "text/plain"})
    assert as_nurse.status_code in {401, 403}
    done = run("client", "revoke", name, "--practice", "1", "--data-dir", demo.folder)
    assert done.returncode == 0, done.stderr
    assert laboratory.post("receive_hl7v2", oru(4)).status_code == 401


def test_a_laboratory_that_only_speaks_mllp_and_one_that_only_writes_files(
    demo, token, name, nurse, tmp_path
):
    person = somebody(nurse)
    token_file = tmp_path / "token"
    token_file.write_text(token)
    token_file.chmod(0o600)
    place = tmp_path / "in"
    place.mkdir()
    portal = ("--portal", demo.url, "--token-file", token_file)
    with (
        command("mllp", *portal, "--port", "0") as mllp,
        command("folder", place, *portal, "--every", "0.05") as folder,
    ):
        with Sender(("127.0.0.1", int(mllp.wait_for(PORT)[1]))) as sender:
            seen = set(nurse.feed)
            assert sender.ask(oru(5, "F", person)) == ("AA", "A000005F")
            by_mllp = arrived(nurse, "result", seen)
        seen = set(nurse.feed)
        (place / "result.hl7").write_bytes(oru(6, "F", person))
        by_file = arrived(nurse, "result", seen)
        until_in_thread((place / "done" / "result.hl7").exists, 20)
        assert by_mllp["id"] != by_file["id"]
        assert mllp.end() == folder.end() == 0
    channels = demo.execute("SELECT channel FROM intake_message WHERE source = ?", name)
    assert sorted(channel for (channel,) in channels) == ["folder", "mllp"]
