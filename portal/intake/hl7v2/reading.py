"""What is known of a message without reading it: its header, and what makes it the same as another."""

import hashlib
import re
from dataclasses import dataclass

from portal.intake.hl7v2 import charset, framing
from portal.intake.hl7v2.framing import Batch, split
from portal.intake.shape import Fault

__all__ = ["Batch", "Head", "Separators", "digest", "head", "split"]

_HEADER = re.compile(r"MSH([^A-Za-z0-9\s])", re.IGNORECASE)
_ENDS = re.compile(r"[\r\n][ \t\r\n]*")
_LONGEST = 200  # characters of a control id or a sender that are kept


@dataclass(frozen=True)
class Separators:
    """MSH-1 and MSH-2: what separates, repeats and escapes in this message (HL7 §2.5.4)."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    sub_component: str = "&"
    truncation: str = ""  # the fifth one, from version 2.7

    @property
    def encoding_characters(self) -> str:
        """MSH-2 as it is written."""
        four = f"{self.component}{self.repetition}{self.escape}{self.sub_component}"
        return four + self.truncation


@dataclass(frozen=True)
class Head:
    """The header of a message as sent; `fields` are MSH-1 … in order, `fields[8]` is MSH-9."""

    control_id: str
    message_type: str  # ORU^R01
    sender: str  # MSH-3|MSH-4, namespace or else universal id of each
    sent_at: str
    receiver: str  # MSH-6, namespace or else universal id
    processing: str  # MSH-11.1: P, T, D
    accept_ack: str  # MSH-15
    application_ack: str  # MSH-16
    version: str  # MSH-12.1
    profiles: tuple[str, ...] = ()  # MSH-21, each repetition as sent
    separators: Separators = Separators()
    charsets: tuple[str, ...] = ()  # MSH-18, each repetition
    codec: str = "ascii"  # what the message is written in, for its answer
    fields: tuple[str, ...] = ()

    def field(self, number: int) -> str:
        """MSH-`number` as sent, escapes and all; "" where there is none."""
        return self.fields[number - 1] if 0 < number <= len(self.fields) else ""


def head(message: bytes) -> Head | Fault:
    """Read the header of one message. Faults: NO_HEADER. Never raises.

    A header without a control id or a type is one: what is missing is said by what reads on.
    """
    text, codec = framing.as_characters(message)
    line = framing.first_line(text)
    found = _HEADER.match(line)
    if found is None:
        return Fault("NO_HEADER", "no MSH at the start")
    parts = line.split(found[1])
    separators = _separators(found[1], parts[1])
    if isinstance(separators, Fault):
        return separators
    charsets = tuple(parts[17].split(separators.repetition)) if len(parts) > 17 else ()
    if codec == "latin-1":
        decoded = charset.decode(message, charsets)
        codec = "ascii" if isinstance(decoded, Fault) else decoded.codec
        if isinstance(decoded, charset.Decoded):
            parts = framing.first_line(decoded.text).split(found[1])
    return _head(_Parts(found[1], parts, separators), charsets, codec)


def digest(message: bytes) -> str:
    """Say what makes a message the same as another, in 64 hexadecimal digits.

    Line ends, framing, byte order marks and MSH-7 (a sender writes it anew when it sends again) do
    not count.
    """
    text, codec = framing.as_characters(message)
    text = text.strip("\r\n \t\x0b\x1c\ufeff\x00").removeprefix("ï»¿").lstrip()
    first, end, rest = _ENDS.sub("\r", text).partition("\r")
    found = _HEADER.match(first)
    if found is not None:
        parts = first.split(found[1])
        parts[6:7] = [""] if len(parts) > 6 else []
        first = found[1].join(parts)
    whole = (first + end + rest).encode(codec, "surrogatepass" if "16" in codec else "replace")
    return hashlib.sha256(whole).hexdigest()


class _Parts:
    """The fields of a header by their HL7 numbers, components by theirs."""

    def __init__(self, bar: str, parts: list[str], separators: Separators) -> None:
        self.fields = (bar, *parts[1:])
        self._separators = separators

    def whole(self, number: int) -> str:
        return self.fields[number - 1].strip() if number <= len(self.fields) else ""

    def component(self, number: int, which: int = 1) -> str:
        first = self.whole(number).split(self._separators.repetition)[0]
        parts = first.split(self._separators.component)
        return parts[which - 1].strip() if which <= len(parts) else ""

    def designator(self, number: int) -> str:
        """HD: the namespace id, else the universal id."""
        return self.component(number) or self.component(number, 2)


def _head(parts: _Parts, charsets: tuple[str, ...], codec: str) -> Head:
    separators = parts._separators  # noqa: SLF001 - same module
    kind, event = parts.component(9), parts.component(9, 2)
    if not event and "_" in kind:  # the structure in the place of the type
        kind, _, event = kind.partition("_")
    profiles = parts.whole(21)
    return Head(
        control_id=parts.whole(10)[:_LONGEST],
        message_type=f"{kind}^{event}".upper()[:60] if event else kind.upper()[:60],
        sender=f"{parts.designator(3)}|{parts.designator(4)}"[:_LONGEST],
        sent_at=parts.component(7),
        receiver=parts.designator(6)[:_LONGEST],
        processing=parts.component(11).upper(),
        accept_ack=parts.component(15).upper(),
        application_ack=parts.component(16).upper(),
        version=parts.component(12),
        profiles=tuple(profiles.split(separators.repetition)) if profiles else (),
        separators=separators,
        charsets=charsets,
        codec=codec,
        fields=parts.fields,
    )


def _separators(bar: str, written: str) -> Separators | Fault:
    """Read MSH-2; what is left out is the usual one (python-hl7 and most engines do the same)."""
    if written.startswith("^~\\\\&"):  # escaped once too often, by a sender written in haste
        written = written.replace("\\\\", "\\")
    if len(written) > 5:
        return Fault("NO_HEADER", "MSH-2 is longer than five characters")
    usual = "^~\\&"
    four = written[:4] + usual[len(written[:4]) :]
    all_of_them = bar + four + written[4:]
    if len(set(all_of_them)) < len(all_of_them):
        return Fault("NO_HEADER", "a separator stands for two things")
    if any(sign.isalnum() or sign.isspace() for sign in all_of_them):
        return Fault("NO_HEADER", "a separator is a letter, a digit or a blank")
    return Separators(bar, four[0], four[1], four[2], four[3], written[4:])
