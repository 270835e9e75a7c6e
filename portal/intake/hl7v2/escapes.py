r"""Escape sequences in text (HL7 §2.7): \F\ \S\ \T\ \R\ \E\ \P\ \Xhh..\ \.br\ \H\ \N\ \Cxxyy\ \Mxxyyzz\.

python-hl7's `unescape` is not used: it drops what it does not know, raises at some hexadecimal
digits, and has no other character sets. What is no escape sequence stays as it was written.
"""

import re

from portal.intake.hl7v2.reading import Separators

_FORMAT = re.compile(r"\.(sp|br|in|ti|fi|nf|ce|sk)\s?([+-]?\d{0,3})", re.IGNORECASE)
_LONGEST = 2_000  # characters between two escape characters that can be a sequence at all
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ESCAPED = re.compile(r"[CM]([0-9A-Fa-f]{4}|[0-9A-Fa-f]{6})")


def resolve(text: str, separators: Separators) -> str:
    """Give the text that was meant. Characters that no text has become U+FFFD, so that one sees them."""
    escape = separators.escape
    if escape not in text:
        return text
    meant = {
        "F": separators.field,
        "S": separators.component,
        "T": separators.sub_component,
        "R": separators.repetition,
        "E": escape,
        "P": separators.truncation or "#",
        "H": "",
        "N": "",
    }
    pieces = text.split(escape)
    out = [pieces[0]]
    designated = False
    at = 1
    while at < len(pieces):
        found = None
        if at + 1 < len(pieces):  # only closed sequences are ones
            found = meant.get(pieces[at], _other(pieces[at]))
        if found is None:
            out.append(escape + pieces[at])
            at += 1
            continue
        designated = designated or found.startswith("\x1b")
        out += [found, pieces[at + 1]]
        at += 2
    whole = "".join(out)
    if designated:
        whole = _other_characters(whole)
    return _CONTROL.sub("\ufffd", whole)


def _other(code: str) -> str | None:
    """Resolve what is no separator; None for what is no escape sequence."""
    if len(code) > _LONGEST or not code:
        return None
    if code[0] == "X":
        return _hexadecimal(code[1:])
    if code[0] == "Z":
        return ""  # the sender's own: HL7 lets receivers pass over them
    if _ESCAPED.fullmatch(code):
        return "\x1b" + bytes.fromhex(code[1:]).decode("latin-1")
    return _formatting(code)


def _formatting(code: str) -> str | None:
    found = _FORMAT.fullmatch(code)
    if found is None:
        return None
    command, count = found[1].lower(), found[2]
    often = min(int(count), 50) if count.isdigit() else 1
    if command in {"br", "ce"}:
        return "\n"
    if command == "sp":
        return "\n" * often
    return " " * often if command in {"sk", "in", "ti"} and count.lstrip("+-") else ""


def _hexadecimal(digits: str) -> str | None:
    if not digits or len(digits) % 2:
        return None
    try:
        found = bytes.fromhex(digits)
    except ValueError:
        return None
    try:
        text = found.decode("utf-8")
    except UnicodeDecodeError:
        text = found.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _other_characters(text: str) -> str:
    r"""Read the characters that \C and \M switch to (ISO 2022); what is none is shown as U+FFFD."""
    try:
        return text.encode("latin-1").decode("iso2022_jp_ext", "replace")
    except UnicodeEncodeError:
        return text.replace("\x1b", "\ufffd")
