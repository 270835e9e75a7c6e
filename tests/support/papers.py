"""PDFs made for tests."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name


def paper(
    texts: Sequence[str], change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **save: Any
) -> bytes:
    """A PDF of letter size with one line of (ASCII) text on each page, changed as asked."""
    pdf = pikepdf.new()
    for text in texts:
        page = pdf.add_blank_page(page_size=(612, 792))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()
