"""The linkage sets with truth, each brought to charts, requests and pairs that matching can read."""

import csv
import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portal.services.match.exchange import chart_of, request_of
from portal.services.match.people import Chart, Person, person

TODAY = date(2026, 11, 22)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """Somebody who asks, and the chart that is theirs; "" for none."""

    id: str
    person: Person
    truth: str
    kind: str = ""


@dataclass(frozen=True)
class Pair:
    """Two records and what an expert says of them: `match`, `possible` or `no match`."""

    id: str
    one: Person
    other: Person
    verdict: str
    disputed: bool = False


@dataclass(frozen=True)
class LinkageSet:
    """One set: requests against charts, or pairs."""

    name: str
    charts: list[Chart] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def in_first_half(key: str) -> bool:
    """Whether a truth belongs to the half that weights are calibrated on."""
    return zlib.crc32(key.encode()) % 2 == 0


def load(folder: Path) -> list[LinkageSet]:
    """Give every set below a folder that has `linkage` and `fhir`."""
    linkage = folder / "linkage"
    return [
        _enrollment(folder),
        _anytown(linkage / "pseudopeople-anytown"),
        _experts(linkage / "iis-expert-pairs" / "pairs.ndjson.gz"),
        _cdc(linkage / "cdc-recordlinker"),
        _senzing(linkage / "senzing-truthset" / "records.csv"),
        _splink(linkage / "splink-fake1000" / "records.csv"),
        *(_febrl(linkage / "febrl" / f"dataset{n}.csv.gz") for n in (1, 3)),
    ]


def synthea(folder: Path) -> dict[str, dict[str, Any]]:
    """Give the FHIR Patients by id."""
    return {
        resource["id"]: resource
        for name in ("Patient", "Patient-demographics-only")
        for resource in _ndjson(folder / "fhir" / f"{name}.ndjson.gz")
    }


def enrollment_charts(folder: Path) -> list[dict[str, Any]]:
    """Give the FHIR Patients that are the charts of the enrollment set."""
    by_id = synthea(folder)
    with gzip.open(folder / "linkage/enrolment-vs-synthea/chart-ids.txt.gz", "rt") as file:
        return [by_id[line.strip()] for line in file]


def _enrollment(folder: Path) -> LinkageSet:
    path = folder / "linkage/enrolment-vs-synthea/requests.ndjson.gz"
    requests = [
        Request(row["request_id"], request_of(row, TODAY)[1], row["true_chart"], row["kind"])
        for row in _ndjson(path)
    ]
    charts = [chart_of(resource, TODAY) for resource in enrollment_charts(folder)]
    return LinkageSet("enrollment", charts, requests)


def _anytown(folder: Path) -> LinkageSet:
    def read(row: Row) -> Person:
        line = " ".join(row[key] for key in ("street_number", "street_name", "unit_number"))
        return person(
            given=row["first_name"],
            middle=row["middle_initial"],
            family=row["last_name"],
            born=row["date_of_birth"],
            sex=row["sex"],
            addresses=[(line, row["city"], row["state"], row["zipcode"])],
            today=TODAY,
        )

    charts = [_chart(row["simulant_id"], read(row)) for row in _csv(folder / "charts.csv.gz")]
    known = {chart.id for chart in charts}
    requests = []
    for number, row in enumerate(_csv(folder / "probes.csv.gz")):
        truth = row["true_chart"] if row["true_chart"] in known else ""
        kind = "patient" if truth else "stranger"
        requests.append(Request(f"{row['true_chart']}-{number}", read(row), truth, kind))
    return LinkageSet("anytown", charts, requests)


def _experts(path: Path) -> LinkageSet:
    def read(row: Row) -> Person:
        return person(
            given=row.get("nameFirst", ""),
            middle=row.get("nameMiddle", ""),
            family=row.get("nameLast", ""),
            suffix=row.get("nameSuffix", ""),
            born=row.get("birthDate", ""),
            sex={"M": "male", "F": "female"}.get(row.get("gender", ""), ""),
            addresses=[
                tuple(row.get(f"address{key}", "") for key in ("Street1", "City", "State", "Zip"))
            ],
            phones=[row.get("phone", "")],
            today=TODAY,
        )

    said = {"Match": "match", "Not a Match": "no match", "Possible Match": "possible"}
    pairs = [
        Pair(
            f"{row['test']}-{number}",
            read(row["a"]),
            read(row["b"]),
            said[row["expect"]],
            disputed=bool(row["earlier_verdicts"]),
        )
        for number, row in enumerate(_ndjson(path))
    ]
    return LinkageSet("experts", pairs=pairs)


def _cdc(folder: Path) -> LinkageSet:
    def read(row: Row) -> Person:
        return person(
            given=row["FIRST"],
            family=row["LAST"],
            suffix=row["SUFFIX"],
            born=row["BIRTHDATE"],
            sex={"M": "male", "F": "female"}.get(row["GENDER"], ""),
            addresses=[(row["ADDRESS"], row["CITY"], row["STATE"], row["ZIP"])],
            today=TODAY,
        )

    charts = {row["Match Id"]: read(row) for row in _csv(folder / "charts.csv")}
    said = {"match": "match", "no_match": "no match", "possible_match": "possible"}
    pairs = [
        Pair(f"{row['Test Case #']}-{number}", read(row), charts[row["Match Id"]], said[verdict])
        for number, row in enumerate(_csv(folder / "probes.csv"))
        if (verdict := row["Expected Result"]) in said and row["Match Id"] in charts
    ]
    return LinkageSet("cdc", pairs=pairs)


def _senzing(path: Path) -> LinkageSet:
    def read(row: Row) -> Person:
        whole = row["PRIMARY_NAME_FULL"] or row["NATIVE_NAME_FULL"]
        line = row["ADDR_LINE1"] or row["ADDR_FULL"]
        return person(
            given=row["PRIMARY_NAME_FIRST"] or whole,
            middle=row["PRIMARY_NAME_MIDDLE"],
            family=row["PRIMARY_NAME_LAST"],
            born=row["DATE_OF_BIRTH"],
            sex={"M": "male", "F": "female"}.get(row["GENDER"], ""),
            addresses=[(line, row["ADDR_CITY"], row["ADDR_STATE"], row["ADDR_POSTAL_CODE"])],
            phones=[row["PHONE_NUMBER"]],
            emails=[row["EMAIL_ADDRESS"]],
            today=TODAY,
        )

    rows = [(row["CLUSTER_ID"], read(row)) for row in _csv(path)]
    return _of_clusters("senzing", rows)


def _splink(path: Path) -> LinkageSet:
    def read(row: Row) -> Person:
        return person(
            given=row["first_name"],
            family=row["surname"],
            born=row["dob"],
            addresses=[("", row["city"], "", "")],
            emails=[row["email"]],
            today=TODAY,
        )

    return _of_clusters("splink", [(row["cluster"], read(row)) for row in _csv(path)])


def _febrl(path: Path) -> LinkageSet:
    def read(row: Row) -> Person:
        return person(
            given=row["given_name"],
            family=row["surname"],
            born=row["date_of_birth"],
            addresses=[
                (
                    f"{row['street_number']} {row['address_1']}",
                    row["suburb"],
                    row["state"],
                    row["postcode"],
                )
            ],
            today=TODAY,
        )

    charts, requests = [], []
    for row in _csv(path):
        stripped = {key.strip(): (value or "").strip() for key, value in row.items()}
        key = stripped["rec_id"].split("-")[1]
        if stripped["rec_id"].endswith("-org"):
            charts.append(_chart(key, read(stripped)))
        else:
            requests.append(Request(stripped["rec_id"], read(stripped), key, "patient"))
    return LinkageSet(
        path.name.removesuffix(".csv.gz").replace("dataset", "febrl "), charts, requests
    )


def _of_clusters(name: str, rows: list[tuple[str, Person]]) -> LinkageSet:
    """Take the fullest record of each cluster as the chart, the others as requests."""
    clusters: dict[str, list[Person]] = defaultdict(list)
    for cluster, one in rows:
        clusters[cluster].append(one)
    charts, requests = [], []
    for cluster, people in clusters.items():
        fullest = max(people, key=lambda one: sum(bool(value) for value in one.shown.values()))
        charts.append(_chart(cluster, fullest))
        others = [one for one in people if one is not fullest]
        requests += [
            Request(f"{cluster}-{n}", one, cluster, "patient") for n, one in enumerate(others)
        ]
    return LinkageSet(name, charts, requests)


def _chart(chart_id: str, whose: Person) -> Chart:
    return Chart(chart_id, chart_id, whose)


def _csv(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    else:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _ndjson(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
