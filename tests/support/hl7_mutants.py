"""HL7 messages that somebody has tampered with, made from a seed: the same number is the same bytes.

    HL7Mutants(originals).make(4711) → bytes

Each is one of the originals after one to four wounds: of bytes, fields, segments, escapes,
separators, length, and of pieces of one message in another.
"""

import random
from collections.abc import Callable, Sequence

NASTY = (
    b"\x00",
    b"\x0b",
    b"\x1c\r",
    b"\x1b$B",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xc3\x28",
    b"\x85",
    b"\r",
    b"\n",
    b"\r\n",
    b"MSH|^~\\&|",
    b"BHS|^~\\&|\r",
    b"BTS|1\r",
    b"FTS|\r",
    b"PID|1||1^^^A^MR||B^C||19700101\r",
    b"OBR|1|||X^Y^LN||||||||||||||||||||F\r",
    b"OBX|1|NM|||9\r",
    b"DSC|more\r",
)
ESCAPES = (
    rb"\F\ ".strip(),
    rb"\X0D\ ".strip(),
    rb"\X00\ ".strip(),
    rb"\XZZ\ ".strip(),
    rb"\X" + b"41" * 600 + b"\\",
    rb"\C2842\ ".strip(),
    rb"\M244228\ ".strip(),
    rb"\.br\ ".strip(),
    rb"\.sp999\ ".strip(),
    rb"\.in-99\ ".strip(),
    b"\\" * 9,
    rb"\Zlocal\ ".strip(),
    rb"\H\bold\N\ ".strip(),
    b"\\E",
)
VALUES = (
    b"1e999",
    b"-0",
    b"9" * 400,
    b"1,234",
    b"<" * 30,
    b"NaN",
    b"Infinity",
    b"0x1F",
    "١٢٣".encode(),
    b"00000000",
    b"20231345256199",
    b"99999999999999.999999-9999",
    b"{\\rtf1\\ansi " + b"{" * 200,
    b"<html>" + b"<b>" * 300,
    b"<script>alert(1)</script>",
    b"JVBERi0xLjQK",
    b"JVBERi0xLjQK" + b"=" * 7,
    b"^application^pdf^Base64^JVBERi0x",
    b"^" * 40,
    b"&" * 40,
    b"~" * 80,
    b'""',
    b"1^2&3~4",
    b"a" * 5000,
)
KINDS = (b"NM", b"SN", b"ED", b"CWE", b"DT", b"TM", b"TS", b"RP", b"DR", b"FT", b"XPN", b"QQ", b"")
STATUSES = (
    b"F",
    b"C",
    b"P",
    b"R",
    b"I",
    b"S",
    b"A",
    b"O",
    b"X",
    b"D",
    b"W",
    b"Z",
    b"f",
    b"F" * 30,
    b"",
)
FIELD_OF_STATUS = {b"OBR": 25, b"OBX": 11}


class HL7Mutants:
    """Makes mutants of originals; `make(number)` depends on the number and the originals alone."""

    def __init__(self, originals: Sequence[bytes], seed: int = 1) -> None:
        self._originals = [original for original in originals if original]
        self._seed = seed
        self._wounds: tuple[Callable[[random.Random, bytearray], bytearray], ...] = (
            _byte,
            _nasty,
            _cut,
            _twice,
            _field,
            _separator,
            _segment_away,
            _segment_twice,
            _segments_swapped,
            _segment_renamed,
            _escape,
            _value,
            _kind,
            _status,
            _line_ends,
            _encoding_characters,
            _flood,
            self._splice,
        )

    def make(self, number: int) -> bytes:
        """Give mutant `number`."""
        chance = random.Random(f"{self._seed}/{number}")
        found = bytearray(chance.choice(self._originals))
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
            found = chance.choice(self._wounds)(chance, found)
            if not found:
                break
        return bytes(found)

    def _splice(self, chance: random.Random, message: bytearray) -> bytearray:
        other = chance.choice(self._originals)
        start = chance.randrange(len(other))
        piece = other[start : start + chance.randrange(1, 2000)]
        at = _place(chance, message)
        return message[:at] + piece + message[at:]


def _place(chance: random.Random, message: bytearray) -> int:
    return chance.randrange(len(message) + 1)


def _insert(chance: random.Random, message: bytearray, piece: bytes) -> bytearray:
    at = _place(chance, message)
    return message[:at] + piece + message[at:]


def _lines(message: bytearray) -> list[bytearray]:
    return message.replace(b"\r\n", b"\r").replace(b"\n", b"\r").split(b"\r")


def _byte(chance: random.Random, message: bytearray) -> bytearray:
    for _ in range(chance.choice((1, 3, 20))):
        message[chance.randrange(len(message))] = chance.randrange(256)
    return message


def _nasty(chance: random.Random, message: bytearray) -> bytearray:
    return _insert(chance, message, chance.choice(NASTY))


def _cut(chance: random.Random, message: bytearray) -> bytearray:
    at = _place(chance, message)
    return message[:at] if chance.random() < 0.7 else message[at:]


def _twice(chance: random.Random, message: bytearray) -> bytearray:
    start = _place(chance, message)
    piece = message[start : start + chance.randrange(1, 400)]
    return message[:start] + piece * chance.choice((2, 3, 20)) + message[start:]


def _field(chance: random.Random, message: bytearray) -> bytearray:
    """Take a field away, empty it, or put one in between."""
    lines = _lines(message)
    which = chance.randrange(len(lines))
    fields = lines[which].split(b"|")
    at = chance.randrange(len(fields))
    match chance.randrange(3):
        case 0:
            del fields[at]
        case 1:
            fields[at] = bytearray()
        case _:
            fields.insert(at, bytearray(chance.choice(VALUES)))
    lines[which] = bytearray(b"|").join(fields)
    return bytearray(b"\r").join(lines)


def _separator(chance: random.Random, message: bytearray) -> bytearray:
    """Take one separator away, or put one in."""
    sign = chance.choice((b"|", b"^", b"~", b"&", b"\\"))
    if chance.random() < 0.5:
        return _insert(chance, message, sign * chance.choice((1, 1, 2, 50)))
    at = message.find(sign, chance.randrange(len(message)))
    return message if at < 0 else message[:at] + message[at + 1 :]


def _segment_away(chance: random.Random, message: bytearray) -> bytearray:
    lines = _lines(message)
    del lines[chance.randrange(len(lines))]
    return bytearray(b"\r").join(lines)


def _segment_twice(chance: random.Random, message: bytearray) -> bytearray:
    lines = _lines(message)
    which = chance.randrange(len(lines))
    lines[which:which] = [lines[which]] * chance.choice((1, 1, 5, 60))
    return bytearray(b"\r").join(lines)


def _segments_swapped(chance: random.Random, message: bytearray) -> bytearray:
    lines = _lines(message)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return bytearray(b"\r").join(lines)


def _segment_renamed(chance: random.Random, message: bytearray) -> bytearray:
    lines = _lines(message)
    which = chance.randrange(len(lines))
    lines[which][:3] = chance.choice(
        (b"obx", b"OBX", b"PID", b"MSH", b"ZZZ", b"O\xd8X", b"", b"ADD")
    )
    return bytearray(b"\r").join(lines)


def _escape(chance: random.Random, message: bytearray) -> bytearray:
    return _insert(chance, message, chance.choice(ESCAPES))


def _value(chance: random.Random, message: bytearray) -> bytearray:
    return _of_a_line(chance, message, b"OBX", 5, chance.choice(VALUES))


def _kind(chance: random.Random, message: bytearray) -> bytearray:
    return _of_a_line(chance, message, b"OBX", 2, chance.choice(KINDS))


def _status(chance: random.Random, message: bytearray) -> bytearray:
    name = chance.choice((b"OBR", b"OBX"))
    return _of_a_line(chance, message, name, FIELD_OF_STATUS[name], chance.choice(STATUSES))


def _of_a_line(
    chance: random.Random, message: bytearray, name: bytes, field: int, value: bytes
) -> bytearray:
    lines = _lines(message)
    found = [number for number, line in enumerate(lines) if line.startswith(name)]
    if not found:
        return message
    which = chance.choice(found)
    fields = lines[which].split(b"|")
    fields += [bytearray()] * (field + 1 - len(fields))
    fields[field] = bytearray(value)
    lines[which] = bytearray(b"|").join(fields)
    return bytearray(b"\r").join(lines)


def _line_ends(chance: random.Random, message: bytearray) -> bytearray:
    return bytearray(chance.choice((b"\n", b"\r\n", b"\r\r", b"\r\n ", b"\x0b", b"|"))).join(
        _lines(message)
    )


def _encoding_characters(chance: random.Random, message: bytearray) -> bytearray:
    signs = bytes(
        chance.choice(b"^~\\&#|$@!%*+;:?AB9 ") for _ in range(chance.choice((0, 1, 4, 5, 9)))
    )
    return message.replace(b"^~\\&", signs, 1)


def _flood(chance: random.Random, message: bytearray) -> bytearray:
    """Put in more of one thing than any message has."""
    return _insert(
        chance, message, chance.choice((b"|", b"^", b"~", b"&", b"\r", b"\\", b"A\r")) * 3000
    )
