"""A chart that may belong to an applicant, as the portal weighed it (DOMAIN §5.2)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from console.views.queues.reading import count, flag, line, names, part, parts

FIELDS = (
    *("given_name", "middle_name", "family_name", "suffix", "birth_date", "sex"),
    *("address", "phone", "email"),
)
"""The fields that are compared, in the order in which they are shown."""

KINDRED = frozenset({"twin", "household", "senior_junior"})
"""Guards that say: somebody else of the family."""

_NEARLY = 10  # points within which two charts match about equally well
_WORDS = (
    *("patient_id", "record_number", "name", "given_name", "middle_name", "family_name", "suffix"),
    *("birth_date", "sex", "address", "phone", "email", "band", "guard", "bar"),
)


class Evidence(NamedTuple):
    """What one field says: how well it agrees, in the portal's word, and what that is worth."""

    level: str
    points: int | None


@dataclass(frozen=True)
class Candidate:
    """One candidate; `score` are points, `band` is strong, possible or none.

    `guard` is what stops it from being a match, `bar` the rule for which no account can be linked to
    it, `is_distinct` that a colleague has said that it is another person.
    """

    patient_id: str
    record_number: str
    name: str
    given_name: str
    middle_name: str
    family_name: str
    suffix: str
    birth_date: str
    sex: str
    address: str
    phone: str
    email: str
    band: str
    guard: str
    bar: str
    score: int | None
    is_distinct: bool
    agreement: Mapping[str, str]
    evidence: Mapping[str, Evidence]
    why_not_higher: Sequence[str]

    @classmethod
    def read(cls, source: Mapping[str, Any], distinct: Collection[str] = ()) -> "Candidate":
        """Read a candidate of the item's content; an older portal told less of it."""
        marks = part(source, "agreement")
        told = {name: line(source, name) for name in _WORDS}
        if not told["bar"]:
            told["bar"] = _bar_of(source)
        return cls(
            **told,
            score=count(source, "score"),
            is_distinct=told["patient_id"] in distinct,
            agreement={name: line(marks, name) for name in FIELDS},
            evidence={
                line(one, "field"): Evidence(line(one, "level"), count(one, "points"))
                for one in parts(source, "evidence")
            },
            why_not_higher=names(source, "why_not_higher"),
        )

    def parted_name(self, given: str, family: str) -> tuple[str, str]:
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
    def kin(self) -> str:
        """What relative the evidence says it is: a guard, or nothing."""
        if self.guard:
            return self.guard if self.guard in KINDRED else ""
        other = self.agreement["given_name"] == "differ"
        return "twin" if other and self.agreement["birth_date"] == "agree" else ""

    @property
    def may_be_same(self) -> bool:
        """Whether a new chart would be a second one for the same person, as far as anybody knows."""
        return self.band in {"strong", "possible"} and not self.kin and not self.is_distinct


def nearly_equal(candidates: Sequence[Candidate]) -> bool:
    """Tell whether the two best charts are so close that neither is the obvious one."""
    scores = [one.score for one in candidates if one.score is not None and one.may_be_same][:2]
    return len(scores) == 2 and abs(scores[0] - scores[1]) <= _NEARLY


def _bar_of(source: Mapping[str, Any]) -> str:
    if flag(source, "deceased"):
        return "CHART_DECEASED"
    return "CHART_HAS_ACCOUNT" if flag(source, "has_account") else ""
