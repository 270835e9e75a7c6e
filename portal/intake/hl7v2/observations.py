"""One OBX with its notes into `SentObservation`, and the files that it encloses."""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from portal.intake import prose
from portal.intake.flags import gravest
from portal.intake.hl7v2 import limits
from portal.intake.hl7v2.coded import coded
from portal.intake.hl7v2.documents import PDF, Enclosed, enclosed, pdf_in_text
from portal.intake.hl7v2.segments import Segment
from portal.intake.hl7v2.unreadable import UnreadableError, within
from portal.intake.hl7v2.values import GROUPED, NOTHING, Value, plain_text, text_of, value_of
from portal.intake.ranges import Range, reference_range
from portal.intake.shape import Coded, SentDocument, SentObservation
from portal.intake.times import instant
from portal.intake.units import unit

ATTACHED = "See the attached document."
_TEXTS = frozenset({"TX", "FT", "ST", ""})
_POWER = re.compile(r"[x×*]? ?10\^[0-9]{1,2}(?:(?: ?/ ?| )[^\^~&]+)?", re.IGNORECASE)
_CODES_OF_TIME = frozenset({"a", "mo", "wk", "d", "1"})  # UCUM
# the codes of HL7 table 0085 in the fields beside OBX-11; OBX-10 has some of them in a table of its own
_CODES = frozenset("FCPXDWIOUNRSBVA")
_BESIDE = ((10, frozenset("FCPXDWIOU")), (12, _CODES), (9, _CODES), (13, _CODES))
# what the chart keeps of a field, in characters; none of these is ever cut off
CODE, STATUS, SUB_ID, VALUE_TYPE, UNIT, FLAGS, RANGE, NAME = 40, 20, 40, 20, 40, 80, 300, 300


@dataclass(frozen=True)
class Context:
    """What holds for a whole message: the zone of moments without one, and how numbers are written."""

    zone: tzinfo
    us: bool
    commas: bool = False  # a comma before decimals: a point only groups thousands, "250.000"


@dataclass(frozen=True)
class Observed:
    """An OBX as it was understood."""

    observation: SentObservation
    documents: tuple[SentDocument, ...] = ()
    performer: str = ""


def observed(obx: Segment, notes: list[Segment], ordinal: int, context: Context) -> Observed:
    """Read one OBX and the NTEs below it. Raises UnreadableError for what is too long to keep."""
    where = f"segment {obx.position}"
    kind = within(obx.text(2).upper(), VALUE_TYPE, f"{where} OBX-2")
    _check(obx, where)
    code = code_of(obx, 3)
    found, documents = _enclosed(obx, kind, code)
    sent_unit, ucum, unit_original = _unit(obx, where)
    limits_of = _range(obx, sent_unit, where, context)
    if found is None:
        measured = bool(sent_unit) or limits_of.low is not None or limits_of.high is not None
        found = value_of(kind, obx, measured=measured, us=context.us, commas=context.commas)
    within(found.text, limits.VALUE_CHARACTERS, f"{where} OBX-5")
    flags = _flags(obx)
    observation = SentObservation(
        ordinal=ordinal,
        code=code,
        value_number=found.number.value if found.number else None,
        value_text="" if found.number else found.text,
        comparator=found.number.comparator if found.number else "",
        unit=sent_unit,
        ucum=ucum,
        range_low=limits_of.low,
        range_high=limits_of.high,
        flag=gravest(flags) or gravest(found.mark),
        raw_status=status_of(obx, 11) or _misplaced_status(obx),
        effective_at=moment(obx, 14, context) or moment(obx, 19, context),
        sub_id=within(obx.raw(4).strip(), SUB_ID, f"{where} OBX-4"),
        value_type=kind,
        value_original=_original(obx, documents),
        unit_original=unit_original,
        range_text=limits_of.text,
        flags_original=within(_flags_kept(flags), FLAGS, f"{where} OBX-8"),
        note=notes_text(notes),
    )
    return Observed(observation, documents, prose.one_line(obx.text(23) or obx.text(15, 2)))


def _check(obx: Segment, where: str) -> None:
    """Refuse an OBX whose fields have moved by one separator too many or too few.

    Its value would stand in the place of its unit, and its status nowhere. OBX-11 is required
    (HL7 §7.4.2); OBX-12 and OBX-14 are moments.
    """
    if not obx.raw(11).strip() and _misplaced_status(obx) and not gravest(_flags(obx)):
        raise UnreadableError("BAD_STRUCTURE", f"{where}: the status is not in OBX-11")
    moments = () if _misplaced_status(obx) else (12, 14)
    if any((sent := obx.text(number)) and not sent[0].isdigit() for number in moments):
        raise UnreadableError("BAD_STRUCTURE", f"{where}: no moment in OBX-12 or OBX-14")
    if obx.repetitions(5) and not any(obx.text(3, part) for part in (1, 2, 4, 5, 9)):
        raise UnreadableError("BAD_STRUCTURE", f"{where}: a value of nothing, OBX-3 is empty")


def _misplaced_status(obx: Segment) -> str:
    """Give a status that stands beside OBX-11; "" for none.

    Where there is a flag in OBX-8, all that comes before it is in its place, and some senders write
    a separator too few behind it.
    """
    if obx.raw(11).strip():
        return ""
    return next(
        (sent for number, codes in _BESIDE if (sent := obx.raw(number).strip()) in codes), ""
    )


def code_of(segment: Segment, field: int) -> Coded:
    """Read OBR-4 or OBX-3. A sentence in the place of the code is its text. Raises TOO_LONG."""
    found = coded(segment, field)
    where = f"segment {segment.position} {segment.name}-{field}"
    if len(found.code) > CODE and " " in found.code:
        found = Coded("", found.text or found.code, found.system, found.others)
    within(found.code, CODE, where)
    within(found.text, limits.SHORT_CHARACTERS, where)
    within(found.system, 120, where)
    return found


def status_of(segment: Segment, field: int) -> str:
    """Give a status as it was sent, to the letter. Raises TOO_LONG rather than cut one off."""
    sent = segment.raw(field).strip()
    return within(
        "" if sent == NOTHING else sent,
        STATUS,
        f"segment {segment.position} {segment.name}-{field}",
    )


def moment(segment: Segment, field: int, context: Context) -> datetime | None:
    """Read a moment; None where there is none, and where there is one that can not be."""
    sent = segment.text(field)
    return instant(sent, context.zone) if sent else None


def notes_text(notes: list[Segment]) -> str:
    """Put the lines of NTE-3 together as they were sent."""
    lines = [text_of(one, note) for note in notes for one in note.texts(3)]
    text = "\n".join(line for line in lines if line != NOTHING).strip("\n")
    return within(text, limits.VALUE_CHARACTERS, "NTE-3")


def _unit(obx: Segment, where: str) -> tuple[str, str, str]:
    """Give OBX-6 as shown, as UCUM, and as sent."""
    found = obx.repetitions(6)
    code, system = obx.pick(found, 1), obx.pick(found, 3)
    if power := _POWER.match(obx.raw(6).strip()):  # the sign of a power that nobody escaped
        code, system = obx.resolved(power[0]), ""
    elif not code:
        code, system = obx.pick(found, 4) or obx.pick(found, 2), obx.pick(found, 6)
    named = unit(code, system)
    display = named.display
    if code in _CODES_OF_TIME and obx.pick(found, 2):  # people read "years" and not "a"
        display = prose.one_line(obx.pick(found, 2))
    if len(display) > UNIT:
        raise UnreadableError("TOO_LONG", f"{where} OBX-6")
    return (
        display,
        named.ucum,
        within(obx.raw(6).strip(), limits.SHORT_CHARACTERS, f"{where} OBX-6"),
    )


def _range(obx: Segment, value_unit: str, where: str, context: Context) -> Range:
    sent = "; ".join(text for one in obx.texts(7) if (text := text_of(one, obx)))
    if sent == NOTHING:
        return Range()
    if context.commas and GROUPED.search(sent):
        return Range(text=within(" ".join(sent.split()), RANGE, f"{where} OBX-7"))
    return reference_range(within(sent, RANGE, f"{where} OBX-7"), value_unit, us=context.us)


def _flags(obx: Segment) -> str:
    """Give OBX-8 with the usual separators, whatever this message separates with."""
    repeated = (
        "^".join(obx.resolved(component[0]).strip() for component in one)
        for one in obx.repetitions(8)
    )
    return "~".join("" if one == NOTHING else one for one in repeated)


def _flags_kept(flags: str) -> str:
    """Give the flags as sent, or their codes alone where they come with sentences."""
    if len(flags) <= FLAGS:
        return flags
    return "~".join(repetition.split("^")[0] for repetition in flags.split("~"))


def _original(obx: Segment, documents: tuple[SentDocument, ...]) -> str:
    """Give OBX-5 as sent, but for a file, which is kept as one."""
    if documents:
        return f"{documents[0].media_type}, {len(documents[0].content)} bytes"
    return obx.raw(5)


def _enclosed(
    obx: Segment, kind: str, code: Coded
) -> tuple[Value | None, tuple[SentDocument, ...]]:
    """Look for a file in the value; None for the value of an OBX that has none."""
    title = (code.text or code.code)[:NAME]
    if kind in _TEXTS:
        content = pdf_in_text(obx.raw(5))
        if content is None:
            return None, ()
        return Value(ATTACHED), (SentDocument(title, PDF, content),)
    if kind != "ED":
        return None, ()
    texts: list[str] = []
    files: list[SentDocument] = []
    for found in (enclosed(one, obx) for one in obx.repetitions(5)):
        if found.is_text and found.whole:
            texts.append(_as_text(found, f"segment {obx.position} OBX-5"))
        elif found.content:
            files.append(SentDocument(title, found.media_type, found.content))
    if files:
        texts.append(ATTACHED)
    return Value("\n".join(text for text in texts if text)), tuple(files)


def _as_text(found: Enclosed, where: str) -> str:
    try:
        text = found.content.decode("utf-8")
    except UnicodeDecodeError:
        text = found.content.decode("cp1252", "replace")
    return plain_text(text, found.media_type, where)
