"""Prose of laboratories as plain text: HTML, RTF and the formatting of HL7's FT; nothing raises.

What comes out has no markup, no control characters and nothing that turns the direction of a line;
scripts, links and images are gone. Columns that were laid out by spaces stay.
"""

import re

from striprtf.striprtf import rtf_to_text

from portal.intake.html_text import html_text

LONGEST = 200_000  # letters that are kept of one text
_MOST_RTF = 2_000_000  # letters; RTF with pictures inside is mostly pictures
TOO_LONG = "The laboratory sent a formatted text (RTF) that is too long to be shown here."
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_BLANK = re.compile(r"\n{3,}")
_GREAT_GAP = re.compile(r"[^\S\n]{200,}")

HTML = frozenset({"text/html", "html", "application/xhtml+xml"})
RTF = frozenset({"text/rtf", "application/rtf", "rtf", "text/richtext"})
FORMATTED = frozenset({"text/x-hl7-ft", "ft"})
"""Names of the media types that `plain` knows, lower case; "ft" is HL7's formatted text."""


def plain(text: str, media_type: str = "") -> str:
    """Give a text as plain lines; what claims to be plain and is HTML or RTF is read as that."""
    kind = media_type.split(";", 1)[0].strip().casefold()
    start = text[:200].lstrip("\ufeff \t\r\n").casefold()
    if kind in RTF or start.startswith("{\\rtf"):
        text = _from_rtf(text)
    elif kind in HTML or start.startswith(("<!doctype html", "<html")):
        text = html_text(text[: 10 * LONGEST])
    elif kind in FORMATTED:
        text = formatted(text)
    return cleaned(text)


def cleaned(text: str) -> str:
    """Drop what nobody sees from a text of several lines; spaces within lines stay."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text[: 2 * LONGEST]).expandtabs(8))
    text = _GREAT_GAP.sub("  ", text)
    lines = (line.rstrip() for line in text.split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip("\n")[:LONGEST]


def one_line(text: str) -> str:
    """Drop what nobody sees and every line end: for units, codes and names."""
    return " ".join(_UNSEEN.sub("", text[:LONGEST]).split())


_COMMAND = re.compile(
    r"\\(?:\.(?P<name>br|sp|in|ti|sk|fi|nf|ce)\s?(?P<size>[-+]?[0-9]{0,3})|[HN])\\", re.I
)


def formatted(text: str) -> str:
    r"""Carry out the formatting commands of HL7 §2.7.6 (\.br\, \.sp3\, \.in+4\, \.ti2\, \.ce\, \H\)."""
    return _Layout().of(text[: 2 * LONGEST])


class _Layout:
    """Lays out formatted text: where lines end, and how far they are moved in."""

    def __init__(self) -> None:
        self._indent = 0
        self._out: list[str] = []

    def of(self, text: str) -> str:
        at = 0
        for found in _COMMAND.finditer(text):
            self._out.append(text[at : found.start()])
            at = found.end()
            if found["name"]:
                self._carry_out(found["name"].lower(), found["size"])
        self._out.append(text[at:])
        return "".join(self._out)

    def _carry_out(self, name: str, size: str) -> None:
        number = int(size) if size.lstrip("+-") else 0
        if name in {"br", "ce", "sp"}:
            self._out.append("\n" * min(max(number, 1), 20) + " " * self._indent)
        elif name == "in":
            turned = number if not size.startswith(("+", "-")) else self._indent + number
            self._indent = min(max(turned, 0), 40)
        elif name in {"ti", "sk"}:
            self._out.append(" " * min(max(number, 0), 40))


def _from_rtf(text: str) -> str:
    if len(text) > _MOST_RTF:
        return TOO_LONG
    try:
        return str(rtf_to_text(text, errors="ignore"))  # type: ignore[no-untyped-call] # the library has no types
    except Exception:  # noqa: BLE001 - it trusts its input, and whatever it stumbles over is text still
        return re.sub(r"\\[a-z]+-?[0-9]* ?|[{}]", "", text)
