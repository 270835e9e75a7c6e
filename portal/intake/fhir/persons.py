"""Whom a result is about: the Patient that came with it, or as much as the reference says."""

from datetime import date

from portal.intake import times
from portal.intake.fhir.elements import NOTHING, Element, part, parts, text, texts
from portal.intake.fhir.references import type_and_id
from portal.intake.shape import Identifier, PersonName, SentPerson

RESOURCE_ID = "RI"  # HL7 table 0203: the id of a resource on the sender's server
_KINDS = ("0203", "identifier-type")
_NAME_ORDER = {"official": 0, "usual": 1, "": 2, "temp": 3, "nickname": 4, "old": 5, "maiden": 6}
_SEXES = frozenset({"male", "female", "other", "unknown"})
_PHONES = frozenset({"phone", "sms"})
_MOST = 20  # of identifiers, names, phones


def person_of(patient: Element) -> SentPerson:
    """Read a Patient. Parts of another shape are missing, not errors: matching then says so."""
    address = _current(parts(patient, "address"))
    telecom = [one for one in parts(patient, "telecom") if text(one, "use") != "old"][:_MOST]
    phones = (text(one, "value") for one in telecom if text(one, "system") in _PHONES)
    emails = (text(one, "value") for one in telecom if text(one, "system") == "email")
    sex = text(patient, "gender").casefold()
    return SentPerson(
        identifiers=_identifiers(patient),
        names=_names(patient),
        birth_date=birth_date(patient),
        sex=sex if sex in _SEXES else "",
        address_line=", ".join(texts(address, "line")) or text(address, "text"),
        city=text(address, "city"),
        state=text(address, "state"),
        postal_code=text(address, "postalCode"),
        phones=tuple(one for one in phones if one),
        email=next((one for one in emails if one), ""),
        deceased=is_deceased(patient),
    )


def person_of_reference(subject: Element) -> SentPerson:
    """Read what a reference says whose Patient did not come: a number, perhaps a name; no birth date."""
    identifier = _identifier(part(subject, "identifier"))
    kind, own = type_and_id(subject)
    address = text(subject, "reference")
    identifiers = [identifier] if identifier else []
    if own and kind == "Patient":
        base = address.partition("Patient/")[0]
        identifiers.append(Identifier(own, f"{base}Patient" if base else "", RESOURCE_ID))
    name = text(subject, "display")
    return SentPerson(identifiers=tuple(identifiers), names=(_whole_name(name),) if name else ())


def birth_date(patient: Element) -> date | None:
    """Give a whole, possible day of birth."""
    return times.day(text(patient, "birthDate"))


def is_deceased(patient: Element) -> bool:
    """Whether the sender says that the patient has died."""
    told = patient.get("deceasedBoolean")
    return told is True or told == "true" or bool(text(patient, "deceasedDateTime"))


def _identifiers(patient: Element) -> tuple[Identifier, ...]:
    listed = parts(patient, "identifier")[:_MOST]
    current = (one for one in listed if text(one, "use") != "old")
    return tuple(found for one in current if (found := _identifier(one)))


def _identifier(source: Element) -> Identifier | None:
    value = text(source, "value")
    if not value:
        return None
    authority = text(source, "system") or text(part(source, "assigner"), "display")
    return Identifier(value, authority, _kind(part(source, "type")))


def _kind(concept: Element) -> str:
    """Give the code of table 0203; only a coding that names the table, or no table, counts."""
    for one in parts(concept, "coding"):
        system = text(one, "system").casefold()
        if text(one, "code") and (not system or any(name in system for name in _KINDS)):
            return text(one, "code")
    return ""


def _names(patient: Element) -> tuple[PersonName, ...]:
    listed = [one for one in parts(patient, "name") if text(one, "use") != "anonymous"][:_MOST]
    ranked = sorted(listed, key=lambda one: _NAME_ORDER.get(text(one, "use"), 2))
    return tuple(name for one in ranked if (name := _name(one)) != PersonName())


def _name(source: Element) -> PersonName:
    given, family = texts(source, "given"), text(source, "family")
    if not family:
        family = " ".join(texts(source, "family"))  # DSTU2: a list
    if not given and not family:
        return _whole_name(text(source, "text"))
    suffix = " ".join(texts(source, "suffix"))
    return PersonName(family, (given or [""])[0], " ".join(given[1:]), suffix)


def _whole_name(told: str) -> PersonName:
    """Take a name in one piece apart: Family, Given or Given Family; matching is careful anyway."""
    family, comma, given = (one.strip() for one in told.partition(","))
    if comma:
        return PersonName(family, given)
    given, _, family = told.rpartition(" ")
    return PersonName(family.strip(), given.strip())


def _current(addresses: list[Element]) -> Element:
    kept = [one for one in addresses if text(one, "use") not in {"old", "billing"}]
    homes = [one for one in kept if text(one, "use") == "home"]
    return next(iter([*homes, *kept]), NOTHING)
