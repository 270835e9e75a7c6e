"""Whom a message is about: PID into `SentPerson`, as it was sent."""

from collections.abc import Iterable, Iterator

from portal.intake.hl7v2 import limits
from portal.intake.hl7v2.coded import designator
from portal.intake.hl7v2.segments import Repetition, Segment
from portal.intake.hl7v2.unreadable import UnreadableError
from portal.intake.prose import one_line
from portal.intake.shape import Identifier, PersonName, SentPerson
from portal.intake.times import day

_SEX = {"M": "male", "F": "female", "O": "other", "A": "other", "N": "other", "U": "unknown"}
_RECORD_NUMBERS = {"MRN": "MR", "MRN#": "MR", "MEDICAL RECORD NUMBER": "MR"}  # before table 0203
_NO_ADDRESS = frozenset({"BA", "N", "BDL"})  # bad, of birth: nobody lives there


def person_of(found: Iterable[Segment]) -> SentPerson:
    """Read all PIDs of a message, which have to be about one person. Raises SEVERAL_PATIENTS.

    No PID at all is a person of whom nothing is known.
    """
    persons = [_person(segment) for segment in found]
    if not persons:
        return SentPerson()
    first = persons[0]
    if any(not _same(first, other) for other in persons[1:]):
        raise UnreadableError("SEVERAL_PATIENTS", f"{len(persons)} PID")
    return first


def _same(one: SentPerson, other: SentPerson) -> bool:
    """Tell whether two PIDs surely mean one person: the numbers, the names and the birth date."""
    return (
        set(one.identifiers) == set(other.identifiers)
        and bool(one.identifiers)
        and one.birth_date == other.birth_date
        and one.names[:1] == other.names[:1]
    )


def _person(pid: Segment) -> SentPerson:
    phones, email = _contacts(pid)
    line, city, state, postal_code = _address(pid)
    return SentPerson(
        identifiers=tuple(dict.fromkeys(_identifiers(pid))),
        names=_names(pid),
        birth_date=day(pid.text(7)),
        sex=_SEX.get(pid.text(8).upper(), ""),
        address_line=line,
        city=city,
        state=state,
        postal_code=postal_code,
        phones=phones,
        email=email,
        deceased=pid.text(30).upper() == "Y" or (bool(pid.text(29)) and pid.text(30) == ""),
    )


def _identifiers(pid: Segment) -> Iterator[Identifier]:
    """Give PID-3; of PID-2 and PID-4, kept for older senders, what says of which type it is."""
    for field in (3, 2, 4):
        repetitions = pid.repetitions(field)
        if len(repetitions) > limits.IDENTIFIERS:
            raise UnreadableError("TOO_LARGE", f"PID-{field} repeats {len(repetitions)} times")
        for repetition in repetitions:
            one = _identifier((repetition,), pid)
            if one.value and (field == 3 or one.kind):
                yield one


def _identifier(found: tuple[Repetition, ...], pid: Segment) -> Identifier:
    kind = one_line(pid.pick(found, 5)).upper()
    return Identifier(
        _short(_number(found, pid), "PID-3"),
        _short(designator(found, pid, 4), "PID-3.4"),
        _short(_RECORD_NUMBERS.get(kind, kind), "PID-3.5"),
    )


def _number(found: tuple[Repetition, ...], pid: Segment) -> str:
    """Give the whole of a number: one with a separator in it is not the number before that."""
    return "&".join(pid.resolved(part) for part in found[0][0]).strip().replace('""', "")


def _names(pid: Segment) -> tuple[PersonName, ...]:
    """Give PID-5, the legal name (type L) first, then as sent; names of nobody (U) left out."""
    found: list[tuple[bool, PersonName]] = []
    repetitions = pid.repetitions(5)
    if len(repetitions) > limits.IDENTIFIERS:
        raise UnreadableError("TOO_LARGE", "PID-5")
    for repetition in repetitions:
        each = (repetition,)
        name = PersonName(*(_short(pid.pick(each, part), "PID-5") for part in (1, 2, 3, 4)))
        if name.family or name.given:
            found.append((pid.pick(each, 7).upper() != "L", name))
    found.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(name for _rank, name in found))


def _address(pid: Segment) -> tuple[str, str, str, str]:
    """Give line, city, state and postal code of PID-11: the home, else the first that is one."""
    usable = [
        (repetition,)
        for repetition in pid.repetitions(11)[: limits.IDENTIFIERS]
        if pid.pick((repetition,), 7).upper() not in _NO_ADDRESS
    ]
    usable.sort(key=lambda each: pid.pick(each, 7).upper() not in {"H", "HOME", ""})
    if not usable:
        return "", "", "", ""
    first = usable[0]
    street = pid.pick(first, 1) or " ".join(
        part for sub in (3, 2) if (part := pid.pick(first, 1, sub=sub))
    )
    line = ", ".join(part for part in (street, pid.pick(first, 2)) if part)
    city, state, postal_code = (_short(pid.pick(first, part), "PID-11") for part in (3, 4, 5))
    return _short(line, "PID-11"), city, state, postal_code


def _contacts(pid: Segment) -> tuple[tuple[str, ...], str]:
    """Give phone numbers and the first e-mail address of PID-13, PID-14 and PID-40 (XTN)."""
    phones: dict[str, None] = {}
    email = ""
    for field in (13, 14, 40):
        for repetition in pid.repetitions(field)[: limits.IDENTIFIERS]:
            each = (repetition,)
            first = _short(pid.pick(each, 1), f"PID-{field}")
            address = pid.pick(each, 4) or (first if "@" in first else "")
            if "@" in address:
                email = email or _short(address, f"PID-{field}")
            elif number := _phone(each, pid, first):
                phones[number] = None
    return tuple(phones), email


def _phone(each: tuple[Repetition, ...], pid: Segment, first: str) -> str:
    if any(sign.isdigit() for sign in first):
        return first
    country, area, local, extension, whole = (pid.pick(each, part) for part in (5, 6, 7, 8, 12))
    if not local:
        return _short(whole, "PID-13")
    number = " ".join(
        part for part in (f"+{country.lstrip('+')}" * bool(country), area, local) if part
    )
    return _short(number + (f" x{extension}" if extension else ""), "PID-13")


def _short(text: str, where: str) -> str:
    if len(text) > limits.SHORT_CHARACTERS:
        raise UnreadableError("TOO_LONG", where)
    return one_line(text)
