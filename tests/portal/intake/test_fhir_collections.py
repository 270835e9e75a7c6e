"""Whole collections of FHIR: every report and every value, beside a witness that reads them by itself.

`PORTAL_TEST_COLLECTIONS=/folder pytest -m soak tests/portal/intake/test_fhir_collections.py -s`, where
the folder has `fhir/*.ndjson.gz` and `fhir-examples/*.ndjson.gz`.
"""

import gzip
import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from portal.intake import fhir
from portal.intake.reasons import QUARANTINED, REFUSED
from portal.intake.shape import Fault
from tests.support.fhir_witness import differences, report_differences, rows

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def folder():
    place = os.environ.get("PORTAL_TEST_COLLECTIONS")
    if not place:
        pytest.skip("PORTAL_TEST_COLLECTIONS names no folder with collections of messages")
    return Path(place)


def lines_of(path):
    with gzip.open(path, "rb") as file:
        return [line for one in file if (line := one.strip())]


def parsed(line):
    return json.loads(line, parse_float=Decimal)


@pytest.fixture(scope="module")
def patients(folder):
    lines = lines_of(folder / "fhir" / "Patient.ndjson.gz")
    return {f"Patient/{parsed(one)['id']}": one for one in lines}


@pytest.fixture(scope="module")
def observations(folder):
    lines = lines_of(folder / "fhir" / "Observation.ndjson.gz")
    return {f"Observation/{parsed(one)['id']}": one for one in lines}


def bundled(lines):
    entries = b",".join(b'{"resource":' + one + b"}" for one in lines)
    return b'{"resourceType":"Bundle","type":"collection","entry":[' + entries + b"]}"


def compared(told, expected, raw):
    """Read a message of one report; its reason, or "" with nothing that differs from the witness."""
    assert fhir.split(raw) == (raw,)
    found = fhir.read(raw)
    if isinstance(found, Fault):
        assert found.reason in QUARANTINED | REFUSED
        return found.reason, 0
    (seen,) = found.reports
    assert report_differences(told, seen) == []
    for pair in zip(expected, seen.observations, strict=True):
        assert differences(*pair) == [], pair
    return "", len(expected)


def test_every_report_with_its_patient_and_alone(folder, patients, observations):
    ends, values = Counter(), 0
    for line in lines_of(folder / "fhir" / "DiagnosticReport.ndjson.gz"):
        told = parsed(line)
        names = [one["reference"] for one in told["result"]]
        parts = [observations[one] for one in names if one in observations]
        whole = [patients[told["subject"]["reference"]], *parts, line]
        expected = [row for one in parts for row in rows(parsed(one), {})]
        reason, count = compared(told, expected, bundled(whole))
        ends["bundled", reason], values = ends["bundled", reason] + 1, values + count
        assert bool(reason) == (len(parts) < len(names)), told["id"]
        ends["alone", compared(told, [], line)[0]] += 1
    print(values, dict(ends))  # noqa: T201
    assert ends["alone", ""] == 0  # its values did not come with it
    assert {reason for _, reason in ends} <= {"", "MISSING_PART", "DEATH_CERTIFICATE"}


def test_every_observation_with_its_patient_and_alone(patients, observations):
    ends = Counter()
    for line in observations.values():
        told = parsed(line)
        expected = list(rows(told, {}))
        for raw in (bundled([patients[told["subject"]["reference"]], line]), line):
            ends[compared(told, expected, raw)[0]] += 1
    print(dict(ends))  # noqa: T201
    assert ends == {"": 2 * len(observations)}


def test_every_official_example_ends_as_a_result_or_with_a_reason(folder):
    ends = Counter()
    for path in sorted((folder / "fhir-examples").glob("*.ndjson.gz")):
        for line in lines_of(path):
            told = parsed(line)
            found = fhir.read(line)
            reason = found.reason if isinstance(found, Fault) else ""
            ends[told["resourceType"], reason] += 1
            assert reason != "PARSER_FAILED"
            if not reason and told["resourceType"] == "Observation":
                assert compared(told, list(rows(told, {})), line)[0] == ""
    print(dict(ends))  # noqa: T201
    assert ends["DiagnosticReport", ""] + ends["Observation", ""] >= 3
    others = {kind for kind, reason in ends if reason != "NOT_A_RESULT_MESSAGE"}
    assert others <= {"DiagnosticReport", "Observation"}
