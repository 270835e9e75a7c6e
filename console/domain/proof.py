"""How somebody proved who they are before something is handed out or told (DOMAIN F17, F44, F78)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

IN_PERSON, CALLER = "in_person", "caller"
PATIENT, GUARDIAN = "patient", "guardian"
EVIDENCE: Mapping[str, tuple[str, ...]] = {
    IN_PERSON: ("photo_id", "known_to_staff", "birth_certificate", "insurance_card"),
    CALLER: (
        "called_back_known_number",
        "last_visit",
        "record_number",
        "medication_on_file",
        "address_on_file",
    ),
}
ENOUGH_ALONE = frozenset({"photo_id", "known_to_staff"})  # of who stands at the desk
PUBLIC = frozenset({"address_on_file"})  # strangers find it out (F78)
BASES = ("parent", "legal_guardian", "power_of_attorney", "court_order")
LONGEST_NOTE = 300


@dataclass(frozen=True)
class Proof:
    """What was seen or asked, and of whom; codes, never an answer or the number of a document."""

    method: str
    evidence: tuple[str, ...]
    person: str = PATIENT
    guardian_basis: str = ""
    note: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether the portal would take it: it decides, this only spares the way there."""
        given = set(self.evidence)
        if self.method == IN_PERSON:
            return bool(given & ENOUGH_ALONE) or len(given) > 1
        return len(given) > 1 and bool(given - PUBLIC)

    def fields(self) -> dict[str, Any]:
        """The body of the portal's call."""
        return {
            "method": self.method,
            "evidence": list(self.evidence),
            "person": self.person,
            "guardian_basis": self.guardian_basis,
            "note": self.note,
        }
