"""The languages that messages come in, behind one face: HL7 v2 and FHIR."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from portal.intake import fhir, hl7v2
from portal.intake.hl7v2 import reading as hl7v2_reading
from portal.intake.shape import Fault, Reading

HL7V2 = "hl7v2"
FHIR = "fhir"


@dataclass(frozen=True)
class Language:
    """How a language is split into messages, recognised and read; nothing here ever raises."""

    split: Callable[[bytes], Any]
    head: Callable[[bytes], Any]
    digest: Callable[[bytes], str]
    read: Callable[[bytes], Reading]


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        HL7V2: Language(
            lambda raw: tuple(hl7v2_reading.split(raw).messages),
            hl7v2_reading.head,
            hl7v2_reading.digest,
            hl7v2.read,
        ),
        FHIR: Language(fhir.split, fhir.head, fhir.digest, fhir.read),
    }
)
