"""Files within a message: encapsulated data (ED), and PDFs that were sent as text in base64."""

import base64
import binascii
import re
from dataclasses import dataclass

from portal.intake.hl7v2.segments import Repetition, Segment

PDF = "application/pdf"
_BLANKS = re.compile(r"\s+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,3}")
_PDF_AS_BASE64 = "JVBERi0"  # %PDF-
# HL7 tables 0191 and 0291, and what stands in their place; the rest is composed from both components
_TYPES = {
    ("AP", ""): "application/octet-stream",
    ("IM", "JPEG"): "image/jpeg",
    ("IM", "PNG"): "image/png",
    ("IM", "TIFF"): "image/tiff",
    ("IM", "GIF"): "image/gif",
    ("FT", ""): "text/plain",
    ("SD", ""): "application/octet-stream",
}
_SUBTYPES = {
    "PDF": PDF,
    "HTML": "text/html",
    "RTF": "application/rtf",
    "PLAIN": "text/plain",
    "XML": "text/xml",
    "OCTET-STREAM": "application/octet-stream",
}


@dataclass(frozen=True)
class Enclosed:
    """What a value encloses: a file, or text with its media type; `whole` is whether it decoded."""

    media_type: str
    content: bytes
    whole: bool = True

    @property
    def is_text(self) -> bool:
        """Tell whether it is to be read as text rather than kept as a file."""
        return self.media_type in {"text/plain", "text/html", "application/rtf", "text/xml"}


def enclosed(repetition: Repetition, segment: Segment) -> Enclosed:
    """Decode one ED: source, type, subtype, encoding, data. What does not decode is kept as it is.

    Data whose encoding is not said, and which begins as a PDF does, is one. Nothing is raised.
    """
    each = (repetition,)
    kind, subtype, encoding = (segment.pick(each, part).upper() for part in (2, 3, 4))
    data = segment.resolved("".join(repetition[4]) if len(repetition) > 4 else "")
    content, whole = _decoded(data, encoding)
    return Enclosed(_media_type(kind, subtype, content), content, whole)


def pdf_in_text(text: str) -> bytes | None:
    """Find a PDF that was sent as a text, in base64 or bare; None for any other text.

    Base64 needs none of HL7's escapes, so the text is looked at as it was sent.
    """
    start = text.lstrip()
    if start.startswith("%PDF-"):
        return start.encode("latin-1", "replace")
    if not start.startswith(_PDF_AS_BASE64):
        return None
    content, whole = _from_base64(start)
    return content if whole else start.encode("latin-1", "replace")


def _media_type(kind: str, subtype: str, content: bytes) -> str:
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return PDF
    if "/" in kind and not subtype:  # a whole media type in one component
        return kind.lower()
    known = _TYPES.get((kind, subtype)) or _SUBTYPES.get(subtype)
    if known:
        return known
    if kind in {"TEXT", "TX", "FT"}:
        return "text/plain"
    return "application/octet-stream"


def _decoded(data: str, encoding: str) -> tuple[bytes, bool]:
    if encoding == "HEX":
        try:
            return bytes.fromhex(_BLANKS.sub("", data)), True
        except ValueError:
            return data.encode("utf-8", "replace"), False
    if encoding == "BASE64" or data.startswith(_PDF_AS_BASE64):
        return _from_base64(data)
    return data.encode("utf-8", "replace"), True


def _from_base64(data: str) -> tuple[bytes, bool]:
    """Decode base64 that was wrapped over lines, of either alphabet, with or without its end."""
    plain = _BLANKS.sub("", data)
    bare = plain.rstrip("=").replace("-", "+").replace("_", "/")
    if plain and (_BASE64.fullmatch(plain) is None or len(bare) % 4 == 1):
        return data.encode("utf-8", "replace"), False
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True), True
    except (binascii.Error, ValueError):
        return data.encode("utf-8", "replace"), False
