"""Messages made from charts of Synthea, through the storing and the worker, with the truth beside them.

Those that fit land on their charts and no other does; somebody then resolves what waits, by the real
decisions. A few run always; the whole collection where `PORTAL_TEST_COLLECTIONS` names its folder.
"""

import csv
import gzip
import json
import os
from collections import defaultdict
from pathlib import Path

import orjson
import pytest
from obstore.store import MemoryStore

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.tables import item, lab_report, patient
from portal.db.unit_of_work import Scope
from portal.services import chart_import, report_versions
from portal.services.files import Files
from portal.services.intake import outcome
from portal.services.intake.storing import store
from portal.services.intake.working import Intake
from portal.services.practice_time import today
from tests.support.intake_world import IntakeWorld
from tests.support.practice_world import on_both

FEW = Path(__file__).with_name("data") / "landing"
EXACT = "exact"
REASONS = {
    "no-mrn": "NO_RECORD_NUMBER",
    "dob-wrong": "BIRTH_DATE_DIFFERS",
    "unknown-mrn-same-demographics": "UNKNOWN_RECORD_NUMBER",
    "swapped-names": "NAME_DIFFERS",
}


class Acceptance:
    """The charts, the messages and what must become of each: {file: (chart, kind)}."""

    def __init__(self, world: IntakeWorld, charts, messages: Path, truth) -> None:
        self.world, self.truth = world, truth
        self.database: Database = world.database
        self._import(charts)
        self.charts = len(world.all_of(patient))
        self.sent = {}
        for name in sorted(truth):
            kept = store(self.database, 1, "file", "file", "hl7v2", (messages / name).read_bytes())
            (message,) = kept.messages
            self.sent[message.id] = name
        intake = Intake(self.database, Files(MemoryStore(), bytes(32)))
        while intake.work_off(1, 100):
            pass
        intake.release()

    def _import(self, charts) -> None:
        with self.database.read(Scope.of([1])) as reader:
            day = today(reader, 1)
        rows = [chart_import.row_of(json.loads(line), day) for line in charts]
        for at in range(0, len(rows), chart_import.MOST):
            part = rows[at : at + chart_import.MOST]
            self.database.write(
                Scope.of([1]), lambda uow, part=part: chart_import.put(uow, 1, part)
            )

    def landed(self):
        """What became of each file: its row and its only report."""
        for row in self.world.all_of(intake_message):
            (one,) = outcome.landed_of(row)
            yield self.sent[row["id"]], row, one

    def check_landing(self) -> None:
        for name, row, one in self.landed():
            chart, kind = self.truth[name]
            assert row["state"] == "parsed", name
            if kind == EXACT:
                assert one["patient_id"] == chart, name
                assert one["releasable"] is (one["status_raw"] in {"F", "C"}), name
            else:
                assert (one["what"], one["patient_id"]) == ("unmatched", None), name
                assert one["reason"] == REASONS[kind], name
                assert not outcome.releasable(row), name
        exact = {chart for chart, kind in self.truth.values() if kind == EXACT}
        assert {row["patient_id"] for row in self.world.all_of(lab_report)} <= exact
        assert len(self.world.all_of(patient)) == self.charts, "no result makes a chart"
        self.check_chains(lambda kind: kind == EXACT)

    def check_chains(self, counts) -> None:
        """P, F and C are one result of which two versions are superseded."""
        runs = defaultdict(list)
        for name in sorted(self.truth):
            chart, kind = self.truth[name]
            if counts(kind):
                runs[chart, name.split("-")[0][:3]].append(name.split("-")[1])
        orders = defaultdict(list)
        for row in self.world.all_of(lab_report):
            orders[row["patient_id"], row["filler_number"]].append(row)
        lines = [
            [row["raw_status"] for row in report_versions.in_line(rows)] for rows in orders.values()
        ]
        assert sorted(lines) == sorted(runs.values())
        results = [row for row in self.world.all_of(item) if row["kind"] == "result"]
        assert len(results) == len(lines)
        assert {row["state"] for row in results} == {"pending"}
        shown = sorted(orjson.loads(row["content"])["report"]["raw_status"] for row in results)
        assert shown == sorted(line[-1] for line in lines)

    def resolve(self) -> None:
        """Let a nurse choose the chart that the truth names, among the candidates."""
        chart_of = {
            one["item_id"]: self.truth[name]
            for name, _, one in self.landed()
            if one["what"] == "unmatched"
        }
        waiting = [row for row in self.world.all_of(item) if row["kind"] == "unmatched_result"]
        assert {row["id"] for row in waiting} == set(chart_of)
        for row in waiting:
            chart, kind = chart_of[row["id"]]
            seen = self.world.seen(row["id"])
            proposed = [one["patient_id"] for one in self.world.content(seen)["candidates"]]
            assert chart in proposed, kind
            params = {"patient_id": chart, "chosen_because": "candidate"}
            if kind == "dob-wrong":
                assert self.world.refused("nurse", seen, "match", **params) == "BIRTH_DATE_DIFFERS"
                params["override_reason"] = "The laboratory has confirmed a typing error."
            (result,) = self.world.run("nurse", seen, "match", **params)
            assert result["status"] == "applied", (kind, result)
        charts = {chart for chart, _ in self.truth.values()}
        assert {row["patient_id"] for row in self.world.all_of(lab_report)} == charts
        self.check_chains(lambda _kind: True)
        assert self.world.verify(1).ok


def run(world, charts, messages, truth):
    acceptance = Acceptance(world, charts, messages, truth)
    acceptance.check_landing()
    acceptance.resolve()


@on_both
def test_each_fitting_message_lands_on_its_chart_and_no_other_does(world):
    with (FEW / "truth.csv").open(newline="") as file:
        truth = {row["file"]: (row["chart"], row["kind"]) for row in csv.DictReader(file)}
    run(world, (FEW / "charts.ndjson").read_text().splitlines(), FEW, truth)


def test_a_practice_may_refuse_what_is_marked_as_training(world):
    world.lab.policy(training_messages=False)
    name = "001a-F-exact.hl7"
    acceptance = Acceptance(world, [], FEW, {name: ("", EXACT)})
    (row,) = world.all_of(intake_message)
    assert (row["state"], row["reason"], acceptance.sent[row["id"]]) == (
        "refused",
        "TEST_MESSAGE",
        name,
    )
    assert world.all_of(item) == []


@pytest.mark.soak
@on_both
def test_the_whole_collection_lands_where_it_belongs(world):
    folder = os.environ.get("PORTAL_TEST_COLLECTIONS")
    if not folder:
        pytest.skip("PORTAL_TEST_COLLECTIONS names no folder with the collections")
    collections = Path(folder)
    messages = collections / "hl7v2" / "derived-from-synthea"
    with (collections / "hl7v2" / "index-derived.csv").open(newline="") as file:
        expected = {
            Path(row["file"]).name: tuple(row["expect"].replace("(", "").rstrip(")").split(" ", 1))
            for row in csv.DictReader(file)
            if row["file"].startswith(messages.name)
        }
    with gzip.open(collections / "fhir" / "Patient.ndjson.gz", "rt") as charts:
        run(world, charts.read().splitlines(), messages, expected)
