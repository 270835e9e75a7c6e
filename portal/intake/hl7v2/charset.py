"""The characters of a message: MSH-18 says which (HL7 table 0211), and is often wrong or missing.

What is declared is believed where the bytes allow it, and the bytes where they do not: text that is
valid UTF-8 with characters beyond ASCII in it is UTF-8 whatever was declared, and what is declared as
UTF-8 and is none at all is taken for cp1252. What is partly UTF-8 is damaged, and nobody guesses.
"""

import re
from dataclasses import dataclass

from portal.intake.hl7v2.framing import as_characters, wide
from portal.intake.shape import Fault

# HL7 table 0211 and what is found in its place; ISO 8859-1 is cp1252 wherever the two differ,
# because what is sent as the one is nearly always the other
_CODECS = {
    "": "",
    "ASCII": "ascii",
    "USASCII": "ascii",
    "88591": "cp1252",
    "ISO88591": "cp1252",
    "LATIN1": "cp1252",
    "WINDOWS1252": "cp1252",
    "CP1252": "cp1252",
    "1252": "cp1252",
    **{f"8859{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 15, 16)},
    "UNICODE": "utf-8",
    "UNICODEUTF8": "utf-8",
    "UTF8": "utf-8",
    "UNICODEUTF16": "utf-16",
    "UNICODEUTF32": "utf-32",
    "ISOIR6": "ascii",
    "ISOIR13": "shift_jis",
    "ISOIR14": "iso2022_jp_ext",
    "ISOIR87": "iso2022_jp_ext",
    "ISOIR159": "iso2022_jp_ext",
    "JAS2020": "iso2022_jp_ext",
    "GB180302000": "gb18030",
    "GB18030": "gb18030",
    "KSX1001": "euc_kr",
    "CNS116431992": "big5",
    "BIG5": "big5",
}
_SEVERAL_BYTES = frozenset({"shift_jis", "gb18030", "euc_kr", "big5"})
_NOT_A_LETTER = re.compile(r"[^A-Z0-9]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


@dataclass(frozen=True)
class Decoded:
    """A message as text; `codec` is Python's name of what it was in, for the answer."""

    text: str
    codec: str
    remarks: tuple[str, ...] = ()


def codec_of(declared: str) -> str:
    """Python's name of an entry of HL7 table 0211; "" for none and for an unknown one."""
    plain = _NOT_A_LETTER.sub("", declared.upper())
    return _CODECS.get(plain, _CODECS.get(plain.removeprefix("ISO"), ""))


def decode(message: bytes, declared: tuple[str, ...]) -> Decoded | Fault:
    """Read a message's bytes as characters; `declared` is MSH-18, the first repetition the main one.

    Faults: BAD_ENCODING where the bytes are no text in any way that is sure.
    """
    name, _mark = wide(message)
    if name:
        return _wide(message, name, declared)
    body = message.removeprefix(b"\xef\xbb\xbf")
    first = declared[0] if declared else ""
    codec = codec_of(first)
    unknown = ("CHARSET_UNKNOWN",) if first and not codec else ()
    if any(codec_of(other) == "iso2022_jp_ext" for other in declared) and b"\x1b" in body:
        return _strict(body, "iso2022_jp_ext", unknown)
    if codec in _SEVERAL_BYTES:
        found = _strict(body, codec, unknown)
        if isinstance(found, Decoded):
            return found
    if body.isascii():
        return _checked(body.decode("ascii"), "ascii", unknown)
    return _eight_bits(body, codec, unknown, marked=body is not message)


def _wide(message: bytes, name: str, declared: tuple[str, ...]) -> Decoded | Fault:
    text, _codec = as_characters(message)
    said = codec_of(declared[0]) if declared else ""
    remarks = () if said and name.startswith(said) else ("CHARSET_DIFFERS",)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return Fault("BAD_ENCODING", f"half a character in {name}")
    if "\ufffd" in text and "32" in name:
        return Fault("BAD_ENCODING", f"not a character of {name}")
    return _checked(text.lstrip("\ufeff"), name, remarks)


def _eight_bits(
    body: bytes, codec: str, remarks: tuple[str, ...], *, marked: bool
) -> Decoded | Fault:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        if marked or (_UTF8_SEQUENCE.search(body) is not None and codec in {"utf-8", "ascii", ""}):
            return Fault("BAD_ENCODING", "partly UTF-8")
    else:
        differs = () if codec in {"utf-8", ""} else ("CHARSET_DIFFERS",)
        return _checked(text, "utf-8", remarks + differs)
    if codec in {"utf-8", "utf-16", "utf-32", "ascii", ""}:
        return _strict(body, "cp1252", (*remarks, "CHARSET_GUESSED"))
    return _strict(body, codec, remarks)


def _strict(body: bytes, codec: str, remarks: tuple[str, ...]) -> Decoded | Fault:
    try:
        return _checked(body.decode(codec), codec, remarks)
    except UnicodeDecodeError:
        return Fault("BAD_ENCODING", f"not {codec}")


def _checked(text: str, codec: str, remarks: tuple[str, ...]) -> Decoded | Fault:
    """Refuse control characters that no laboratory's text has: they are damage."""
    found = _CONTROL.search(text)
    if found is not None:
        return Fault("BAD_ENCODING", f"control character {ord(found[0]):#04x}")
    return Decoded(text, codec, remarks)
