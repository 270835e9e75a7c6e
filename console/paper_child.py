"""The child process that draws pages: `python -m console.paper_child`, see `console.paper`.

Standard input: eight bytes of length, the PDF, then lines "page width" or "find page start length
start length …". Standard output: one JSON line for the file and for each line, a page's followed by its
pixels. Imports nothing of the console.
"""

import ctypes
import json
import sys
from typing import Any, BinaryIO

_MEMORY_BYTES = 1024 * 1024 * 1024
_CPU_S = 120
_MOST_SIDE = 20_000
_MOST_PIXELS = 40_000_000
_SIDE = 10_000  # how far it is across a page, and down it, where places are told
_MOST_PLACES = 200


def main() -> None:
    """Serve one file until the parent closes the pipe."""
    _limit()
    import pypdfium2  # noqa: PLC0415 - only the child reads PDFs

    source, out = sys.stdin.buffer, sys.stdout.buffer
    content = source.read(int.from_bytes(source.read(8), "big"))
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        _say(out, {"fault": 1})
        return
    _say(out, {"pages": len(document)})
    for line in source:
        words = line.split()
        try:
            if words[0] == b"find":
                _find(out, document, list(map(int, words[1:])))
            else:
                _draw(out, document, *map(int, words))
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
            _say(out, {"fault": 1})


def _draw(out: BinaryIO, document: Any, number: int, width: int) -> None:
    page = document[number]
    across, down = page.get_size()
    scale = width / across
    if max(across, down) * scale > _MOST_SIDE or across * down * scale**2 > _MOST_PIXELS:
        raise ValueError
    bitmap = page.render(scale=scale, rev_byteorder=False, force_bitmap_format=_bgrx())
    rows = memoryview(bitmap.buffer)
    wide, stride = bitmap.width * 4, bitmap.stride
    pixels = b"".join(rows[y * stride : y * stride + wide] for y in range(bitmap.height))
    _say(out, {"width": bitmap.width, "height": bitmap.height})
    out.write(pixels)
    out.flush()
    page.close()


def _find(out: BinaryIO, document: Any, wanted: list[int]) -> None:
    """Say where stretches of a page's text stand: [which, left, top, right, bottom] for each box."""
    number, *spans = wanted
    page = document[number]
    text = page.get_textpage()
    places = [
        [which, *_box(page, text.get_rect(box))]
        for which, (start, length) in enumerate(zip(spans[::2], spans[1::2], strict=True))
        for box in range(_boxes(text, start, length))
    ]
    _say(out, {"places": places[:_MOST_PLACES]})
    text.close()
    page.close()


def _boxes(text: Any, start: int, length: int) -> int:
    """Count the boxes around a stretch, for them to be read; none where it is not in the text.

    Offsets count the letters of the text; pdfium's own list also has what the text leaves out.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - only the child reads PDFs

    words = text.get_text_range()[start : start + length] if start >= 0 < length else ""
    first = raw.FPDFText_GetCharIndexFromTextIndex(text, start)
    count = raw.FPDFText_GetCharIndexFromTextIndex(text, start + length - 1) - first + 1
    if not words or first < 0 or count < 1 or text.get_text_range(first, count) != words:
        return 0
    return int(text.count_rects(first, count))


def _box(page: Any, rect: tuple[float, float, float, float]) -> list[int]:
    """Turn a box of the file into one of the page as it is drawn, turned and cut like it."""
    from pypdfium2 import raw  # noqa: PLC0415 - only the child reads PDFs

    left, bottom, right, top = rect
    corners = []
    for x, y in ((left, top), (right, bottom)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, _SIDE, _SIDE, 0, x, y, across, down)
        corners.append([min(_SIDE, max(0, place.value)) for place in (across, down)])
    across_both, down_both = zip(*corners, strict=True)
    return [min(across_both), min(down_both), max(across_both), max(down_both)]


def _bgrx() -> int:
    from pypdfium2 import raw  # noqa: PLC0415 - only the child reads PDFs

    return int(raw.FPDFBitmap_BGRx)


def _say(out: BinaryIO, answer: dict[str, Any]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


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


if __name__ == "__main__":
    main()
