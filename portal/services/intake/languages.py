"""The languages that messages come in, behind one face: HL7 v2 and FHIR."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType
from typing import Protocol

from portal.intake import fhir
from portal.intake.hl7v2 import message as hl7v2_message
from portal.intake.hl7v2 import reading as hl7v2_reading
from portal.intake.hl7v2.framing import Batch
from portal.intake.shape import Fault, Reading

HL7V2 = "hl7v2"
FHIR = "fhir"


class AHead(Protocol):
    """What is known of a message before it is read."""

    @property
    def control_id(self) -> str:
        """MSH-10 or Bundle.identifier."""

    @property
    def message_type(self) -> str:
        """ORU^R01, or the name of a FHIR resource."""

    @property
    def sender(self) -> str:
        """MSH-3|MSH-4, or who made the bundle."""


AnyHead = AHead | Fault


@dataclass(frozen=True)
class Language:
    """How a language is split into messages, recognised and read; nothing of it raises.

    `split` gives the messages, and how HL7 wrapped them.
    """

    split: Callable[[bytes], tuple[tuple[bytes, ...], Batch | None]]
    head: Callable[[bytes], AnyHead]
    digest: Callable[[bytes], str]
    read: Callable[[bytes, tzinfo], Reading]  # times without an offset are of this zone


def language_of(format: str) -> Language:  # noqa: A002 - the column's name
    """Give the language of a format, `HL7V2` or `FHIR`."""
    return _LANGUAGES[format]


def _split_hl7v2(raw: bytes) -> tuple[tuple[bytes, ...], Batch | None]:
    batch = hl7v2_reading.split(raw)
    return batch.messages, batch


def _split_fhir(raw: bytes) -> tuple[tuple[bytes, ...], Batch | None]:
    """Keep whole what can not be split: its reading says why."""
    found = fhir.split(raw)
    return ((raw,) if isinstance(found, Fault) or not found else found), None


_LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        HL7V2: Language(_split_hl7v2, hl7v2_reading.head, hl7v2_reading.digest, hl7v2_message.read),
        FHIR: Language(_split_fhir, fhir.head, fhir.digest, lambda raw, _zone: fhir.read(raw)),
    }
)
