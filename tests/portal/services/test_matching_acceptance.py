"""What matching must reach, on samples of two linkage sets that come with the truth.

The data are synthetic; NOTICE names their sources. `tools/calibrate_matching.py` measures the whole
sets, `docs/matching.md` tells the figures.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from portal.services.match.exchange import chart_of, request_of
from portal.services.match.index import ChartIndex
from portal.services.match.people import Chart, person
from portal.services.match.ranking import best_matches

DATA = Path(__file__).parent / "matching_data"
TODAY = date(2026, 11, 22)


def lines(name):
    with (DATA / f"{name}.ndjson").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def answers():
    """Each request with the matches that were found."""
    index = ChartIndex([chart_of(resource, TODAY) for resource in lines("charts")])
    asked = [(row, request_of(row, TODAY)[1]) for row in lines("requests")]
    return [(row, best_matches(whose, index.near(whose))) for row, whose in asked]


@pytest.mark.threat("T19")
def test_nobody_is_strong_for_another_ones_chart(answers):
    wrong = [
        (row["request_id"], row["kind"], match.chart.id)
        for row, found in answers
        for match in found
        if match.band == "strong" and match.chart.id != row["true_chart"]
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", ["twin", "relative", "namesake", "senior-junior", "stranger"])
def test_who_is_like_a_patient_but_none_is_never_strong(answers, kind):
    found = [matches for row, matches in answers if row["kind"] == kind]
    assert len(found) >= 25
    assert all(match.band != "strong" for matches in found for match in matches)


def test_the_patients_chart_comes_first(answers):
    patients = [(row, found) for row, found in answers if row["true_chart"]]
    first = sum(bool(found) and found[0].chart.id == row["true_chart"] for row, found in patients)
    assert len(patients) >= 100
    assert first / len(patients) >= 0.98


def test_most_patients_are_strong_although_most_made_a_mistake(answers):
    bands = Counter(found[0].band if found else "" for row, found in answers if row["true_chart"])
    assert bands["strong"] / bands.total() >= 0.6
    assert (bands["strong"] + bands["possible"]) / bands.total() >= 0.95


def test_pairs_that_experts_judged():
    def read(side):
        return person(
            given=side.get("nameFirst", ""),
            middle=side.get("nameMiddle", ""),
            family=side.get("nameLast", ""),
            born=side.get("birthDate", ""),
            sex=side.get("gender", ""),
            addresses=[
                tuple(
                    side.get(f"address{part}", "") for part in ("Street1", "City", "State", "Zip")
                )
            ],
            phones=[side.get("phone", "")],
            today=TODAY,
        )

    bands = {"Match": Counter(), "Not a Match": Counter(), "Possible Match": Counter()}
    for pair in lines("pairs"):
        whose = read(pair["a"])
        found = best_matches(whose, ChartIndex([Chart("c", "c", read(pair["b"]))]).near(whose))
        bands[pair["expect"]][found[0].band if found else "none"] += 1
    assert bands["Not a Match"]["strong"] == 0
    assert bands["Match"]["none"] / bands["Match"].total() <= 0.05
    assert bands["Match"]["strong"] / bands["Match"].total() >= 0.5
    assert bands["Possible Match"]["strong"] == 0
