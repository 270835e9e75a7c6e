"""The gate that every PDF passes before anybody sees it: checked in a child process with limits.

Nothing here opens the file itself. The child gets bytes over a pipe and may neither take long nor use
much memory; whatever it does, the portal goes on (reference: OWASP ASVS 5.2, 5.4). A file may come in
pieces, and is then never held whole in this process.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from portal.services.pdf_outside import Outside
from portal.services.pdf_runner import ChildDiedError, ChildSlowError, run_child

_MIB = 1024 * 1024
_BEGINNING = 1024  # bytes that are looked at before a child is bothered
TIME_LIMIT_S = 20.0


@dataclass(frozen=True)
class Limits:
    """How large a file may be for its purpose: bytes and pages."""

    most_bytes: int
    most_pages: int


DOCUMENT = Limits(10 * _MIB, 50)
STATEMENT = Limits(128 * _MIB, 50)
MOST_BYTES, MOST_PAGES = DOCUMENT.most_bytes, DOCUMENT.most_pages


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
        """What is wrong and what to do about it, in English; of a document."""
        return _SENTENCES[self]


_SENTENCES = {
    Fault.TOO_LARGE: "The file is larger than 10 MB. Export it with smaller pictures.",
    Fault.NOT_A_PDF: "This is not a PDF file. Export it as PDF and send that.",
    Fault.TRAILING_DATA: "Something else is hidden in or behind the PDF. Export it again.",
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
    """What the child found. `texts` holds the words of each page, in order.

    A text is what pdfium's `get_text_range()` says of the page, with nothing added or left out (of a
    page with more than 200,000 characters, the first of them): places in it can be found again.
    """

    fault: Fault | None
    pages: int = 0
    texts: tuple[str, ...] = field(default=(), repr=False)


def examine(
    content: bytes | Iterable[bytes],
    limits: Limits = DOCUMENT,
    *,
    time_limit_s: float = TIME_LIMIT_S,
) -> Examined:
    """Check a PDF, whole or in pieces, and read its words; never raises for what the file holds.

    What an iterator of pieces raises itself is passed on. The time that it takes between pieces
    counts for nothing; `time_limit_s` is for the child.
    """
    pieces = iter([content] if isinstance(content, bytes) else content)
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= _BEGINNING:
            break
    outside = Outside(limits.most_bytes)
    seen = outside.fault_of_first(first)
    if seen:
        return Examined(Fault(seen))
    watched = _Watched(chain([first], pieces), outside)
    try:
        said = json.loads(run_child(watched, limits.most_pages, time_limit_s))
        if said["fault"]:
            return Examined(Fault(said["fault"]))
        return Examined(None, int(said["pages"]), tuple(map(str, said["texts"])))
    except _RefusedError as error:
        return Examined(error.fault)
    except ChildSlowError:
        return Examined(Fault.TOO_SLOW)
    except (ChildDiedError, ValueError, KeyError, TypeError):
        return Examined(Fault.BROKEN)  # killed by a limit, or by the file


class _RefusedError(Exception):
    """What passes by on its way to the child shows that the file is refused."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class _Watched:
    """Pieces on their way to the child, looked at from outside."""

    def __init__(self, pieces: Iterator[bytes], outside: Outside) -> None:
        self._pieces, self._outside = pieces, outside

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if self._outside.too_large_with(piece):
                raise _RefusedError(Fault.TOO_LARGE)
            yield piece
        fault = self._outside.fault_at_end()
        if fault:
            raise _RefusedError(Fault(fault))
