"""Files inside a report: what is a text becomes prose, everything else goes to the gate for PDFs.

An attachment that is only an address is mentioned and never fetched: whoever can make the portal
open an address can make it look around in the practice's network.
"""

import base64
import binascii
from collections.abc import Iterable

from portal.intake.fhir.decoding import UnfitError
from portal.intake.fhir.elements import Element, clean, part, parts, text
from portal.intake.prose import plain
from portal.intake.shape import SentDocument

_TEXTS = ("text/", "application/rtf", "application/xhtml")
_MOST = 50
_NOT_SENT = "The laboratory names a document that did not come with the result"


def papers_of(report: Element, values: Iterable[Element]) -> tuple[list[str], list[SentDocument]]:
    """Give the prose and the files of presentedForm, and of values that are attachments."""
    prose: list[str] = []
    documents: list[SentDocument] = []
    attached = [part(one, "valueAttachment") for one in values]
    for place, one in enumerate([*parts(report, "presentedForm"), *filter(None, attached)]):
        if place >= _MOST:
            raise UnfitError("TOO_LARGE", "A report has more documents than we read.")
        _take(one, place, prose, documents)
    return prose, documents


def _take(attachment: Element, place: int, prose: list[str], documents: list[SentDocument]) -> None:
    kind = text(attachment, "contentType").casefold()
    title = text(attachment, "title")
    data = attachment.get("data")
    if not isinstance(data, str) or not data:
        if text(attachment, "url") or title:
            prose.append(f"{_NOT_SENT}: {title}" if title else f"{_NOT_SENT}.")
        return
    content = _decoded(data, place)
    if kind.startswith(_TEXTS):
        prose.append(clean(plain(_text(content, kind), kind)))
    else:
        documents.append(SentDocument(title or f"Document {place + 1}", kind, content))


def _decoded(data: str, place: int) -> bytes:
    """Decode base64, which senders break into lines; raises UnfitError."""
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        where = f"DiagnosticReport.presentedForm[{place}].data"
        raise UnfitError("BAD_VALUE", f"{where} is no base64.") from error


def _text(content: bytes, kind: str) -> str:
    """Decode a text: UTF-8 unless it is none or says another; those are as Windows writes them."""
    try:
        return content.decode("utf-16" if "utf-16" in kind else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
