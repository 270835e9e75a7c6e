"""The child process of the PDF gate: `python -m portal.pdf_child MOST_PAGES < file`, or a fork.

Answers one JSON object: `fault` (a code or null), `pages`, `texts`. Reads its standard input alone and
imports nothing else of the portal: what a hostile file takes over here has nothing to reach for.
"""

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

_MEMORY_BYTES = 768 * 1024 * 1024
_CPU_S = 10
_LARGEST_PAGE = 2000.0  # points; A0 is 2384 x 3370, and nobody mails an A0
_MOST_TEXT = 200_000  # characters of a page
_RUNS = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMedia"),
        *("/Movie", "/Sound", "/GoToE", "/GoToR", "/RichMediaExecute", "/GoTo3DView"),
        *("/3D", "/Screen", "/PS"),  # a scene, a film, and a program for the printer
    }
)
_LIVE_KEYS = ("/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent")
_ATTACHES = ("/EmbeddedFile", "/EmbeddedFiles", "/AF", "/EF", "/Collection")
_ELSEWHERE = ("/F", "/Ref")  # of a stream: its bytes, or the page it shows, are another file's
_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_LINKS = frozenset({"http", "https", "mailto", "tel"})


# what an action is called, in any spelling, behind the key that says so or as an object of its own
_HIDDEN_RUNS = ("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition")
_GAP_BYTES = 4096  # how far before its name an action may say that it is one
# what a reader raises at values of the wrong kind, at their depth, at their size
_NONSENSE = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError),
    *(RecursionError, NotImplementedError, MemoryError),
)


def main() -> None:
    """Judge standard input on standard output."""
    serve(sys.stdin.fileno(), sys.stdout.fileno(), int(sys.argv[1]))


def serve(source: int, answer: int, most_pages: int) -> None:
    """Read a file from one handle to its end, and answer on the other, within the limits."""
    _limit()
    with os.fdopen(source, "rb", closefd=False) as stream:
        content = stream.read()
    with os.fdopen(answer, "wb", closefd=False) as stream:
        stream.write(json.dumps(_judge(content, most_pages)).encode())


def warm_up() -> None:
    """Load everything that a file needs, also the fonts of this machine, for forks to find."""
    import pikepdf  # noqa: PLC0415 - a started child loads it after its limits hold

    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf 72 700 Td (Ready) Tj ET")
        made = io.BytesIO()
        pdf.save(made)
    _judge(made.getvalue(), 1)  # which also compiles the patterns


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the parent's clock is the limit
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CPU, _CPU_S),
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))


def _judge(content: bytes, most_pages: int) -> dict[str, Any]:
    import pikepdf  # noqa: PLC0415 - after the limits hold

    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            fault = _fault_in(pdf, most_pages) or _hidden_in(pdf, content)
            # what one reader mends silently, another mends into something else
            fault = fault or ("BROKEN" if pdf.get_warnings() else "")
    except pikepdf.PasswordError:
        return _refused("ENCRYPTED")
    except (pikepdf.PdfError, *_NONSENSE):
        return _refused("BROKEN")
    return _refused(fault) if fault else _words(content)


def _refused(fault: str) -> dict[str, Any]:
    return {"fault": fault, "pages": 0, "texts": []}


def _fault_in(pdf: Any, most_pages: int) -> str:
    if pdf.is_encrypted:
        return "ENCRYPTED"
    pages = len(pdf.pages)
    if not pages or pages > most_pages:
        return "TOO_MANY_PAGES" if pages else "NO_PAGES"
    found = {_live(one) for one in _dictionaries(pdf)} | {_root_fault(pdf)}
    for fault in ("ACTIVE_CONTENT", "ATTACHMENT", "FORM"):  # the gravest is told
        if fault in found:
            return fault
    for page in pdf.pages:
        box = [float(side) for side in page.mediabox]
        if max(abs(box[2] - box[0]), abs(box[3] - box[1])) > _LARGEST_PAGE:
            return "PAGE_SIZE"
    return ""


def _root_fault(pdf: Any) -> str:
    opening = pdf.Root.get("/OpenAction")
    if opening is not None and not _only_goes(opening):
        return "ACTIVE_CONTENT"
    form = pdf.Root.get("/AcroForm")
    if form is not None and len(form.get("/Fields", [])):
        return "FORM"
    return ""


def _only_goes(action: Any) -> bool:
    """Whether an opening action does no more than show a page."""
    import pikepdf  # noqa: PLC0415 - after the limits hold

    if isinstance(action, pikepdf.Array):
        return True
    if not isinstance(action, pikepdf.Dictionary):
        return False
    return bool(action.get("/S") == "/GoTo")


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Walk every dictionary of the file, also those that stand inside others."""
    import pikepdf  # noqa: PLC0415 - after the limits hold

    waiting: list[Any] = [*pdf.objects, pdf.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
            if any(key in one for key in _ELSEWHERE):
                yield pikepdf.Dictionary(S=pikepdf.Name.GoToR)  # as live as a way to that file
        if isinstance(one, pikepdf.Dictionary):
            yield one
            inner = one.values()
        elif isinstance(one, pikepdf.Array):
            inner = iter(one)
        else:
            continue
        # what is referred to stands in pdf.objects by itself, and a number is no object at all
        waiting += [each for each in inner if not getattr(each, "is_indirect", True)]


def _live(one: Any) -> str:
    """Judge one dictionary; what names an action is one, whatever key it stands under."""
    import pikepdf  # noqa: PLC0415 - after the limits hold

    names = {str(each) for each in one.values() if isinstance(each, pikepdf.Name)}
    if any(key in one for key in _LIVE_KEYS) or names & _RUNS or _leads_astray(one):
        return "ACTIVE_CONTENT"
    attaches = any(key in one for key in _ATTACHES)
    if attaches or names & {"/EmbeddedFile", "/FileAttachment"}:
        return "ATTACHMENT"
    return "FORM" if "/Widget" in names else ""


def _leads_astray(one: Any) -> bool:
    """Whether an action does more than turn a page or open an address of the web, mail or telephone."""
    import pikepdf  # noqa: PLC0415 - after the limits hold

    if one.get("/S") == "/Named" and str(one.get("/N")) not in _TURNS:
        return True
    if one.get("/S") == "/Thread" and "/F" in one:  # an article of another file
        return True
    if isinstance(
        one.get("/URI"), pikepdf.Name
    ):  # no address, and who knows what a reader makes of it
        return True
    addresses = (one.get(key) for key in ("/URI", "/Base"))  # also what the others are relative to
    return any(_is_elsewhere(str(each)) for each in addresses if isinstance(each, pikepdf.String))


def _is_elsewhere(address: str) -> bool:
    """Whether an address is of no kind that is let through, or of another machine's folder."""
    plain = "".join(letter for letter in address.lower() if letter > " ").replace("\\", "/")
    scheme = _SCHEME.match(plain)
    return plain.startswith("//") or (scheme is not None and scheme[1] not in _LINKS)


def _hidden_in(pdf: Any, content: bytes) -> str:
    """Look for what qpdf does not see, and another reader might: objects that no table of its names.

    Tables may come in two kinds in one file, and readers differ in which they believe; also an older
    state of the file may be all that a reader can make out.
    """
    import pikepdf  # noqa: PLC0415 - after the limits hold

    packs = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    packs = [one for one in packs if one.get("/Type") == "/ObjStm"]
    if len(_pack_mark().findall(content)) > len(packs):
        return "BROKEN"  # objects are packed where they can not be looked at
    inside = (one.read_bytes() for one in packs)
    return "ACTIVE_CONTENT" if any(_shows_life(one) for one in (content, *inside)) else ""


def _shows_life(raw: bytes) -> bool:
    """Whether bytes hold an action, or a key of events or of an XFA form, in any spelling."""
    marks, before = _life_marks()
    for found in marks.finditer(raw):
        if not found["run"] or before.search(
            raw, max(0, found.start() - _GAP_BYTES), found.start()
        ):
            return True
    return False


def _life_marks() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """What life is called, from a slash on, which is found fast; and what stands before an action."""
    gap = rb"(?:[\x00\t\n\f\r ]|%[^\r\n]*[\r\n])*"
    reference = rb"[0-9]+[\x00\s]+[0-9]+[\x00\s]+R"
    names = b"|".join(_any_spelling(one) for one in _HIDDEN_RUNS)
    runs = rb"(?P<run>" + names + rb")(?![^\x00\s()<>\[\]{}/%])"
    # also where they refer to what is not there: a reader that mends the file may find it
    events = _any_spelling("AA") + gap + rb"(?:<<|" + reference + rb")"
    forms = _any_spelling("XFA") + gap + rb"(?:\[|" + reference + rb")"
    marks = re.compile(rb"/(?:" + b"|".join((runs, events, forms)) + rb")")
    return marks, re.compile(rb"(?:/" + _any_spelling("S") + rb"|\bobj)" + gap + rb"\Z")


def _pack_mark() -> re.Pattern[bytes]:
    return re.compile(rb"/" + _any_spelling("ObjStm"))


def _any_spelling(name: str) -> bytes:
    """A pattern of a name, each letter by itself or by its number."""
    return b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in name.encode())


def _words(content: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 - after the limits hold

    try:
        document = pypdfium2.PdfDocument(content)
        texts = []
        for page in document:
            text = page.get_textpage().get_text_range()  # places in it are pdfium's own
            texts.append(text[:_MOST_TEXT])
        if texts:
            document[0].render(scale=0.5)  # a page that can not be drawn is no page
    except (pypdfium2.PdfiumError, AssertionError, *_NONSENSE):
        return _refused("BROKEN")
    return {"fault": None, "pages": len(texts), "texts": texts}


if __name__ == "__main__":
    main()
