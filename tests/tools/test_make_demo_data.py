"""What the maker of the demo's records takes, changes and leaves."""

import gzip
import json
import sys

import pytest

from tools import make_demo_data

LAB = {"coding": [{"system": "http://loinc.org", "code": "4548-4"}], "text": "A1c [#/\u200bvolume]"}


def patient(number, **more):
    return {
        "id": f"p{number}",
        "meta": {"source": "synthea-r4-2019"},
        "name": [
            {"use": "official", "family": "O'Hara248", "given": ["Carroll471", "Jo2"]},
            {"use": "maiden", "family": "Haag9", "given": ["Carroll471"]},
        ],
        "telecom": [{"system": "phone", "value": "(852) 128-1779 x944"}],
        "gender": "female",
        "birthDate": "1954-06-13",
        "address": [{"line": ["1 Way"], "city": "Shirley", "state": "MA"}],
        **more,
    }


def value(number, at="2020-01-01T10:00:00Z"):
    return {
        "id": f"o{number}",
        "meta": {"source": "synthea-r4-2019"},
        "status": "final",
        "code": LAB,
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": at,
        "valueQuantity": {"value": 7.4644266106913495, "unit": "%"},
        "referenceRange": [{"low": {"value": 0}, "high": {"value": 0}}],
    }


def prescription(number, name, status="active"):
    return {
        "id": f"m{number}",
        "status": status,
        "medicationCodeableConcept": {"coding": [{"code": "1"}], "text": name},
        "subject": {"reference": "Patient/p1"},
        "authoredOn": f"2019-01-0{number}",
    }


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Runs the maker over a small source and gives what it wrote, by name."""
    source, target = tmp_path / "source", tmp_path / "target"
    fhir = {
        "Patient": [patient(1), patient(2, deceasedDateTime="2019-05-01T00:00:00Z")],
        "Patient-demographics-only": [patient(3), patient(4, deceasedDateTime="1978-01-01")],
        "MedicationRequest": [
            prescription(1, "Simvistatin 10 MG"),
            prescription(2, "Simvistatin 10 MG"),
            prescription(3, "Terfenadine 60 MG Oral Tablet"),
            prescription(4, "Amlodipine 5 MG Oral Tablet", "stopped"),
        ],
        "MedicationDispense": [],
        "Observation": [value(1), value(2)],
        "DiagnosticReport": [],
        "Practitioner": [patient(9)],
    }
    _write(
        source / "badinput" / "odd-names.ndjson.gz",
        [{"given": "Bénédicte", "family": "du Marché"}, {"given": "Kim", "family": "Osei"}],
    )
    for name, rows in fhir.items():
        _write(source / "fhir" / f"{name}.ndjson.gz", rows)
    (source / "LICENSES").mkdir()
    for name in make_demo_data.LICENSES:
        (source / "LICENSES" / name).write_text("terms")
    monkeypatch.setattr(make_demo_data, "TARGET", target)
    monkeypatch.setattr(sys, "argv", ["make_demo_data", str(source)])

    def run():
        make_demo_data.main()
        return {file.name.split(".")[0]: file.read_bytes() for file in target.glob("*.gz")}

    return run


def _write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


def _rows(data):
    return [json.loads(line) for line in gzip.decompress(data).splitlines()]


def test_names_lose_their_digits_and_numbers_keep_theirs(made):
    files = made()
    person = _rows(files["people"])[0]
    assert (person["given"], person["middle"], person["family"]) == ("Carroll", "Jo", "O'Hara")
    assert person["earlier_family"] == "Haag"
    assert person["phone"] == "(852) 128-1779 x944"
    (report,) = _rows(files["reports"])
    (one,) = report["observations"]  # the source gives it twice
    assert one["value"] == 7.4644266106913495
    assert (one["low"], one["high"]) == (0, 0)
    assert one["name"] == "A1c [#/volume]"


def test_a_drug_is_taken_once_and_only_while_it_is_sold(made):
    names = [row["name"] for row in _rows(made()["prescriptions"])]
    assert names == ["Amlodipine 5 MG Oral Tablet", "Simvastatin 10 MG"]


def test_the_dead_are_few_among_charts_and_none_among_strangers(made):
    files = made()
    assert [row["deceased_on"] for row in _rows(files["people"])] == [None, "2019-05-01"]
    assert [row["id"] for row in _rows(files["strangers"])] == ["p3"]
    assert _rows(files["odd-names"]) == [{"given": "Bénédicte", "family": "du Marché"}]


def test_the_same_source_gives_the_same_bytes(made):
    assert made() == made()
