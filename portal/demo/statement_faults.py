"""Files of the demo with which something is wrong, as they come out of scanners and print spoolers."""

import io
import zlib

import pikepdf
from pikepdf import Dictionary, Name

from portal.demo.statement_paper import PAPER

_SCALE = 1.4  # of a pixel to a point: about 100 to the inch, as an old scanner has


def scanned(content: bytes) -> bytes:
    """Put a picture of the first page in the place of its words."""
    import pypdfium2  # noqa: PLC0415 - a demo of no items needs none

    with pypdfium2.PdfDocument(content) as opened:
        bitmap = opened[0].render(scale=_SCALE, grayscale=True)
        high, wide, stride, raw = bitmap.height, bitmap.width, bitmap.stride, bytes(bitmap.buffer)
    rows = b"".join(raw[y * stride : y * stride + wide] for y in range(high))
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=PAPER)
    picture = pikepdf.Stream(
        pdf,
        zlib.compress(rows),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    page.Resources = Dictionary(XObject=Dictionary(P=picture))
    page.Contents = pdf.make_stream(f"q {PAPER[0]} 0 0 {PAPER[1]} 0 0 cm /P Do Q".encode())
    return _saved(pdf)


def encrypted(content: bytes, password: str) -> bytes:
    """Protect a file by a password."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
