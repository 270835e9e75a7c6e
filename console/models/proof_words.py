"""The words of proving who somebody is: what was seen, what was asked, on what ground (F78, B20)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.proof import CALLER, GUARDIAN
from console.models.one_line import one_line
from console.models.when import Calendar, ms_of


def evidence_words(code: str) -> str:
    """What was seen or asked, as a box to tick says it."""
    found = _EVIDENCE.get(code)
    return found() if found is not None else code.replace("_", " ")


def basis_words(code: str) -> str:
    """On what ground somebody speaks for the patient."""
    found = _BASES.get(code)
    return found() if found is not None else code.replace("_", " ")


def proof_line(found: Mapping[str, Any]) -> str:
    """A recorded proof in one line: by whom, how, of whom."""
    translate = QCoreApplication.translate
    by = found.get("performed_by")
    name = one_line(str(by.get("name", ""))) if isinstance(by, Mapping) else ""
    how = translate("Proof", "by phone") if found.get("method") == CALLER else _in_person()
    what = ", ".join(_inside(evidence_words(str(one))) for one in _list(found.get("evidence")))
    line = translate("Proof", "By {name}, {how}: {what}").format(
        name=name,
        how=how,
        what=what,
    )
    if found.get("person") == GUARDIAN:
        basis = basis_words(str(found.get("guardian_basis") or ""))
        line += " · " + translate("Proof", "of the guardian ({basis})").format(basis=basis.lower())
    return line


def holding(proofs: Sequence[Mapping[str, Any]], calendar: Calendar) -> list[Mapping[str, Any]]:
    """The proofs that still hold, as the portal says until when each does; the newest first."""
    now = calendar.now_ms()
    return [one for one in proofs if ms_of(str(one.get("holds_until") or "")) > now]


def _in_person() -> str:
    return QCoreApplication.translate("Proof", "in person")


def _inside(words: str) -> str:
    """Words in the middle of a sentence; "I" stays as it is, and so does "ID"."""
    return words if words[1:2] == " " and words[0] == "I" else words[:1].lower() + words[1:]


def _list(found: object) -> Sequence[Any]:
    return found if isinstance(found, list | tuple) else ()


_EVIDENCE: Mapping[str, Callable[[], str]] = {
    "photo_id": lambda: QCoreApplication.translate("Proof", "A photo ID was shown"),
    "known_to_staff": lambda: QCoreApplication.translate("Proof", "I know the person"),
    "birth_certificate": lambda: QCoreApplication.translate("Proof", "Birth certificate"),
    "insurance_card": lambda: QCoreApplication.translate("Proof", "Insurance card"),
    "called_back_known_number": lambda: QCoreApplication.translate(
        "Proof", "I called back at the number in the chart"
    ),
    "last_visit": lambda: QCoreApplication.translate("Proof", "Knew the day of the last visit"),
    "record_number": lambda: QCoreApplication.translate("Proof", "Knew the record number"),
    "medication_on_file": lambda: QCoreApplication.translate(
        "Proof", "Knew a medication and its dose"
    ),
    "address_on_file": lambda: QCoreApplication.translate("Proof", "Knew the address in the chart"),
}
_BASES: Mapping[str, Callable[[], str]] = {
    "parent": lambda: QCoreApplication.translate("Proof", "Parent"),
    "legal_guardian": lambda: QCoreApplication.translate("Proof", "Legal guardian"),
    "power_of_attorney": lambda: QCoreApplication.translate("Proof", "Power of attorney"),
    "court_order": lambda: QCoreApplication.translate("Proof", "Court order"),
}
