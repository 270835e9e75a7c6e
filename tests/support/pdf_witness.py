"""What is live in a PDF, found in other ways than the gate's: for tests that doubt the gate.

The file is written anew by qpdf, in its plainest form and mended where it can be, and the words of that
text are looked at; and pdfium is asked what it would run, attach or fill in. Neither knows of the other.
"""

import io
import re
import tarfile
import warnings
import zipfile

import pikepdf
import pypdfium2.raw as pdfium

_STREAMS = re.compile(rb"\bstream\r?\n.*?\nendstream", re.DOTALL)
_STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>(?!>)", re.DOTALL)
_LIVE = re.compile(
    rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|Rendition|RichMedia|Movie|Sound"
    rb"|AA|XFA|EmbeddedFiles?|FileAttachment|AF|EF|Widget)(?=[\s/<>\[\](){}%]|$)"
)
_FIELDS = re.compile(rb"/Fields\s*\[\s*[^\s\]]")
_XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
_BAD_LINK = re.compile(rb"/URI\s*\(\s*(javascript|file|data|vbscript):", re.IGNORECASE)


def live_in(content: bytes) -> set[str]:
    """Name what is live in the file, or that it is another kind of file, too."""
    found = set()
    if not content.startswith(b"%PDF-"):
        found.add("begins otherwise")
    if zipfile.is_zipfile(io.BytesIO(content)):
        found.add("is a ZIP")
    if content[257:262] == b"ustar" and tarfile.is_tarfile(io.BytesIO(content)):
        found.add("is a tar")
    return found | _by_qpdf(content) | _by_pdfium(content)


def _by_qpdf(content: bytes) -> set[str]:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                return {"encrypted"}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what is odd about it is read below
                out = io.BytesIO()
                pdf.save(
                    out,
                    qdf=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.disable,
                    stream_decode_level=pikepdf.StreamDecodeLevel.none,
                )
    except pikepdf.PasswordError:
        return {"encrypted"}
    except pikepdf.PdfError:
        return set()
    plain = _STREAMS.sub(b"", out.getvalue())
    links = {f"link {match[1].decode().lower()}" for match in _BAD_LINK.finditer(plain)}
    fields = {"fields"} if _FIELDS.search(plain) else set()
    return (
        links | fields | {match[1].decode() for match in _LIVE.finditer(_STRINGS.sub(b"()", plain))}
    )


def _by_pdfium(content: bytes) -> set[str]:
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        return set()
    try:
        asked = {
            "pdfium: scripts": pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0,
            "pdfium: attachments": pdfium.FPDFDoc_GetAttachmentCount(document) > 0,
            # pdfium calls a form also what has no field at all
            "pdfium: XFA": pdfium.FPDF_GetFormType(document) in _XFA,
            "pdfium: encrypted": pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0,
        }
    finally:
        pdfium.FPDF_CloseDocument(document)
    return {name for name, yes in asked.items() if yes}
