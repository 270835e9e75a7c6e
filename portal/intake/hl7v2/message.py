"""Reads one message into the internal shape. Nothing is ever raised: what fails is a `Fault`."""

from datetime import UTC, timezone, tzinfo

from portal.intake.hl7v2 import charset, limits, not_laboratory, segments
from portal.intake.hl7v2.groups import reports_of
from portal.intake.hl7v2.observations import Context
from portal.intake.hl7v2.person import person_of
from portal.intake.hl7v2.reading import Head, head
from portal.intake.hl7v2.unreadable import UnreadableError
from portal.intake.hl7v2.values import writes_commas
from portal.intake.shape import Fault, Parsed, Reading
from portal.intake.times import instant

_NOT_PRODUCTION = ("T", "D")  # HL7 table 0103: training, debugging


def read(message: bytes, zone: tzinfo = UTC) -> Reading:
    """Read one message's bytes. Never raises; the reasons are those of `portal.intake.reasons`.

    `zone` is where the practice is: it counts for moments without an offset, unless MSH-7 has one,
    which then holds for the whole message (HL7 §2.A, DTM).
    """
    try:
        return _read(message, zone)
    except UnreadableError as error:
        return error.fault
    except (Exception, RecursionError) as error:  # noqa: BLE001 - the wrapper around all of it
        return Fault("PARSER_FAILED", type(error).__name__)


def _read(message: bytes, zone: tzinfo) -> Reading:
    if len(message) > limits.MESSAGE_BYTES:
        return Fault("TOO_LARGE", f"{len(message)} bytes")
    first = head(message)
    if isinstance(first, Fault):
        return first
    refused = not_laboratory.by_header(first)
    if refused is not None:
        return refused
    decoded = charset.decode(message, first.charsets)
    if isinstance(decoded, Fault):
        return decoded
    parsed = segments.parse(decoded.text, first.separators)
    if isinstance(parsed, Fault):
        return parsed
    return not_laboratory.by_content(parsed) or _shaped(first, parsed, decoded.remarks, zone)


def _shaped(
    first: Head, message: segments.Message, remarks: tuple[str, ...], zone: tzinfo
) -> Reading:
    if any(segment.name in {"ADD", "DSC"} and segment.text(1) for segment in message.segments):
        return Fault("MISSING_PART", "continued in another message")
    sent_at = instant(first.sent_at, zone)
    own = _offset(first.sent_at)
    commas = writes_commas(segment for segment in message.segments if segment.name == "OBX")
    us = not commas and first.field(17).strip().upper() in {"USA", "US"}
    context = Context(zone=own or zone, us=us, commas=commas)
    person = person_of(segment for segment in message.segments if segment.name == "PID")
    laboratory = first.sender.rpartition("|")[2] or first.sender.partition("|")[0]
    reports, more = reports_of(message, first.message_type, laboratory, context)
    return Parsed(
        person=person,
        reports=reports,
        sent_at=sent_at,
        receiver=first.receiver,
        remarks=(*remarks, *message.remarks, *more),
        training=first.processing.upper().startswith(_NOT_PRODUCTION),
    )


def _offset(sent: str) -> tzinfo | None:
    """Give the offset that MSH-7 names; None where it names none, or one that can not be."""
    with_it = "+" in sent or "-" in sent[4:]
    if not with_it or (moment := instant(sent, UTC)) is None:
        return None
    local = instant(sent.replace("-", "+").split("+")[0], UTC)
    return None if local is None else timezone(local - moment)
