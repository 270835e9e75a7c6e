"""A chart that may belong to an applicant, as the portal weighed it (DOMAIN §5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.views.queues.reading import count, flag, line, part

FIELDS = ("given_name", "family_name", "birth_date", "sex", "address", "phone", "email")
"""The fields that are compared, in the order in which they are shown."""

_NEARLY = 10  # points within which two charts match about equally well


@dataclass(frozen=True)
class Candidate:
    """One candidate; `score` are points, `band` is strong or possible."""

    patient_id: str
    record_number: str
    name: str
    given_name: str
    family_name: str
    birth_date: str
    sex: str
    address: str
    phone: str
    email: str
    has_account: bool
    deceased: bool
    score: int | None
    band: str
    agreement: Mapping[str, str]

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Candidate":
        """Read a candidate of the item's content."""
        marks = part(source, "agreement")
        return cls(
            **{
                name: line(source, name)
                for name in (
                    *("patient_id", "record_number", "name", "given_name", "family_name"),
                    *("birth_date", "sex"),
                    *("address", "phone", "email", "band"),
                )
            },
            has_account=flag(source, "has_account"),
            deceased=flag(source, "deceased"),
            score=count(source, "score"),
            agreement={name: line(marks, name) for name in FIELDS},
        )

    def names(self, given: str, family: str) -> tuple[str, str]:
        """Give the chart's given and family name.

        Where the portal sent the whole name only, it is parted where the submitted names show the
        seam, else before its last word; the whole name stands beside the record number anyway.
        """
        if self.given_name or self.family_name:
            return self.given_name, self.family_name
        folded = self.name.casefold()
        if family and folded.endswith(" " + family.casefold()):
            seam = len(self.name) - len(family)
        elif given and folded.startswith(given.casefold() + " "):
            seam = len(given) + 1
        else:
            seam = self.name.rfind(" ") + 1
        return self.name[:seam].strip(), self.name[seam:].strip()

    @property
    def may_be_relative(self) -> bool:
        """A twin or another of the household: same birth date, another given name."""
        return self.agreement["birth_date"] == "agree" and self.agreement["given_name"] == "differ"


def nearly_equal(candidates: list[Candidate]) -> bool:
    """Tell whether the two best charts are so close that neither is the obvious one."""
    scores = [one.score for one in candidates[:2] if one.score is not None]
    return len(scores) == 2 and abs(scores[0] - scores[1]) <= _NEARLY
