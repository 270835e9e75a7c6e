"""Laboratory reports of the demo's charts: values as published, with ranges and flags.

The synthetic sources give no reference ranges; the demo's laboratory has the usual adult ones for
the commonest tests, and none for the rest, for a value without a range is not "normal" (DOMAIN
§5.4). Statuses other than final, the few critical values and the narrative reports are made, since
the records have none.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from portal.demo import lab_messages
from portal.demo.chance import Ids, age, mix
from portal.demo.people import Person
from portal.demo.source import Row
from portal.services.raw_status import RELEASABLE_STATUS

LABORATORY = "Riverbend Clinical Laboratory"
DEATH_CERTIFICATE = "69409-1"


class Range(NamedTuple):
    """The normal range of a test, and where a call to the clinician is due."""

    low: float
    high: float
    critical_low: float | None = None
    critical_high: float | None = None


_SODIUM = Range(135, 145, 120, 160)
_POTASSIUM = Range(3.5, 5.1, 2.8, 6.2)
_GLUCOSE = Range(70, 99, 45, 450)
_HEMOGLOBIN = Range(12, 17.5, 7, 20)
_PLATELETS = Range(150, 400, 30, 1000)
_LEUKOCYTES = Range(4, 11, 1.5, 40)
_CREATININE = Range(0.6, 1.3, None, 7.4)
RANGES: Mapping[str, Range] = {
    "2339-0": _GLUCOSE,
    "2345-7": _GLUCOSE,
    "2947-0": _SODIUM,
    "2951-2": _SODIUM,
    "6298-4": _POTASSIUM,
    "2823-3": _POTASSIUM,
    "718-7": _HEMOGLOBIN,
    "777-3": _PLATELETS,
    "26515-7": _PLATELETS,
    "6690-2": _LEUKOCYTES,
    "26464-8": _LEUKOCYTES,
    "38483-4": _CREATININE,
    "2160-0": _CREATININE,
    "2069-3": Range(96, 106),
    "20565-8": Range(22, 29),
    "6299-2": Range(7, 20),
    "49765-1": Range(8.5, 10.5, 6.5, 13),
    "4548-4": Range(4, 5.6),
    "2093-3": Range(100, 200),
    "2571-8": Range(30, 150),
    "18262-6": Range(40, 130),
    "2085-9": Range(40, 100),
    "789-8": Range(4.1, 5.9),
    "4544-3": Range(36, 51),
    "787-2": Range(80, 100),
    "785-6": Range(27, 33),
    "786-4": Range(32, 36),
    "2885-2": Range(6, 8.3),
    "1751-7": Range(3.5, 5.2),
    "1975-2": Range(0.1, 1.2),
    "6768-6": Range(40, 130),
    "1742-6": Range(7, 56),
    "1920-8": Range(8, 48),
    "14959-1": Range(0, 30),
    "33914-3": Range(60, 120),
    "2857-1": Range(0, 4),
}

# what became of the newest report of a chart
COURSES: Mapping[str, float] = {
    "final": 80,
    "critical": 6,
    "preliminary": 6,
    "narrative": 5,
    "corrected": 3,
}
RAW_STATUS = {"preliminary": "P", "corrected": "C"}


@dataclass(frozen=True)
class Narrative:
    """A report in words alone. It carries no flag and is never "normal"."""

    code: str
    title: str
    text: str


NARRATIVES = (
    Narrative(
        "11529-5",
        "Surgical pathology study",
        "Skin, left forearm, shave biopsy: seborrheic keratosis, margins free. No atypia seen.",
    ),
    Narrative(
        "600-7",
        "Bacteria identified in Blood by Culture",
        "No growth after 48 hours of incubation. The final report follows after five days.",
    ),
    Narrative(
        "19762-4",
        "General categories [Interpretation] of Cervical or vaginal smear",
        "Negative for intraepithelial lesion or malignancy. Endocervical cells are present.",
    ),
    Narrative(
        "630-4",
        "Bacteria identified in Urine by Culture",
        "Escherichia coli, more than 100,000 CFU/mL. Sensitive to nitrofurantoin and "
        "trimethoprim-sulfamethoxazole; resistant to ampicillin.",
    ),
)


@dataclass
class Chapter:
    """One report with its observations, as rows of their tables."""

    report: dict[str, Any]
    observations: list[dict[str, Any]]


class Laboratory:
    """Makes the rows of `lab_report` and `lab_observation`."""

    def __init__(self, seed: int, ids: Ids, now: datetime) -> None:
        self._chance = random.Random(f"labs:{seed}")  # noqa: S311 - made-up data
        self._ids = ids
        self._now = now
        self._courses = mix(COURSES, 10**9)
        self._criticals_due = 0

    def history(self, person: Person) -> list[Chapter]:
        """Make all reports of a person as the laboratory sent them, oldest first, none released."""
        return [self.chapter(person, record) for record in reversed(person.reports)]

    def chapter(self, person: Person, record: Row) -> Chapter:
        """Make one report of the records, moved in time."""
        drawn = min(
            _instant(record["effective_at"]) + person.shift, self._now - timedelta(hours=20)
        )
        certificate = record["code"] == DEATH_CERTIFICATE
        report = {
            "practice_id": person.row["practice_id"],
            "id": self._ids(),
            "patient_id": person.id,
            "code": record["code"],
            "title": record["title"],
            "category": "document" if certificate else "laboratory",
            "raw_status": record["status"],
            "performer": "" if certificate else LABORATORY,
            "effective_at": drawn,
            "issued_at": drawn + timedelta(hours=self._chance.randrange(3, 18)),
            "released_at": None,
            "filler_number": f"RCL-{self._chance.randrange(10**7):07}",
            "source": "" if certificate else lab_messages.LABORATORY,
            "finalized_at": None,
        }
        rows = [
            self._observation(report, ordinal, one)
            for ordinal, one in enumerate(record["observations"], 1)
        ]
        return Chapter(report, rows)

    def arrive(self, chapter: Chapter) -> str:
        """Let a report arrive just now, with a status of its own; gives its priority."""
        course = next(self._courses)
        report = chapter.report
        report["raw_status"] = RAW_STATUS.get(course, "F")
        # received hours or days ago, drawn a little before
        report["issued_at"] = max(self._now - age(self._chance), report["effective_at"])
        final = report["raw_status"] in RELEASABLE_STATUS
        report["finalized_at"] = report["issued_at"] if final else None
        if report["category"] != "laboratory":
            return "routine"
        if course == "narrative":
            self._tell(chapter)
        self._criticals_due += course == "critical"
        if course in {"final", "critical"} and self._criticals_due:
            self._criticals_due -= self._make_critical(chapter)
        critical = any(row["flag"] in {"HH", "LL"} for row in chapter.observations)
        return "stat" if critical else "routine"

    def _observation(self, report: Row, ordinal: int, one: Row) -> dict[str, Any]:
        low, high = one["low"], one["high"]
        usual = RANGES.get(one["code"])
        if low is None and high is None and usual is not None and one["value"] is not None:
            low, high = usual.low, usual.high
        return {
            "practice_id": report["practice_id"],
            "id": self._ids(),
            "report_id": report["id"],
            "patient_id": report["patient_id"],
            "ordinal": ordinal,
            "code": one["code"],
            "name": one["name"],
            "value_number": _number(one["value"]),
            "value_text": one["text"],
            "comparator": one["comparator"],
            "unit": one["unit"],
            "range_low": _number(low),
            "range_high": _number(high),
            "flag": flag_of(one["value"], low, high, usual),
            "raw_status": "",
            "effective_at": report["effective_at"],
        }

    def _make_critical(self, chapter: Chapter) -> bool:
        """Put one value beyond its critical limit; False when the report has no such test."""
        for row in chapter.observations:
            usual = RANGES.get(row["code"])
            if usual is None or row["value_number"] is None or usual.critical_high is None:
                continue
            low = usual.critical_low is not None and self._chance.random() < 0.4
            limit = usual.critical_low if low else usual.critical_high
            share = self._chance.uniform(0.85, 0.97) if low else self._chance.uniform(1.03, 1.15)
            row["value_number"] = round((limit or 0.0) * share, 1)
            row["flag"] = "LL" if low else "HH"
            return True
        return False

    def _tell(self, chapter: Chapter) -> None:
        """Replace the values by a report in words."""
        told = self._chance.choice(NARRATIVES)
        chapter.report |= {"code": told.code, "title": told.title}
        blank = {"value": None, "comparator": "", "unit": "", "low": None, "high": None}
        words: Sequence[Row] = [{"code": told.code, "name": told.title, "text": told.text, **blank}]
        chapter.observations[:] = [
            self._observation(chapter.report, n, one) for n, one in enumerate(words, 1)
        ]


def flag_of(
    value: float | None, low: float | None, high: float | None, usual: Range | None = None
) -> str:
    """Give the flag of HL7 table 0078 by the range: L, H, LL, HH, N, or "" where there is nothing to judge by."""
    if value is None or (not low and not high):
        return ""
    if usual is not None and usual.critical_low is not None and value < usual.critical_low:
        return "LL"
    if usual is not None and usual.critical_high is not None and value > usual.critical_high:
        return "HH"
    if low is not None and value < low:
        return "L"
    return "H" if high is not None and value > high else "N"


def _number(value: float | None) -> float | None:
    """As the database gives it back: a whole number of the records is a float too."""
    return None if value is None else float(value)


def _instant(text: str) -> datetime:
    """Read a time of the records; a day alone is noon."""
    if len(text) == 10:
        text += "T12:00:00+00:00"
    return datetime.fromisoformat(text).astimezone(UTC)
