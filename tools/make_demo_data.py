"""Make `resources/demo` from FHIR sources: `python tools/make_demo_data.py SOURCE`.

SOURCE is a folder with `fhir/<Type>.ndjson.gz` (FHIR R4, one resource a line, `meta.source` naming
the origin), `badinput/odd-names.ndjson.gz` and `LICENSES/`. The sources are named in NOTICE. The
result holds the fields the demo uses and nothing else, and is the same bytes for the same source.

What is changed on the way: digits that a generator put behind names go; trailing SNOMED class names
of coded texts go; one misspelt drug name is mended; medicines that left the market go. Laboratory
values stay exactly as published, with all their decimals, and ranges of 0 to 0 stay 0 to 0.
"""

import argparse
import gzip
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

TARGET = Path(__file__).resolve().parents[1] / "resources" / "demo"
CHARTS, DEAD, STRANGERS = 640, 24, 220
ACTIVE, STOPPED, REPORTS_OF_A_KIND, REPORTS = 6, 3, 5, 14
DEATH_CERTIFICATE = "69409-1"
GONE = ("Astemizole", "Terfenadine", "Implant", "Intrauterine", "oxaliplatin", "Leucovorin")
NAMES_OF_PANELS = {
    "Complete blood count": {"6690-2", "789-8", "718-7", "4544-3", "787-2", "785-6", "786-4"}
    | {"777-3", "26515-7", "30428-7", "30385-9", "26464-8", "20570-8", "788-0", "32623-1"},
    "Basic metabolic panel": {"2345-7", "2339-0", "2823-3", "6298-4", "2160-0", "38483-4"}
    | {"3094-0", "6299-2", "2951-2", "2947-0", "2075-0", "2069-3", "17861-6", "49765-1", "2028-9"},
    "Lipid panel": {"2093-3", "2571-8", "18262-6", "13457-7", "2085-9", "9830-1"},
    "Liver function panel": {"1975-2", "1742-6", "1920-8", "6768-6", "1751-7", "2885-2", "1968-7"},
}
PANEL_CODES = {
    "Complete blood count": "58410-2",
    "Basic metabolic panel": "51990-0",
    "Lipid panel": "57698-3",
    "Liver function panel": "24325-3",
    "Urinalysis": "24356-8",
    "Laboratory report": "11502-2",
}
LICENSES = ("Apache-2.0.txt", "CC0-1.0.txt", "intersystems-community__iris-fhir-template.txt")


def main() -> None:
    """Read the source folder, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder with fhir/, badinput/ and LICENSES/")
    source: Path = parser.parse_args().source
    fhir = {
        name: list(read(source / "fhir" / f"{name}.ndjson.gz"))
        for name in (
            "Patient",
            "Patient-demographics-only",
            "MedicationRequest",
            "MedicationDispense",
            "Observation",
            "DiagnosticReport",
            "Practitioner",
        )
    }
    prescriptions = prescriptions_of(fhir["MedicationRequest"], fhir["MedicationDispense"])
    reports = reports_of(fhir["DiagnosticReport"], fhir["Observation"])
    people = list(choose(fhir["Patient"], prescriptions, reports))
    chosen = {one["id"] for one in people}
    strangers = [one for one in fhir["Patient-demographics-only"] if "deceasedDateTime" not in one]
    strangers.sort(key=lambda one: str(one["id"]))
    write("people", people)
    write("strangers", [person(one) for one in strangers[:STRANGERS]])
    write("prescriptions", [m for p in sorted(chosen) for m in prescriptions.get(p, ())])
    write("reports", [r for p in sorted(chosen) for r in reports.get(p, ())])
    write("practitioners", practitioners(fhir["Practitioner"]))
    write("odd-names", odd_names(read(source / "badinput" / "odd-names.ndjson.gz")))
    for name in LICENSES:
        (TARGET / "LICENSES").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / "LICENSES" / name, TARGET / "LICENSES" / name)
    print(f"{len(people)} people; {sum(f.stat().st_size for f in TARGET.glob('*.gz')):,} bytes")


def read(path: Path) -> Iterator[Row]:
    """Give the resources of one compressed file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(name: str, rows: Iterable[Row]) -> None:
    """Write rows without a time stamp, so that the same source gives the same bytes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    text = "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )
    with (TARGET / f"{name}.ndjson.gz").open("wb") as file:
        file.write(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def reference(resource: Row, field: str = "subject") -> str:
    """The id that a reference points to."""
    return str(resource[field]["reference"]).partition("/")[2]


def text_of(concept: Row) -> str:
    """A concept as people read it, without zero-width spaces and SNOMED's class names."""
    text = concept.get("text") or concept["coding"][0].get("display") or ""
    text = text.replace("\u200b", "").replace("Simvistatin", "Simvastatin")
    return re.sub(r" \((finding|qualifier value|procedure)\)$", "", text)


def code_of(concept: Row) -> str:
    """The first code of a concept."""
    return str(concept["coding"][0].get("code", ""))


def name_of(resource: Row, use: str) -> tuple[str, str, str]:
    """Given, middle and family name of one use, without the digits that Synthea puts behind."""
    for name in resource["name"]:
        if name.get("use", "official") == use:
            given = [re.sub(r"\d+", "", part).strip() for part in name.get("given", [])]
            family = re.sub(r"\d+", "", name.get("family", "")).strip()
            return (given[0] if given else ""), " ".join(given[1:]), family
    return "", "", ""


def person(resource: Row) -> Row:
    """The demographics of one person."""
    given, middle, family = name_of(resource, "official")
    address = (resource.get("address") or [{}])[0]
    contact = {one["system"]: one["value"] for one in reversed(resource.get("telecom", []))}
    return {
        "id": resource["id"],
        "given": given,
        "middle": middle,
        "family": family,
        "earlier_family": name_of(resource, "maiden")[2],
        "birth_date": resource["birthDate"],
        "sex": resource.get("gender", "unknown"),
        "line": ", ".join(address.get("line", [])),
        "city": address.get("city", ""),
        "state": address.get("state", ""),
        "postal_code": address.get("postalCode", ""),
        "phone": contact.get("phone", ""),
        "email": contact.get("email", ""),
        "deceased_on": (resource.get("deceasedDateTime") or "")[:10] or None,
    }


def choose(
    patients: list[Row], prescriptions: dict[str, list[Row]], reports: dict[str, list[Row]]
) -> Iterator[Row]:
    """People with something to decide about: prescriptions and results first, a few who died."""

    def weight(one: Row) -> tuple[int, int, str]:
        own = one["meta"]["source"] in {"smart-stu3", "synthea-iris-2020"}
        active = any(m["status"] == "active" for m in prescriptions.get(one["id"], ()))
        results = bool(reports.get(one["id"]))
        return (0 if own else 1, -(2 * active + results), str(one["id"]))

    living = [one for one in patients if not one.get("deceasedDateTime")]
    living = [one for one in living if not one.get("deceasedBoolean") and one.get("address")]
    dead = [one for one in patients if one.get("deceasedDateTime") and one.get("address")]
    for one in sorted(living, key=weight)[:CHARTS] + sorted(dead, key=weight)[:DEAD]:
        yield person(one)


def prescriptions_of(requests: list[Row], dispenses: list[Row]) -> dict[str, list[Row]]:
    """Each person's newest prescriptions, one for a drug, with what was dispensed."""
    fills: dict[str, list[Row]] = defaultdict(list)
    for one in dispenses:
        fills[one["authorizingPrescription"][0]["reference"].partition("/")[2]].append(
            {
                "date": one["whenHandedOver"],
                "quantity": one.get("quantity", {}).get("value"),
                "days_supply": one.get("daysSupply", {}).get("value"),
            }
        )
    by_person: dict[str, list[Row]] = defaultdict(list)
    for one in requests:
        row = prescription(one, sorted(fills[one["id"]], key=lambda fill: str(fill["date"])))
        if row["prescribed_on"] and not any(word in row["name"] for word in GONE):
            by_person[reference(one)].append(row)
    return {key: list(_newest_drugs(rows)) for key, rows in by_person.items()}


def _newest_drugs(rows: list[Row]) -> Iterator[Row]:
    seen: set[str] = set()
    room = {"active": ACTIVE, "stopped": STOPPED}
    for row in sorted(rows, key=lambda one: (one["prescribed_on"], one["id"]), reverse=True):
        if row["name"] not in seen and room[row["status"]]:
            seen.add(row["name"])
            room[row["status"]] -= 1
            yield row


def prescription(one: Row, fills: list[Row]) -> Row:
    """One prescription; supply and refills where the source has them."""
    supply = one.get("dispenseRequest", {})
    dosage = (one.get("dosageInstruction") or [{}])[0]
    begun = dosage.get("timing", {}).get("repeat", {}).get("boundsPeriod", {}).get("start", "")
    return {
        "id": one["id"],
        "person": reference(one),
        "name": text_of(one["medicationCodeableConcept"])[:300],
        "rxnorm": code_of(one["medicationCodeableConcept"]),
        "dose_text": dosage.get("text", ""),
        "status": "active" if one["status"] == "active" else "stopped",
        "prescribed_on": (one.get("authoredOn") or begun or (fills[0]["date"] if fills else ""))[
            :10
        ],
        "quantity": supply.get("quantity", {}).get("value"),
        "days_supply": supply.get("expectedSupplyDuration", {}).get("value") or None,
        "refills_allowed": supply.get("numberOfRepeatsAllowed"),
        "fills": fills[-12:],
    }


def observation(one: Row) -> Row:
    """One observation; the value as published."""
    quantity = one.get("valueQuantity", {})
    given = (one.get("referenceRange") or [{}])[0]
    text = one.get("valueString") or (
        text_of(one["valueCodeableConcept"]) if "valueCodeableConcept" in one else ""
    )
    return {
        "code": code_of(one["code"]),
        "name": text_of(one["code"]),
        "value": quantity.get("value"),
        "text": text,
        "comparator": quantity.get("comparator", ""),
        "unit": quantity.get("unit", ""),
        "low": given.get("low", {}).get("value"),
        "high": given.get("high", {}).get("value"),
    }


def reports_of(reports: list[Row], observations: list[Row]) -> dict[str, list[Row]]:
    """Each person's newest reports; loose observations become reports by person, day and panel."""
    by_id = {one["id"]: one for one in observations}
    by_person: dict[str, list[Row]] = defaultdict(list)
    for one in reports:
        members = [reference({"r": member}, "r") for member in one.get("result", [])]
        found = [by_id.pop(member) for member in members if member in by_id]
        if found or code_of(one["code"]) == DEATH_CERTIFICATE:
            by_person[reference(one)].append(report(one, text_of(one["code"]), found))
    loose: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for one in by_id.values():
        loose[reference(one), one["effectiveDateTime"], panel_of(one)].append(one)
    for (owner, _, title), group in loose.items():
        row = report(group[0], title, group)
        row["code"] = PANEL_CODES.get(title, row["code"])
        by_person[owner].append(row)
    return {key: list(_newest_reports(rows)) for key, rows in by_person.items()}


def _newest_reports(rows: list[Row]) -> Iterator[Row]:
    room: dict[str, int] = defaultdict(lambda: REPORTS_OF_A_KIND)
    left = REPORTS
    for row in sorted(rows, key=lambda one: (one["effective_at"], one["id"]), reverse=True):
        if left and room[row["title"]]:
            room[row["title"]] -= 1
            left -= 1
            yield row


def panel_of(one: Row) -> str:
    """The panel to which a loose observation belongs."""
    if one["meta"]["source"] != "smart-stu3":
        name = text_of(one["code"])
        return "Allergen specific IgE panel" if " IgE Ab in Serum" in name else name
    for title, codes in NAMES_OF_PANELS.items():
        if code_of(one["code"]) in codes:
            return title
    return "Urinalysis" if re.search(r"\bUr", text_of(one["code"])) else "Laboratory report"


def report(one: Row, title: str, members: list[Row]) -> Row:
    """One report with its observations."""
    return {
        "id": one["id"],
        "person": reference(one),
        "code": code_of(one["code"]),
        "title": title,
        "status": one["status"],
        "effective_at": one["effectiveDateTime"],
        "observations": _once(observation(member) for member in members),
    }


def _once(rows: Iterable[Row]) -> list[Row]:
    """Without repetitions: some sources give the same value of one moment twice."""
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row["code"] + row["unit"], row)
    return list(seen.values())


def practitioners(resources: list[Row]) -> Iterator[Row]:
    """Names of people who prescribe."""
    for one in sorted(resources, key=lambda row: str(row["id"]))[:40]:
        given, _, family = name_of(one, "official")
        yield {"name": f"{given} {family}", "sex": one.get("gender", "unknown")}


def odd_names(rows: Iterable[Row]) -> Iterator[Row]:
    """Names of more than plain letters: accents, apostrophes, other scripts, one letter."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        given, family = row.get("given", ""), row.get("family", "")
        if row.get("text") and not family:
            first, _, rest = row["text"].partition(", ")
            given, family = (rest, first) if rest else (first[1:], first[0])
            if not rest and first.isascii():
                continue  # a name in one text, with nothing to say which part is which
        name = (re.sub(r"\d+", "", given).strip(), re.sub(r"\d+", "", family).strip())
        plain = re.fullmatch(r"[A-Za-z]{2,}( [A-Za-z]{2,})*", " ".join(name))
        if all(name) and not plain and name not in seen and "TEST" not in name[1]:
            seen.add(name)
            yield {"given": name[0], "family": name[1]}


if __name__ == "__main__":
    main()
