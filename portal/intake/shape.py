"""The one shape that every laboratory message is brought into, whatever language it spoke.

Codes, statuses, flags and values are kept as they were sent beside what was understood of them.
Nothing here knows a chart: whose result it is, `portal.services.intake` finds out.
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Coded:
    """A code of a table; `system` as sent (LN, L, a URI). Alternates follow in `others`."""

    code: str = ""
    text: str = ""
    system: str = ""
    others: tuple["Coded", ...] = ()


@dataclass(frozen=True)
class Identifier:
    """A number of a person: PID-3 (CX) or Patient.identifier; `kind` is of HL7 table 0203 (MR, SS)."""

    value: str
    authority: str = ""  # PID-3.4 namespace or universal id, or Identifier.system
    kind: str = ""


@dataclass(frozen=True)
class PersonName:
    """A name as sent."""

    family: str = ""
    given: str = ""
    middle: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class SentPerson:
    """Whom a message says it is about; `birth_date` is None unless a whole, possible day was sent."""

    identifiers: tuple[Identifier, ...] = ()
    names: tuple[PersonName, ...] = ()  # the legal one first
    birth_date: date | None = None
    sex: str = ""  # FHIR administrative: male, female, other, unknown
    address_line: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    deceased: bool = False


@dataclass(frozen=True)
class SentObservation:
    """One value (OBX, Observation). Numbers are None where none could be read without guessing."""

    ordinal: int  # from 1, in the laboratory's order
    code: Coded
    value_number: float | None = None
    value_text: str = ""  # what is shown where there is no number
    comparator: str = ""  # <, <=, >, >=
    unit: str = ""
    ucum: str = ""
    range_low: float | None = None
    range_high: float | None = None
    flag: str = ""  # the gravest of HL7 table 0078 that was sent; "" for none
    raw_status: str = ""
    effective_at: datetime | None = None
    sub_id: str = ""
    value_type: str = ""
    value_original: str = ""
    unit_original: str = ""
    range_text: str = ""
    flags_original: str = ""
    note: str = ""


@dataclass(frozen=True)
class SentDocument:
    """A file inside a message, decoded; the gate for PDFs has not seen it yet."""

    title: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class SentReport:
    """One order's report (OBR with its OBX, DiagnosticReport)."""

    code: Coded
    title: str
    raw_status: str  # OBR-25 or DiagnosticReport.status, as sent; "" when there was none
    filler_number: str = ""
    placer_number: str = ""
    performer: str = ""
    specimen: str = ""
    category: str = "laboratory"
    effective_at: datetime | None = None
    issued_at: datetime | None = None
    text: str = ""  # what the laboratory wrote in prose: notes, conclusions
    change_reason: str = ""
    observations: tuple[SentObservation, ...] = ()
    documents: tuple[SentDocument, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """A message that was understood."""

    person: SentPerson
    reports: tuple[SentReport, ...]
    sent_at: datetime | None = None
    receiver: str = ""  # MSH-6, whom the sender addresses
    remarks: tuple[str, ...] = field(default=())  # codes of what was odd and did no harm
    training: bool = False  # MSH-11 is T or D; the practice says whether such messages count


@dataclass(frozen=True)
class Fault:
    """Why a message was not: `reason` is a name of `reasons`, `detail` where; neither has patient data."""

    reason: str
    detail: str = ""


Reading = Parsed | Fault
