"""Who opens a chart stands in the journal, once for a visit, and nobody waits for it."""

from collections.abc import Iterator

import pytest

from portal.db.tables import journal
from portal.services.chart_reads import ONCE_IN, record
from tests.support.clinic import Clinic
from tests.support.until import until_in_thread


@pytest.fixture
def clinic(tmp_path) -> Iterator[Clinic]:
    with Clinic.open(tmp_path) as opened:
        yield opened


def reads(clinic: Clinic) -> list[tuple[str, str]]:
    rows = clinic.world.all_of(journal)
    return [(row["actor_id"], row["subject_id"]) for row in rows if row["action"] == "chart.read"]


def test_an_opened_chart_is_on_record_once_for_a_visit(clinic):
    way = f"/v1/practices/1/patients/{clinic.chart}"
    nurse, provider = clinic.staff["nurse"].id, clinic.staff["provider"].id
    assert clinic.callers["nurse"].get(way).ok
    until_in_thread(lambda: reads(clinic) == [(nurse, clinic.chart)])
    assert clinic.callers["nurse"].get(way).ok
    assert clinic.callers["provider"].get(way).ok
    until_in_thread(lambda: reads(clinic) == [(nurse, clinic.chart), (provider, clinic.chart)])
    assert clinic.callers["auditor"].get(way).status_code == 403
    assert clinic.world.verify(1).ok
    assert ONCE_IN.total_seconds() == 300
    record(clinic.database, nurse, 1, clinic.chart)
    assert len(reads(clinic)) == 2


@pytest.mark.invariant("I7")
def test_i7_an_opened_document_is_on_record(clinic):
    way = f"/v1/practices/1/documents/{clinic.items['document'].id}/content"
    assert clinic.callers["nurse"].get(way).ok
    until_in_thread(lambda: reads(clinic) == [(clinic.staff["nurse"].id, clinic.chart)])
