"""Finds the messages in what came: MLLP frames, batches, files of several, any line end.

python-hl7's own `parse_batch` and `parse_file` are not used: they refuse messages without a header in
front of them, want CR alone, and give no message's own bytes back, which are what is stored.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.intake.hl7v2 import limits

_WIDE = (  # the byte order marks, the longer first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDTHS = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
_WORDS = ("MSH", "FHS", "BHS", "msh")
# a frame is only one around a header: the same bytes inside a text are the text's (HL7 appendix C)
_FRAME_START = re.compile(r"\x0b(?=[\s\ufeff]{0,8}(?:MSH|FHS|BHS))|\x0b(?=ï»¿(?:MSH|FHS|BHS))")
_FRAME_END = re.compile(r"\x1c(?=\r|\n|\x0b|\Z)")
# a header or a trailer of the envelope, at the start of a line
_MARKED = re.compile(
    r"[\r\n][ \t\x0b\x1c\ufeff\x00]{0,80}(?:ï»¿)?[ \t]{0,8}"  # a run of blanks may be endless
    r"(?=(MSH|FHS|BHS)[^A-Za-z0-9\s]|(BTS|FTS)(?:[^A-Za-z0-9\s]|[ \t]*(?:[\r\n]|\Z)))",
    re.IGNORECASE,
)
# files put together without a line end between them; in a text the separators would be escaped
_HEADER_WITHIN = re.compile(r"MSH\|\^~\\&#?\|")
_LINE_END = re.compile(r"[\r\n]|\Z")
_BETWEEN_LINES = re.compile(r"[\r\n](?:[ \t\r\n]*[\r\n])?")  # and blank lines
_MARKS = " \t\x0b\x1c\ufeff\x00"
_MARK_AS_BYTES = codecs.BOM_UTF8.decode("latin-1")


@dataclass(frozen=True)
class Batch:
    """The messages of one call, each in its own bytes, and the segments that wrapped them.

    `header` is FHS and BHS, `trailer` is BTS and FTS, as they came, lines ended by CR; both empty
    where there were none. `messages` is empty only for a batch that is whole and has none.
    `remarks`: EMPTY_BATCH, BATCH_COUNT_DIFFERS, BATCH_NOT_ENDED.
    """

    messages: tuple[bytes, ...]
    header: bytes = b""
    trailer: bytes = b""
    remarks: tuple[str, ...] = ()

    @property
    def wrapped(self) -> bool:
        """Tell whether it is a batch of HL7's, which is answered by a batch."""
        return bool(self.header)


def wide(raw: bytes) -> tuple[str, int]:
    """Name the encoding of 16 or 32 bits that bytes are in, and the length of its mark; else ""."""
    for mark, name in _WIDE:
        if raw.startswith(mark):
            return name, len(mark)
    for name, width in _WIDTHS.items():
        if any(_stands_at_a_character(raw, word.encode(name), width) for word in _WORDS):
            return name, 0
    return "", 0


def _stands_at_a_character(raw: bytes, word: bytes, width: int) -> bool:
    """Tell whether a word begins the bytes, at a whole character: M0S0H is in 0M0S0H, too."""
    at = raw[:32].find(word)
    return at >= 0 and at % width == 0


def as_characters(raw: bytes) -> tuple[str, str]:
    """Give bytes as characters that lose nothing, and the codec that makes them bytes again.

    Latin-1 maps each byte to one character, so this works for every encoding that keeps ASCII.
    """
    name, mark = wide(raw)
    if not name:
        return raw.decode("latin-1"), "latin-1"
    width = _WIDTHS[name]
    body = raw[mark:]
    whole = body[: len(body) - len(body) % width]
    return whole.decode(name, "surrogatepass" if width == 2 else "replace"), name


def split(raw: bytes) -> Batch:
    """Find the messages of one call; what stands before the first header counts as a message, too.

    Never raises: bytes in which there is nothing to find are one message, which its reader refuses.
    """
    text, codec = as_characters(raw)
    batch = _Gathering()
    for payload in _payloads(text):
        batch.payload(payload)
    if not batch.messages and not batch.header:
        return Batch((raw,))
    return Batch(
        tuple(_bytes(message, codec) for message in batch.all_messages()),
        _bytes("".join(line + "\r" for line in batch.header), codec),
        _bytes("".join(line + "\r" for line in batch.trailer), codec),
        tuple(batch.remarks()),
    )


def lines(text: str) -> list[str]:
    """Give the lines of a message whatever ends them, without their ends and without blank ones."""
    return [line for line in _BETWEEN_LINES.split(text) if line]


def first_line(text: str) -> str:
    """Give the first line that has anything in it, marks and blanks taken off."""
    start = text[: limits.HEADER_CHARACTERS].lstrip(_MARKS + "\r\n").removeprefix(_MARK_AS_BYTES)
    return _BETWEEN_LINES.split(start.lstrip(), maxsplit=1)[0].rstrip()


def _bytes(text: str, codec: str) -> bytes:
    return text.encode(codec, "surrogatepass" if codec.startswith("utf-16") else "replace")


def _payloads(text: str) -> Iterator[str]:
    """Take the MLLP frames off; what stands outside of them is not lost."""
    starts = [match.start() for match in _FRAME_START.finditer(text)]
    if not starts:
        yield _FRAME_END.sub("\r", text)
        return
    for begin, end in zip([0, *(at + 1 for at in starts)], [*starts, len(text)], strict=True):
        yield from _FRAME_END.split(text[begin:end])


def _first_of(text: str, at: int) -> str:
    end = _LINE_END.search(text, at)
    return text[at : end.start()] if end else text[at:]


class _Gathering:
    """Collects lines into messages, and the headers and trailers beside them."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.header: list[str] = []
        self.trailer: list[str] = []
        self._beyond: list[str] = []

    def payload(self, text: str) -> None:
        text = "\r" + _HEADER_WITHIN.sub(r"\r\g<0>", text)  # the first line begins as every other
        at = 0
        for match in _MARKED.finditer(text):
            self._keep(text[at : match.start()])
            at = match.end()
            name = (match[1] or match[2]).upper()
            if name != "MSH":
                end = at + len(_first_of(text, at))
                self._wrapping(name, text[at:end].strip(_MARKS))
                at = end
        self._keep(text[at:])

    def _wrapping(self, name: str, line: str) -> None:
        kept = self.header if name in {"FHS", "BHS"} else self.trailer
        if len(kept) < limits.MESSAGES:
            kept.append(line)

    def remarks(self) -> Iterator[str]:
        """Say what is odd about the batch as a whole."""
        if self.header and not self.messages:
            yield "EMPTY_BATCH"
        if self.header and len(self.trailer) < len(self.header):
            yield "BATCH_NOT_ENDED"
        counts = [line[4:].split(line[3])[0] for line in self.trailer if line[:3].upper() == "BTS"]
        known = [int(count) for count in counts if count.isascii() and count.isdigit()]
        if known and len(known) == len(counts) and sum(known) != len(self.messages):
            yield "BATCH_COUNT_DIFFERS"

    def _keep(self, piece: str) -> None:
        message = piece.strip("\r\n" + _MARKS)
        if not message.removeprefix(_MARK_AS_BYTES).strip():
            return
        if len(self.messages) < limits.MESSAGES:
            self.messages.append(message)
        else:  # too large to be read, and not lost
            self._beyond.append(message)

    def all_messages(self) -> list[str]:
        """Give the messages; all beyond the most that there may be are one, which nobody can read."""
        if not self._beyond:
            return self.messages
        return [*self.messages[:-1], "\r".join([self.messages[-1], *self._beyond])]
