"""The child process that draws pages: `python -m console.paper_child`, see `console.paper`.

Standard input: eight bytes of length, the PDF, then lines "page width". Standard output: one JSON line
for the file and one for each page, each page's followed by its pixels. Imports nothing of the console.
"""

import json
import sys
from typing import Any, BinaryIO

_MEMORY_BYTES = 1024 * 1024 * 1024
_CPU_S = 120
_MOST_SIDE = 20_000
_MOST_PIXELS = 40_000_000


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
        page, width = map(int, line.split())
        try:
            _draw(out, document, page, width)
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


def _bgrx() -> int:
    from pypdfium2 import raw  # noqa: PLC0415 - only the child reads PDFs

    return int(raw.FPDFBitmap_BGRx)


def _say(out: BinaryIO, answer: dict[str, int]) -> None:
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
