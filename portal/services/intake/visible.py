"""Text of strangers made safe to look at: nothing hides in it, and a file in it is one line.

Characters that steer (C0, C1, directions, of no width) are shown by their name or number, so that what
one reads is what came.
"""

import base64
import re
import unicodedata

MOST_VALUE = 4_000  # characters of one value
_LONGEST_RUN = 400  # characters of base64 that are shown as they are
_BREAK = r"\\\.br\\|\\X0[DA](?:0[DA])?\\| "
_BASE64 = re.compile(
    rf"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{{60,}}+(?:{_BREAK})?+)++[A-Za-z0-9+/]*+={{0,2}}"
)
_BREAKS = re.compile(_BREAK)
_KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"PK\x03\x04", "ZIP"),
    (b"<?xml", "XML"),
    (b"<html", "HTML"),
    (b"<!DOC", "HTML"),
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_NAMES = [
    "NUL",
    "SOH",
    "STX",
    "ETX",
    "EOT",
    "ENQ",
    "ACK",
    "BEL",
    "BS",
    "HT",
    "LF",
    "VT",
    "FF",
    "CR",
    "SO",
    "SI",
    "DLE",
    "DC1",
    "DC2",
    "DC3",
    "DC4",
    "NAK",
    "SYN",
    "ETB",
    "CAN",
    "EM",
    "SUB",
    "ESC",
    "FS",
    "GS",
    "RS",
    "US",
]  # what ASCII calls its control characters
_TAGS = re.compile("[\U000e0000-\U000e007f]")


def visible(text: str) -> str:
    """Show every character that would not be seen; line feeds and tabs stay."""
    return _TAGS.sub(_sign, _HIDDEN.sub(_sign, text))


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    name = _NAMES[code] if code < len(_NAMES) else "DEL" if code == 0x7F else f"U+{code:04X}"
    return f"\u2039{name}\u203a"


def collapsed(text: str) -> str:
    """Put a line that says what it is in the place of each file in base64."""
    return _BASE64.sub(_file_line, text)


def _file_line(found: re.Match[str]) -> str:
    if len(found[0]) < _LONGEST_RUN:
        return found[0]
    return f"\u2039{file_words(_BREAKS.sub('', found[0]))}\u203a"


def file_words(encoded: str) -> str:
    """Say what a piece of base64 is and how large: "PDF, 84 kB"; whether one may show it, nobody asks."""
    begin = base64.b64decode(encoded[:64] + "=" * (-len(encoded[:64]) % 4))
    kind = next((name for mark, name in _KINDS if begin.startswith(mark)), "base64")
    size = len(encoded) * 3 // 4
    return f"{kind}, {size / 1000:,.0f} kB" if size >= 1000 else f"{kind}, {size} bytes"


def cut(text: str, most: int = MOST_VALUE) -> tuple[str, int]:
    """Keep the beginning, never half of what belongs to a letter; give how many characters are left out."""
    if len(text) <= most:
        return text, 0
    end = most
    while end > most - 8 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end] + f" \u2026 (+{len(text) - end:,})", len(text) - end
