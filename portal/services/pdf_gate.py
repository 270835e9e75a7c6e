"""The gate that every PDF passes before anybody sees it: checked in a child process with limits.

Nothing here opens the file itself. The child gets bytes on its standard input and may neither take long
nor use much memory; whatever it does, the portal goes on (reference: OWASP ASVS 5.2, 5.4).
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 50
TIME_LIMIT_S = 20.0


class Fault(StrEnum):
    """Why a file is refused; `sentence` says so to the person who sent it."""

    TOO_LARGE = "TOO_LARGE"
    NOT_A_PDF = "NOT_A_PDF"
    TRAILING_DATA = "TRAILING_DATA"
    BROKEN = "BROKEN"
    ENCRYPTED = "ENCRYPTED"
    ACTIVE_CONTENT = "ACTIVE_CONTENT"
    ATTACHMENT = "ATTACHMENT"
    FORM = "FORM"
    NO_PAGES = "NO_PAGES"
    TOO_MANY_PAGES = "TOO_MANY_PAGES"
    PAGE_SIZE = "PAGE_SIZE"
    TOO_SLOW = "TOO_SLOW"

    @property
    def sentence(self) -> str:
        """What is wrong and what to do about it, in English."""
        return _SENTENCES[self]


_SENTENCES = {
    Fault.TOO_LARGE: "The file is larger than 10 MB. Export it with smaller pictures.",
    Fault.NOT_A_PDF: "This is not a PDF file. Export it as PDF and send that.",
    Fault.TRAILING_DATA: "Something else is hidden behind the end of the PDF. Export it again.",
    Fault.BROKEN: "The file is damaged. Export it again from the program that made it.",
    Fault.ENCRYPTED: "The file is protected by a password. Save it without one.",
    Fault.ACTIVE_CONTENT: "The file holds a program or starts one. Print it to PDF and send that.",
    Fault.ATTACHMENT: "Another file is attached to this PDF. Save it without attachments.",
    Fault.FORM: "The file is a form that can be filled in. Print it to PDF and send that.",
    Fault.NO_PAGES: "The file has no pages.",
    Fault.TOO_MANY_PAGES: f"The file has more than {MOST_PAGES} pages. Split it.",
    Fault.PAGE_SIZE: "A page of the file is larger than a poster. Export it for paper.",
    Fault.TOO_SLOW: "The file takes too long to read. Export it with simpler pictures.",
}


@dataclass(frozen=True)
class Examined:
    """What the child found. `texts` holds the words of each page, in order."""

    fault: Fault | None
    pages: int = 0
    texts: tuple[str, ...] = field(default=(), repr=False)


def examine(content: bytes, *, time_limit_s: float = TIME_LIMIT_S) -> Examined:
    """Check a PDF and read its words; never raises for what the file holds."""
    fault = _at_first_sight(content)
    if fault is not None:
        return Examined(fault)
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-m", "portal.pdf_child", str(MOST_PAGES)],
            input=content,
            capture_output=True,
            timeout=time_limit_s,
            check=True,
        )
        said = json.loads(child.stdout)
        if said["fault"]:
            return Examined(Fault(said["fault"]))
        return Examined(None, int(said["pages"]), tuple(map(str, said["texts"])))
    except subprocess.TimeoutExpired:
        return Examined(Fault.TOO_SLOW)
    except (subprocess.CalledProcessError, ValueError, KeyError, TypeError):
        return Examined(Fault.BROKEN)  # killed by a limit, or by the file


def _at_first_sight(content: bytes) -> Fault | None:
    if len(content) > MOST_BYTES:
        return Fault.TOO_LARGE
    if not content.startswith(b"%PDF-"):
        return Fault.NOT_A_PDF
    end = content.rfind(b"%%EOF")
    if end >= 0 and content[end + 5 :].strip(b"\x00\t\n\x0c\r "):
        return Fault.TRAILING_DATA
    return None
