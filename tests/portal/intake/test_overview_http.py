"""The intake over HTTP: what the watched calls say, what they never say, and what the journal keeps."""

from collections.abc import Iterator

import pytest

from portal.api import intake_view
from portal.db.tables import journal
from portal.db.unit_of_work import Scope
from portal.services import chart_reads
from tests.support.caller import problem_of
from tests.support.clinic import Clinic
from tests.support.intake_rows import client, message
from tests.support.until import until_in_thread

BASE = "/v1/practices/1/intake"
SOURCE = "Laboratory that is watched"  # the clinic has messages of others, too
PAGED = "Laboratory that is listed"
NAMES = ("Byron", "Ada", "1815", "12345", "Glucose")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(scope="module")
def named(clinic: Clinic) -> str:
    """One message that a source has sent."""

    def work(uow) -> str:
        client(uow, SOURCE)
        told = {"state": "quarantined", "reason": "BAD_VALUE", "detail": "OBX 1"}
        return message(uow, uow.now, source=SOURCE, **told)

    return clinic.database.write(Scope.of([1]), work)


def reads(clinic: Clinic, named: str) -> list[dict]:
    rows = clinic.world.all_of(journal)
    return [row for row in rows if (row["action"], row["subject_id"]) == (intake_view.READ, named)]


def test_the_overview_and_the_list_say_nothing_of_a_patient(clinic: Clinic, named: str):
    admin = clinic.callers["admin"]
    seen = admin.get(BASE).json()
    (source,) = [one for one in seen["sources"] if one["name"] == SOURCE]
    assert source["today"] == {
        "received": 1,
        "parsed": 0,
        "unmatched": 0,
        "quarantined": 1,
        "refused": 0,
        "repeated": 0,
    }
    assert len(source["hours"]) == 24
    assert (source["hours"][-1], source["state"], source["revoked"]) == (1, "ok", False)
    listed = admin.get(f"{BASE}/messages", params={"state": "quarantined", "source": SOURCE})
    (row,) = listed.json()["messages"]
    assert (row["id"], row["reason"], row["detail"]) == (named, "BAD_VALUE", "OBX 1")
    assert listed.json()["next"] is None
    assert not any(name in listed.text for name in NAMES)


def test_pages_lead_to_each_other(clinic: Clinic, named: str):
    older, newer = (
        clinic.database.write(Scope.of([1]), lambda uow: message(uow, uow.now, source=PAGED))
        for _ in range(2)
    )
    first = (
        clinic.callers["nurse"].get(f"{BASE}/messages", params={"limit": 1, "source": PAGED}).json()
    )
    assert ([one["id"] for one in first["messages"]], first["next"]) == ([newer], newer)
    second = clinic.callers["nurse"].get(
        f"{BASE}/messages", params={"after": first["next"], "source": PAGED}
    )
    assert [one["id"] for one in second.json()["messages"]] == [older]


def test_who_opens_a_message_is_remembered_once_and_by_ids_alone(clinic: Clinic, named: str):
    reader_id = clinic.staff["nurse"].id
    read = clinic.callers["nurse"].get(f"{BASE}/messages/{named}").json()
    until_in_thread(lambda: len(reads(clinic, named)) == 1)
    chart_reads.record(
        *(clinic.database, reader_id, 1, named), action=intake_view.READ, kind="intake_message"
    )
    assert read["id"] == named
    assert [one["name"] for one in read["segments"]] == ["MSH", "PID", "OBR", "OBX"]
    assert read["segments"][1]["fields"][2]["parts"][0] == {
        "position": "PID-5.1",
        "name": "Family name",
        "value": "Byron",
    }
    assert read["text"].startswith("MSH|^~\\&|LAB|")
    assert read["resource"] is None
    (entry,) = reads(clinic, named)
    assert (entry["actor_id"], entry["subject_id"]) == (reader_id, named)
    assert not any(name in str(entry) for name in NAMES)


def test_a_resource_comes_as_a_tree(clinic: Clinic):
    raw = b'{"resourceType":"Bundle","entry":[{"resource":{"status":"final"}}]}'
    named = clinic.database.write(
        Scope.of([1]), lambda uow: message(uow, uow.now, format="fhir", raw=raw)
    )
    read = clinic.callers["provider"].get(f"{BASE}/messages/{named}").json()
    assert read["segments"] == []
    assert read["resource"]["name"] == "Bundle"
    assert read["resource"]["children"][1]["children"][0]["name"] == "[1]"


@pytest.mark.parametrize(
    ("query", "status"),
    [({"state": "lost"}, 422), ({"limit": 500}, 422), ({"after": "no id"}, 422), ({}, 200)],
)
def test_what_is_asked_is_checked(clinic: Clinic, query: dict, status: int):
    assert clinic.callers["nurse"].get(f"{BASE}/messages", params=query).status_code == status


def test_there_is_no_other_message(clinic: Clinic):
    reply = clinic.callers["nurse"].get(f"{BASE}/messages/00000000-0000-7000-8000-000000000000")
    assert problem_of(reply) == "not-found"
